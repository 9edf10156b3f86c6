"""The careful paths: the steps in order, and nobody who is not named learns that there is a case (SAF-11, SAF-12)."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.procedures import actions, queries
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.models import Case, Party
from driehoek.procedures.tests.telling import Teller, can, day, event, refused, stands
from tests.cast import MEIERIJ, appoint, person

CODE, OFFENCE, SECRET = "nl.reporting_code", "nl.sexual_offence", "nl.confidentiality"
MAP = event("map", "2026-11-23", about="Daan", signals="Blauwe plekken.")
CONSULT = event("consult", "2026-11-23", consulted="Ivo", centre_asked=True, advice="Praat met de ouders.")
TALK = event("talk", "2026-11-24", with_whom=["parents"], said="Gevallen.")
WEIGHED = {"weight": "yes", "safe_today": "yes", "weighing": "Met Ivo.", "centre_asked": False}
FIVE = ("consent_sought", "conscience", "no_other_way", "certain_harm", "prevents_harm")
STORY = event("story", "2026-11-23", about="gesprek van maandag", told="x", tell_whom="de huisarts")
EXPERT = event("expert", "2026-11-23", expert="de schoolarts", from_outside=True, advice="Doen.")
INFORM = event("inform", "2026-11-23", informed=True)
BREAK = event("break", "2026-11-23", whom="de huisarts", what="x", only_needed=True)


def conditions(**facts):
    return event("conditions", "2026-11-23", **{**dict.fromkeys(FIVE, True), **facts})


def nl(code, events, new, who=("opener",)):
    return refused(code, events, new, who=who, land="nl")


def test_the_five_steps_of_the_reporting_code_come_in_order_and_none_is_passed_over():
    assert nl(CODE, [], TALK) == ["not_yet"]
    assert nl(CODE, [MAP], TALK) == ["not_yet"]
    assert nl(CODE, [MAP, CONSULT], TALK) == []
    assert nl(
        CODE, [MAP, CONSULT], event("decide", "2026-11-24", outcome="help", decision_why="x", parents_told=True)
    ) == ["not_yet"]
    assert can(stands(CODE, [MAP, CONSULT], "2026-11-24", land="nl")) == {"talk"}


def test_a_step_taken_back_leaves_the_later_one_as_out_of_order():
    where = stands(CODE, [MAP, TALK], "2026-11-24", land="nl")
    assert {one.code for one in where.consequences} == {"out_of_order"}


def test_in_doubt_the_reporting_centre_is_always_asked_and_the_decision_follows_the_weighing():
    before = [MAP, CONSULT, TALK]
    assert nl(CODE, before, event("weigh", "2026-11-25", **{**WEIGHED, "weight": "doubt"})) == ["doubt_unasked"]
    asked = {**WEIGHED, "weight": "doubt", "centre_asked": True, "advice": "Meld."}
    assert nl(CODE, before, event("weigh", "2026-11-25", **asked)) == []
    weighed = [*before, event("weigh", "2026-11-25", **WEIGHED)]
    nothing = event("decide", "2026-11-26", outcome="nothing", decision_why="x", parents_told=False)
    assert nl(CODE, weighed, nothing) == ["against_weighing"]
    reported = event("decide", "2026-11-26", outcome="report", decision_why="x", parents_told=True)
    assert nl(CODE, weighed, reported) == []
    assert stands(CODE, [*weighed, reported], "2026-11-26", land="nl").ended.code == "reported"


def test_an_offence_goes_to_the_board_the_inspector_the_parents_and_only_then_the_police():
    told = event("tell_board", "2026-11-23", about="x", known="x", told_whom="Bas")
    consult = event("consult", "2026-11-23", inspector="i", suspicion="reasonable", advice="x")
    police = event("police", "2026-11-23", police_number="1")
    parents = event("parents_told", "2026-11-23", pupil_told=True, parents_told=True, by_whom="Bas")
    board = ("opener", "director")
    assert nl(OFFENCE, [told], consult) == ["wrong_person"]  # the inspector is consulted by the board
    assert nl(OFFENCE, [told], police, board) == ["not_yet"]
    assert nl(OFFENCE, [told, consult], police, board) == ["not_yet"]  # the parents hear it first
    assert nl(OFFENCE, [told, consult, parents], police, board) == []
    assert nl(OFFENCE, [told, consult], event("no_report", "2026-11-23", why="x"), board) == ["must_report"]


def test_without_a_suspicion_the_board_may_still_report_and_says_why():
    told = event("tell_board", "2026-11-23", about="x", known="x", told_whom="Bas")
    consult = event("consult", "2026-11-23", inspector="i", suspicion="none", advice="x")
    parents = event("parents_told", "2026-11-23", pupil_told=True, parents_told=True, by_whom="Bas")
    before, who = [told, consult, parents], ("director",)
    assert nl(OFFENCE, before, event("police", "2026-11-23", police_number="1"), who) == ["no_suspicion"]
    own = event("police", "2026-11-23", police_number="1", own_reasons="Wij zagen het zelf.")
    assert nl(OFFENCE, before, own, who) == []
    assert nl(OFFENCE, before, event("no_report", "2026-11-23", why="x"), who) == []


@pytest.mark.parametrize("missing", FIVE)
def test_with_four_of_the_five_conditions_a_confidence_is_kept(missing):
    before = [STORY, conditions(**{missing: False}), EXPERT, INFORM]
    assert nl(SECRET, before[:2], EXPERT) == ["refused_by_rule"]  # the expert is not asked to break what is kept
    assert nl(SECRET, before, BREAK) == ["refused_by_rule"]
    assert nl(SECRET, [STORY, conditions(**{missing: False}), EXPERT], INFORM) == ["refused_by_rule"]  # nor told of it
    assert nl(SECRET, [STORY, conditions(), EXPERT, INFORM], BREAK) == []


@pytest.mark.parametrize("safe", ["yes", "no"])
@pytest.mark.parametrize("outcome", ["help", "report", "both", "nothing"])
@pytest.mark.parametrize("told", [True, False])
def test_a_child_that_is_not_safe_is_always_reported_and_a_report_behind_the_parents_says_why(safe, outcome, told):
    before = [MAP, CONSULT, TALK, event("weigh", "2026-11-25", **{**WEIGHED, "safe_today": safe})]
    decided = event("decide", "2026-11-26", outcome=outcome, decision_why="x", parents_told=told)
    reported, wrong = outcome in {"report", "both"}, []
    if not reported and safe == "no":
        wrong.append("unsafe_unreported")
    if outcome == "nothing":
        wrong.append("against_weighing")
    if reported and not told:
        wrong.append("missing_fact")
    assert nl(CODE, before, decided) == wrong
    why = event("decide", "2026-11-26", outcome=outcome, decision_why="x", parents_told=told, not_told_why="gevaar")
    assert "missing_fact" not in nl(CODE, before, why)


def test_not_to_talk_yet_is_an_advice_that_was_asked():
    silent = event("talk", "2026-11-24", with_whom=["after_advice"], said="x")
    unasked = event("consult", "2026-11-23", consulted="Ivo", centre_asked=False)
    assert nl(CODE, [MAP, unasked], silent) == ["advice_unasked"]
    assert nl(CODE, [MAP, CONSULT], silent) == []


def test_an_expert_from_outside_and_the_informant_come_before_breaking():
    assert nl(SECRET, [STORY, conditions()], BREAK) == ["not_yet"]
    assert nl(SECRET, [STORY, conditions(), EXPERT], BREAK) == ["not_yet"]
    inside = event("expert", "2026-11-23", expert="Ivo", from_outside=False, advice="x")
    assert nl(SECRET, [STORY, conditions()], inside) == ["must_be"]
    silent = event("inform", "2026-11-23", informed=False)
    assert nl(SECRET, [STORY, conditions(), EXPERT], silent) == ["not_informed"]
    assert nl(SECRET, [STORY, conditions(), EXPERT, INFORM], BREAK, ("director", "colleague")) == ["wrong_person"]


@pytest.fixture
def tells(client, time_machine, cast) -> Teller:
    Appointment.objects.update(first_day=day("2020-09-01"))
    teller = Teller(client, time_machine, cast.fenna, "2026-11-23")
    answer = client.post(reverse("careful_open", args=[cast.beuk.pk, CODE]))
    assert answer.status_code == 302
    teller.case = Case.objects.get()
    teller.does("map", about="Daan de Wit", signals="Blauwe plekken op de arm.")
    return teller


EVERYBODY_ELSE = ("bas", "ivo", "petra", "mallory", "rita", "oona", "clara", "dirk")


@pytest.mark.parametrize("name", EVERYBODY_ELSE)
def test_for_whoever_is_not_named_there_is_no_such_case_whatever_the_address(tells, cast, client, name):
    case, event_ = tells.case, tells.case.events.get()
    client.force_login(getattr(cast, name))
    for path in (
        reverse("case", args=[case.pk]),
        reverse("case_print", args=[case.pk]),
        reverse("case_step", args=[case.pk, "consult"]),
        reverse("case_party", args=[case.pk]),
        reverse("case_correct", args=[case.pk, event_.pk]),
        reverse("case_withdraw", args=[case.pk, event_.pk]),
        reverse("case_why", args=[case.pk, "map"]),
        reverse("case_letter", args=[case.pk, "map"]),
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(reverse("case_step", args=[case.pk, "consult"]), {"on": "2026-11-23"}).status_code == 404


def test_no_page_of_anybody_else_shows_a_word_of_it(tells, cast, client):
    secrets = (str(tells.case.pk), "Blauwe plekken")
    for name in ("bas", "ivo", "petra"):
        client.force_login(getattr(cast, name))
        for path in (
            "/cases/",
            "/cases/?show=over",
            "/cases/?procedure=nl.reporting_code",
            "/cases/?name=daan",
            "/today/",
            "/safety/",
            "/safety/careful/",
            "/cases/complaints/",
            "/cases/touched/?parameter=nl.reporting_code.steps&on=2030-01-01",
            reverse("pupil", args=[cast.daan.pk]),
            "/letters/",
            "/figures/",
            "/today/?whose=school",
        ):
            text = client.get(path).text
            assert not any(one in text for one in secrets), path
            if path not in {"/safety/careful/"}:
                assert "Meldcode: huiselijk geweld" not in text, path


def test_the_journal_says_that_there_was_an_act_but_not_of_which_kind_or_about_whom(tells, cast, client):
    lines = Line.objects.filter(kind="procedures.case", subject_id=tells.case.pk)
    assert {line.act for line in lines} >= {"case.open", "case.step"}
    for line in lines:
        assert line.pupil_id is None
        assert line.facts == {}, line.act
    client.force_login(cast.bas)
    for path in ("/journal/", reverse("journal_of_pupil", args=[cast.daan.pk])):
        assert "reporting_code" not in client.get(path).text


def test_it_makes_no_duty_and_is_counted_in_no_list(tells, cast):
    assert not Duty.objects.exists()
    for user in (cast.bas, cast.ivo, cast.petra, cast.fenna):
        actor = actor_of(user)
        assert queries.listing(actor) == []
        assert queries.listing(actor, over=True) == []


def test_it_stands_in_no_file_whoever_tries(cast, tells):
    with pytest.raises(ValueError, match="no pupil's file"):
        actions.open_case(actor_of(cast.fenna), cast.beuk, definition=DEFINITIONS[CODE], pupil=cast.daan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=tells.case.pk).update(pupil=cast.daan)


def test_who_opened_it_reads_it_and_names_a_colleague_who_then_reads_it_too(tells, cast, client):
    page = client.get("/safety/careful/").text
    assert str(tells.case.pk) in page
    assert "Meldcode" in tells.page()
    assert str(tells.case.pk) not in client.get("/cases/").text  # others look at that list over a shoulder
    answer = client.post(reverse("case_party", args=[tells.case.pk]), {"user": str(cast.ivo.pk)})
    assert answer.status_code == 302, answer.text
    tells.on("2026-11-23", cast.ivo)
    assert "Blauwe plekken" in tells.page()
    tells.does("consult", consulted="Fenna en Ivo")
    party = Party.objects.get(user=cast.ivo)
    tells.on("2026-11-23", cast.fenna)
    client.post(reverse("case_party_remove", args=[tells.case.pk, party.pk]), {"reason": "vergissing"})
    client.force_login(cast.ivo)
    assert client.get(reverse("case", args=[tells.case.pk])).status_code == 404


def test_a_parent_cannot_be_named_on_it(tells, cast, client):
    mother = person("Mies", "Bakker")
    appoint(mother, Function.PARENT, MEIERIJ, school=cast.beuk, pupil=cast.mila)
    answer = client.post(reverse("case_party", args=[tells.case.pk]), {"user": str(mother.pk)})
    assert answer.status_code == 422


@pytest.mark.parametrize("function", [Function.FIRST_AIDER, Function.EMERGENCY_RESPONDER, Function.ANTI_BULLYING])
def test_anyone_of_the_staff_may_open_one_and_read_the_own(cast, client, function):
    helper = person("Hans", "Vos")
    Authenticator.objects.create(user=helper, type=Authenticator.Type.TOTP, data={})
    appoint(helper, function, MEIERIJ, school=cast.beuk)
    client.force_login(helper)
    assert client.get("/safety/careful/").status_code == 200
    answer = client.post(reverse("careful_open", args=[cast.beuk.pk, SECRET]))
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_dutch_path_cannot_be_opened_in_flanders_nor_at_another_school(cast, client):
    client.force_login(cast.kathleen)
    assert "1712" in client.get("/safety/careful/").text
    assert client.post(reverse("careful_open", args=[cast.lindeboom.pk, CODE])).status_code == 404
    assert client.post(reverse("careful_open", args=[cast.beuk.pk, CODE])).status_code == 404
    client.force_login(cast.dirk)
    assert client.get("/safety/careful/").status_code == 404
    client.force_login(cast.fenna)
    assert client.get(reverse("careful_open", args=[cast.beuk.pk, CODE])).status_code == 302  # to its page
    assert client.post(reverse("careful_open", args=[cast.beuk.pk, "nl.removal"])).status_code == 404
    assert not Case.objects.exists()


def test_the_general_form_offers_no_careful_path(cast):
    assert all(one.family != "protected" for one in queries.may_open(actor_of(cast.bas), cast.beuk, cast.daan))


def test_the_page_tells_first_what_must_be_done(cast, client):
    client.force_login(cast.fenna)
    page = client.get("/safety/careful/").text
    places = [
        page.index(title) for title in ("Meldcode: huiselijk geweld", "Zedenmisdrijf door", "Een geheim doorbreken")
    ]
    assert places == sorted(places)
