"""Opening what was sent, within bounds: a file, a ZIP or a folder becomes names with bytes, all in memory."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from driehoek.exchange.roster import BadFile

Files = dict[str, bytes]
MOST_FILES = 50  # OneRoster knows 16
ZIP_MAGIC = b"PK\x03\x04"
EMPTY_ZIP_MAGIC = b"PK\x05\x06"
MEBIBYTE = 1024 * 1024
# What Python's ZIP reader raises for bytes that are no ZIP, or one that was cut off or changed on its way.
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, RuntimeError, ValueError,
           IndexError, KeyError, OSError)  # fmt: skip


def too_large(name: str) -> BadFile:
    return BadFile(
        _("The file is larger than %(mib)d MiB. A roster of 5,000 pupils is less than 10 MiB: is this the right file?")
        % {"mib": settings.IMPORT_MAX_BYTES // MEBIBYTE},
        file=name,
    )


def from_path(path: Path) -> Files:
    """The files of a folder (its CSVs), of a ZIP, or the one file. Sizes are looked at before anything is read."""
    paths = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not paths:
        raise BadFile(_("There is no CSV file in this folder."), file=path.name)
    if sum(one.stat().st_size for one in paths) > settings.IMPORT_MAX_BYTES:
        raise too_large(path.name)
    return from_bytes([(one.name, one.read_bytes()) for one in paths])


def from_bytes(sent: Iterable[tuple[str, bytes]]) -> Files:
    files: Files = {}
    for name, data in sent:
        if not data.strip(b"\x00 \t\r\n"):
            raise BadFile(_("The file is empty."), file=name)
        files.update(_unpacked(name, data))
    if sum(map(len, files.values())) > settings.IMPORT_MAX_BYTES:
        raise too_large(next(iter(files)))
    return files


def _unpacked(name: str, data: bytes) -> Files:
    """A ZIP's files by their bare names; anything else (an XLSX, which is a ZIP too, included) as it is."""
    if not data.startswith((ZIP_MAGIC, EMPTY_ZIP_MAGIC)):
        if name.lower().endswith((".zip", ".xlsx")):
            raise BadFile(_("The name ends in ZIP or XLSX, but the file is something else."), file=name)
        return {name: data}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(entry.filename == "[Content_Types].xml" for entry in entries):
                _bounded(entries, name)
                return {name: data}
            return _members(archive, entries, name)
    except DAMAGED as problem:
        raise BadFile(_("The ZIP file is damaged or protected with a password."), file=name) from problem


def _bounded(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > settings.IMPORT_MAX_BYTES:
        raise BadFile(_("Unpacked, the ZIP file is larger than a roster can be. It was not opened."), file=name)


def _members(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> Files:
    _bounded(entries, name)
    files: Files = {}
    for entry in entries:
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
            raise BadFile(
                _("The ZIP file has a name in it that points outside (%(inside)s). It was not opened.")
                % {"inside": entry.filename[:80]},
                file=name,
            )
        if inside.parts[0] == "__MACOSX" or inside.name.startswith("."):
            continue
        if inside.name in files:
            raise BadFile(_("The ZIP file has two files of this name."), file=inside.name)
        with archive.open(entry) as stream:  # the size in the directory may lie: read no further than the bound
            files[inside.name] = stream.read(settings.IMPORT_MAX_BYTES + 1)
        if sum(map(len, files.values())) > settings.IMPORT_MAX_BYTES:
            raise too_large(name)
    if not files:
        raise BadFile(_("The ZIP file is empty."), file=name)
    return files
