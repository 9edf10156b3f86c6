"""Handing out what people added: saved rather than opened, and nothing in it runs."""

from django.http import FileResponse

from driehoek.pupils.actions.attachments import path_of
from driehoek.pupils.contents import SHOWN_AS_IMAGE
from driehoek.pupils.models import StoredFile

INERT = "default-src 'none'; sandbox"


def served(file: StoredFile, *, show: bool = False) -> FileResponse:
    """The bytes of a file. `show`: an image stands in the page instead of being saved."""
    inline = show and file.content_type in SHOWN_AS_IMAGE
    response = FileResponse(path_of(file).open("rb"), as_attachment=not inline, filename=file.name)
    response["Content-Type"] = file.content_type
    response["Content-Security-Policy"] = INERT
    response["Cache-Control"] = "private, no-store"
    return response
