"""Attaching a file to an entry: bytes outside what the web server reaches, under a name nobody can guess."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.pupils.models import Attachment, Entry, StoredFile

from .who import person


def path_of(file: StoredFile) -> Path:
    return Path(settings.MEDIA_ROOT) / file.stored[:2] / file.stored


@contextmanager
def keeping(actor: Actor, file: StoredFile, upload: "File[bytes]", name: str, content_type: str) -> Iterator[None]:
    """Store the bytes and the row of a file. When what is done with it inside fails, the bytes go again."""
    file.name, file.content_type, file.size = name[-200:], content_type, upload.size
    file.stored, file.added_by_id = secrets.token_hex(32), person(actor)
    path = path_of(file)
    try:
        file.digest = _store(upload, path)
        file.save(force_insert=True)
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@transaction.atomic
def attach(actor: Actor, entry: Entry, upload: "File[bytes]", name: str, content_type: str) -> Attachment:
    """Store the bytes and note them. When the note fails the bytes go again."""
    attachment = Attachment(board_id=entry.board_id, entry=entry)
    with keeping(actor, attachment, upload, name, content_type):
        _count(entry)
        _journal(actor, "attachment.add", attachment)
    return attachment


@transaction.atomic
def detach(actor: Actor, attachment: Attachment) -> None:
    """Remove an attachment; its bytes go once the removal is certain."""
    path = path_of(attachment)
    _journal(actor, "attachment.remove", attachment)
    attachment.delete()
    _count(attachment.entry)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _count(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(attached=entry.attachments.count())


def _store(upload: "File[bytes]", path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        for chunk in upload.chunks():
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _journal(actor: Actor, act: str, attachment: Attachment) -> None:
    entry = attachment.entry
    journal.write(
        actor,
        act,
        stream=entry.school_id,
        kind="pupils.attachment",
        subject_id=attachment.pk,
        pupil_id=entry.pupil_id,
        category=entry.category,
        facts={"bytes": attachment.size},
    )
