"""What a case settles for the class list: the days on which the pupil will not be there, or the hours (ATT-4, DIS-3).

The case tells attendance all of them each time it is settled; what is taken back vanishes there by itself.
"""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

from driehoek.attendance.planning import Plan
from driehoek.kit.days import eve, morrow
from lawbook.core import NotInForce

from .definition import Term
from .definitions.be_preventive_suspension import LASTS, LASTS_PROLONGED
from .models import Case
from .state import State

PERMITTED = {"mourning": "mourning", "selection": "selection", "external": "external", "exceptional": "personal"}
CHRONIC = "be.chronic_illness"
LEAVES = {"religious": "religious", "holiday": "holiday_leave", "weighty": "weighty"}


def plans(case: Case, state: State) -> list[Plan]:
    """The absences this case settles as it stands; none for a procedure that settles no absence."""
    found = PLANNED.get(case.definition)
    try:
        return [one for one in found(state) if one.last_day is None or one.last_day >= one.first_day] if found else []
    except NotInForce:
        return []


def _suspension(state: State) -> Iterator[Plan]:
    event = state.last("suspend")
    last = state.day(LASTS_PROLONGED if state.done("prolong") else LASTS)
    if event and last:
        lifted = state.value("lifted.on")
        yield Plan(
            "suspended",
            state.value("suspend.first_day"),
            min(last, eve(lifted)) if lifted else last,
            document_on=event.on,
        )


def _exclusion(state: State) -> Iterator[Plan]:
    yield from _suspension(state)
    event, measure = state.last("decide"), state.value("decide.measure")
    if event is None:
        return
    if measure == "temporary" and (last := _milestone(state, "temporary_ends")):
        yield Plan("excluded_temporarily", state.value("decide.first_day"), last, document_on=event.on)
    elif measure == "definitive" and (last := _milestone(state, "effective")):
        over = next(
            (one for one in state.definition.endings if one.code in {"annulled", "void"} and one.when(state)), None
        )
        if over is None:
            sent = state.value("decide.posting")
            yield Plan("excluded", morrow(sent), last, document_on=sent)


def _nl_suspension(state: State) -> Iterator[Plan]:
    event = state.last("decide")
    if event:
        yield Plan("suspended", state.value("decide.first_day"), state.value("decide.last_day"), document_on=event.on)


def _permission(state: State) -> Iterator[Plan]:
    if state.value("decide.decision") == "granted":
        yield Plan(
            PERMITTED[state.value("ask.occasion")],
            state.value("ask.first_day"),
            state.value("ask.last_day"),
            document_on=state.value("decide.on"),
        )


def _leave(state: State) -> Iterator[Plan]:
    decided = next((one for one in ("decide", "officer_decided") if state.value(f"{one}.decision") == "granted"), "")
    decided = decided or ("noted" if state.done("noted") else "")
    if decided:
        yield Plan(
            LEAVES[state.value("ask.leave_kind")],
            state.value("ask.first_day"),
            state.value("ask.last_day"),
            document_on=state.value(f"{decided}.on"),
        )


def _at_home(state: State) -> Iterator[Plan]:
    begins = _milestone(state, "begins")
    if state.value("answer.organised") and begins:
        back = state.value("back.on")
        last = eve(back) if back else state.value("ask.absent_to")
        yield Plan("home_education", begins, last, document_on=state.value("answer.on"))


def _weekly(reason: str) -> Callable[[State], Iterator[Plan]]:
    """Hours of some half days each week, from the decision on: the child counts as present around them."""

    def found(state: State) -> Iterator[Plan]:
        pattern, since, until = (state.value(f"ask.{name}") for name in ("half_days", "since", "until"))
        hours = _hour(since), _hour(until)
        if state.value("decide.decision") == "granted" and pattern and all(hours):
            ends = _milestone(state, "until") or state.value("ask.treatment_until") or _end_of_year(state)
            closed = state.value("close.on")
            yield Plan(
                reason,
                state.value("decide.on"),
                eve(closed) if closed else ends,
                pattern=tuple(sorted(pattern)),
                since=hours[0],
                until=hours[1],
                document_on=state.value("decide.on"),
            )

    return found


def agreed(state: State) -> list[tuple[date, date]]:
    """The days on which a note of the parents will do for a chronic illness, of each agreement that was made."""
    closed = state.value("close.on")
    ends = eve(closed) if closed else date.max
    found = []
    for event in state.by_step.get("agree", ()):
        last = min(date.fromisoformat(str(event.facts["valid_until"])), ends)
        if last >= event.on:
            found.append((event.on, last))
    return [] if state.done("withdrawn") else found


def _end_of_year(state: State) -> date | None:
    """What is permitted for one school year ends with it."""
    return state.context.school_year.last("be") if state.context.school_year else None


def _hour(text: Any) -> time | None:
    try:
        return time.fromisoformat(str(text))
    except ValueError:
        return None


def _milestone(state: State, code: str) -> date | None:
    term: Term | None = next((one.term for one in state.definition.milestones if one.code == code), None)
    return state.day(term) if term else None


PLANNED: dict[str, Callable[[State], Iterator[Plan]]] = {
    "be.preventive_suspension": _suspension, "be.exclusion": _exclusion, "nl.suspension": _nl_suspension,
    "be.permission": _permission, "nl.leave": _leave, "be.home_education": _at_home,
    "be.rehabilitation": _weekly("rehabilitation"), "be.top_sport": _weekly("top_sport"),
}  # fmt: skip
