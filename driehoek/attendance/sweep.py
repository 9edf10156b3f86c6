"""What time alone brings, board by board: a year that turns, a child that grows older, a month that ends (ATT-5, 6, 9).

Counting is done by the database over the small index of unauthorised half days; only pupils whose duties no longer
follow from their half days are settled. Imported rows get their duties here too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from driehoek.access.wall import within
from driehoek.duties import actions as duties
from driehoek.duties.actions import Wanted, wanted
from driehoek.duties.models import Duty
from driehoek.kit.days import eve, shifted
from driehoek.people.models import Pupil
from driehoek.schools.models import Board, School
from lawbook.core import NotInForce
from lawbook.netherlands import registration
from lawbook.plain import plain

from .actions import ground_of
from .models import Absence
from .nursery import five_year_olds, outcome_of
from .reasons import NOTE, UNAUTHORISED, UNKNOWN
from .thresholds import PROBLEMATIC, STILL_HERE, Ground, children_of, settle

State = Absence.State
MANY, LATELY = 500, 14
NURSERY, MONTHLY = "be.absence.nursery_presence", "nl.absence.monthly_list"
CONTACT, TALK = "problematic_contact_parents", "nursery_presence_talk"


class Swept(NamedTuple):
    """How many pupils had half days that count, and how many duties changed."""

    counted: int
    changed: int


class SweepFailed(Exception):
    """Some boards could not be swept: which, and what kind of error it was."""


def sweep(on: date) -> Swept:
    """All boards, one transaction each. Raises SweepFailed at the end, when every other board has been swept."""
    total, failed = Swept(0, 0), []
    for board in Board.objects.order_by("pk").values_list("pk", flat=True):
        try:
            with transaction.atomic(), within(board):
                found = sweep_board(board, on)
        except Exception as error:  # noqa: BLE001  # whatever it was: the other boards must still be swept
            failed.append(f"{board}: {type(error).__name__}")  # no text of it, which may name a child
        else:
            total = Swept(total.counted + found.counted, total.changed + found.changed)
    if failed:
        raise SweepFailed(", ".join(failed))
    return total


def sweep_board(board: UUID, on: date) -> Swept:
    counted = changed = 0
    grounds = {school.pk: ground_of(school) for school in School.objects.filter(board_id=board)}
    for land in {ground.school.jurisdiction for ground in grounds.values()}:
        ours = {pk: ground for pk, ground in grounds.items() if ground.school.jurisdiction == land}
        first, last = next(iter(ours.values())).calendar.year_of(on)
        counts = unauthorised(board, first, last)
        stale = _stale(board, first, counts) | _noted(board, on) if land == "be" else _dutch(board, on, counts)
        changed += _settle(board, ours, stale, on)
        counted += len(counts)
    for ground in grounds.values():
        if ground.is_flemish:
            changed += nursery(ground, on)
        elif ground.calendar.has_holidays:
            changed += monthly(ground, on)
    return Swept(counted, changed)


def unauthorised(board: UUID, first: date, last: date) -> dict[UUID, int]:
    """Half days by pupil, counted from the partial index alone; less those after the last day of who left."""
    rows = Absence.objects.filter(board_id=board, day__range=(first, last), state=State.ABSENT, reason=UNAUTHORISED)
    found = dict(rows.order_by().values_list("pupil_id").annotate(number=Count("*")))
    gone = rows.filter(pupil__left_on__range=(first, last)).filter(~STILL_HERE).order_by().values_list("pupil_id")
    for pupil, number in gone.annotate(number=Count("*")):
        found[pupil] -= number
    return {pupil: number for pupil, number in found.items() if number}


def _stale(board: UUID, first: date, counts: dict[UUID, int]) -> set[UUID]:
    """Pupils whose contacts with the parents are not as many as their half days, or were kept with one fact only.

    Such a contact was written before every duty kept all facts of its origin, which "Waarom?" counts.
    """
    year = f"{first.year}-{first.year + 1}"
    rows = Duty.objects.filter(
        board_id=board, rule=PROBLEMATIC, code=CONTACT, origin__endswith=year, withdrawn_at=None, pupil__isnull=False
    )
    alone = Count("pk", filter=Q(discharged_at=None, facts__half_days__1__isnull=True))
    found = rows.order_by().values_list("pupil_id").annotate(number=Count("*"), alone=alone)
    known = {pk: (number, alone) for pk, number, alone in found if pk}
    return {pk for pk in {*counts, *known} if not _follows(counts.get(pk, 0), *known.get(pk, (0, 0)))}


def _noted(board: UUID, on: date) -> set[UUID]:
    """Pupils ill with a note of the parents lately: a list that came in may have brought one too many."""
    lately = (shifted(on, -LATELY), on)
    rows = Absence.objects.filter(board_id=board, day__range=lately, state=State.ABSENT, reason=NOTE)
    return set(rows.values_list("pupil_id", flat=True))


def _follows(count: int, contacts: int, alone: int) -> bool:
    return count == contacts and not (alone and count > 1)


def _dutch(board: UUID, on: date, counts: dict[UUID, int]) -> set[UUID]:
    """Pupils with unauthorised half days this year, or late or unreported this month."""
    others = Q(state=State.LATE) | Q(state=State.ABSENT, reason=UNKNOWN, reported_by="")
    rows = Absence.objects.filter(others, board_id=board, day__range=(on.replace(day=1), on))
    return {*counts, *rows.order_by().values_list("pupil_id", flat=True).distinct()}


def _settle(board: UUID, grounds: dict[UUID, Ground], pupils: Iterable[UUID], on: date) -> int:
    by_school: dict[UUID, list[tuple[UUID, date | None]]] = defaultdict(list)
    for chunk in _chunks(sorted(pupils)):
        rows = Pupil.objects.select_for_update(no_key=True).filter(board_id=board, pk__in=chunk).order_by("pk")
        for pk, born, school in rows.values_list("pk", "birth_date", "school_id"):
            by_school[school].append((pk, born))
    number = 0
    for school, found in by_school.items():
        for part in _chunks(found) if school in grounds else ():
            number += settle(grounds[school], children_of(board, part, on), [on])
    return number


def _chunks(found: list[Any]) -> Iterator[list[Any]]:
    return (found[at : at + MANY] for at in range(0, len(found), MANY))


def monthly(ground: Ground, on: date) -> int:
    """The direction gets the list of the month that ended (safety plan 3.4)."""
    month = eve(on.replace(day=1)).replace(day=1)
    origin = f"monthly:{ground.school.pk}:{month:%Y-%m}"
    region: Any = ground.school.region
    if not Absence.objects.filter(board_id=ground.school.board_id, pupil__school=ground.school, day__lt=on).exists():
        return 0
    try:
        outcome = registration.monthly_list(ground.law, month=month, region=region, closed=ground.calendar.closed)
    except NotInForce:
        return 0
    where: dict[str, Any] = {"board": ground.school.board_id, "school": ground.school.pk, "origin": origin}
    facts = {"month": month, "region": region}
    wish = wanted(outcome.duties[0], outcome, rule=MONTHLY, key=MONTHLY, due=outcome.value, facts=facts, **where)
    return duties.settle_many(ground.school.board_id, [origin], [wish])


def nursery(ground: Ground, on: date) -> int:
    """Five-year-olds in nursery who can no longer reach their half days: a talk with the parents (art. 26)."""
    year, wishes, origins = ground.calendar.school_year(on).as_text(), [], []
    for pk, child in five_year_olds(ground, on).items():
        origins.append(f"nursery:{pk}:{year}")
        wish = _talk(ground, child.facts, child.latest or on, pupil=pk, group=child.group, origin=origins[-1])
        wishes += [wish] if wish else []
    return duties.settle_many(ground.school.board_id, origins, wishes) if origins else 0


def _talk(ground: Ground, facts: dict[str, Any], due: date, **where: Any) -> Wanted | None:
    outcome = outcome_of(ground, facts)
    if outcome is None or outcome.value is None or outcome.value["still_possible"]:
        return None
    source = next((one.source for one in outcome.reasons if one.source), None)
    words = {"missing": outcome.value["missing"], "remaining": facts["remaining_half_days"]}
    return Wanted(
        key=TALK,
        code=TALK,
        rule=NURSERY,
        holder="care_coordinator",
        due=due,
        board=ground.school.board_id,
        school=ground.school.pk,
        facts=plain(facts),
        words=words,
        source=plain(source) if source else {},
        **where,
    )
