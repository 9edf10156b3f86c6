"""Attachments of one person's thread; their bytes are kept as those of a pupil's file are."""

from functools import partial

from django.core.files.base import File
from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.pupils.actions.attachments import keeping, path_of
from driehoek.safety.models import IncidentFile, Thread

from .care import note


@transaction.atomic
def attach(actor: Actor, thread: Thread, upload: "File[bytes]", name: str, content_type: str) -> IncidentFile:
    """Store the bytes and note them. When the note fails the bytes go again."""
    kept = IncidentFile(board_id=thread.board_id, thread=thread)
    with keeping(actor, kept, upload, name, content_type):
        note(actor, "incident.file_add", thread, bytes=kept.size)
    return kept


@transaction.atomic
def detach(actor: Actor, kept: IncidentFile) -> None:
    """Remove an attachment; its bytes go once the removal is certain."""
    note(actor, "incident.file_remove", kept.thread, bytes=kept.size)
    path = path_of(kept)
    kept.delete()
    transaction.on_commit(partial(path.unlink, missing_ok=True))
