"""What a letter of a case says beside the facts of its steps: the year, the hours, the people, the half days."""

from typing import Any

from django.utils.translation import override

from driehoek.letters.kinds import Kind

from . import absences, queries
from . import letter_facts as facts
from .definitions.shared import HALF_DAYS
from .models import Case
from .state import State


def told(case: Case, kind: Kind, state: State) -> dict[str, Any]:
    """What holds for every letter of the case: the year it is about, the number of the school, the people on it."""
    year = state.context.school_year
    if year and kind.code in facts.NEXT_YEAR:
        year = type(year)(year.start + 1)
    check = state.definition.step("decide").check if kind.code in {"nl.suspension"} else None
    answer = state.answer(check) if check else None
    notifies = answer and answer.outcome and answer.outcome.value["notify_inspectorate"]
    granted = state.value("decide.decision") == "granted" and kind.code == "be.rehabilitation_decision"
    return {
        "notifies": "yes" if notifies else "",
        "weekly": _weekly(state) if kind.code == "be.absence_permission" else "",
        "minutes_granted": str(state.value("ask.minutes_per_week")) if granted else "",
        "school_year": year.as_text() if year else "",
        "official_number": case.school.official_number,
        **_people(case),
        "council_had_clb": _clb(case, state),
        **_whole_year(state, kind),
        **absences.told(case, kind.code, state.context.today),
    }


def _whole_year(state: State, kind: Kind) -> dict[str, Any]:
    """Top sport is permitted for one school year, from the day of the decision on."""
    year, begins = state.context.school_year, state.value("decide.on") or state.value("refuse.on")
    if state.definition.code != "be.top_sport" or kind.code != "be.absence_permission" or not (year and begins):
        return {}
    calendar, last = state.context.calendar, year.last("be")
    return {"first_day": begins, "last_day": calendar.previous_school_day(last) if calendar else last}


def _clb(case: Case, state: State) -> str:
    """Who of the CLB sat on the class council: by name where somebody is named on the case, else the CLB itself."""
    if not state.value("council.clb_present"):
        return ""
    named = [one.name for one in queries.in_force(case) if one.role == "clb_adviser"]
    return ", ".join(named) or absences.clb_of(case) or "het CLB"


def _weekly(state: State) -> str:
    """On which half days of the week, and between which hours."""
    with override("nl"):
        names = {code: str(name).lower() for code, name in HALF_DAYS}
    days = ", ".join(names.get(one, one) for one in state.value("ask.half_days") or ())
    since, until = state.value("ask.since"), state.value("ask.until")
    return f"{days} van {since} tot {until}" if days and since and until else days


def _people(case: Case) -> dict[str, Any]:
    people = queries.in_force(case)
    chairs = [one.name for one in people if one.role == "committee_chair"]
    others = [one.name for one in people if one.role in {"committee", "committee_internal", "committee_external"}]
    complainants = [one for one in people if one.role == "complainant"]
    return {
        "members": [*(f"{name} (voorzitter)" for name in chairs), *others],
        "chair": chairs[0] if chairs else "",
        "complainant": complainants[0].name if complainants else "",
        "complainant_address": complainants[0].address if complainants else "",
    }
