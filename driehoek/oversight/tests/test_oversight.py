"""Who read what and why; the one decision point; the door for an emergency (ACC-1, ACC-11, ACC-12)."""

import ast
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from driehoek.access.functions import Function
from driehoek.access.models import Acknowledgement, Appointment
from driehoek.access.policy import RIGHTS
from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.journal.acts import act_name, act_of
from driehoek.journal.models import Line
from driehoek.oversight import queries
from driehoek.oversight.actions import OwnEmergency, review_emergency
from driehoek.oversight.decisions import REFUSALS, reason_text
from driehoek.pupils.looking import lines_of_pupil
from tests.cast import LEIE, appoint, person

ADAM = {
    "given_name": "adam",
    "family_name": "NOWAK",
    "birth_date": "2018-04-09",
    "reason": "Adam is gevallen en buiten bewustzijn.",
}
DRIEHOEK = Path(__file__).resolve().parents[2]


def read_by_clara(cast) -> None:
    journal.write(
        actor_of(cast.clara),
        "file.read:tests",
        stream=cast.lindeboom.pk,
        kind="pupils.pupil",
        pupil_id=cast.adam.pk,
        subject_id=cast.adam.pk,
        purpose="absence",
    )


@pytest.fixture
def rita(cast) -> Client:
    browser = Client()
    browser.force_login(cast.rita)
    return browser


def test_rita_sees_who_read_adams_file_why_and_on_which_ground(cast, rita) -> None:
    read_by_clara(cast)
    text = rita.get(reverse("journal_of_pupil", args=[cast.adam.pk])).content.decode()
    for words in ("Clara Baeten", "CLB-medewerker", "opvolgen van afwezigheden", "toetsen", "Afspraken toegang CLB"):
        assert words in text
    assert f"{reverse('may_this')}?pupil={cast.adam.key}" in text


def test_a_read_of_several_kinds_of_data_names_them_and_the_ground_of_each(cast) -> None:
    kathleen = actor_of(cast.kathleen)
    journal.write(
        kathleen,
        "file.read",
        stream=cast.lindeboom.pk,
        kind="pupils.pupil",
        pupil_id=cast.adam.pk,
        facts={"categories": "tests care"},
    )
    line = queries.shown(actor_of(cast.rita), lines_of_pupil(cast.adam))[0]
    with override("nl"):
        assert line.what.startswith("lezen in het dossier: toetsen")
        assert "(" not in line.what
    assert "18.1" in line.ground


def test_the_extract_for_parents_holds_the_same_lines(cast, rita) -> None:
    read_by_clara(cast)
    text = rita.get(reverse("journal_of_pupil", args=[cast.adam.pk]) + "?format=csv").content.decode()
    assert "Clara Baeten" in text
    assert Line.objects.filter(act="journal.export", pupil_id=cast.adam.pk).exists()


def test_the_journal_shows_refusals_alone_when_asked(cast, rita) -> None:
    read_by_clara(cast)
    journal.refused(actor_of(cast.kathleen), "file.read:care")
    lines = rita.get(reverse("journal") + "?refusals=on").context["lines"]
    assert {one.who for one in lines} == {"Kathleen Heylen"}
    lines = rita.get(reverse("journal") + "?function=clb_worker").context["lines"]
    assert {one.who for one in lines} == {"Clara Baeten"}
    assert rita.get(reverse("journal") + "?first=2099-01-01").context["lines"] == []


def test_a_reader_has_a_page_and_another_boards_reader_has_none(cast, rita) -> None:
    read_by_clara(cast)
    assert rita.get(reverse("journal_of_reader", args=[cast.clara.pk])).status_code == 200
    assert rita.get(reverse("journal_of_reader", args=[cast.mallory.pk])).status_code == 404


@pytest.mark.parametrize("who", ["bas", "kathleen", "clara", "dirk", "mallory"])
def test_nobody_else_reads_adams_journal(cast, client, who) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("journal_of_pupil", args=[cast.adam.pk])).status_code == 404


def test_the_page_says_that_the_chain_holds(cast, rita) -> None:
    read_by_clara(cast)
    assert "de keten klopt" in rita.get(reverse("journal_check")).content.decode()


