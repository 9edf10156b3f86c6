"""Adding an entry, correcting it with history, taking it back (DOS-2)."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Category
from driehoek.access.models import User
from driehoek.journal import actions as journal
from driehoek.pupils.models import Attachment, Entry, EntryReader, EntryVersion, Step
from lawbook.plain import plain

from .attachments import path_of
from .steps import settle
from .who import person

CONTENT = (
    "kind", "day", "last_day", "title", "text", "details", "about", "source", "volunteered", "visibility",
)  # fmt: skip


class Overtaken(Exception):
    """Somebody else corrected the entry since it was opened; nothing was written."""


def content_of(entry: Entry) -> dict[str, Any]:
    """What an entry says now, as a version keeps it."""
    return {name: plain(getattr(entry, name)) for name in CONTENT}


@transaction.atomic
def add(actor: Actor, entry: Entry, readers: Iterable[User] = (), steps: Iterable[Step] = ()) -> Entry:
    """Put a new entry in a file, with who is named on it and what was agreed; each step opens a duty."""
    entry.author_id, entry.board_id = person(actor), entry.pupil.board_id
    entry.save(force_insert=True)
    _name(entry, readers)
    Step.objects.bulk_create(_belonging(entry, step) for step in steps)
    settle(entry)
    _journal(actor, "entry.add", entry)
    return entry


@transaction.atomic
def correct(actor: Actor, entry: Entry, before: dict[str, Any], reason: str, readers: Iterable[User] | None) -> None:
    """Write the corrected entry and keep how it read before, and for whom. Raises Overtaken when somebody was first.

    `readers` is None where the writer does not decide who reads: then nobody more or fewer does.
    """
    held = Entry.objects.filter(pk=entry.pk, version=entry.version).update(version=entry.version + 1)
    if not held:
        raise Overtaken
    named = [str(one) for one in EntryReader.objects.filter(entry=entry).values_list("user", flat=True)]
    EntryVersion.objects.create(
        board_id=entry.board_id,
        entry=entry,
        number=entry.version,
        content={**before, "readers": named},
        reason=reason,
        replaced_by_id=person(actor),
    )
    entry.version += 1
    entry.save()
    if readers is not None:
        _name(entry, readers)
    _journal(actor, "entry.correct", entry)


@transaction.atomic
def withdraw(actor: Actor, entry: Entry) -> None:
    """Take back an entry made by mistake: it leaves the file and its duties close; nothing is destroyed."""
    entry.withdrawn_at = timezone.now()
    entry.save(update_fields=["withdrawn_at"])
    settle(entry)
    _journal(actor, "entry.withdraw", entry)


@transaction.atomic
def restore(actor: Actor, entry: Entry) -> None:
    entry.withdrawn_at = None
    entry.save(update_fields=["withdrawn_at"])
    settle(entry)
    _journal(actor, "entry.restore", entry)


def _name(entry: Entry, readers: Iterable[User]) -> None:
    """Who is named on an entry; the author of an entry on health is always one of them."""
    wanted: set[Any] = {reader.pk for reader in readers}
    if entry.category == Category.HEALTH:
        wanted.add(entry.author_id)
    known = set(EntryReader.objects.filter(entry=entry).values_list("user", flat=True))
    EntryReader.objects.filter(entry=entry, user__in=known - wanted).delete()
    EntryReader.objects.bulk_create(
        EntryReader(board_id=entry.board_id, entry=entry, user_id=user) for user in wanted - known
    )


def _belonging(entry: Entry, step: Step) -> Step:
    step.entry, step.board_id = entry, entry.board_id
    return step


def _journal(actor: Actor, act: str, entry: Entry) -> None:
    journal.write(
        actor,
        act,
        stream=entry.school_id,
        kind="pupils.entry",
        subject_id=entry.pk,
        pupil_id=entry.pupil_id,
        category=entry.category,
        facts={"kind": entry.kind, "version": entry.version},
    )


def erase(entries: Collection[Entry]) -> int:
    """Remove entries with their versions, attachments and duties for good: what the parents object to is not kept."""
    paths = [path_of(one) for one in Attachment.objects.filter(entry__in=entries)]
    for entry in entries:
        entry.withdrawn_at = timezone.now()
        settle(entry)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    for path in paths:
        transaction.on_commit(partial(path.unlink, missing_ok=True))
    return len(entries)
