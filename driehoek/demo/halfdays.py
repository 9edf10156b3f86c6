"""Two school years of half days: illness, lateness and the rest at ordinary rates, and a story for each threshold."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from driehoek.attendance.models import Absence, Part, Register
from driehoek.demo.children import Child
from driehoek.demo.names import dice, ids
from driehoek.demo.pour import pour
from driehoek.demo.schools import Built
from driehoek.demo.year import closed_days, school_days

ABSENT, LATE = Absence.State.ABSENT.value, Absence.State.LATE.value
AM, PM = Part.AM.value, Part.PM.value
WEDNESDAY = 2
COLUMNS = ("id", "board_id", "pupil_id", "day", "part", "state", "reason", "arrived_at", "reported_by", "reported_at",
           "recorded_by_id")  # fmt: skip
# In these groups nobody took attendance yet on the demo's day.
FORGOTTEN = {"2A", "5B"}
OTHER_REASONS = {"be": ("religious", "funeral", "personal"), "nl": ("medical_visit", "religious", "weighty")}
NOTES = 4  # how many notes of the parents an ordinary family uses in a year


class Half(NamedTuple):
    """What is said of one half day of one child."""

    day: date
    part: str
    state: str
    reason: str
    arrived_at: time | None = None
    reported: bool = False


def open_days(built: Built, *, before: bool = True) -> tuple[list[date], list[date]]:
    """The school days of the year before (empty unless asked), and of the running year up to the demo's day."""
    years, plan = built.years, built.plan
    closed = closed_days(built.closures)
    found = [
        school_days(plan.jurisdiction, plan.region, closed, year.first(plan.jurisdiction), last)
        for year, last in ((years.before, years.before.last(plan.jurisdiction)), (years.now, years.day))
        if before or year == years.now
    ]
    return (found[0], found[1]) if before else ([], found[0])


def parts(day: date) -> tuple[str, ...]:
    return (AM,) if day.weekday() == WEDNESDAY else (AM, PM)


def save(schools: Sequence[Built], many: Iterable[Child], teacher_of: dict[UUID, UUID], *, before: bool = True) -> int:
    """Pour the half days of the children of these schools; returns how many."""
    spans = {one.school.pk: open_days(one, before=before) for one in schools}
    fresh = ids(f"absence {schools[0].school.pk}")
    return pour(Absence, COLUMNS, _rows(many, spans, teacher_of, fresh))


def _rows(
    many: Iterable[Child],
    of_school: dict[UUID, tuple[list[date], list[date]]],
    teacher_of: dict[UUID, UUID],
    fresh: Iterator[UUID],
) -> Iterator[tuple[object, ...]]:
    for child in many:
        built, spans = child.built, of_school[child.built.school.pk]
        for year, span in zip((built.years.before, built.years.now), spans, strict=True):
            group = child.group_ids.get(year.start)
            if not group or not span:
                continue
            told = _told(child, span) if child.known and year == built.years.now else None
            adult = child.adults[0].name
            for half in told if told is not None else _ordinary(child, span, year.start):
                yield (
                    next(fresh),
                    built.board,
                    child.id,
                    half.day,
                    half.part,
                    half.state,
                    half.reason,
                    half.arrived_at,
                    adult if half.reported else "",
                    _moment(half.day, 8) if half.reported else None,
                    teacher_of.get(group),
                )


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, 5))  # noqa: DTZ001  # made aware here