def acts_in_code() -> set[str]:
    """Every code given to `write`, `opened`, `refused`, `guarded` or `open_one` as a literal, in the whole product."""
    found = set()
    for path in DRIEHOEK.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                place = {"write": 1, "opened": 1, "refused": 1, "guarded": 0, "open_one": 3, "_journal": 1}.get(name)
                if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    found.add(node.args[place].value)
    return {one for one in found if isinstance(one, str) and "." in one}


@pytest.mark.parametrize("act", sorted({*acts_in_code(), *RIGHTS}))
def test_every_act_has_a_sentence(act) -> None:
    assert act_of(act), f"{act} has no words in the registry.py of any app"
    assert act_name(act)


def test_kathleen_opens_ilias_file_in_an_emergency_and_rita_knows_at_once(cast, client, rita) -> None:
    assert not actor_of(cast.kathleen).reach("file.read:health").pupils
    client.force_login(cast.kathleen)
    child = {**ADAM, "given_name": "Ilias", "family_name": "Tahiri", "birth_date": "2017-02-11"}
    client.post(reverse("emergency"), child)
    opened = Appointment.objects.get(function="emergency")
    assert actor_of(cast.kathleen).reach("file.read:health").pupils == {cast.ilias.pk}
    assert 59 * 60 < (opened.until - Line.objects.get(act="emergency.open").at).total_seconds() <= 60 * 60
    duty = Duty.objects.get(code="review_emergency_access")
    assert (duty.holder, duty.pupil_id, duty.due) == ("director", cast.ilias.pk, opened.first_day)
    assert "buiten bewustzijn" in rita.get(reverse("emergency_review", args=[opened.pk])).content.decode()
    assert "buiten bewustzijn" not in json.dumps(list(Line.objects.values_list("facts", flat=True)))
    rita.post(reverse("emergency_review", args=[opened.pk]), {"outcome": "Terecht."})
    assert not actor_of(cast.kathleen).reach("file.read:health").pupils
    assert not Duty.objects.open().filter(pk=duty.pk).exists()


def opened_by(client, user) -> Appointment:
    client.force_login(user)
    client.post(reverse("emergency"), ADAM)
    return Appointment.objects.get(function="emergency", user=user)


def test_the_only_head_who_opens_one_is_looked_at_by_the_board_and_never_by_himself(cast, client) -> None:
    opened = opened_by(client, cast.rita)
    duty = Duty.objects.get(code="review_emergency_access")
    assert (duty.holder, duty.school, duty.pupil, duty.kept_from) == ("board_member", None, None, cast.rita)
    page = client.get(reverse("emergency_review", args=[opened.pk])).content.decode()
    assert "U opende dit zelf" in page
    assert "<textarea" not in page
    client.post(reverse("emergency_review", args=[opened.pk]), {"outcome": "Terecht."})
    with pytest.raises(OwnEmergency):
        review_emergency(actor_of(cast.rita), opened, "Terecht.")
    assert duty in Duty.objects.open()
    client.force_login(cast.oona)
    assert str(duty.pk) in client.get(reverse("today")).content.decode()
    page = client.get(reverse("emergency_review", args=[opened.pk])).content.decode()
    assert "Nowak" not in page  # the board reads no child (ACC-9), but for what the head wrote
    assert "journal/" not in page
    client.post(reverse("emergency_review", args=[opened.pk]), {"outcome": "Terecht."})
    assert duty not in Duty.objects.open()
    assert not actor_of(cast.rita).reach("file.read:health").pupils


def test_a_second_head_looks_at_what_the_first_opened(cast, client) -> None:
    deputy = person("Dora", "Plaats")
    appoint(deputy, Function.DIRECTOR, LEIE, school=cast.lindeboom)
    opened_by(client, cast.rita)
    duty = Duty.objects.get(code="review_emergency_access")
    assert (duty.holder, duty.pupil, duty.kept_from) == ("director", cast.adam, cast.rita)
    assert not Duty.objects.visible_to(actor_of(cast.rita)).exists()
    assert Duty.objects.visible_to(actor_of(deputy)).exists()


