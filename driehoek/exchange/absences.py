"""Absences from another system, a million rows at a time: validate, map codes, write what differs, one journal line.

Rows are written in batches, each in its own transaction. Writing a row twice changes nothing, so an import that was
broken off is simply run again, from the row it got to (`start`) or from the beginning.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

import uuid_utils
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.access.wall import within
from driehoek.attendance import reasons, thresholds
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.journal import actions as journal
from driehoek.pupils.models import Pupil
from driehoek.schools.models import Board, School
from lawbook.core import Law, NotInForce

from .roster import MOST_NOTES, Note

BATCH = 50_000
TOGETHER = 500  # rows in one statement on SQLite
PARTS = frozenset({"am", "pm"})
AT_ONCE = 500  # pupils whose duties are settled together


class AbsenceRow(NamedTuple):
    """One half day: `reason` is the school's own, or the official code of that day; `day` is ISO."""

    school: UUID
    pupil: str
    day: str
    part: str
    reason: str


@dataclass
class Result:
    """What happened: rows read and written (new or different), and the refused ones by line (from 1)."""

    read: int = 0
    written: int = 0
    refused: list[Note] = field(default_factory=list)
    bad: int = 0
    touched: dict[UUID, tuple[set[UUID], set[date]]] = field(default_factory=dict)


Ready = tuple[str, str, str, str, str, str]  # id, pupil, day, part, state, reason


class Validator:
    """Looks up pupils, days and codes once each; what is left per row are dictionary look-ups."""

    def __init__(self, board: Board, result: Result) -> None:
        self.result = result
        self.schools = {school.pk: school for school in School.objects.filter(board=board)}
        self.pupils: dict[tuple[UUID, str], UUID] = {
            (school, key): pk
            for pk, school, key in Pupil.objects.filter(board=board).values_list("pk", "school", "key")
        }
        self.law = Law()
        self.meaning = cache(self._meaning)
        self.day = cache(_day)

    def ready(self, rows: Iterable[AbsenceRow], line: int) -> Iterator[Ready]:
        """The rows that are right, as they are stored; the others are noted with their line."""
        pupils, meaning, day_of, touched = self.pupils, self.meaning, self.day, self.result.touched
        hexadecimal = connection.vendor == "sqlite"
        for school, key, day, part, reason in rows:
            line += 1
            pupil, on = pupils.get((school, key)), day_of(day)
            found = meaning(school, reason, on) if on and pupil else None
            if pupil is None or on is None or found is None or part not in PARTS:
                self._refuse(line, pupil, on, part)
                continue
            of_school = touched.get(school)
            if of_school is None:
                of_school = touched[school] = (set(), set())
            of_school[0].add(pupil)
            of_school[1].add(on)
            made = uuid_utils.uuid7()
            yield (
                (made.hex, pupil.hex, day, part, *found) if hexadecimal else (str(made), str(pupil), day, part, *found)
            )

    def _meaning(self, school: UUID, reason: str, on: date) -> tuple[str, str] | None:
        """State and own reason of a code on a day: the school's own, else the first of that official code."""
        land = self.schools[school].jurisdiction
        own = reasons.find(land, reason)
        if own:
            state = {"late": Absence.State.LATE, "present": Absence.State.PRESENT}.get(reason, Absence.State.ABSENT)
            return state.value, reason if state == Absence.State.ABSENT else reasons.UNKNOWN
        for one in reasons.on_day(land, self.law, on):
            try:
                official = reasons.official(land, self.law, one.code, on)
            except NotInForce:
                continue
            if official and official.code == reason:
                return Absence.State.ABSENT.value, one.code
        return None

    def _refuse(self, line: int, pupil: UUID | None, on: date | None, part: str) -> None:
        self.result.bad += 1
        if len(self.result.refused) >= MOST_NOTES:
            return
        if pupil is None:
            note = Note(_("There is no pupil with this administration number."), line, "pupil")
        elif on is None:
            note = Note(_("This is not a date that exists. Write it as 2026-09-01."), line, "day")
        elif part not in PARTS:
            note = Note(_("The half day must be am or pm."), line, "part")
        else:
            note = Note(_("This reason or official code is not known on that day."), line, "reason")
        self.result.refused.append(note)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def check(board: Board, rows: Iterable[AbsenceRow]) -> Result:
    """Only look: what would be refused. Nothing is written."""
    result = Result()
    for _row in Validator(board, result).ready(rows, 0):
        result.read += 1
    result.read += result.bad
    return result


