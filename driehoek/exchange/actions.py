"""Import: read a file into a plan, apply the plan, take the last one back."""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Collection
from datetime import date
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.journal import actions as journal
from driehoek.schools.models import School

from . import progress, readers
from .changes import RowChange, Stale, as_confirmed, take_back, verify, write
from .models import ColumnMapping, ImportRun
from .plans import Plan, plan
from .plans.counting import kinds
from .readers import columns, source, table
from .roster import BadFile, Note

State = ImportRun.State
LARGE = 512 * 1024  # bytes of a packed upload (some 5,000 pupils): above it a worker reads
MANY = 15_000  # row changes (some 5,000 pupils): above it a worker writes
NONCE = 12


class CannotApply(Exception):
    """This import cannot be applied or undone now; the sentence says why and what to do."""


def start(
    actor: Actor, school: School, files: source.Files, names: str, *, by: User | None, form: str | None = None
) -> ImportRun:
    """Recognise a file and open an import for it. Raises BadFile; then nothing is stored."""
    form = form or readers.detect(files)
    run = ImportRun(
        board_id=school.board_id,
        school=school,
        started_by=by,
        format=form,
        name_digest=hashlib.sha256(names.encode()).hexdigest(),
        file_digest=_digest(files),
    )
    if form == "table":
        opened = table.open_table(files)
        known = ColumnMapping.objects.filter(school=school).values_list("columns", flat=True).first() or {}
        kept = {meaning: title for meaning, title in known.items() if title in opened.header}
        run.state, run.mapping = State.MAPPING, {**columns.guess(opened.header), **kept}
    run.payload = _sealed(run.pk, files)
    run.save(force_insert=True)
    journal.write(
        actor, "roster.upload", stream=school.pk, kind="exchange.importrun", subject_id=run.pk, facts={"format": form}
    )
    return run


def _digest(files: source.Files) -> str:
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(hashlib.sha256(files[name]).digest())
    return total.hexdigest()


def _sealed(pk: UUID, files: source.Files) -> bytes:
    """The upload between two requests: packed, and encrypted because personal numbers stand in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(bytes.fromhex(settings.SEALING_KEY)).encrypt(nonce, packed.getvalue(), pk.bytes)


def uploaded(run: ImportRun) -> source.Files:
    """The files of an import whose plan is not made yet."""
    sealed = bytes(run.payload or b"")
    data = AESGCM(bytes.fromhex(settings.SEALING_KEY)).decrypt(sealed[:NONCE], sealed[NONCE:], run.pk.bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def name_columns(run: ImportRun, named: dict[str, str], school_year: str) -> None:
    """What somebody said the columns mean; remembered for the school's next file."""
    run.mapping, run.school_year, run.state = named, school_year, State.READING
    run.save(update_fields=["mapping", "school_year", "state"])
    ColumnMapping.objects.update_or_create(school=run.school, defaults={"columns": named, "board_id": run.board_id})


def make_plan(run: ImportRun, on: date) -> Plan:
    """Read the upload and store what it would change. A file that cannot be read ends the import as refused."""
    made = read_into_plan(run, on)
    keep_plan(run, made)
    return made


def read_into_plan(run: ImportRun, on: date) -> Plan:
    """What this upload would change. Writes nothing, so that on SQLite nobody waits for it."""
    progress.tell(run.pk, 1)
    try:
        own = frozenset(filter(None, (run.school.official_number, run.school.name)))
        roster = readers.read(
            uploaded(run), run.format, run.school.jurisdiction, run.mapping, run.school_year, own=own, on=on
        )
        made = plan(
            run.school, roster, on=on, by=run.started_by_id, so_far=_between(run, progress.READ, progress.PLANNED)
        )
        run.school_year = roster.school_year
    except BadFile as bad:
        made = Plan(refused=[bad.note])
    return made


@transaction.atomic
def keep_plan(run: ImportRun, made: Plan) -> None:
    """Store a plan; nothing is stored when the import went on meanwhile (cancelled, or planned by another worker)."""
    progress.forget(run.pk)
    if _locked(run).state != run.state:
        return
    run.state = State.REFUSED if made.refused else State.PLANNED
    run.plan = [] if made.refused else [change.as_json() for change in made.changes]
    run.counts, run.payload = made.counts(), None
    run.notes = {
        "warnings": made.warnings,
        "refused": made.refused,
        "skipped": made.skipped,
        "unchanged": made.unchanged(),
    }
    run.save(update_fields=["state", "plan", "counts", "payload", "notes", "school_year", "mapping"])


def _locked(run: ImportRun) -> ImportRun:
    """The import as it is now; whoever else wants to change it waits until this transaction is over."""
    return ImportRun.objects.select_for_update().get(pk=run.pk)


def _between(run: ImportRun, first: int, last: int) -> Callable[[float], None]:
    """Who is given the part done (0 to 1) of a step that goes from one percentage to another."""
    return lambda part: progress.tell(run.pk, first + int(part * (last - first)))


def changes_of(run: ImportRun) -> list[RowChange]:
    return [RowChange(**one) for one in run.plan]


