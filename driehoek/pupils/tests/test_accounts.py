"""Parents' accounts: by letter or mail, for the person around the child, until that person is no longer informed."""

import re
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from driehoek.access.models import Appointment, PublicAddress, User
from driehoek.access.queries import actor_of
from driehoek.journal.models import Line
from driehoek.people.models import Guardian, Guardianship, InformationAgreement
from driehoek.pupils.around import to_invite
from tests.cast import LEIE

SECRET = "een lang en onbekend wachtwoord"
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.fixture
def mother(cast) -> Guardianship:
    """Adam's mother, who has no account yet; a sister goes to 4B."""
    made = Guardian.objects.create(board_id=LEIE, given_name="Ewa", family_name="Nowak", email="ewa@thuis.example")
    Guardianship.objects.create(board_id=LEIE, pupil=cast.ilias, guardian=made, relation="mother", call_order=2)
    return Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=made, relation="mother", call_order=2)


def text_of(answer) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def father(cast) -> Guardianship:
    return Guardianship.objects.get(pupil=cast.adam, relation="father")


def test_sam_prints_a_letter_whose_code_opens_both_children_for_their_mother(cast, client, mother, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client.force_login(cast.sam)
    paper = client.post(reverse("account_letter", args=[mother.pk]))
    assert (paper.headers["Content-Type"], paper.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert "Ilias Tahiri en Adam Nowak" in text_of(paper)
    code = CODE.search(text_of(paper))[0]
    parent = Client()
    parent.post(reverse("letter_code"), {"code": code})
    parent.post(reverse("open_account"), {"new_password1": SECRET, "new_password2": SECRET})
    page = parent.get(reverse("my_child")).content.decode()
    assert "Adam" in page
    assert "Ilias" in page
    line = Line.objects.get(act="parent.invited")
    assert (line.pupil_id, code in str(line.facts)) == (cast.adam.pk, False)


def test_a_second_letter_ends_the_code_of_the_first(cast, client, mother) -> None:
    client.force_login(cast.sam)
    old, new = (CODE.search(text_of(client.post(reverse("account_letter", args=[mother.pk]))))[0] for _time in (1, 2))
    assert Client().post(reverse("letter_code"), {"code": old}).status_code == 422
    assert Client().post(reverse("letter_code"), {"code": new}).status_code == 302
    assert User.objects.filter(given_name="Ewa").count() == 1


def test_a_mail_goes_without_a_name_and_where_none_is_set_up_it_waits(cast, client, mother, settings) -> None:
    client.force_login(cast.sam)
    client.post(reverse("account_mail", args=[mother.pk]))
    (sent,) = mail.outbox
    assert (sent.to, "Nowak" in sent.subject) == (["ewa@thuis.example"], False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = client.post(reverse("account_mail", args=[mother.pk]), follow=True).content.decode()
    assert "De uitnodiging wacht" in page


def test_a_whole_class_gets_one_letter_for_each_parent_who_never_came_in(cast, client, mother) -> None:
    client.force_login(cast.rita)
    chosen = {"school": str(cast.lindeboom.pk), "which": ""}
    User.objects.filter(pk=cast.dirk.pk).update(last_login="2026-11-01T10:00:00Z")
    page = client.get(reverse("invite_parents"), chosen).content.decode()
    assert page.count("Ewa Nowak") == 1
    assert "Dirk Nowak" not in page
    pages = PdfReader(BytesIO(client.post(reverse("invite_parents"), chosen).content)).pages
    assert len(pages) == 1
    assert set(Appointment.objects.filter(user__given_name="Ewa").values_list("pupil", flat=True)) == {
        cast.adam.pk,
        cast.ilias.pk,
    }


def test_letters_that_got_lost_are_made_again_for_all_and_nobody_is_said_to_be_in(cast, client, mother) -> None:
    client.force_login(cast.rita)
    User.objects.filter(pk=cast.dirk.pk).update(last_login="2026-11-01T10:00:00Z")
    chosen = {"school": str(cast.lindeboom.pk), "which": ""}
    old = CODE.search(text_of(client.post(reverse("invite_parents"), chosen)))[0]
    page = client.get(reverse("invite_parents"), chosen).content.decode()
    assert "Eén ouder heeft een brief die het account nog opent" in page
    assert "al binnen" not in page
    again = client.post(reverse("invite_parents"), {**chosen, "anew": "on"})
    new = CODE.search(text_of(again))[0]
    assert Client().post(reverse("letter_code"), {"code": old}).status_code == 422
    assert Client().post(reverse("letter_code"), {"code": new}).status_code == 302


def test_before_letters_bear_an_address_that_nobody_can_open_that_is_asked(cast, client, mother) -> None:
    client.force_login(cast.rita)
    chosen = {"school": str(cast.lindeboom.pk), "which": ""}
    assert "Toch afdrukken" in client.get(reverse("invite_parents"), chosen).content.decode()
    PublicAddress.objects.create(root="https://school.example/")
    assert "Toch afdrukken" not in client.get(reverse("invite_parents"), chosen).content.decode()


def test_an_address_that_an_account_has_ties_nobody_before_somebody_says_who_it_is(cast, client, mother) -> None:
    Guardian.objects.filter(pk=mother.guardian_id).update(email=cast.kathleen.email)
    client.force_login(cast.sam)
    client.post(reverse("account_letter", args=[mother.pk]))
    assert not Appointment.objects.filter(function="parent", user=cast.kathleen).exists()
    assert "Kathleen" not in client.get(reverse("guardian_account", args=[mother.pk])).content.decode()
    client.post(reverse("account_letter", args=[mother.pk]), {"person": str(cast.kathleen.pk)})
    assert Appointment.objects.filter(function="parent", user=cast.kathleen).count() == 2


@pytest.mark.parametrize("how", ["untick", "remove", "judgment", "end"])
def test_who_is_no_longer_informed_is_out_at_the_next_click_whatever_the_addresses_say(cast, client, how) -> None:
    tie, parent = father(cast), Client()
    parent.force_login(cast.dirk)
    assert parent.get(reverse("my_child")).status_code == 200
    client.force_login(cast.sam)
    data = {"family_name": "Nowak", "relation": "father", "call_order": "1"}
    ruled = {"kind": "judgment", "dated": "2026-09-01", "text": "Geen informatie.", "silent": [str(tie.pk)]}
    name, pk, sent = {
        "untick": ("guardian", tie.pk, data),
        "remove": ("guardian_remove", tie.pk, {}),
        "judgment": ("information_add", cast.adam.pk, ruled),
        "end": ("account_end", tie.pk, {}),
    }[how]
    assert client.post(reverse(name, args=[pk]), sent).status_code == 302
    assert parent.get(reverse("my_child")).headers["Location"] == reverse("no_function")
    assert "_auth_user_id" not in parent.session


def test_an_agreement_takes_no_information_away(cast, client) -> None:
    client.force_login(cast.sam)
    data = {"kind": "agreement", "dated": "2026-09-01", "text": "Samen.", "silent": [str(father(cast).pk)]}
    assert "silent" in client.post(reverse("information_add", args=[cast.adam.pk]), data).context["form"].errors
    assert not InformationAgreement.objects.exists()


def test_the_page_of_a_parent_shows_the_account_and_nobody_else_opens_it(cast, client) -> None:
    tie = father(cast)
    client.force_login(cast.sam)
    assert cast.dirk.email in client.get(reverse("guardian_account", args=[tie.pk])).content.decode()
    for who in (cast.kathleen, cast.clara, cast.dirk, cast.bas, cast.mallory, cast.oona):
        client.force_login(who)
        for name in ("account_letter", "account_mail", "account_end"):
            assert client.post(reverse(name, args=[tie.pk])).status_code == 404
        assert client.get(reverse("guardian_account", args=[tie.pk])).status_code == 404
    assert Appointment.objects.get(user=cast.dirk).last_day is None


def test_who_is_not_informed_gets_no_letter(cast, client, mother) -> None:
    Guardianship.objects.filter(pk=mother.pk).update(is_informed=False)
    client.force_login(cast.sam)
    assert client.post(reverse("account_letter", args=[mother.pk])).status_code == 302
    assert not User.objects.filter(given_name="Ewa").exists()


def test_a_letter_that_still_works_is_not_ended_by_the_letters_of_the_whole_school(cast, client, mother) -> None:
    client.force_login(cast.sam)
    client.post(reverse("account_letter", args=[mother.pk]))
    assert mother.guardian_id not in {one.guardian_id for one in to_invite(actor_of(cast.sam), cast.lindeboom.pk, None)}
