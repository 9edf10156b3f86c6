"""What children bring along from a former school, as the thresholds add it (ATT-2, ATT-5, ATT-6)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from driehoek.people.models import Brought
from driehoek.ready import Ready

Key = tuple[UUID, str]  # the pupil and the school year


class Counts(NamedTuple):
    """What one former school counted of a school year, up to a day."""

    unauthorised: int
    notes: int
    until: date


def of_year(board: UUID, pupils: Iterable[UUID], year: str) -> dict[UUID, Counts]:
    """The half days of problematic absence and the notes of these pupils in one school year."""
    return {pupil: Counts(*told) for pupil, *told in _of_year(board, list(pupils), year)}


@Ready
def _of_year(board: UUID, pupils: Collection[UUID], year: str) -> QuerySet[Brought, Any]:
    rows = Brought.objects.filter(board_id=board, pupil_id__in=pupils, school_year=year)
    return rows.values_list("pupil_id", *Counts._fields)


def all_years(board: UUID, pupils: Collection[UUID]) -> dict[Key, Counts]:
    """The same by pupil and school year; most children bring nothing."""
    return {(pupil, year): Counts(*told) for pupil, year, *told in _all_years(board, pupils)}


@Ready
def _all_years(board: UUID, pupils: Collection[UUID]) -> QuerySet[Brought, Any]:
    rows = Brought.objects.filter(board_id=board, pupil_id__in=pupils)
    return rows.values_list("pupil_id", "school_year", *Counts._fields)


def notes(pupil: UUID, year: str, day: date) -> int:
    """The parents' notes used at the former school before a day."""
    rows = Brought.objects.filter(pupil=pupil, school_year=year, until__lt=day)
    return sum(rows.values_list("notes", flat=True))


def present(pupils: Collection[UUID], year: str) -> dict[UUID, int]:
    """The half days present in a nursery elsewhere."""
    rows = Brought.objects.filter(pupil__in=pupils, school_year=year, present__gt=0)
    return dict(rows.values_list("pupil_id", "present"))