def import_absences(
    board: Board, rows: Iterable[AbsenceRow], *, actor: Actor | None = None, start: int = 0,
    on_batch: Callable[[Result], None] | None = None,
) -> Result:  # fmt: skip
    """Write the absences of one board. `start`: rows to pass over, written by an earlier run that was broken off.

    Call it outside a transaction, so that each batch is kept when a later one breaks. Rows that are wrong are noted in
    the result and not written; ask `check` first where nothing of a wrong file may be written.
    """
    result, remaining = Result(read=start), islice(rows, start, None)
    with transaction.atomic(), within(board.pk):
        validator = Validator(board, result)
    write = _copy if connection.vendor == "postgresql" else _values
    while batch := list(islice(remaining, BATCH)):
        with transaction.atomic(), within(board.pk):
            result.written += write(board.pk, validator.ready(batch, result.read))
        result.read += len(batch)
        if on_batch:
            on_batch(result)
    facts = {"rows": result.read, "written": result.written, "refused": result.bad}
    with transaction.atomic(), within(board.pk):
        journal.write(actor, "absences.import", stream=board.pk, kind="schools.board", subject_id=board.pk, facts=facts)
    return result


def settle(result: Result, on: date) -> None:
    """Bring the duties of the pupils an import touched to what their half days say now (ATT-5 to ATT-9)."""
    for school_id, (pupils, days) in result.touched.items():
        ground = ground_of(School.objects.get(pk=school_id))
        born = list(Pupil.objects.filter(pk__in=pupils).values_list("pk", "birth_date"))
        years: dict[object, date] = defaultdict()
        for day in days:
            years[ground.calendar.school_year(day)] = day
        for first in range(0, len(born), AT_ONCE):
            children = thresholds.children_of(ground.school.board_id, born[first : first + AT_ONCE], on)
            thresholds.settle(ground, children, list(years.values()))


COLUMNS = "id, board_id, pupil_id, day, part, state, reason, reported_by, note, document, recorded_at, version"
CHANGED = """ON CONFLICT (board_id, pupil_id, day, part) DO UPDATE SET state = excluded.state, reason = excluded.reason,
recorded_by_id = NULL, recorded_at = excluded.recorded_at, version = attendance_absence.version + 1
WHERE attendance_absence.state <> excluded.state OR attendance_absence.reason <> excluded.reason"""


STAGED = f"""INSERT INTO attendance_absence ({COLUMNS})
SELECT DISTINCT ON (pupil, day, part) id, %s, pupil, day, part, state, reason, '', '', '', %s, 1
FROM absence_stage ORDER BY pupil, day, part, id DESC {CHANGED}"""  # noqa: S608  # constants of this file
LISTED = f"""INSERT INTO attendance_absence ({COLUMNS})
SELECT column1, ?, column2, column3, column4, column5, column6, '', '', '', ?, 1
FROM (VALUES %s) WHERE true {CHANGED}"""  # noqa: S608  # constants of this file; the place holders follow


def _copy(board: UUID, rows: Iterable[Ready]) -> int:
    """PostgreSQL: COPY into a table of this transaction, then one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS absence_stage "
            "(id uuid, pupil uuid, day date, part text, state text, reason text) ON COMMIT DELETE ROWS"
        )
        cursor.execute("TRUNCATE absence_stage")
        with cursor.copy("COPY absence_stage FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(STAGED, [board, timezone.now()])
        return int(cursor.rowcount)


def _values(board: UUID, rows: Iterable[Ready]) -> int:
    """SQLite: some hundred rows in each statement, straight to the driver."""
    connection.ensure_connection()
    raw, constants, written = connection.connection, [board.hex, timezone.now().isoformat(" ")], 0
    ordered = iter(sorted(rows, key=itemgetter(1, 2, 3)))  # neighbours in the index are written together
    while part := list(islice(ordered, TOGETHER)):
        places = ",".join(["(?,?,?,?,?,?)"] * len(part))
        written += raw.execute(LISTED % places, [*constants, *(value for row in part for value in row)]).rowcount
    return written
