"""The ban register and the figures for the two review weeks, read from the cases each time (SAF-9; annex 4)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.kit.names import fold
from driehoek.safety.queries import figures
from driehoek.schools.law import ask
from driehoek.schools.models import School

from . import opening, people, queries
from .engine import Deadline
from .models import Case
from .state import Happened, live

READ = "case.read:aggression"
AGGRESSION, PARENT_SANCTION = "nl.aggression", "nl.parent_sanction"
# Where a ban stands in a case: the step that starts it, the one that ends it, and the fact that is its last day.
BANS = {AGGRESSION: ("ban", "ban_ended", "last_day"), PARENT_SANCTION: ("measure", "end_ban", "valid_until")}

FIGURES: dict[str, Promise] = {
    "kind_verbal": _("verbal"),
    "kind_threat": _("threat"),
    "kind_violence": _("physical violence"),
    "kind_vandalism": _("destroying things"),
    "who_parent": _("by a parent"),
    "who_pupil": _("by a pupil"),
    "who_other": _("by somebody else"),
    "police": _("police called"),
    "police_report": _("reported to the police"),
    "warn": _("warning letters"),
    "ban": _("bans"),
    "no_letter": _("without a letter"),
    "damage": _("claims for damage"),
}


class Ban(NamedTuple):
    """A person who may not come to the school, between two days; why stands in the case alone."""

    case: Case
    name: str
    area: str
    contact: str
    first: date
    last: date | None
    lifted: date | None  # earlier than its last day, or the day on which was told that it is over

    def runs_on(self, day: date) -> bool:
        ends = [one for one in (self.last, self.lifted) if one]
        return self.first <= day and (not ends or day <= min(ends))

    def is_to_come(self, day: date) -> bool:
        return self.first > day


class Half(NamedTuple):
    """Half a year as the team reviews it: which week, over which days, and what the cases of those days say."""

    week: dict[str, date]
    first: date
    last: date
    numbers: Counter[str]
    missed: list[tuple[Case, Deadline]]
    incidents: list[tuple[str | Promise, int]]  # of the same months, by kind, as they were reported

    @property
    def rows(self) -> list[tuple[Promise, int]]:
        """The figures in words; what did not happen is left out."""
        return [(label, self.numbers[code]) for code, label in FIGURES.items() if self.numbers[code]]


def schools(actor: Actor) -> list[School]:
    return list(School.objects.filter(pk__in=actor.reach(READ).schools, jurisdiction="nl").order_by("name"))


def flemish(actor: Actor) -> list[School]:
    """Schools where aggression is followed up too, without the Dutch register."""
    return list(School.objects.filter(pk__in=actor.reach(READ).schools, jurisdiction="be").order_by("name"))


def bans(actor: Actor) -> list[Ban]:
    """Every ban at the schools within reach, the one that ends last first, also those a parent's measure brought."""
    rows = _cases([one.pk for one in schools(actor)])
    found = [ban for case in rows if (ban := _ban(case))]
    return sorted(found, key=lambda ban: (ban.last or date.max, ban.first), reverse=True)


def _cases(school_ids: Iterable[UUID]) -> list[Case]:
    rows = Case.objects.filter(school__in=list(school_ids), definition__in=BANS, archived_at=None)
    return opening.filled(rows.select_related("school", "pupil"))


def _ban(case: Case) -> Ban | None:
    start, end, last_fact = BANS[case.definition]
    steps: dict[str, Happened] = {one.step: one for one in live(queries.happened(case.story))}
    event, ended = steps.get(start), steps.get(end)
    if event is None or event.facts.get("measure", "ban") != "ban":
        return None
    last = event.facts.get(last_fact)
    return Ban(
        case,
        _who(case, steps),
        str(event.facts.get("area", "")),
        str(event.facts.get("contact_person", "")),
        date.fromisoformat(event.facts.get("first_day", event.on.isoformat())),
        date.fromisoformat(last) if last else None,
        ended.on if ended else None,
    )


def _who(case: Case, steps: dict[str, Happened]) -> str:
    """Who is banned, by name: as it was reported, or the parent with whom was talked."""
    told = [steps[step].facts.get(fact) for step, fact in (("report", "offender"), ("talk", "parent")) if step in steps]
    who = str(next(filter(None, told), ""))
    return dict(people.named(case)).get(who, who)


def warned_on(school: School, name: str, before: date) -> date | None:
    """The day on which somebody of this name was warned at this school before; the last one."""
    rows = Case.objects.filter(school=school, definition=AGGRESSION, archived_at=None)
    days = [
        steps["warn"].on
        for case in opening.filled(rows.select_related("school", "pupil"))
        if "warn" in (steps := {one.step: one for one in live(queries.happened(case.story))})
        and "report" in steps
        and fold(str(steps["report"].facts.get("offender", ""))) == fold(name)
    ]
    return max((day for day in days if day < before), default=None)


def weeks(school: School, year: int) -> list[dict[str, date]]:
    """The two weeks of a year in which all reports are discussed, as the lawbook has them."""
    return ask(school, "nl.aggression.review_meetings", {"year": year}).value or []


def reviewed(school: School, year: int, today: date) -> list[Half]:
    """The two half years that the weeks of a year look back on: the one before January, and the one before July."""
    spans = [(date(year - 1, 7, 1), date(year - 1, 12, 31)), (date(year, 1, 1), date(year, 6, 30))]
    rows = Case.objects.filter(school=school, definition=AGGRESSION, archived_at=None)
    rows = rows.select_related("school", "pupil").filter(opened_on__range=(spans[0][0], spans[1][1]))
    cases = opening.filled(rows)
    met = weeks(school, year)
    halves = zip(met, spans, strict=True) if met else ()
    return [
        _half(school, week, span, [one for one in cases if span[0] <= one.opened_on <= span[1]], today)
        for week, span in halves
    ]


def _half(school: School, week: dict[str, date], span: tuple[date, date], cases: list[Case], today: date) -> Half:
    numbers: Counter[str] = Counter(cases=len(cases))
    missed: list[tuple[Case, Deadline]] = []
    for case in cases:
        where = queries.standing(case, today)
        steps = {one.step: one for one in where.done}
        numbers.update(_counted(steps))
        late = [one for one in where.deadlines if one.kind == "latest" and one.mark in {"late", "missed"}]
        missed += [(case, one) for one in late if not one.optional]
    return Half(week, *span, numbers, missed, _incidents(school, *span))


def _incidents(school: School, first: date, last: date) -> list[tuple[str | Promise, int]]:
    """What was reported as an incident in these months, by kind; most of it is no case."""
    found = figures.by_kind([school.pk], first, last)
    return [(kind.label, number) for kind, number in found.items() if number]


def _counted(steps: dict[str, Happened]) -> Iterable[str]:
    report = steps.get("report")
    if report:
        yield f"kind_{report.facts.get('kind', '')}"
        yield f"who_{report.facts.get('who', '')}"
    yield from (code for code in ("police", "police_report", "warn", "ban", "no_letter", "damage") if code in steps)


def context(actor: Actor) -> dict[str, Any]:
    """What the register's page shows."""
    rows = bans(actor)
    return {
        "running": [one for one in rows if one.runs_on(actor.on)],
        "coming": [one for one in rows if one.is_to_come(actor.on)],
        "past": [one for one in rows if not one.runs_on(actor.on) and not one.is_to_come(actor.on)],
        "schools": schools(actor),
        "flemish": flemish(actor),
        "year": actor.on.year,
        "on": actor.on,
    }
