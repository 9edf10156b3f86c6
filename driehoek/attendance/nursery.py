"""The half days of five-year-olds in nursery school (art. 26): one sum for the duty and for the list."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from driehoek.kit.days import morrow
from driehoek.people.models import Membership
from driehoek.schools.models import Level
from lawbook.core import NotInForce, Outcome
from lawbook.errors import BadFact
from lawbook.flanders import absence_codes, compulsory

from . import brought
from .models import Absence
from .reasons import FIVE, lang
from .thresholds import Ground

NEAR = 20  # half days to spare below which a child stands on the list, and below which its chip warns
ACCEPTED = [code for code, one in absence_codes.REASONS.items() if one.accepted]


class Child(NamedTuple):
    """What the rule asks of one child, its class, and the last day away."""

    group: UUID
    facts: dict[str, Any]
    latest: date | None


class Presence(NamedTuple):
    """How far a five-year-old in nursery is with the half days of art. 26, and why they are asked."""

    counted: int
    required: int
    missing: int
    remaining: int
    reached: bool
    still_possible: bool
    because: str
    source: str

    @property
    def spare(self) -> int:
        """How many of the half days still to come it can miss."""
        return self.remaining - self.missing

    @property
    def tone(self) -> str:
        """The look of its chip: there, out of reach, or nearly so."""
        if self.reached:
            return "ok"
        return "late" if not self.still_possible else "warn" if self.spare <= NEAR else ""


def is_five(level: str, born: date | None, ground: Ground, on: date) -> bool:
    """Whether the half days of art. 26 can be asked of this child: the year in which it turns five, in nursery."""
    return ground.is_flemish and level == Level.NURSERY and born is not None and _turns_five(born.year, ground, on)


def _turns_five(born: int, ground: Ground, on: date) -> bool:
    return born == ground.calendar.school_year(on).start - FIVE


def presence(ground: Ground, on: date, pupils: Iterable[UUID]) -> dict[UUID, Presence]:
    """How far those of these pupils are of whom half days are asked, for every page that is about one."""
    found = {}
    for pk, child in five_year_olds(ground, on, list(pupils)).items() if ground.is_flemish else ():
        answer = outcome_of(ground, child.facts)
        if answer is None or not (answer.value and answer.value["required"]):
            continue
        told = {name: answer.value[name] for name in ("counted", "required", "missing", "reached", "still_possible")}
        because, source = _why(ground, child.facts)
        found[pk] = Presence(**told, remaining=child.facts["remaining_half_days"], because=because, source=source)
    return found


def _why(ground: Ground, facts: dict[str, Any]) -> tuple[str, str]:
    """Why they are asked, and where that stands."""
    asked = {name: facts[name] for name in ("birth_date", "school_year")}
    (reason,) = compulsory.obligation(ground.law, level="nursery", **asked).reasons
    source = reason.source
    return reason.text(lang()), f"{source.act}, {source.article}" if source else ""


def five_year_olds(ground: Ground, on: date, among: Collection[UUID] | None = None) -> dict[UUID, Child]:
    """The children of the year in which one turns five who are in a nursery class on a day; `among`: of these pupils.

    Half days of a day that was closed afterwards count neither as there nor as away.
    """
    year = ground.calendar.school_year(on)
    rows = Membership.objects.on(on).filter(
        board_id=ground.school.board_id,
        group__school=ground.school,
        group__level=Level.NURSERY,
        pupil__birth_date__year=year.start - FIVE,
    )
    rows = rows if among is None else rows.filter(pupil_id__in=among)
    found = {pk: (group, born) for pk, group, born in rows.values_list("pupil_id", "group_id", "pupil__birth_date")}
    if not found:
        return {}
    first, last = ground.calendar.year_of(on)
    sums, spans = _sums(ground, list(found), first, on), _spans(ground, list(found), first, on)
    elsewhere = brought.present(list(found), year.as_text())
    remaining = len(ground.calendar.half_days(morrow(on), last))
    children = {}
    for pk, (group, born) in found.items():
        away, accepted, latest = sums.get(pk, (0, 0, None))
        here = sum(len(ground.calendar.half_days(*span)) for span in spans.get(pk, []))
        # Absences of days on which the child was in no class here count for nothing; there are never less than none.
        present = max(0, here - away) + elsewhere.get(pk, 0)
        facts = {
            "birth_date": born,
            "school_year": year,
            "present": present,
            "accepted": accepted,
            "remaining_half_days": remaining,
        }
        children[pk] = Child(group, facts, latest)
    return children


def outcome_of(ground: Ground, facts: dict[str, Any]) -> Outcome | None:
    """What the rule says; None for facts that no rule can count, which are no reason to leave the others uncounted."""
    try:
        return compulsory.nursery_presence(ground.law, **facts)
    except (NotInForce, BadFact):
        return None


def _sums(ground: Ground, pupils: list[UUID], first: date, on: date) -> dict[UUID, tuple[int, int, date | None]]:
    """By pupil: half days away, those of them the director accepts, and the last day away."""
    rows = Absence.objects.filter(
        board_id=ground.school.board_id, pupil_id__in=pupils, state=Absence.State.ABSENT, day__range=(first, on)
    )
    found: dict[UUID, tuple[int, int, date | None]] = {}
    for pk, day, part, reason in rows.order_by("day").values_list("pupil_id", "day", "part", "reason"):
        if part not in ground.calendar.parts(day):
            continue
        away, accepted, _ = found.get(pk, (0, 0, None))
        found[pk] = (away + 1, accepted + (reason in ACCEPTED), day)
    return found


def _spans(ground: Ground, pupils: list[UUID], first: date, on: date) -> dict[UUID, list[tuple[date, date]]]:
    """From when to when each was in a nursery class of the school this year, up to a day; no day stands twice."""
    rows = Membership.objects.filter(
        board_id=ground.school.board_id,
        pupil_id__in=pupils,
        group__school=ground.school,
        group__level=Level.NURSERY,
        first_day__lte=on,
    ).order_by("first_day")
    found: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for pk, begin, end in rows.values_list("pupil_id", "first_day", "last_day"):
        since = max([first, begin, *(morrow(last) for _, last in found[pk])])
        until = min(on, end or on)
        if since <= until:
            found[pk].append((since, until))
    return found
