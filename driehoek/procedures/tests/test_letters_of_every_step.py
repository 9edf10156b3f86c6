"""Every letter of every step, with what it rests on: corrected, taken back, posted twice, typed wrongly."""

from datetime import date, timedelta

import pytest

from driehoek.access.models import Appointment
from driehoek.attendance.models import Absence
from driehoek.letters.kinds import KINDS
from driehoek.procedures import lettering, queries
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.models import Case, Event
from driehoek.procedures.tests.telling import Teller
from driehoek.procedures.tests.test_faults_of_letters import LETTERS
from driehoek.procedures.tests.test_gate import chain
from driehoek.schools.models import OutsideBody

FIRST, A_WEEK = date(2026, 10, 5), timedelta(days=7)
# Days that somebody chooses or that another paper tells: an appointment, an explanation, what a person undertakes.
CHOSEN = {"talk_on", "hearing_on", "meeting_on", "explained_on", "removed_from", "happened_on", "voluntary_until",
          "respond_until", "suspended_from", "suspended_until", "search_started", "teacher_heard_on",
          "inspectorate_told", "warned_on", "first_day", "last_day", "advised_on"}  # fmt: skip
OF_THE_AWB = {("nl.suspension", "objection_due"), ("nl.objection_hearing", "decision_due")}


def value(field, on: date):
    if field.choices:
        return [field.choices[0][0]] if field.shape == "several" else field.choices[-1][0]
    return {"date": on.isoformat(), "yes_no": True, "number": 3, "decimal": "4"}.get(field.shape, f"tekst {field.name}")


def full(cast, code: str, step: str) -> tuple[Case, date]:
    """A case in which a step and everything it rests on was taken, a week apart, with every fact filled in."""
    definition = DEFINITIONS[code]
    school = cast.lindeboom if definition.jurisdiction == "be" else cast.beuk
    pupil = (cast.adam if definition.jurisdiction == "be" else cast.daan) if definition.about == "pupil" else None
    case = Case.objects.create(
        board_id=school.board_id, school=school, pupil=pupil, definition=code, opened_on=FIRST, opened_by=cast.rita
    )
    on = FIRST
    for one in [*chain(definition, definition.step(step)), step]:
        facts = {field.name: value(field, on) for field in definition.step(one).fields}
        Event.objects.create(
            board_id=school.board_id, case=case, step=one, happened_on=on, facts=facts, recorded_by=cast.rita
        )
        on += A_WEEK
    return Case.objects.get(pk=case.pk), on - A_WEEK


def said(case: Case, step: str, kind: str, on: date, to: str = "") -> dict:
    return lettering.computed(case, case.procedure.step(step), KINDS[kind], lettering.Posted(on, on, to))


def wrong(case: Case, step: str, kind: str, data: dict, on: date) -> dict[str, str]:
    return lettering.wrong(case, case.procedure.step(step), KINDS[kind], data, lettering.Posted(on, on))


ALL = pytest.mark.parametrize("code", sorted({code for code, _step, _kind in LETTERS}))


def letters_of(code: str) -> list[tuple[str, str]]:
    return [(step, kind) for one, step, kind in LETTERS if one == code]


@ALL
def test_each_fact_of_the_steps_is_what_the_letter_says_and_no_other_passes(cast, code):
    for step, kind in letters_of(code):
        case, on = full(cast, code, step)
        facts = said(case, step, kind, on)
        data = {name: lettering.kept(one) for name, one in facts.items()}
        assert not set(wrong(case, step, kind, data, on)) - {"letter"}
        known = [field for field in KINDS[kind].fields if field.name in facts and field.name != "party"]
        others = {field.name: "2020-01-01" if field.kind == "date" else "iets anders" for field in known}
        assert set(others) <= set(wrong(case, step, kind, {**data, **others}, on)), kind


@ALL
def test_a_day_that_the_case_counts_is_never_typed(cast, code):
    """Also where the case gives none: a last day to appeal that somebody made up is stopped."""
    for step, kind in letters_of(code):
        case, on = full(cast, code, step)
        facts = said(case, step, kind, on)
        made_up = {name: "2026-12-24" for name in lettering.ruled(case, KINDS[kind]) if name not in facts}
        assert set(made_up) <= set(wrong(case, step, kind, made_up, on)), kind
        typed = {field.name for field in KINDS[kind].fields if field.kind == "date" and field.name not in facts}
        free = typed - set(lettering.ruled(case, KINDS[kind])) - CHOSEN
        assert not {name for name in free if (kind, name) not in OF_THE_AWB}


