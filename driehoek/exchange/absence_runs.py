"""Absences of one school from a CSV file, on screen: a plan to look at, written as people would, and taken back.

For a file that people look through; a million rows of many schools go by `absences.import_absences`. Here every half
day passes through `attendance.actions.record`: settled and journalled at once, and refused where somebody wrote since.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.attendance import reasons
from driehoek.attendance.actions import Change, ground_of, record
from driehoek.attendance.late import late_at
from driehoek.attendance.models import Absence
from driehoek.journal import actions as journal
from driehoek.people.models import Enrolment, Pupil
from driehoek.schools.models import School
from lawbook import tables

from .absences import PARTS, AbsenceRow, HalfDays, Result, Validator
from .actions import CannotApply
from .models import ImportRun
from .readers import halfdays
from .roster import MOST_NOTES, BadFile, Note

State = ImportRun.State
FORMAT = "absences"
MOST = 10_000  # half days of one file on screen: a school year of a large school
AT_ONCE = 500
Stands = tuple[str, str, str]  # state, reason, and the time of who came late
NOTHING: Stands = (Absence.State.PRESENT.value, reasons.UNKNOWN, "")  # where nobody wrote, a child is present


class Planned(NamedTuple):
    """One half day: what stood there (nothing when its version is 0) and what will; after writing, the new version."""

    pupil: str
    day: str
    part: str
    version: int
    before: Stands
    after: Stands


@transaction.atomic
def start(
    actor: Actor, school: School, name: str, data: bytes, *, by: User | None, on: date, illness: str = ""
) -> ImportRun:
    """Read a file into a plan. Raises BadFile where it is no such file; wrong rows refuse it and are listed.

    `illness`: what an official code of illness stands for in this file, where it could be a note or a certificate.
    """
    keys = set(Pupil.objects.filter(school=school).values_list("key", flat=True))
    rows = list(islice(halfdays.read(name, data, school, keys), MOST + 1))
    if not rows:
        raise BadFile(_("There are no half days in this file."), file=name)
    if len(rows) > MOST:
        raise BadFile(_("There are more than %(most)d half days in this file. Cut it into parts.") % {"most": MOST})
    refused, wanted = _checked(school, rows, on, illness)
    plan, known = _plan(school, wanted, {(row.pupil, row.day, row.part): row.at for _line, row in rows if row.at})
    run = ImportRun.objects.create(
        board_id=school.board_id,
        school=school,
        started_by=by,
        format=FORMAT,
        state=State.REFUSED if refused else State.PLANNED,
        plan=[] if refused else plan,
        name_digest=hashlib.sha256(name.encode()).hexdigest(),
        file_digest=hashlib.sha256(data).hexdigest(),
        counts={
            "new": sum(not one.version for one in plan),
            "changed": sum(bool(one.version) for one in plan),
            "unchanged": known,
            "refused": len(refused),
            "rows": len(plan),
        },
        notes={"refused": refused[:MOST_NOTES]},
    )
    _journal(actor, "absences.upload", run)
    return run


def _checked(school: School, rows: list[tuple[int, AbsenceRow]], on: date, illness: str) -> tuple[list[Note], HalfDays]:
    """What is wrong, each with its line in the file, and the half days that are right."""
    validator = Validator(school.board, Result(), illness)
    wanted = validator.ready((row for _line, row in rows), 0)
    refused = [note._replace(line=rows[(note.line or 1) - 1][0]) for note in validator.result.refused]
    calendar, lessons = ground_of(school).calendar, dict[str, tuple[str, ...]]()
    for day in wanted:
        that = date.fromisoformat(day)
        lessons[day] = calendar.parts(that) if tables.FIRST_YEAR < that.year < tables.LAST_YEAR else ()
    none = _("There are no lessons on this half day.")
    refused += [
        Note(none, line, "day")
        for line, row in rows
        if row.day in lessons and row.part in PARTS and row.part not in lessons[row.day]
    ]
    wrong = {note.line for note in refused}
    right = [(line, row) for line, row in rows if line not in wrong]
    return refused + _impossible(school, right, on) + _contradicting(right), wanted


def _impossible(school: School, rows: list[tuple[int, AbsenceRow]], on: date) -> list[Note]:
    """Half days to come, and of a child that was not enrolled on that day."""
    enrolled: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, first, last in Enrolment.objects.filter(pupil__school=school).values_list(
        "pupil__key", "first_day", "last_day"
    ):
        enrolled[key].append((first.isoformat(), last.isoformat() if last else "9999"))
    future = _("This half day is still to come. Leave that is agreed on is recorded with the child.")
    absent = _("The child was not enrolled on this day.")
    return [Note(future, line, "day") for line, row in rows if row.day > on.isoformat()] + [
        Note(absent, line, "day")
        for line, row in rows
        if row.pupil in enrolled and not any(first <= row.day <= last for first, last in enrolled[row.pupil])
    ]


def _contradicting(rows: list[tuple[int, AbsenceRow]]) -> list[Note]:
    """Two lines that say something else of one half day."""
    first: dict[tuple[str, str, str], tuple[int, AbsenceRow]] = {}
    notes = []
    for line, row in rows:
        before, told = first.setdefault((row.pupil, row.day, row.part), (line, row))
        if (told.reason, told.at) != (row.reason, row.at):
            text = _("Line %(line)d says something else of this half day.") % {"line": before}
            notes.append(Note(text, line, "reason"))
    return notes


def _plan(school: School, wanted: HalfDays, times: dict[tuple[str, str, str], str]) -> tuple[list[Planned], int]:
    """What would change, in the order of days, and how many half days are known already.

    `times`: when who came late came, by administration number, day and half day. A file that does not say it does not
    take away what is known.
    """
    there, found, known = _standing(school, wanted), [], 0
    keys = dict(Pupil.objects.filter(school=school).values_list("pk", "key"))
    for day, places in wanted.items():
        for place, (state, reason) in places.items():
            pupil, part = str(UUID(place[:-2])), place[-2:]
            version, before = there.get((pupil, day, part), (0, NOTHING))
            late = state == Absence.State.LATE
            at = (times.get((keys[UUID(pupil)], day, part)) or before[2]) if late else ""
            if before == (state, reason, at):
                known += 1
            else:
                found.append(Planned(pupil, day, part, version, before, (state, reason, at)))
    return sorted(found, key=lambda one: (one.day, one.pupil, one.part)), known


def _standing(school: School, days: Iterable[str]) -> dict[tuple[str, str, str], tuple[int, Stands]]:
    rows = Absence.objects.filter(board_id=school.board_id, pupil__school=school, day__in=list(days))
    kept = rows.values_list("pupil_id", "day", "part", "version", "state", "reason", "arrived_at")
    return {
        (str(pupil), day.isoformat(), part): (version, (state, reason, f"{at:%H:%M}" if at else ""))
        for pupil, day, part, version, state, reason, at in kept
    }


def planned(run: ImportRun) -> list[Planned]:
    return [
        Planned(pupil, day, part, version, tuple(before), tuple(after))
        for pupil, day, part, version, before, after in run.plan
    ]


def last_applied(school_id: UUID) -> ImportRun | None:
    """The import that undo would take back."""
    rows = ImportRun.objects.filter(school=school_id, format=FORMAT, state=State.APPLIED)
    return rows.order_by("-applied_at").first()


@transaction.atomic
def apply(actor: Actor, run: ImportRun) -> None:
    """Write the plan, all of it or nothing. Raises CannotApply."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != State.PLANNED:
        raise CannotApply(_("This import is not ready to be confirmed."))
    plan = planned(run)
    versions = _write(actor, run, [(one, one.after) for one in plan])
    if versions is None:
        raise CannotApply(_("Somebody recorded the same half days since the preview was made. Send the file again."))
    run.state, run.applied_at = State.APPLIED, timezone.now()
    run.plan = [one._replace(version=versions[one.pupil, one.day, one.part]) for one in plan]
    run.save(update_fields=["state", "applied_at", "plan"])
    older = ImportRun.objects.filter(school=run.school_id, format=FORMAT, state=State.APPLIED)
    older.exclude(pk=run.pk).update(plan=[], notes={})
    _journal(actor, "absences.import", run)


