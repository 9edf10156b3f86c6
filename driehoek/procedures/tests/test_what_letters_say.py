"""What was wrong in letters that were tried: each says the day, the year, the people and the words of its own case."""

from datetime import date

import pytest
from django.utils.translation import override

from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.letters.kinds import KINDS
from driehoek.letters.wording import fill, shown
from driehoek.procedures import addressing, lettering, queries
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.models import Case, Party
from driehoek.procedures.tests.telling import Teller, day, event
from driehoek.procedures.tests.test_exclusion_engine import COUNCIL, HEARD
from driehoek.procedures.tests.test_in_browser import told
from driehoek.schools.models import OutsideBody


@pytest.fixture(autouse=True)
def _since_2010(cast):
    Appointment.objects.update(first_day=date(2010, 1, 1))


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    return Teller(client, time_machine, cast.rita)


def said(case: Case, step: str, kind: str, on: str, to: str = "") -> dict:
    """What the case says in this letter, asked and posted on a day."""
    when = lettering.Posted(day(on), day(on), to)
    return lettering.computed(Case.objects.get(pk=case.pk), case.procedure.step(step), KINDS[kind], when)


def printed(kind: str, facts: dict) -> str:
    """The text of a letter with these facts, so far as they reach."""
    known = {name: lettering.kept(value) for name, value in facts.items()}
    blocks = list(shown(KINDS[kind].body, known))
    names = {
        "pupil": "Adam Nowak",
        "pupil_given": "Adam",
        "school": "De Lindeboom",
        "board": "…",
        "board_address": "…",
        "board_chair": "…",
        "school_phone": "…",
        "pupil_born": "2018-04-09",
    }
    every = {field.name: "…" for field in KINDS[kind].fields if field.required}
    lines = [line for one in fill(blocks, {**every, **names, **known}, {}) for line in one["lines"]]
    return "\n".join("".join(span["t"] for span in line) for line in lines)


def on_days(events, **days):
    return [one._replace(on=day(days[one.step])) if one.step in days else one for one in events]


def test_the_appeal_decision_names_its_own_last_day_and_not_that_of_the_exclusion(cast):
    """Talk 4 November, sitting 27 November: "ten laatste op 12 november" was printed; 4 December is right."""
    days = {
        "council": "2026-10-27",
        "invite": "2026-10-29",
        "talk": "2026-11-04",
        "decide": "2026-11-10",
        "appeal": "2026-11-18",
        "committee": "2026-11-19",
        "invite_hearing": "2026-11-19",
        "hearing": "2026-11-27",
    }
    case = told(cast, "be.exclusion", on_days(HEARD, **days), pupil=cast.adam)
    facts = said(case, "appeal_decision", "be.appeal_decision", "2026-12-01")
    assert facts["decision_due"] == date(2026, 12, 4)
    never_heard = [one for one in on_days(HEARD, **days) if one.step not in {"invite_hearing", "hearing"}]
    assert "decision_due" not in said(
        told(cast, "be.exclusion", never_heard, pupil=cast.noor), "appeal_decision", "be.appeal_decision", "2026-12-01"
    )


REFUSED = [
    event("council", "2026-06-24", "minutes", outcome="refused", reasons="…", attention="rekenen"),
    event("hand_out", "2026-06-29", present=True, declaration=True),
    event("ask_talk", "2026-06-30", asked_on="2026-06-30"),
    event("talk", "2026-07-02", "minutes", present="de ouders"),
]
AGAIN = event("council_again", "2026-07-06", "minutes", outcome="refused", reasons="…")


@pytest.mark.parametrize(
    ("kind", "events"),
    [
        ("be.certificate_council_result", [*REFUSED, AGAIN]),
        ("be.certificate_talk_result", REFUSED),
    ],
)
def test_a_second_refusal_tells_of_the_right_of_appeal_from_its_own_receipt(cast, kind, events):
    """The letter had no word of the appeal, and "geacht ontvangen op 29 juni" for one of 30 November."""
    case = told(cast, "be.certificate", events, pupil=cast.adam)
    facts = said(case, "result", kind, "2026-07-07")
    # 8, 9 and 10 July; the 11th, a Saturday and a Sunday do not count: 13, 14 and 15 July
    assert (facts["deemed_received"], facts["appeal_due"]) == (date(2026, 7, 10), date(2026, 7, 15))
    assert "in beroep gaan" in printed(kind, {**facts, "certificate_outcome": "refused"})


