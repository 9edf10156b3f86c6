"""What was wrong in letters that were tried: each says the day, the year, the people and the words of its own case."""

from datetime import date

import pytest

from driehoek.access.models import Appointment
from driehoek.letters import paper
from driehoek.letters.kinds import KINDS
from driehoek.letters.models import Letter
from driehoek.letters.wording import fill, shown
from driehoek.procedures import addressing, lettering
from driehoek.procedures.models import Case, Party
from driehoek.procedures.tests.telling import Teller, day, event
from driehoek.procedures.tests.test_exclusion_engine import APPEAL, COUNCIL, EXCLUDED, FORM, HEARD
from driehoek.procedures.tests.test_in_browser import told


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
    blocks = [one for one in shown(KINDS[kind].body, known)]
    names = {"pupil": "Adam Nowak", "pupil_given": "Adam", "school": "De Lindeboom", "board": "…", "board_address": "…",
             "board_chair": "…", "school_phone": "…", "pupil_born": "2018-04-09"}  # fmt: skip
    every = {field.name: "…" for field in KINDS[kind].fields if field.required}
    lines = [line for one in fill(blocks, {**every, **names, **known}, {}) for line in one["lines"]]
    return "\n".join("".join(span["t"] for span in line) for line in lines)


def on_days(events, **days):
    return [one._replace(on=day(days[one.step])) if one.step in days else one for one in events]


def test_the_appeal_decision_names_its_own_last_day_and_not_that_of_the_exclusion(cast):
    """Talk 4 November, sitting 27 November: "ten laatste op 12 november" was printed; 4 December is right."""
    days = {"council": "2026-10-27", "invite": "2026-10-29", "talk": "2026-11-04", "decide": "2026-11-10",
            "appeal": "2026-11-18", "committee": "2026-11-19", "invite_hearing": "2026-11-19",
            "hearing": "2026-11-27"}  # fmt: skip
    case = told(cast, "be.exclusion", on_days(HEARD, **days), pupil=cast.adam)
    facts = said(case, "appeal_decision", "be.appeal_decision", "2026-12-01")
    assert facts["decision_due"] == date(2026, 12, 4)
    never_heard = [one for one in on_days(HEARD, **days) if one.step not in {"invite_hearing", "hearing"}]
    assert "decision_due" not in said(told(cast, "be.exclusion", never_heard, pupil=cast.noor), "appeal_decision",
                                      "be.appeal_decision", "2026-12-01")  # fmt: skip


REFUSED = [
    event("council", "2026-06-24", "minutes", outcome="refused", reasons="…", attention="rekenen"),
    event("hand_out", "2026-06-29", present=True, declaration=True),
    event("ask_talk", "2026-06-30", asked_on="2026-06-30"),
    event("talk", "2026-07-02", "minutes", present="de ouders"),
]
AGAIN = event("council_again", "2026-07-06", "minutes", outcome="refused", reasons="…")


@pytest.mark.parametrize(("kind", "events"), [
    ("be.certificate_council_result", [*REFUSED, AGAIN]), ("be.certificate_talk_result", REFUSED),
])  # fmt: skip
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
    """ "Je kan je klacht voorleggen aan de Klachtencommissie", which just advised; and the wrong day of receipt."""
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
    asked = event("ask", "2026-10-05", "request", leave_kind="weighty", first_day="2026-11-02", last_day="2026-11-30",
                  note="Oma is ernstig ziek.")  # fmt: skip
    forwarded = event("forward", "2026-10-06", opinion="Ik vind het te lang.")
    case, kind = told(cast, "nl.leave", [asked, forwarded], pupil=cast.daan), KINDS["nl.leave_forward"]
    step, on = case.procedure.step("forward"), date(2026, 10, 6)
    people = addressing.recipients(case)
    assert {one.partition("-")[0] for one in addressing.addressed(step, people, kind)} == {"attendance_officer"}
    from driehoek.access.queries import actor_of

    known = lettering.known(actor_of(cast.bas), case, step, kind, on)
    assert known["free_reasons"] == "Oma is ernstig ziek."


@pytest.mark.parametrize("kind", ["be.appeal_hearing", "be.appeal_decision"])
def test_who_decided_gets_no_letter_in_the_words_of_the_parents(cast, kind):
    case = told(cast, "be.exclusion", HEARD, pupil=cast.adam)
    Party.objects.create(board_id=case.board_id, case=case, role="decided", name="Rita Maes", added_by=cast.rita)
    step = next(one for one in case.procedure.steps if kind in one.letters)
    people = addressing.recipients(case)
    assert not [one for one in addressing.addressed(step, people, KINDS[kind]) if one.startswith("decided")]
