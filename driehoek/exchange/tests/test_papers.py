"""Papers with codes for many at once: one sheet for the staff, letters to the parents of a whole school (issue 8)."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import LetterCode, User
from driehoek.access.queries import actor_of
from driehoek.exchange import papers, tasks
from driehoek.exchange.models import PaperRun
from driehoek.journal.models import Line
from driehoek.people.models import Guardian, Guardianship
from tests.cast import LEIE, MEIERIJ, appoint, person

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
SLIPS, PLACE = reverse("staff_slips"), "place"


@pytest.fixture
def newcomers(cast) -> Iterator[list[Any]]:
    """Three colleagues that a roster brought, and a fourth who also works at another board."""
    made = []
    for given in ("An", "Bo", "Cas", "Dina"):
        user = User.objects.create_user(None, given_name=given, family_name="Nieuw")
        made.append(appoint(user, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a))
    appoint(made[3].user, Function.CLASS_TEACHER, MEIERIJ, school=cast.beuk, group=cast.groep_5)
    return made


def text_of(answer) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def fetched(client: Client, run: PaperRun) -> str:
    kind = "slips" if run.kind == PaperRun.Kind.STAFF else "letters"
    return text_of(client.get(reverse(f"{kind}_file", args=[run.pk])))


def test_one_sheet_has_a_slip_for_everybody_whose_account_is_ours_to_open_and_names_who_is_left_out(
    cast, client, newcomers
) -> None:
    client.force_login(cast.rita)
    asked = client.get(SLIPS).content.decode()
    assert "Ja, maak ze" in asked
    assert "Dina Nieuw" in asked.split("Niet op het blad")[1]
    assert not LetterCode.objects.exists()
    page = client.post(SLIPS, {PLACE: cast.lindeboom.pk}, follow=True)
    run = PaperRun.objects.get()
    assert "Klaar: 3 strookjes" in page.content.decode()
    said = fetched(client, run)
    assert "Dina" not in said
    for row in newcomers[:3]:
        assert str(row.user) in said
        assert Line.objects.filter(act="person.invited", subject_id=row.pk).count() == 1
    assert not LetterCode.objects.filter(user=newcomers[3].user).exists()
    assert {*Line.objects.filter(subject_id=run.pk).values_list("act", flat=True)} == {"papers.asked", "papers.fetched"}
    code = CODE.findall(said)[0]
    assert len(set(CODE.findall(said))) == 3
    assert code not in run.paper
    assert Client().post(reverse("letter_code"), {"code": code}).status_code == 302


def test_who_has_a_code_that_still_works_is_not_given_another_unless_asked(cast, client, newcomers) -> None:
    client.force_login(cast.rita)
    client.post(SLIPS, {PLACE: cast.lindeboom.pk})
    again = client.get(SLIPS).content.decode()
    assert "Ja, maak ze" not in again
    assert "3 personen hebben" in again
    assert client.post(SLIPS, {PLACE: cast.lindeboom.pk}).url == SLIPS
    client.post(f"{SLIPS}?anew=1", {PLACE: cast.lindeboom.pk})
    assert LetterCode.objects.count() == 3


def test_papers_are_for_who_asked_and_for_a_day(cast, client, newcomers) -> None:
    client.force_login(cast.rita)
    client.post(SLIPS, {PLACE: cast.lindeboom.pk})
    run = PaperRun.objects.get()
    where = [reverse("slips_run", args=[run.pk]), reverse("slips_file", args=[run.pk])]
    second = person("Twee", "Direct")
    Authenticator.objects.create(user=second, type=Authenticator.Type.TOTP, data={})
    appoint(second, Function.DIRECTOR, LEIE, school=cast.lindeboom)
    other = Client()
    other.force_login(second)
    assert {other.get(one).status_code for one in where} == {404}
    assert {client.get(one).status_code for one in where} == {200}
    assert where[0] in client.get(reverse("invite_all")).content.decode()
    PaperRun.objects.update(ends_at=timezone.now())
    assert {client.get(one).status_code for one in where} == {404}
    call_command("forget_papers")
    assert not PaperRun.objects.exists()


def test_who_logged_in_between_the_question_and_the_worker_is_left_out_and_named(cast, client, newcomers) -> None:
    actor = client_actor(cast)
    run = papers.ask(
        actor,
        PaperRun.Kind.STAFF,
        [row.pk for row in newcomers[:3]],
        "https://school.example/code/",
        board=LEIE,
        school=cast.lindeboom.pk,
    )
    newcomers[1].user.last_login = timezone.now()
    newcomers[1].user.set_password("vier woorden die ik onthoud")
    newcomers[1].user.save()
    tasks.make_papers.call(str(run.pk), str(LEIE))
    client.force_login(cast.rita)
    page = client.get(reverse("slips_run", args=[run.pk])).content.decode()
    assert "Bo Nieuw" in page
    assert len(set(CODE.findall(fetched(client, PaperRun.objects.get())))) == 2


def client_actor(cast) -> Actor:
    return actor_of(cast.rita)


def test_a_worker_that_was_killed_is_followed_by_one_that_goes_on_and_makes_no_code_twice(
    cast, client, newcomers, monkeypatch
) -> None:
    monkeypatch.setattr(papers, "A_FEW", 1)
    run = papers.ask(
        client_actor(cast),
        PaperRun.Kind.STAFF,
        [row.pk for row in newcomers[:3]],
        "https://school.example/code/",
        board=LEIE,
        school=cast.lindeboom.pk,
    )
    papers.make_some(run.pk)
    first = LetterCode.objects.get().digest
    tasks.make_papers.call(str(run.pk), str(LEIE))
    tasks.make_papers.call(str(run.pk), str(LEIE))
    assert LetterCode.objects.filter(digest=first).exists()
    assert Line.objects.filter(act="person.invited").count() == 3
    assert PaperRun.objects.get().sheets == ""


def test_letters_of_a_whole_school_are_made_by_the_worker(cast, client, monkeypatch) -> None:
    monkeypatch.setattr("driehoek.pupils.views.accounts.AT_ONCE", 0)
    monkeypatch.setattr(papers, "AT_ONCE", 0)
    for given in ("Ewa", "Jan"):
        adult = Guardian.objects.create(board_id=LEIE, given_name=given, family_name="Nowak")
        Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=adult, relation="other", call_order=3)
    client.force_login(cast.sam)
    asked = {"school": cast.lindeboom.pk, "which": ""}
    page = client.get(reverse("invite_parents"), asked)
    many = page.context["many"]
    sent = client.post(reverse("invite_parents"), asked)
    assert (sent.status_code, sent.url) == (307, reverse("parent_letters"))
    shown = client.post(sent.url, asked, follow=True).content.decode()
    assert "op de achtergrond" in shown
    assert not LetterCode.objects.exists()
    run = PaperRun.objects.get()
    assert client.get(reverse("letters_file", args=[run.pk])).status_code == 404
    tasks.make_papers.call(str(run.pk), str(LEIE))
    assert "Klaar" in client.get(reverse("letters_run", args=[run.pk])).content.decode()
    said = fetched(client, PaperRun.objects.get())
    assert all(str(one.guardian) in said for one in many)
    assert len(set(CODE.findall(said))) == len(many) == LetterCode.objects.count()
    assert Line.objects.filter(act="parent.invited").count() == len(many)