def test_a_refused_certificate_counts_its_days_before_it_is_handed_out(cast):
    """Handed over on 29 June: the days stood empty until the hand-out was recorded."""
    case = told(cast, "be.certificate", REFUSED[:1], pupil=cast.adam)
    facts = said(case, "council", "be.certificate_refusal", "2026-06-29")
    assert (facts["received_on"], facts["talk_request_due"]) == (date(2026, 6, 29), date(2026, 7, 2))


def test_an_answer_after_the_committee_advised_offers_no_second_round(cast):
    """ "U kunt uw klacht voorleggen aan de Klachtencommissie", which just advised; and the wrong day of receipt."""
    raised = event("raise", "2026-09-01", last_event="2026-08-31", complaint_summary="…")
    lodged = event("lodge", "2026-09-30", lodged="2026-09-30", put_to_board=True)
    advised = event("advise", "2026-10-20", advice="…")
    case = told(cast, "be.complaint", [raised, lodged, advised], school=cast.lindeboom)
    facts = said(case, "decide", "be.complaint_answer", "2026-11-02")
    assert (facts["complaint_received"], facts["advised_on"]) == (date(2026, 9, 1), date(2026, 10, 20))
    assert "voorleggen" not in printed("be.complaint_answer", facts)
    first = told(cast, "be.complaint", [raised], school=cast.lindeboom)
    assert "voorleggen" in printed("be.complaint_answer", said(first, "solved", "be.complaint_answer", "2026-09-10"))


def test_a_group_decision_of_june_speaks_of_the_year_that_comes(cast):
    """ "In het schooljaar 2025-2026 het best past" stood under "volgend schooljaar"."""
    case = told(cast, "be.group_decision", [event("clb", "2026-06-10", present="…")], pupil=cast.adam)
    assert said(case, "decide", "be.group_decision", "2026-06-24")["school_year"] == "2026-2027"


def test_leave_is_forwarded_to_the_officer_with_the_words_of_the_parents(cast):
    """Both parents were pre-ticked for the officer's letter, with the head's opinion as what the parents say."""
    asked = event(
        "ask",
        "2026-10-05",
        "request",
        leave_kind="weighty",
        first_day="2026-11-02",
        last_day="2026-11-30",
        note="Oma is ernstig ziek.",
    )
    forwarded = event("forward", "2026-10-06", opinion="Ik vind het te lang.")
    case, kind = told(cast, "nl.leave", [asked, forwarded], pupil=cast.daan), KINDS["nl.leave_forward"]
    step, on = case.procedure.step("forward"), date(2026, 10, 6)
    people = addressing.recipients(case)
    assert {one.partition("-")[0] for one in addressing.addressed(step, people, kind)} == {"attendance_officer"}
    known = lettering.known(actor_of(cast.bas), case, step, kind, on)
    assert known["free_reasons"] == "Oma is ernstig ziek."


@pytest.mark.parametrize("kind", ["be.appeal_hearing", "be.appeal_decision"])
def test_who_decided_gets_no_letter_in_the_words_of_the_parents(cast, kind):
    case = told(cast, "be.exclusion", HEARD, pupil=cast.adam)
    Party.objects.create(board_id=case.board_id, case=case, role="decided", name="Rita Maes", added_by=cast.rita)
    step = next(one for one in case.procedure.steps if kind in one.letters)
    people = addressing.recipients(case)
    assert not [one for one in addressing.addressed(step, people, KINDS[kind]) if one.startswith("decided")]


def test_a_rehabilitation_refused_names_no_minutes(cast):
    """ "Ten hoogste 151 minuten" stood in a refusal."""
    ask = event("ask", "2026-11-02", situation="learning_need", minutes_per_week="151")
    refused = told(cast, "be.rehabilitation", [ask, event("refuse", "2026-11-05", reasons="…")], pupil=cast.adam)
    facts = said(refused, "refuse", "be.rehabilitation_decision", "2026-11-05")
    assert "Ten hoogste" not in printed("be.rehabilitation_decision", facts)
    assert facts["decision"] == "refused"


def test_a_letter_of_top_sport_says_for_how_many_hours(cast):
    """ "Gewettigd afwezig van 14 september tot en met 30 juni", and no word of the hours."""
    ask = event(
        "ask",
        "2026-09-14",
        "federation",
        sport="tennis",
        lesson_hours="6",
        half_days=["1am"],
        since="09:00",
        until="11:00",
    )
    decided = event("decide", "2026-09-15", decision="granted", reasons="…")
    case = told(cast, "be.top_sport", [ask, decided], pupil=cast.adam)
    text = printed("be.absence_permission", said(case, "decide", "be.absence_permission", "2026-09-15"))
    assert "6 lestijden per week" in text
    assert "dinsdag voormiddag van 09:00 tot 11:00" in text


