"""Readers: one file per format, each giving the same `Roster`. Here a format is recognised and its reader called."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.exchange.roster import BadFile, Roster

from . import edexml, oneroster, sds, table
from .columns import Mapping, guess
from .source import Files

FORMATS = {
    "edexml": "EDEXML 2.0 / 2.1",
    "sds": "Microsoft SDS 2.1 / OneRoster 1.2",
    "oneroster": "OneRoster 1.1",
    "table": gettext_lazy("CSV or Excel with your own columns"),
}


def detect(files: Files) -> str:
    """The format by what the files are called and how they begin; raises BadFile for what nobody here reads."""
    names = {name.lower() for name in files}
    if "users.csv" in names or "orgs.csv" in names:
        return "sds" if "roles.csv" in names or "relationships.csv" in names else "oneroster"
    if len(files) > 1:
        raise BadFile(
            _("These files are not an export that is known here (EDEXML, SDS 2.1, OneRoster). Found: %(names)s")
            % {"names": ", ".join(sorted(names)[:5])}
        )
    name, data = next(iter(files.items()))
    start = data[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\t\r\n ")
    if start.startswith(b"<") or name.lower().endswith(".xml"):
        return "edexml"
    if data.startswith(b"PK") or name.lower().endswith((".csv", ".txt", ".tsv")):
        return "table"
    raise BadFile(
        _("This kind of file is not known here. Send EDEXML, a ZIP with CSV files, a CSV or an XLSX file."), file=name
    )


def read(
    files: Files,
    form: str,
    jurisdiction: str,
    mapping: Mapping | None = None,
    school_year: str = "",
    *,
    own: frozenset[str] = frozenset(),
    on: date | None = None,
) -> Roster:
    """The roster in these files.

    `mapping` counts for a table of the school's own; `school_year` where the file does not say it. `own` is what the
    school is known by (number, name); `on` the day it is read for, by which roles and places may have ended.
    """
    if form == "edexml":
        return edexml.read(files, jurisdiction)
    if form == "table":
        return table.read(files, jurisdiction, mapping or guess(table.open_table(files).header), school_year)
    reader = sds.read if form == "sds" else oneroster.read
    found = reader(files, jurisdiction, own, on)
    found.school_year = found.school_year or school_year
    return found