def test_whoever_opens_one_never_has_the_duty_to_look_at_it(cast, client) -> None:
    """Every person of the cast who can open one: the duty is somebody else's, and that person's list lacks it."""
    for name in ("rita", "sam", "zoe", "kathleen", "tom"):
        Duty.objects.all().delete()
        user = getattr(cast, name)
        opened_by(client, user)
        mine = Duty.objects.visible_to(actor_of(user)).filter(code="review_emergency_access")
        assert not mine.exists(), name
        assert Duty.objects.open().filter(code="review_emergency_access").count() == 1, name


def test_emergency_access_ends_by_itself(cast, client) -> None:
    client.force_login(cast.kathleen)
    client.post(reverse("emergency"), {**ADAM})
    opened = Appointment.objects.get(function="emergency")
    assert actor_of(cast.kathleen, at=opened.until).reach("file.read:health").pupils == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": "2018-04-10"},
        {"family_name": "Nowa"},
        {"reason": "haast"},
        {"given_name": "Eve", "family_name": "Elders"},
    ],
)
def test_a_guess_opens_nothing_and_is_journalled(cast, client, wrong) -> None:
    client.force_login(cast.tom)
    client.post(reverse("emergency"), {**ADAM, **wrong})
    assert not Appointment.objects.filter(function="emergency").exists()
    assert Line.objects.filter(actor_id=cast.tom.pk, act="emergency.open", allowed=False).exists()


@pytest.mark.parametrize("who", ["clara", "dirk", "oona"])
def test_the_clb_parents_and_the_board_have_no_emergency_door(cast, client, who) -> None:
    client.force_login(getattr(cast, who))
    assert client.post(reverse("emergency"), ADAM).status_code == 404


def answer(*asked: str) -> dict[str, object]:
    out = StringIO()
    call_command("decide", *asked, stdout=out)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


def test_the_one_decision_point_answers_with_reason_and_source(cast) -> None:
    adam = str(cast.adam.pk)
    assert answer("kathleen@driehoek.example", "file.read", adam, "--category", "tests") == {
        "allowed": True,
        "reason": "class_teacher.own_group",
        "source": {"act": "Schoolreglement (MLER_063)", "article": "18.1"},
    }
    assert answer("tom@driehoek.example", "file.read", adam, "--category", "tests")["reason"] == "out_of_reach"
    assert answer("clara@driehoek.example", "file.write", adam, "--category", "tests")["allowed"] is False
    assert answer("clara@driehoek.example", "file.read", adam, "--category", "tests", "--on", "2026-08-31") == {
        "allowed": False,
        "reason": "no_function",
        "source": {"act": "Driehoek", "article": "closed unless opened"},
    }
    Acknowledgement.objects.all().delete()
    assert answer("clara@driehoek.example", "file.read", adam, "--category", "tests")["reason"] == "agreement_first"


@pytest.mark.parametrize("asked", [("nobody@x.example", "file.read"), ("rita@driehoek.example", "file.fly")])
def test_a_question_that_makes_no_sense_names_the_fact(cast, asked) -> None:
    with pytest.raises(CommandError, match=r"actor|action"):
        answer(*asked, str(cast.adam.pk), "--category", "tests")


def test_every_reason_has_a_sentence(cast) -> None:
    for reason in (*REFUSALS, "class_teacher.own_group", "emergency.own_child"):
        assert reason_text(reason)


def test_rita_asks_may_this_and_gets_the_same_answer(cast, rita) -> None:
    asked = {"person": str(cast.tom.pk), "action": "file.read:tests", "pupil": cast.adam.key}
    assert rita.get(reverse("may_this"), {"pupil": cast.adam.key}).context["form"]["pupil"].value() == cast.adam.key
    page = rita.get(reverse("may_this"), asked)
    assert page.context["answer"].reason == "out_of_reach"
    assert rita.get(reverse("may_this"), {**asked, "pupil": cast.daan.key}).context["form"].errors["pupil"]


def test_the_filter_names_functions_in_the_words_of_the_country(cast, client) -> None:
    for user, word, other in (
        (cast.bas, "intern begeleider", "zorgcoördinator"),
        (cast.rita, "zorgcoördinator", "intern begeleider"),
    ):
        client.force_login(user)
        choices = str(client.get("/journal/").context["form"]["function"])
        assert word in choices
        assert other not in choices
