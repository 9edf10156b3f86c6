"""A roster and a school year's absences as CSV, row by row, with the official codes of each day (ATT-2)."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from driehoek.access.wall import within
from driehoek.attendance import reasons
from driehoek.attendance.models import Absence
from driehoek.people.models import Enrolment, Membership, Pupil
from driehoek.schools.law import law_of
from driehoek.schools.models import Level, School
from lawbook.kinds import SchoolYear

ROSTER = ("key", "given_name", "first_names", "prefix", "family_name", "birth_date", "sex", "group", "year", "site",
          "of_school_year", "enrolled_on", "left_on")  # fmt: skip
ABSENCES = ("pupil", "given_name", "prefix", "family_name", "day", "part", "state", "reason", "arrived_at",
            "official_code")  # fmt: skip
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 2000


class _Echo:
    """What csv.writer writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip("'").startswith(FORMULAS) else text


def lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """CSV as a Dutch or Belgian Excel opens it: semicolons, and a mark so that it reads the accents; line by line."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield ("\ufeff" + writer.writerow(header)).encode()
    for row in rows:
        yield writer.writerow([plain(cell) for cell in row]).encode()


def streamed(school: School, header: Sequence[str], rows: Callable[[], Iterable[Sequence[object]]]) -> Iterator[bytes]:
    """The lines of a file while it is sent: by then the request's own transaction, with its board, is over."""
    with transaction.atomic(), within(school.board_id):
        yield from lines(header, rows())


def roster(school: School, year: SchoolYear) -> Iterator[Sequence[object]]:
    """Who was enrolled in the year, a line each, with the last class of that year; composite groups are left out.

    What comes back in through the school's own import changes nothing.
    """
    places = _last_places(school, year)
    enrolled = dict(
        Enrolment.objects.filter(pupil__school=school).order_by("first_day").values_list("pupil_id", "first_day")
    )
    columns = [name for name in ROSTER if name in {field.name for field in Pupil._meta.concrete_fields}]
    rows = (
        Pupil.objects.filter(pk__in=_there(school, year)).order_by("search_name").values("pk", "site__name", *columns)
    )
    found = sorted(rows, key=lambda row: places.get(row["pk"], NOWHERE).name)
    for row in found:
        place = places.get(row["pk"], NOWHERE)
        told = {**row, "group": place.name, "year": place.told(row["year"]), "site": row["site__name"]}
        told |= {"of_school_year": year.as_text(), "enrolled_on": enrolled.get(row["pk"])}
        yield [told[name] for name in ROSTER]


class _Class(NamedTuple):
    """A class as a file names it."""

    name: str = ""
    level: str = ""
    year: int | None = None

    def told(self, own: int | None) -> str:
        """The year as a school writes it, the child's own where it has one: "K3" of nursery, "3" of primary."""
        number = str(own or self.year or "")
        return f"K{number}" if self.level == Level.NURSERY else number


NOWHERE = _Class()


def _last_places(school: School, year: SchoolYear) -> dict[UUID, _Class]:
    rows = Membership.objects.filter(
        group__school=school, group__school_year=year.as_text(), group__composite=False
    ).order_by("first_day")
    found = rows.values_list("pupil_id", "group__name", "group__level", "group__year")
    return {pupil: _Class(name, level, number) for pupil, name, level, number in found}


def _there(school: School, year: SchoolYear) -> set[UUID]:
    """Who was in a class of the year or enrolled in it."""
    first, last = year.first(school.jurisdiction), year.last(school.jurisdiction)
    running = Enrolment.objects.filter(pupil__school=school, first_day__lte=last).exclude(last_day__lt=first)
    return children(school, year) | set(running.values_list("pupil_id", flat=True))


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
        .values_list("pupil_id", "day", "part", "state", "reason", "arrived_at")
    )
    for pupil, day, part, state, reason, at in rows.iterator(chunk_size=AT_ONCE):
        code = official(reason if state == Absence.State.ABSENT else state, day)
        yield (*names[pupil], day, part, state, reason, f"{at:%H:%M}" if at else "", code.code if code else "")
