"""The half days of five-year-olds in nursery school (art. 26): one sum for the duty and for the list."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from driehoek.pupils.models import Membership
from driehoek.schools.models import Level
from lawbook.core import NotInForce, Outcome
from lawbook.errors import BadFact
from lawbook.flanders import absence_codes, compulsory

from . import brought
from .models import Absence
from .thresholds import Ground

ACCEPTED = [code for code, one in absence_codes.REASONS.items() if one.accepted]


class Child(NamedTuple):
    """What the rule asks of one child, its class, and the last day away."""

    group: UUID
    facts: dict[str, Any]
    latest: date | None


def five_year_olds(ground: Ground, on: date) -> dict[UUID, Child]:
    """The children of the year in which one turns five who are in a nursery class on a day."""
    year = ground.calendar.school_year(on)
    rows = Membership.objects.on(on).filter(
        board_id=ground.school.board_id, group__school=ground.school, group__level=Level.NURSERY,
        pupil__birth_date__year=year.start - 5,
    )  # fmt: skip
    found = {pk: (group, born) for pk, group, born in rows.values_list("pupil_id", "group_id", "pupil__birth_date")}
    if not found:
        return {}
    first, last = ground.calendar.year_of(on)
    sums, spans = _sums(ground, list(found), first, on), _spans(ground, list(found), first, on)
    elsewhere = brought.present(list(found), year.as_text())
    remaining = len(ground.calendar.half_days(date.fromordinal(on.toordinal() + 1), last))
    children = {}
    for pk, (group, born) in found.items():
        away, accepted, latest = sums.get(pk, (0, 0, None))
        here = sum(len(ground.calendar.half_days(*span)) for span in spans.get(pk, []))
        # Absences of days on which the child was in no class here count for nothing; there are never less than none.
        present = max(0, here - away) + elsewhere.get(pk, 0)
        facts = {"birth_date": born, "school_year": year, "present": present, "accepted": accepted,
                 "remaining_half_days": remaining}  # fmt: skip
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
    for pk, day, reason in rows.order_by("day").values_list("pupil_id", "day", "reason"):
        away, accepted, _ = found.get(pk, (0, 0, None))
        found[pk] = (away + 1, accepted + (reason in ACCEPTED), day)
    return found


def _spans(ground: Ground, pupils: list[UUID], first: date, on: date) -> dict[UUID, list[tuple[date, date]]]:
    """From when to when each was in a nursery class of the school this year, up to a day; no day stands twice."""
    rows = Membership.objects.filter(
        board_id=ground.school.board_id, pupil_id__in=pupils, group__school=ground.school, group__level=Level.NURSERY,
        first_day__lte=on,
    ).order_by("first_day")  # fmt: skip
    found: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for pk, begin, end in rows.values_list("pupil_id", "first_day", "last_day"):
        since = max([first, begin, *(date.fromordinal(last.toordinal() + 1) for _, last in found[pk])])
        until = min(on, end or on)
        if since <= until:
            found[pk].append((since, until))
    return found
