"""What the half days of a pupil ask of the school: the duties wanted, and how far a threshold is (ATT-5 to ATT-9).

Facts in, duties out: nothing here knows what was changed or in which order, so computing it twice gives the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from driehoek.access.functions import Function
from driehoek.duties import actions as duties
from driehoek.duties.actions import Wanted, wanted
from driehoek.people.models import Membership
from driehoek.ready import Ready
from driehoek.schools.followers import Days
from driehoek.schools.models import Level, School
from driehoek.schools.queries import SchoolCalendar
from lawbook.core import Law, NotInForce, Outcome
from lawbook.flanders import attendance as flemish
from lawbook.flanders import compulsory
from lawbook.kinds import HalfDay, SchoolYear
from lawbook.netherlands import attendance as dutch
from lawbook.netherlands import registration
from lawbook.plain import plain

from . import brought, notes
from .models import Absence
from .reasons import NOTE, UNAUTHORISED, UNKNOWN

PROBLEMATIC, NOTIFICATION = "be.absence.problematic", "nl.absence.notification_duty"
UNREPORTED, LATENESS = "nl.absence.unreported", "nl.absence.lateness"
CERTIFICATE = "illness_note"
NO_HOURS = Decimal(0)
UNAUTHORISED_ROWS = Q(state=Absence.State.ABSENT, reason=UNAUTHORISED)
# Half days after the last day of a child at the school are nobody's any more; what was written there stays.
STILL_HERE = Q(pupil__left_on=None) | Q(day__lte=F("pupil__left_on"))
HALF_DAY = ("pupil_id", "day", "part", "state", "reason")


class Child(NamedTuple):
    """As much of a pupil as the thresholds need. Without a group today `level` is that of a primary pupil."""

    id: UUID
    birth_date: date | None
    group: UUID | None
    level: str


@dataclass(slots=True)
class Facts:
    """The half days of one pupil that count somewhere. `unreported`: absent, and nobody told the school why."""

    unauthorised: list[HalfDay] = field(default_factory=list)
    late: list[HalfDay] = field(default_factory=list)
    unreported: list[HalfDay] = field(default_factory=list)
    notes: list[HalfDay] = field(default_factory=list)  # ill, with a note of the parents
    agreed: list[Days] = field(default_factory=list)  # on which a note will do, agreed for a chronic illness
    brought: dict[str, int] = field(default_factory=dict)  # by school year: what a former school counted
    notes_before: dict[str, int] = field(default_factory=dict)  # idem: the notes it took


@dataclass(frozen=True, slots=True)
class Ground:
    """What all pupils of one school share: the school, its calendar and the law as it holds there."""

    school: School
    calendar: SchoolCalendar
    law: Law

    @property
    def is_flemish(self) -> bool:
        return self.school.jurisdiction == "be"


def children_of(board: UUID, rows: Iterable[tuple[UUID, date | None]], on: date) -> list[Child]:
    """The pupils with the class they are in on a day, in one statement; an own class goes before a composite group."""
    born = dict(rows)
    groups: dict[UUID, tuple[UUID, str]] = {}
    for pupil, group, level in _groups(board, born, on):
        groups[pupil] = (group, level)
    return [Child(pupil, day, *groups.get(pupil, (None, Level.PRIMARY))) for pupil, day in born.items()]


@Ready
def _groups(board: UUID, pupils: Collection[UUID], on: date) -> QuerySet[Membership, Any]:
    rows = Membership.objects.on(on).filter(board_id=board, pupil_id__in=pupils)
    return rows.order_by("-group__composite").values_list("pupil_id", "group_id", "group__level")


def settle(ground: Ground, children: Collection[Child], touched: Collection[date]) -> int:
    """Bring the duties of these pupils to what their half days say now, for the school years of the days touched.

    Three statements to read, at most three to write, whatever the number of pupils. Returns how many duties changed.
    """
    years = sorted({ground.calendar.school_year(day) for day in touched})
    facts = read(ground, [child.id for child in children], years)
    found = [one for child in children for one in wishes(ground, child, facts[child.id], years)]
    origins = [origin for child in children for origin in _origins(ground, child.id, years)]
    return duties.settle_many(ground.school.board_id, origins, found)


def read(ground: Ground, pupils: Collection[UUID], years: Collection[SchoolYear]) -> Mapping[UUID, Facts]:
    """The half days that count, by pupil. Dutch hours run on over school years, so all unauthorised ones are read."""
    land = ground.school.jurisdiction
    rows = _flemish_half_days if ground.is_flemish else _dutch_half_days
    first, last = min(years).first(land), max(years).last(land)
    found: dict[UUID, Facts] = defaultdict(Facts)
    for pupil, day, part, state, reason in rows(ground.school.board_id, pupils, first, last):
        if part not in ground.calendar.parts(day):
            continue  # a day that was closed afterwards
        facts = found[pupil]
        by_reason = {UNKNOWN: facts.unreported, NOTE: facts.notes}
        kind = facts.late if state == Absence.State.LATE else by_reason.get(reason, facts.unauthorised)
        kind.append(HalfDay(day, part))
    if ground.is_flemish:
        for (pupil, year), counts in brought.all_years(ground.school.board_id, pupils).items():
            found[pupil].brought[year] = counts.unauthorised
            found[pupil].notes_before[year] = counts.notes
        noted = [pupil for pupil, facts in found.items() if facts.notes]
        for pupil, days in (notes.agreements(ground.school.board_id, noted) if noted else {}).items():
            found[pupil].agreed = days
    return found


@Ready
def _flemish_half_days(board: UUID, pupils: Collection[UUID], first: date, last: date) -> QuerySet[Absence, Any]:
    counted = Q(state=Absence.State.ABSENT, reason__in=[UNAUTHORISED, NOTE])
    rows = Absence.objects.filter(counted, STILL_HERE, board_id=board, pupil_id__in=pupils, day__range=(first, last))
    return rows.values_list(*HALF_DAY)


@Ready
def _dutch_half_days(board: UUID, pupils: Collection[UUID], first: date, last: date) -> QuerySet[Absence, Any]:
    others = Q(state=Absence.State.LATE) | Q(state=Absence.State.ABSENT, reason=UNKNOWN, reported_by="")
    counted = UNAUTHORISED_ROWS | (others & Q(day__range=(first, last)))
    return Absence.objects.filter(counted, STILL_HERE, board_id=board, pupil_id__in=pupils).values_list(*HALF_DAY)


def _origins(ground: Ground, pupil: UUID, years: Iterable[SchoolYear]) -> Iterator[str]:
    if not ground.is_flemish:
        yield f"notification:{pupil}"
    for year in years:
        kinds = ("problematic", CERTIFICATE) if ground.is_flemish else ("unreported", "late")
        yield from (f"{kind}:{pupil}:{year.as_text()}" for kind in kinds)


def wishes(ground: Ground, child: Child, facts: Facts, years: Iterable[SchoolYear]) -> Iterator[Wanted]:
    """The duties that one pupil's half days ask for."""
    try:
        if ground.is_flemish:
            for year in years:
                yield from _problematic(ground, child, facts, year)
                yield from _certificates(ground, child, facts, year)
        else:
            yield from _dutch(ground, child, facts, years)
    except NotInForce:
        return  # before the first day the lawbook covers nothing is asked of a school


