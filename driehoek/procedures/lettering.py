"""Letters of a case: what the case knows goes into them, to whom they go, and which ones there are (PRO-14)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from driehoek.access.actors import Actor
from driehoek.letters import queries as letters
from driehoek.letters.actions.writing import draft
from driehoek.letters.kinds import Kind
from driehoek.letters.models import Letter
from driehoek.letters.recipients import Recipient, parents_of

from . import queries
from .definition import Step, Term
from .models import Case
from .state import Happened, State

# Where a field of a letter comes from when no step has a fact of that very name.
PATHS: dict[str, tuple[str, ...]] = {
    "heard_on": ("talk.on", "hear.on", "hearing.on"),
    "council_on": ("council_again.on", "council.on"),
    "measure_considered": ("council.considered",),
    "talk_on": ("invite.talk_on",),
    "suspended_from": ("suspend.first_day",),
    "alternatives": ("decide.alternative", "impose.alternative", "measure.alternative"),
    "appeal_received": ("appeal.on",),
    "posted_on": ("appeal.posted",),
    "complaint_received": ("lodge.on", "raise.on"),
    "requested_on": ("ask_talk.asked_on", "ask.on"),
    "search_started": ("search.on",),
    "new_school": ("willing.school",),
    "teacher_heard_on": ("hear_teacher.on",),
    "inspectorate_told": ("inspectorate.on",),
    "withdrawn_on": ("withdrawn.on",),
    "clb_consulted_on": ("clb.on",),
    "appeal_outcome": ("appeal_decision.result",),
    "certificate_appeal_outcome": ("appeal_decision.result",),
    "certificate_outcome": ("council_again.outcome", "council.outcome"),
    "advice_received": ("advise.on",),
    "minutes": ("ask.minutes_per_week",),
    "leave_school_days": ("ask.school_days",),
    "leave_outcome": ("decide.decision",),
    "minutes_text": ("talk.report", "guide.agreements"),
    "facts_considered": ("council.description",),
}
# Fields that are a day of the case: the last day of a step, or a milestone.
DAYS = {
    "appeal_due": "appeal", "talk_request_due": "ask_talk", "talk_due": "talk", "hearing_due": "hearing",
    "advice_due": "advise", "decision_due": "decide", "repair_until": "repair", "result_due": "appeal_decision",
    "effective_on": "effective", "deemed_received": "received", "received_on": "received",
    "last_day": "temporary_ends", "suspended_until": "suspension_ends", "valid_until": "until",
}  # fmt: skip


def known(actor: Actor, case: Case, step: Step, kind: Kind) -> dict[str, Any]:
    """What the case knows of the fields of a letter, as its form starts. A letter of today counts as posted today."""
    events = queries.happened(case.events.all())
    state = State(case.procedure, events, queries.context_of(case, actor.on))
    if not state.done(step.code):
        facts = {"considered": "", "present": ""}
        state = State(case.procedure, [*events, Happened("draft", step.code, actor.on, facts)], state.context)
    year = state.context.school_year
    found: dict[str, Any] = {"sent_on": actor.on, "school_year": year.as_text() if year else "", **_people(case)}
    for field in kind.fields:
        value = _value(state, field.name)
        if value not in (None, ""):
            found[field.name] = value
    for part in kind.free:
        value = _value(state, part.name)
        if value not in (None, ""):
            found[f"free_{part.name}"] = value
    return found


def _value(state: State, name: str) -> Any:
    for path in PATHS.get(name, ()):
        value = state.value(path)
        if value not in (None, ""):
            return value
    if name in DAYS and (term := _term(state, DAYS[name])):
        return state.day(term)
    for event in reversed(state.events):
        if event.facts.get(name) not in (None, ""):
            return event.facts[name]
    return None


def _term(state: State, code: str) -> Term | None:
    for milestone in state.definition.milestones:
        if milestone.code == code:
            return milestone.term
    return next((one.latest for one in state.definition.steps if one.code == code), None)


def _people(case: Case) -> dict[str, Any]:
    people = queries.in_force(case)
    members = [one.name for one in people if one.role in {"committee", "committee_internal", "committee_external"}]
    chairs = [one.name for one in people if one.role == "committee_chair"]
    return {"members": members, "chair": chairs[0] if chairs else "",
            "complainant": next((one.name for one in people if one.role == "complainant"), "")}  # fmt: skip


def recipients(case: Case) -> dict[str, Recipient]:
    """Who may get a letter of this case, by key: the parents per address, the member of staff, the people on it."""
    found = {f"parents{number}": one for number, one in enumerate(parents_of(case.pupil) if case.pupil else ())}
    if case.person:
        found["staff"] = Recipient(case.person.get_full_name(), email=case.person.email or "")
    for party in queries.in_force(case):
        if party.guardian_id is None:
            found[str(party.pk)] = Recipient(party.name, email=party.user.email or "" if party.user else "")
    return found


def write(
    actor: Actor, case: Case, step: Step, kind: Kind, *, data: Mapping[str, Any], free: Mapping[str, str],
    chosen: list[Recipient],
) -> list[Letter]:  # fmt: skip
    """Draft the letter, one per recipient. Raises letters' BadLetter naming what is missing or wrong."""
    return draft(
        actor, board_id=case.board_id, school=case.school, pupil=case.pupil, kind=kind.code, recipients=chosen,
        data=data, free=free, origin=f"{case.duties_origin}:{step.code}", case_ref=case.pk,
    )  # fmt: skip


def of_case(actor: Actor, case_id: UUID) -> list[Letter]:
    """The letters of a case that this person may read."""
    return list(letters.letters_of_case(actor, case_id)) if actor.may("letters.read") else []
