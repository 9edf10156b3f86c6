"""What may be attached to a file: told by the bytes, not by the name, against a short list."""

import zipfile
from typing import BinaryIO

import puremagic
from django.utils.translation import gettext as _

HEAD = 8192
ALLOWED = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/webp": (".webp",),
}
# Office documents are ZIP files; the part that every one of them has says which it is.
OFFICE = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx", "word/document.xml"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx", "xl/workbook.xml"),
    "application/vnd.oasis.opendocument.text": (".odt", "mimetype"),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods", "mimetype"),
}
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
MACROS = ("vbaproject.bin", "basic/")
SHOWN_AS_IMAGE = frozenset({"image/png", "image/jpeg", "image/webp"})


class Refused(ValueError):
    """The sentence says what is wrong and what may be attached."""


def content_type_of(content: BinaryIO, name: str) -> str:
    """The type of the bytes. Raises Refused for another type, for a name that says otherwise, and for macros."""
    content.seek(0)
    head = content.read(HEAD)
    content.seek(0)
    refuse_heic(head)
    found = _office(content) if head.startswith(b"PK\x03\x04") else _plain(head)
    if found is None:
        raise Refused(
            _("The content of “%(name)s” is not a PDF, image (PNG, JPEG, WebP) or document (DOCX, XLSX, ODT, ODS).")
            % {"name": name}
        )
    endings = ALLOWED.get(found) or OFFICE[found][:1]
    if not name.lower().endswith(endings):
        raise Refused(
            _("“%(name)s” is in fact a %(ending)s file. Give it that ending if that is what you mean to attach.")
            % {"name": name, "ending": endings[0]}
        )
    return found


def refuse_heic(head: bytes) -> None:
    """Raise Refused for the photos of an iPhone, which few can open, with what to choose on that telephone."""
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        raise Refused(
            _(
                "This is a HEIC photo, as iPhones make them. Send it as JPEG: on the iPhone choose Settings, Camera, "
                "Formats, Most Compatible."
            )
        )


def _plain(head: bytes) -> str | None:
    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return None
    return next((match.mime_type for match in matches if match.mime_type in ALLOWED), None)


def _office(content: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(content) as parts:
            names = parts.namelist()
            if any(part in name.lower() for name in names for part in MACROS):
                raise Refused(_("Documents with macros are not accepted. Save it without macros, or as a PDF."))
            said = parts.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError):
        return None
    finally:
        content.seek(0)
    for kind, (_ending, part) in OFFICE.items():
        if part in names and (part != "mimetype" or kind == said):
            return kind
    return None