@pytest.mark.parametrize(
    ("code", "step", "kind"),
    [
        ("be.exclusion", "appeal_decision", "be.appeal_decision"),
        ("be.certificate", "appeal_decision", "be.certificate_appeal_result"),
        ("nl.complaint", "advise", "nl.complaint_advice"),
    ],
)
def test_a_committee_is_listed_with_its_chair(cast, code, step, kind):
    """ "Wie besliste" and "Wie het advies gaf" left the chair out."""
    school = cast.lindeboom if code.startswith("be") else cast.beuk
    case = Case.objects.create(
        board_id=school.board_id, school=school, definition=code, opened_on=date(2026, 11, 2), opened_by=cast.rita
    )
    for role, name in (("committee_chair", "Rik Vandaele"), ("committee", "Piet Peters")):
        Party.objects.create(board_id=case.board_id, case=case, role=role, name=name, added_by=cast.rita)
    assert said(case, step, kind, "2026-11-23")["members"] == ["Rik Vandaele (voorzitter)", "Piet Peters"]


def test_the_invitation_says_that_the_clb_sat_on_the_class_council(cast):
    """The case knew it and the letter did not say it; and nobody of the CLB is named where nobody was there."""
    case = told(cast, "be.exclusion", [COUNCIL], pupil=cast.adam)
    where = ("invite", "be.discipline_opening", "2021-04-20")
    assert said(case, *where)["council_had_clb"] == "het CLB"
    OutsideBody.objects.create(board_id=case.board_id, school=case.school, kind="clb", name="VCLB Gent")
    assert said(case, *where)["council_had_clb"] == "VCLB Gent"
    Party.objects.create(board_id=case.board_id, case=case, role="clb_adviser", name="Clara Baeten", added_by=cast.rita)
    assert said(case, *where)["council_had_clb"] == "Clara Baeten"
    without = COUNCIL._replace(facts={**COUNCIL.facts, "considered": "temporary", "clb_present": False})
    other = told(cast, "be.exclusion", [without], pupil=cast.noor)
    Party.objects.create(
        board_id=case.board_id, case=other, role="clb_adviser", name="Clara Baeten", added_by=cast.rita
    )
    assert "council_had_clb" not in said(other, *where)


def test_chronic_illness_with_a_general_certificate_shows_no_day_on_which_the_right_begins(cast):
    """ "Het recht begint 14 sep" stood beside "nog geen recht"."""
    ask = event(
        "ask",
        "2026-10-01",
        "request",
        illness="chronic",
        absent_from="2026-09-14",
        certificate="general",
        distance_km="4",
        education="ordinary",
        half_days_absent=18,
    )
    case = told(cast, "be.home_education", [ask], pupil=cast.adam)
    where = queries.standing(case, date(2026, 10, 5))
    assert "begins" not in {one.code for one in where.deadlines}
    assert "wanting" in {one.code for one in where.consequences}


def test_a_director_is_not_asked_for_a_document_of_the_own_permission():
    asked = {(one.code, paper.code) for one in DEFINITIONS.values() for step in one.steps for paper in step.papers}
    assert not [one for one in asked if one[1] == "director_permission"]


def test_a_term_that_runs_from_receipt_asks_for_the_day_of_receipt():
    """ "Op welke dag" was asked of an appeal whose ten days run from its receipt by the board."""
    with override("nl"):
        asked = {
            (one.code, step.code): str(step.on_label)
            for one in DEFINITIONS.values()
            for step in one.steps
            if step.code in {"appeal", "objection"}
        }
    assert asked
    assert all("ontvangen" in label.lower() for label in asked.values()), asked


def test_a_referral_belongs_to_who_refers_and_not_to_the_committee():
    """ "Wij kunnen er zelf niet over beslissen" hung on "het gaat naar de commissie"."""
    letters = {step.code: step.letters for step in DEFINITIONS["be.complaint"].steps}
    assert (letters["refer"], letters["lodge"]) == (("be.complaint_referral",), ())


def test_a_good_name_is_given_back_before_all_the_parents(cast):
    """The letter of rehabilitation could only go to the accused."""
    case = Case.objects.create(
        board_id=cast.beuk.board_id,
        school=cast.beuk,
        definition="nl.rehabilitation",
        opened_on=date(2026, 11, 2),
        person=cast.fenna,
        opened_by=cast.bas,
    )
    step, to = case.procedure.step("letter"), addressing.recipients(case)
    (key,) = addressing.addressed(step, to, KINDS["nl.rehabilitation_letter"])
    assert (to[key].name, to[key].greeting) == ("De ouders van de leerlingen van De Beuk", "Geachte ouders")
