"""Days that were wrong when cases were tried: measures that begin too soon, terms nobody kept, typed numbers."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from driehoek.access.models import Appointment
from driehoek.attendance.models import PlannedAbsence
from driehoek.procedures.definition import Given, Term
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.engine import progress
from driehoek.procedures.state import State
from driehoek.procedures.tests.telling import Teller, at, event, stands
from driehoek.procedures.tests.test_exclusion_engine import APPEAL, EXCLUDED, HEARD
from driehoek.schools.queries import calendar_of

# Asked for by parents: days to come, or gone by. Every other first day is that of a measure which somebody decides.
REQUESTS = {"ask", "trip"}
MEASURES = [
    (definition, step) for definition in DEFINITIONS.values() for step in definition.steps
    if step.code not in REQUESTS and any(one.name == "first_day" for one in step.fields)
]  # fmt: skip
ANYBODY_BANNED = "nl.aggression"  # a ban holds on days without lessons too


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))
    return Teller(client, time_machine, cast.rita)


def objected(definition, step, context, **facts) -> set[str]:
    """What the objections of a step say about these facts, whatever came before it."""
    new = event(step.code, context.today.isoformat(), **facts)
    state = State(definition, [new], context)
    return {one.code for objection in step.objections if (one := objection(state, state.last(step.code)))}


@pytest.mark.parametrize(("definition", "step"), MEASURES, ids=lambda one: one.code)
def test_no_measure_begins_before_it_is_decided_or_on_a_day_without_school(cast, definition, step):
    """Measures that begin before they are decided: of 15 October from the 14th, on Sundays, in holidays."""
    school = cast.lindeboom if definition.jurisdiction == "be" else cast.beuk
    context = replace(at("2026-10-15", land=definition.jurisdiction), calendar=calendar_of(school))
    assert "begins_before" in objected(definition, step, context, first_day="2026-10-14")
    assert not {"begins_before", "no_school_day"} & objected(definition, step, context, first_day="2026-10-16")
    closed = {"2026-10-18", "2026-12-25"} if definition.code != ANYBODY_BANNED else set()
    for first in closed:
        assert "no_school_day" in objected(definition, step, context, first_day=first), first


def test_a_suspension_that_is_over_is_not_prolonged(cast, rita):
    """Preventive suspension prolonged after it was over: to 12 October, prolonged on the 20th."""
    rita.on("2026-10-06").opens("be.preventive_suspension", cast.adam)
    rita.does("suspend", first_day="2026-10-06", reasons="…", alternative="…", cared_for=True)
    assert "kan niet verlengd worden" in rita.on("2026-10-20").is_refused("prolong", external_factors="het parket")
    rita.on("2026-10-12").does("prolong", external_factors="het parket")


def test_a_committee_that_never_sits_makes_the_exclusion_void():
    """A committee that never sits never made the exclusion void: appeal received 2 June, nothing since."""
    appealed = [*EXCLUDED, APPEAL]
    due = next(
        one.day for one in stands("be.exclusion", appealed, "2021-05-21").deadlines if one.code == "last_decision"
    )
    assert stands("be.exclusion", appealed, due.isoformat()).ended is None
    over = stands("be.exclusion", appealed, date.fromordinal(due.toordinal() + 1).isoformat())
    assert over.ended.code == "void"
    with_sitting = stands("be.exclusion", HEARD, "2021-06-30")  # sat, and never sent a decision
    assert with_sitting.ended.code == "void"


LATE = [(definition, step) for definition in DEFINITIONS.values() for step in definition.steps
        if step.late and not step.optional and not step.late.refused]  # fmt: skip
CAME, TO_DO = (
    ("kwam", "kregen", "werd na", "hoorde het", "was later"),
    ("nu", "vandaag", "meteen", "nog niet", "nog geen"),
)


@pytest.mark.parametrize(("definition", "step"), LATE, ids=lambda one: one.code)
def test_what_never_came_is_not_said_to_have_come_late_and_what_came_is_not_asked_for(definition, step):
    """The page said of a sitting that never was: "De zitting kwam na haar laatste dag"."""
    with override("nl"):
        late, missed = str(step.late.text), str(step.late.missed or step.late.text)
    assert not [word for word in CAME if f"{word} " in missed and "kwam niet" not in missed], missed
    assert not [word for word in TO_DO if re.search(rf"\b{word}\b", late)], late


def test_a_day_to_come_is_not_said_to_be_missed(cast, rita):
    rita.opens("be.exclusion", cast.adam)
    rita.does("council", "minutes", considered="definitive", description="…", advice="…", clb_present=True)
    rita.does("invite", "proof_of_posting", talk_on="2026-11-27")
    rita.on("2026-11-27").does("talk", "minutes", present="Dirk Nowak")
    where = reverse("case_step", args=[rita.case.pk, "decide"])
    assert "kunnen dat aanvoeren" not in rita.client.get(where).text
    assert "nog geen beslissing" in rita.on("2026-12-07").client.get(where).text


def typed_days() -> list[str]:
    """Fields in which people type how many school days a period has that the case knows already."""
    return [
        f"{definition.code} {step.code}"
        for definition in DEFINITIONS.values()
        for step in definition.steps
        if {"first_day", "last_day", "school_days"} <= {one.name for one in step.fields}
    ]


def test_school_days_between_two_days_are_counted_and_never_typed(cast, time_machine):
    """Numbers of school days were believed: "1" for two days took the duty to the inspectorate away."""
    assert typed_days() == []
    calendar = calendar_of(cast.beuk)
    definition = DEFINITIONS["nl.suspension"]
    two = event("decide", "2026-11-03", first_day="2026-11-04", last_day="2026-11-05", handed_over=True, explained=True)
    context = replace(at("2026-11-03", land="nl"), calendar=calendar)
    assert "inspectorate" in {one.code for one in progress(definition, [event("hear", "2026-11-03"), two], context).due}
    one_day = two._replace(facts={**two.facts, "last_day": "2026-11-04"})
    assert progress(definition, [event("hear", "2026-11-03"), one_day], context).due == ()


def test_holiday_leave_of_more_than_ten_school_days_is_not_granted(cast, rita):
    rita.on("2026-10-05", cast.bas).opens("nl.leave", cast.daan)
    rita.does(
        "ask",
        "request",
        leave_kind="holiday",
        first_day="2026-11-02",
        last_day="2026-11-20",
        nature_of_work=True,
        employer_statement=True,
        school_days="5",
    )
    assert "15 schooldagen is meer" in rita.is_refused("decide", decision="granted", reasons="…")


def test_a_religious_duty_told_late_is_not_noted_as_authorised(cast, rita):
    """Religious leave told one day before: the rule says late, the case said "het verzuim is geoorloofd"."""
    rita.on("2026-11-01", cast.bas).opens("nl.leave", cast.daan)
    rita.does("ask", "request", leave_kind="religious", first_day="2026-11-02", last_day="2026-11-02")
    assert "uiterlijk op 31 oktober 2026" in rita.is_refused("noted")
    rita.does("told_late")
    assert "niet geoorloofd" in rita.page()
    assert not PlannedAbsence.objects.exists()


def test_rights_of_appeal_never_outlive_their_letter():
    """Every term that runs from a letter runs from its posting, never from the day the step was noted."""
    for definition in DEFINITIONS.values():
        terms = [step.latest for step in definition.steps] + [one.until for one in definition.rights]
        for term in filter(None, (*terms, *(one.term for one in definition.milestones))):
            for name, origin in term.facts.items():
                if name in {"decision_sent", "result_sent", "sent", "notified", "invited"}:
                    assert isinstance(origin, (Term, Given)) or ".posting" in origin, (definition.code, name)