def _ordinary(child: Child, span: list[date], year: int) -> Iterator[Half]:
    """A year as most children have it: a few illnesses, now and then late, rarely something else."""
    throw = dice(child.id, year)
    taken: set[date] = set()
    be, young = child.built.plan.jurisdiction == "be", child.step < 2 and child.built.plan.jurisdiction == "be"
    share = len(span) / 182
    notes = 0
    for _spell in range(_some(throw, 2.2 * share)):
        begin = throw.randrange(len(span))
        spell = [day for day in span[begin : begin + throw.choice((1, 1, 1, 2, 2, 3, 5))] if day not in taken]
        taken.update(spell)
        short = len(spell) <= 3 and notes < NOTES
        notes += short
        yield from _whole(
            spell, "nursery_absence" if young else ("ill_note" if short else "ill_certificate") if be else "ill"
        )
    for _time in range(_some(throw, 1.2 * share)):
        day = throw.choice(span)
        if day not in taken:
            taken.add(day)
            yield Half(day, AM, LATE, "late", time(8, throw.randint(32, 55)))
    if throw.random() < 0.12 * share:
        day = throw.choice(span)
        if day not in taken:
            reason = throw.choice(
                ("religious", "funeral", "personal") if be else ("medical_visit", "religious", "weighty")
            )
            taken.add(day)
            yield from _whole([day], reason)
    if not young and throw.random() < 0.05 * share:
        day = throw.choice(span)
        if day not in taken:
            taken.add(day)
            yield Half(day, throw.choice(parts(day)), ABSENT, "unauthorised")
    today = child.built.years.day
    if span[-1] == today and today not in taken and throw.random() < 0.03:
        yield Half(today, AM, ABSENT, "not_yet_known", reported=True)


def _some(throw: Random, mean: float) -> int:
    """A small count around a mean: twice as often none or double as once."""
    return int(mean * 2 * throw.random() + throw.random())


def _whole(days: Iterable[date], reason: str, *, reported: bool = True) -> Iterator[Half]:
    for day in days:
        for part in parts(day):
            yield Half(day, part, ABSENT, reason, reported=reported)


def _told(child: Child, span: list[date]) -> Iterator[Half]:
    """The running year of a child with a story, on days before the demo's day."""
    assert child.known  # noqa: S101  # only asked for such a child
    kind, number = child.known.half_days
    past = span[:-1]
    if kind in {"problematic", "nursery"}:
        yield from _spread(past, number, "unauthorised")
    elif kind == "notes":
        yield from _whole(past[-8 * number :: 8][:number], "ill_note")
    elif kind == "late":
        for turn, day in enumerate(reversed(past[-3 * number :: 3])):
            yield Half(day, AM, LATE, "late", time(8, 35 + turn))
    elif kind == "long_illness":
        yield from _whole(past[-number:], "ill_certificate")
    elif kind == "leave":
        yield from _whole(past[5 : 5 + number], "weighty")
    elif kind == "hours":
        yield from _hours(past, number)


def _spread(past: list[date], number: int, reason: str) -> Iterator[Half]:
    """The last `number` half days when one takes every other of them, so that no two stand side by side."""
    halves = [(day, part) for day in past for part in parts(day)]
    step = 2 if number * 2 <= len(halves) else 1
    for day, part in halves[-1::-step][:number]:
        yield Half(day, part, ABSENT, reason)


def _hours(past: list[date], hours: int) -> Iterator[Half]:
    """Unauthorised hours in the last four weeks: mornings of three and a half hours, afternoons of two."""
    mornings = {15: 2, 16: 4, 17: 2}[hours]
    afternoons = (hours * 2 - mornings * 7) // 4
    recent = [day for day in past[-14:] if day.weekday() != WEDNESDAY]
    for day in recent[-mornings:]:
        yield Half(day, AM, ABSENT, "unauthorised")
    for day in recent[-afternoons:]:
        yield Half(day, PM, ABSENT, "unauthorised")


def registers(built: Built, teacher_of: dict[UUID, UUID], *, before: bool = True) -> int:
    """That every class was taken on every half day, but for the forgotten ones on the demo's day."""
    earlier, now = open_days(built, before=before)
    fresh = ids(f"register {built.school.pk}")
    spans = {built.years.before.start: earlier, built.years.now.start: now}
    return pour(
        Register,
        ("id", "board_id", "group_id", "day", "part", "taken_by_id"),
        (
            (next(fresh), built.board, group.pk, day, part, teacher_of.get(group.pk))
            for (start, _step, _letter), group in built.groups.items()
            for day in spans[start]
            for part in parts(day)
            if day != built.years.day or (part == AM and group.name not in FORGOTTEN)
        ),
    )