@ALL
def test_a_correction_shows_in_the_letter_and_stops_the_one_that_was_drafted(cast, code):
    """Whatever event is moved a day or has its text changed: the letter says the new one, the old draft is stopped."""
    for step, kind in letters_of(code):
        case, on = full(cast, code, step)
        before = said(case, step, kind, on)
        data = {name: lettering.kept(one) for name, one in before.items()}
        for old in list(case.events.all()):
            facts = {name: f"{one} anders" if str(one).startswith("tekst") else one for name, one in old.facts.items()}
            Event.objects.create(
                board_id=case.board_id,
                case=case,
                step=old.step,
                happened_on=old.happened_on,
                facts=facts,
                recorded_by=cast.rita,
                replaces=old,
                reason="vergissing",
            )
        fresh = Case.objects.get(pk=case.pk)
        after = said(fresh, step, kind, on)
        changed = {name for name in before if before[name] != after.get(name)}
        told = {name for name, one in before.items() if str(one).startswith("tekst")} & set(data)
        named = {field.name for field in KINDS[kind].fields}
        assert told & named <= changed
        assert changed & named <= set(wrong(fresh, step, kind, data, on))


@ALL
def test_no_letter_is_made_of_a_step_whose_ground_was_taken_back(cast, code):
    """Whatever it rests on: taken back, the step no longer holds, and its letter is not made or fixed."""
    for step, _kind in letters_of(code):
        case, on = full(cast, code, step)
        definition = case.procedure
        for gone in chain(definition, definition.step(step)):
            events = [one for one in case.events.all() if one.step != gone]
            left = Case.objects.get(pk=case.pk)
            left.story = events
            refused = lettering.too_soon(on, left, definition.step(step))
            assert refused is not None, gone
        case.events.filter(step=step).delete()
        before = Case.objects.get(pk=case.pk)
        for old in before.events.all():
            old.delete()
        if definition.step(step).after:
            assert lettering.too_soon(on, Case.objects.get(pk=case.pk), definition.step(step)) is not None


@ALL
def test_two_addressees_each_read_the_days_of_their_own_posting(cast, code):
    """Posted to one on Monday and to the other on Thursday: whatever is counted from the letter differs for each."""
    for step, kind in letters_of(code):
        case, on = full(cast, code, step)
        case.posted = {step: {"hij": on, "zij": on + timedelta(days=3)}}
        context = queries.context_of(case, on + A_WEEK)
        assert context.known["posted"] == case.posted
        form = KINDS[kind]
        his, hers = (
            lettering.computed(case, case.procedure.step(step), form, lettering.Posted(on + A_WEEK, posted, who))
            for who, posted in case.posted[step].items()
        )
        for name in {"deemed_received", "appeal_due", "effective_on", "objection_due"} & set(his):
            if form.posted_field and name in {field.name for field in form.fields}:
                assert hers[name] > his[name], name


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))
    return Teller(client, time_machine, cast.rita)


def test_guidance_refused_goes_from_the_duty_to_the_letter_and_out(cast, rita):
    """Half days that attendance knows were typed by hand in the invitation and in the report to the agency (ATT-5)."""
    school = cast.lindeboom
    type(school).objects.filter(pk=school.pk).update(official_number="123456")
    OutsideBody.objects.create(board_id=school.board_id, school=school, kind="clb", name="VCLB Gent")
    for day, part in ((9, "am"), (9, "pm"), (12, "am"), (13, "am"), (16, "am")):
        Absence.objects.create(
            board_id=school.board_id,
            pupil=cast.adam,
            day=date(2026, 11, day),
            part=part,
            state="absent",
            reason="unauthorised",
        )
    rita.opens("be.accompaniment", cast.adam)
    rita.does("invite", talk_on="2026-11-25", talk_time="16 uur", talk_place="op school")
    rita.on("2026-11-25").does("talk", present="Dirk Nowak", accepted="no")
    facts = said(Case.objects.get(pk=rita.case.pk), "reported", "be.absence_report", date(2026, 11, 25))
    assert (facts["half_days"], facts["clb_name"], facts["talk_on"]) == ("5", "VCLB Gent", date(2026, 11, 25))
    assert facts["absences"][0] == "maandag 9 november 2026, voormiddag"