def choose(run: ImportRun, staying: Collection[str], left_on: date) -> None:
    """Before it is applied: pupils who stay although the file does not name them, and the day the others left."""
    kept = [change for change in changes_of(run) if change.kind != "left" or change.subject not in staying]
    for change in kept:
        if change.kind == "left":
            change.after = {name: left_on.isoformat() for name in change.after or ()}
    run.plan = [change.as_json() for change in kept]
    left = len({change.subject for change in kept if change.kind == "left"})
    run.counts |= {"left": left, "rows": len(kept), "kinds": kinds(kept)}
    run.save(update_fields=["plan", "counts"])


@transaction.atomic
def apply(actor: Actor, run: ImportRun) -> ImportRun:
    """Write a plan, all of it or nothing. Raises CannotApply; applying twice (a job handed on) changes nothing."""
    run = _locked(run)
    if run.state == State.APPLIED:
        return run
    if run.state not in {State.PLANNED, State.APPLYING}:
        raise CannotApply(_("This import is not ready to be confirmed."))
    changes = changes_of(run)
    _refuse_functions(actor, run, changes)
    try:
        verify([change for change in changes if change.before is not None], "before")
        with transaction.atomic():
            write(changes, so_far=_between(run, 0, progress.WRITTEN))
    except (Stale, IntegrityError) as problem:
        raise CannotApply(
            _("Somebody changed the same pupils or groups since the preview was made. Send the file again.")
        ) from problem
    run.state, run.applied_at = State.APPLIED, timezone.now()
    run.save(update_fields=["state", "applied_at"])
    progress.forget(run.pk)
    if changes:  # a file that changes nothing leaves the import before it to be undone
        older = ImportRun.objects.filter(school=run.school_id, state=State.APPLIED, format__in=readers.FORMATS)
        older.exclude(pk=run.pk).update(plan=[], notes={})
    _journal(actor, "roster.import", run)
    return run


def _refuse_functions(actor: Actor, run: ImportRun, changes: list[RowChange]) -> None:
    """Functions of people who log in are opened by the direction (ACC-2), also when it sent the file itself."""
    people = {
        change.after["user_id"]
        for change in changes
        if change.model == "access.appointment" and change.before is None and change.after
    }
    if actor.user_id is None or run.school_id in actor.reach("people.manage").schools:
        return
    if User.objects.filter(pk__in=people).exclude(email=None).exists():
        raise CannotApply(_("This import gives a class to somebody who logs in. Ask the direction to confirm it."))


@transaction.atomic
def begin(run: ImportRun, state: ImportRun.State) -> ImportRun:
    """From now on a worker writes this import, or takes it back. Raises CannotApply."""
    run = _locked(run)
    if run.state != (State.PLANNED if state == State.APPLYING else State.APPLIED):
        undo = state == State.UNDOING
        raise CannotApply(
            _("This import was undone already.") if undo else _("This import is not ready to be confirmed.")
        )
    run.state = state
    run.save(update_fields=["state"])
    return run


@transaction.atomic
def overtaken(run: ImportRun, text: str) -> None:
    """A plan that can no longer be written: refused, with the reason. One that cannot be taken back stays taken in."""
    run = _locked(run)
    if run.state in {State.PLANNED, State.APPLYING}:
        run.state, run.plan = State.REFUSED, []
        run.notes = {**run.notes, "refused": [Note(text)]}
    elif run.state == State.UNDOING:
        run.state, run.notes = State.APPLIED, {**run.notes, "warnings": [Note(text), *run.notes.get("warnings", [])]}
    run.save(update_fields=["state", "plan", "notes"])


@transaction.atomic
def undo(actor: Actor, run: ImportRun) -> ImportRun:
    """Take the last import of a school back: old values again, what was new gone. Raises CannotApply."""
    run = _locked(run)
    if run != last_applied(run.school_id):
        raise CannotApply(_("Only the last import of a school can be undone."))
    try:
        with transaction.atomic():
            take_back(as_confirmed(changes_of(run)))
    except Stale as stale:
        raise CannotApply(
            _(
                "This import cannot be undone: since then somebody worked with %(names)s. "
                "Correct it by hand, or import a new file."
            )
            % {"names": ", ".join(stale.labels[:3])}
        ) from stale
    run.state, run.undone_at = State.UNDONE, timezone.now()
    run.save(update_fields=["state", "undone_at"])
    _journal(actor, "roster.undo", run)
    return run


def last_applied(school_id: UUID) -> ImportRun | None:
    """The import that undo would take back: the latest one that changed anything."""
    states = (State.APPLIED, State.UNDOING)
    rows = ImportRun.objects.filter(school=school_id, state__in=states, counts__rows__gt=0, format__in=readers.FORMATS)
    return rows.order_by("-applied_at").first()


@transaction.atomic
def cancel(run: ImportRun) -> None:
    """Throw a plan or an upload away; nothing was written. Raises CannotApply where a worker was first."""
    run = _locked(run)
    if run.state in {State.APPLIED, State.UNDOING, State.UNDONE}:
        raise CannotApply(_("It is too late to cancel: this import was taken in already. You can undo it."))
    run.state, run.plan, run.payload, run.notes = State.CANCELLED, [], None, {}
    run.save(update_fields=["state", "plan", "payload", "notes"])


def _journal(actor: Actor, act: str, run: ImportRun) -> None:
    facts: dict[str, Any] = {name: run.counts[name] for name in ("new", "changed", "left", "rows")} | {
        "format": run.format
    }
    journal.write(actor, act, stream=run.school_id, kind="exchange.importrun", subject_id=run.pk, facts=facts)
