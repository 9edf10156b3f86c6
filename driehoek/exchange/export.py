"""A roster and a school year's absences as CSV, row by row, with the official codes of each day (ATT-2)."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from uuid import UUID

from django.db import transaction

from driehoek.access.wall import within
from driehoek.attendance import reasons
from driehoek.attendance.models import Absence
from driehoek.pupils.models import Membership, Pupil
from driehoek.schools.models import School
from driehoek.schools.queries import law_of
from lawbook.kinds import SchoolYear

ROSTER = ("key", "given_name", "first_names", "prefix", "family_name", "birth_date", "sex", "group", "school_year",
          "enrolled_on", "left_on")  # fmt: skip
ABSENCES = ("pupil", "given_name", "prefix", "family_name", "day", "part", "state", "reason", "official_code")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 2000


class _Echo:
    """What csv.writer writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) else text


def lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """CSV with a byte order mark, so that a spreadsheet reads the accents; one line at a time."""
    writer = csv.writer(_Echo())
    yield ("\ufeff" + writer.writerow(header)).encode()
    for row in rows:
        yield writer.writerow([plain(cell) for cell in row]).encode()


def streamed(school: School, header: Sequence[str], rows: Callable[[], Iterable[Sequence[object]]]) -> Iterator[bytes]:
    """The lines of a file while it is sent: by then the request's own transaction, with its board, is over."""
    with transaction.atomic(), within(school.board_id):
        yield from lines(header, rows())


def roster(school: School, year: SchoolYear) -> Iterator[Sequence[object]]:
    """The pupils who were in a class of the year, with that class; composite groups are left out."""
    first, last = year.first(school.jurisdiction), year.last(school.jurisdiction)
    places = Membership.objects.filter(
        group__school=school, group__school_year=year.as_text(), group__composite=False, first_day__lte=last
    ).order_by("group__name", "pupil__search_name", "first_day")
    columns = [f"pupil__{name}" for name in ROSTER[:7]]
    rows = places.exclude(last_day__lt=first).values_list(*columns, "group__name", "first_day", "pupil__left_on")
    for *pupil, group, enrolled, left in rows.iterator(chunk_size=AT_ONCE):
        yield (*pupil, group, year.as_text(), enrolled, left)


def children(school: School, year: SchoolYear) -> set[UUID]:
    """Whose data stand in a file of the year: in each of them the journal says that it went out."""
    rows = Membership.objects.filter(group__school=school, group__school_year=year.as_text())
    return set(rows.values_list("pupil_id", flat=True))


def absences(school: School, year: SchoolYear) -> Iterator[Sequence[object]]:
    """The half days of a school year that are not simply present, each with the official code valid on its day."""
    land, law = school.jurisdiction, law_of(school)
    names: dict[UUID, Sequence[str]] = {
        pk: name
        for pk, *name in Pupil.objects.filter(school=school).values_list(
            "pk", "key", "given_name", "prefix", "family_name"
        )
    }
    official = cache(lambda reason, day: reasons.official(land, law, reason, day))
    rows = (
        Absence.objects.filter(
            board=school.board_id, pupil__school=school, day__range=(year.first(land), year.last(land))
        )
        .exclude(state=Absence.State.PRESENT)
        .order_by("day", "part", "pupil")
        .values_list("pupil_id", "day", "part", "state", "reason")
    )
    for pupil, day, part, state, reason in rows.iterator(chunk_size=AT_ONCE):
        code = official(reason if state == Absence.State.ABSENT else state, day)
        yield (*names[pupil], day, part, state, reason, code.code if code else "")