def _problematic(ground: Ground, child: Child, facts: Facts, year: SchoolYear) -> Iterator[Wanted]:
    half_days = of_year(facts.unauthorised, year, "be")
    if not half_days or not must_attend_full_time(ground.law, child, year):
        return
    told: dict[str, Any] = {"half_days": list(half_days)}
    if year.as_text() in facts.brought:
        told["brought"] = facts.brought[year.as_text()]
    outcome = flemish.problematic(ground.law, half_days=half_days, brought=told.get("brought", 0))
    for duty in outcome.duties:
        half_day: Any = duty.facts.get("half_day")  # named where the duty is about one half day
        yield wanted(
            duty,
            outcome,
            rule=PROBLEMATIC,
            origin=f"problematic:{child.id}:{year.as_text()}",
            key=f"{duty.code}:{half_day.as_text()}" if half_day else duty.code,
            due=half_days[-1].date,
            facts=told,
            **_where(ground, child),
        )


def _certificates(ground: Ground, child: Child, facts: Facts, year: SchoolYear) -> Iterator[Wanted]:
    """An illness for which the parents' note will not do: the office asks for a certificate (ATT-2)."""
    if not facts.notes or not must_attend_full_time(ground.law, child, year):
        return
    own, before = of_year(facts.notes, year, "be"), facts.notes_before.get(year.as_text(), 0)
    for run, told, outcome in notes.insufficient(ground.calendar, ground.law, own, before, facts.agreed):
        source = next((one.source for one in outcome.reasons if one.source), None)
        yield Wanted(
            origin=f"{CERTIFICATE}:{child.id}:{year.as_text()}",
            key=f"ask_certificate:{run[0].as_text()}",
            code="ask_certificate",
            rule=notes.EVIDENCE,
            holder=Function.SECRETARIAT,
            due=run[-1].date,
            facts=plain(told),
            source=plain(source) if source else {},
            **_where(ground, child),
        )


