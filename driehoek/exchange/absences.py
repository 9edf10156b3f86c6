"""Absences from another system, a million rows at a time: validate, map codes, write what differs, one journal line.

Rows are written in batches, each in its own transaction. Writing a row twice changes nothing, so an import that was
broken off is simply run again, from the row it got to (`start`) or from the beginning.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from uuid_utils import uuid7

from driehoek.access.actors import Actor
from driehoek.access.wall import within
from driehoek.attendance import reasons, thresholds
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.schools.law import law_of
from driehoek.schools.models import Board, School

from .roster import MOST_NOTES, Note

BATCH = 100_000
AT_A_TIME = 2_000  # rows of one write into COPY
PARTS = frozenset({"am", "pm"})
AT_ONCE = 500  # pupils whose duties are settled together


class AbsenceRow(NamedTuple):
    """One half day: `reason` is the school's own, or the official code of that day; `day` is ISO; `at`: came late."""

    school: UUID
    pupil: str
    day: str
    part: str
    reason: str
    at: str = ""


@dataclass
class Result:
    """What happened: rows read and written (new or different), and the refused ones by line (from 1)."""

    read: int = 0
    written: int = 0
    refused: list[Note] = field(default_factory=list)
    bad: int = 0
    touched: dict[UUID, tuple[set[str], set[date]]] = field(default_factory=dict)


Meaning = tuple[str, str]  # state and own reason
HalfDays = dict[str, dict[str, Meaning]]  # by day, then by pupil and half day in one text, which sorts fastest


class Known:
    """What is known of one school: its pupils by administration number, and what each reason means on each day."""

    def __init__(self, board: Board, school: School | None, illness: str = "") -> None:
        self.illness, self.unclear = illness, set[tuple[str, str]]()
        self.land, self.law = school.jurisdiction if school else "", law_of(school)
        rows = Pupil.objects.filter(board=board, school=school).values_list("key", "pk") if school else ()
        self.pupils = {key: _stored(pk) for key, pk in rows}
        self.meanings: dict[tuple[str, str], Meaning | None] = {}
        self.touched: tuple[set[str], set[date]] = (set(), set())

    def meaning(self, reason: str, day: str) -> Meaning | None:
        """State and own reason of a code on a day; None when the day or the code does not exist. Looked up once."""
        key = reason, day
        if key not in self.meanings:
            on = _day(day)
            self.meanings[key] = found = self._meaning(reason, on) if on else None
            if found and on:
                self.touched[1].add(on)
        return self.meanings[key]

    def _meaning(self, reason: str, on: date) -> Meaning | None:
        """The school's own reason, else the first one of that official code.

        One code stands for an illness with a note of the parents and for one with a certificate, and notes are counted:
        which it is must be told (`illness`), and is not guessed.
        """
        own = reasons.find(self.land, reason)
        if own:
            state = {"late": Absence.State.LATE, "present": Absence.State.PRESENT}.get(reason, Absence.State.ABSENT)
            return state.value, reason if state == Absence.State.ABSENT else reasons.UNKNOWN
        found = [
            one.code
            for one in reasons.on_day(self.land, self.law, on)
            if (official := reasons.official(self.land, self.law, one.code, on)) and official.code == reason
        ]
        ill = [code for code in found if code in reasons.ILLNESS[self.land]] if self.land else []
        if len(ill) > 1 and self.illness not in ill:
            self.unclear.add((reason, on.isoformat()))
            return None
        code = self.illness if len(ill) > 1 else next(iter(found), None)
        return (Absence.State.ABSENT.value, code) if code else None


