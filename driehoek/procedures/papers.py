"""The papers of an event: what was uploaded, told by its content, kept with its digest (PRO-14)."""

import hashlib
from collections.abc import Collection
from typing import Any, NamedTuple

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from driehoek.pupils import contents

from .models import Document, Event

SIGNED = "signed"  # the code of a paper that came back signed, whatever the step


class Upload(NamedTuple):
    """A document whose content was looked at."""

    code: str
    name: str
    content_type: str
    content: bytes


def looked_at(code: str, given: Any) -> Upload:
    """A file as it was uploaded, known by its content. Raises contents.Refused."""
    if given.size > settings.ATTACHMENT_MAX_BYTES:
        most = filesizeformat(settings.ATTACHMENT_MAX_BYTES)
        raise contents.Refused(_("This file is too large: at most %(size)s.") % {"size": most})
    kind = contents.content_type_of(given.file, given.name)
    given.seek(0)
    return Upload(code, given.name, kind, given.read())


def keep(event: Event, uploads: Collection[Upload]) -> None:
    Document.objects.bulk_create(
        Document(
            board_id=event.board_id,
            event=event,
            code=one.code,
            name=one.name[-200:],
            size=len(one.content),
            content_type=one.content_type,
            content=one.content,
            digest=hashlib.sha256(one.content).hexdigest(),
        )
        for one in uploads
    )