def must_attend_full_time(law: Law, child: Child, year: SchoolYear) -> bool:
    """Whether an absence can be problematic: not of a nursery pupil below full-time compulsory age (ATT-6)."""
    if child.level == Level.PRIMARY or child.birth_date is None:
        return True
    found = compulsory.obligation(law, birth_date=child.birth_date, level="nursery", school_year=year)
    return bool(found.value == "full")


def must_attend(ground: Ground, level: str, born: date | None, day: date) -> bool:
    """The same for a school: in Flanders a nursery pupil below that age needs no note and reaches no threshold."""
    if not ground.is_flemish or level == Level.PRIMARY:
        return True
    try:
        return must_attend_full_time(
            ground.law, Child(ground.school.pk, born, None, level), ground.calendar.school_year(day)
        )
    except NotInForce:
        return True


def _dutch(ground: Ground, child: Child, facts: Facts, years: Iterable[SchoolYear]) -> Iterator[Wanted]:
    hours = unauthorised_hours(ground, facts.unauthorised)
    if hours:
        region: Any = ground.school.region
        outcome = dutch.notification_duty(ground.law, hours=hours, region=region, closed=ground.calendar.closed)
        told = {"hours": [f"{day}:{amount}" for day, amount in hours], "region": region}
        yield from _each(
            ground, child, outcome, rule=NOTIFICATION, origin=f"notification:{child.id}", moment="day", facts=told
        )
    for year in years:
        unreported = of_year(facts.unreported, year, "nl")
        if unreported:
            outcome = registration.unreported(ground.law, half_days=unreported)
            origin = f"unreported:{child.id}:{year.as_text()}"
            yield from _each(
                ground,
                child,
                outcome,
                rule=UNREPORTED,
                origin=origin,
                moment="half_day",
                facts={"half_days": unreported},
            )
        late = of_year(facts.late, year, "nl")
        if late:
            outcome = registration.lateness(ground.law, late=late)
            origin = f"late:{child.id}:{year.as_text()}"
            yield from _each(
                ground, child, outcome, rule=LATENESS, origin=origin, moment="half_day", facts={"late": late}
            )


def _each(
    ground: Ground, child: Child, outcome: Outcome, *, rule: str, origin: str, moment: str, facts: dict[str, Any]
) -> Iterator[Wanted]:
    """Every duty of an outcome, told apart by the half day or day it is about."""
    for duty in outcome.duties:
        at: Any = duty.facts[moment]
        day = at.date if isinstance(at, HalfDay) else at
        yield wanted(
            duty,
            outcome,
            rule=rule,
            origin=origin,
            key=f"{duty.code}:{_text(at)}",
            due=day,
            facts=facts,
            **_where(ground, child),
        )


def unauthorised_hours(ground: Ground, half_days: Iterable[HalfDay]) -> tuple[tuple[date, Decimal], ...]:
    """The lesson hours of unauthorised half days by school day; none where the school's holidays are not known."""
    calendar = ground.calendar
    found: dict[date, Decimal] = defaultdict(lambda: NO_HOURS)
    for half_day in sorted(half_days):
        if calendar.is_known(half_day.date) and calendar.calendar.counts(half_day.date):
            found[half_day.date] += calendar.hours_of(*half_day)
    return tuple((day, hours) for day, hours in found.items() if hours)


def of_year(half_days: Iterable[HalfDay], year: SchoolYear, land: str) -> tuple[HalfDay, ...]:
    first, last = year.first(land), year.last(land)
    return tuple(sorted({one for one in half_days if first <= one.date <= last}))


def _where(ground: Ground, child: Child) -> dict[str, Any]:
    return {"board": ground.school.board_id, "school": ground.school.pk, "group": child.group, "pupil": child.id}


def _text(moment: HalfDay | date) -> str:
    return moment.as_text() if isinstance(moment, HalfDay) else moment.isoformat()