class Validator:
    """Knows each school once it is seen; what is left per row are dictionary look-ups."""

    def __init__(self, board: Board, result: Result, illness: str = "") -> None:
        """`illness`: the reason that an official code of illness stands for, where it could be two."""
        self.board, self.result, self.illness = board, result, illness
        self.schools = {school.pk: school for school in School.objects.filter(board=board)}
        self.known: dict[UUID, Known] = {}

    def ready(self, rows: Iterable[AbsenceRow], line: int) -> HalfDays:
        """The rows that are right, as they are stored; the others are noted with their line. The last one counts."""
        found: HalfDays = defaultdict(dict)
        last, known = None, Known(self.board, None)
        for school, key, day, part, reason, _at in rows:
            line += 1
            if school is not last:
                last, known = school, self.of(school)
            pupil, meaning = known.pupils.get(key), known.meanings.get((reason, day)) or known.meaning(reason, day)
            if pupil is None or meaning is None or part not in PARTS:
                self._refuse(line, pupil, AbsenceRow(school, key, day, part, reason), known)
                continue
            known.touched[0].add(pupil)
            found[day][pupil + part] = meaning
        return found

    def of(self, school: UUID) -> Known:
        """What is known of a school; of one that is not the board's: nothing."""
        if school not in self.known:
            self.known[school] = known = Known(self.board, self.schools.get(school), self.illness)
            self.result.touched[school] = known.touched
        return self.known[school]

    def _refuse(self, line: int, pupil: str | None, row: AbsenceRow, known: Known) -> None:
        self.result.bad += 1
        if len(self.result.refused) >= MOST_NOTES:
            return
        if pupil is None:
            note = Note(_("There is no pupil with this administration number."), line, "pupil")
        elif _day(row.day) is None:
            note = Note(_("This is not a date that exists. Write it as 2026-09-01."), line, "day")
        elif row.part not in PARTS:
            note = Note(_("The half day must be am or pm."), line, "part")
        elif (row.reason, row.day) in known.unclear:
            note = Note(
                _(
                    "This code stands for an illness with a note of the parents and for one with a medical "
                    "certificate. Say which: write ill_note or ill_certificate."
                ),
                line,
                "reason",
            )
        else:
            note = Note(_("This reason or official code is not known on that day."), line, "reason")
        self.result.refused.append(note)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _stored(pk: UUID) -> str:
    return str(pk) if connection.vendor == "postgresql" else pk.hex


def check(board: Board, rows: Iterable[AbsenceRow]) -> Result:
    """Only look: what would be refused. Nothing is written."""
    result = Result()
    validator, remaining = Validator(board, result), iter(rows)
    while batch := list(islice(remaining, BATCH)):
        validator.ready(batch, result.read)
        result.read += len(batch)
    return result


def import_absences(
    board: Board,
    rows: Iterable[AbsenceRow],
    *,
    actor: Actor | None = None,
    start: int = 0,
    on_batch: Callable[[Result], None] | None = None,
) -> Result:
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
SELECT id, %s, pupil, day, part, state, reason, '', '', '', %s, 1 FROM absence_stage {CHANGED}"""  # noqa: S608  # idem
ONE = f"""INSERT INTO attendance_absence ({COLUMNS})
VALUES (?, ?, ?, ?, ?, ?, ?, '', '', '', ?, 1) {CHANGED}"""  # noqa: S608  # constants of this file


def _copy(board: UUID, rows: HalfDays) -> int:
    """PostgreSQL: COPY into a table of this session, then one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS absence_stage "
            "(id uuid, day date, pupil uuid, part text, state text, reason text) ON COMMIT DELETE ROWS"
        )
        lines = (
            f"{uuid7()}\t{day}\t{pupil}\t{part}\t{state}\t{reason}\n"
            for day, pupil, part, state, reason in _in_order(rows)
        )
        with cursor.copy("COPY absence_stage FROM STDIN") as copy:
            # None of the values can hold a tab or the end of a line: they are ids, days and codes of ours.
            while some := "".join(islice(lines, AT_A_TIME)):
                copy.write(some)
        cursor.execute(STAGED, [board, timezone.now()])
        return int(cursor.rowcount)


def _values(board: UUID, rows: HalfDays) -> int:
    """SQLite: one prepared statement, straight to the driver. A file mapped into memory would count as memory used."""
    connection.ensure_connection()
    raw, own = connection.connection, board.hex
    now = timezone.now().astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    (mapped,) = raw.execute("PRAGMA mmap_size").fetchone() or (0,)  # a database in memory has none
    raw.execute("PRAGMA mmap_size=0")
    try:
        return int(
            raw.executemany(
                ONE,
                (
                    (uuid7().hex, own, pupil, day, part, state, reason, now)
                    for day, pupil, part, state, reason in _in_order(rows)
                ),
            ).rowcount
        )
    finally:
        raw.execute(f"PRAGMA mmap_size={mapped}")


def _in_order(rows: HalfDays) -> Iterator[tuple[str, str, str, str, str]]:
    """Day, pupil, half day, state and reason, in the order of the index: neighbours are written together."""
    for day in sorted(rows):
        of_day = rows[day]
        for place in sorted(of_day):
            yield day, place[:-2], place[-2:], *of_day[place]