@transaction.atomic
def undo(actor: Actor, run: ImportRun) -> None:
    """What stood there before stands there again; a half day nobody had written is present. Raises CannotApply."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run != last_applied(run.school_id):
        raise CannotApply(_("Only the last import of a school can be undone."))
    if _write(actor, run, [(one, one.before) for one in planned(run)]) is None:
        raise CannotApply(_("This import cannot be undone: since then somebody recorded some of these half days."))
    run.state, run.undone_at = State.UNDONE, timezone.now()
    run.save(update_fields=["state", "undone_at"])
    _journal(actor, "absences.undo", run)


def _write(
    actor: Actor, run: ImportRun, wanted: list[tuple[Planned, Stands]]
) -> dict[tuple[str, str, str], int] | None:
    """Write what is wanted and return the new versions; None, and nothing written, where somebody wrote since."""
    ground, versions = ground_of(run.school), dict[tuple[str, str, str], int]()
    with transaction.atomic():
        for first in range(0, len(wanted), AT_ONCE):
            some = wanted[first : first + AT_ONCE]
            done = record(actor, ground, [_change(one, stands) for one, stands in some], about=run)
            if done.conflicts or len(done.saved) != len(some):
                transaction.set_rollback(True)
                return None
            versions |= {(str(row.pupil_id), row.day.isoformat(), row.part): row.version for row in done.saved}
    return versions


def _change(one: Planned, stands: Stands) -> Change:
    state, reason, at = stands
    values: dict[str, Any] = {"reason": reason, "arrived_at": late_at(at)}
    return Change(UUID(one.pupil), date.fromisoformat(one.day), one.part, state, one.version, values, sure=True)


@transaction.atomic
def cancel(run: ImportRun) -> None:
    """Throw a plan away; nothing was written. Raises CannotApply where somebody confirmed it meanwhile."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state in {State.APPLIED, State.UNDONE}:
        raise CannotApply(_("It is too late to cancel: this import was taken in already. You can undo it."))
    run.state, run.plan, run.notes = State.CANCELLED, [], {}
    run.save(update_fields=["state", "plan", "notes"])


def names(run: ImportRun) -> dict[str, str]:
    """The pupils of a plan by id."""
    rows = Pupil.objects.filter(school=run.school_id, pk__in={one.pupil for one in planned(run)})
    return {str(pupil.pk): pupil.name for pupil in rows}


def _journal(actor: Actor, act: str, run: ImportRun) -> None:
    facts = {name: run.counts[name] for name in ("new", "changed", "unchanged", "refused")}
    journal.write(actor, act, stream=run.school_id, kind="exchange.importrun", subject_id=run.pk, facts=facts)
