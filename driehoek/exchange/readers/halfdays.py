"""A CSV file of half days as another system or a Dutch Excel writes it, as rows of the words this system uses."""

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _

from driehoek.exchange.absences import AbsenceRow
from driehoek.exchange.roster import BadFile, Place, Roster
from driehoek.schools.models import School
from lawbook import texts
from lawbook.flanders import absence_codes
from lawbook.netherlands import absence_kinds

from . import csvfile, values
from .columns import MEANINGS, folded

REQUIRED = ("pupil", "day", "part", "reason")
NAMES = {
    "pupil": ("pupil", *MEANINGS["key"][1].split()),
    "day": ("day", "dag", "datum", "date"),
    "part": ("part", "dagdeel", "halvedag", "deel"),
    "reason": ("reason", "reden", "officielecode", "code"),
    "state": ("state", "toestand"),
    "arrived_at": ("arrivedat", "aangekomenom", "aankomst"),
}
PARTS = {
    **dict.fromkeys(("am", "vm", "voormiddag", "ochtend", "morgen"), "am"),
    **dict.fromkeys(("pm", "nm", "namiddag", "middag"), "pm"),
}


def read(name: str, data: bytes, school: School, keys: set[str]) -> Iterator[tuple[int, AbsenceRow]]:
    """The rows, each with its line. Raises BadFile. `keys`: the administration numbers of the school, by which a number
    that lost its zeros in a spreadsheet is known again."""
    text, _office = csvfile.decoded(name, data, office=True)
    if not text.strip():
        raise BadFile(_("The file is empty."), file=name)
    lines = csvfile.cells(name, text, csvfile.delimiter_of(text))
    _line, header = next(lines)
    columns = _columns(name, header)
    zeros = _without_zeros(keys)
    for line, row in lines:
        if len(row) < len(header) or any(cell.strip() for cell in row[len(header) :]):
            raise BadFile(
                _("This line has %(found)d columns, the first line has %(expected)d.")
                % {"found": len(row), "expected": len(header)},
                line=line,
                file=name,
            )
        told = {meaning: row[index].strip() for meaning, index in columns.items()}
        yield line, _row(school, told, keys, zeros)


def _columns(name: str, header: list[str]) -> dict[str, int]:
    titles = [folded(title) for title in header]
    found = {}
    for meaning, names in NAMES.items():
        place = next((titles.index(title) for title in names if title in titles), None)
        if place is not None:
            found[meaning] = place
        elif meaning in REQUIRED:
            raise BadFile(_("This column is missing."), line=1, field=meaning, file=name)
    return found


def _without_zeros(keys: set[str]) -> dict[str, str]:
    """Each number by what is left of it without its first zeros; not where two would be one."""
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(key.lstrip("0"), []).append(key)
    return {short: several[0] for short, several in found.items() if len(several) == 1 and short}


def _row(school: School, told: dict[str, str], keys: set[str], zeros: dict[str, str]) -> AbsenceRow:
    pupil, late = told["pupil"], told.get("state") == "late"
    pupil = pupil if pupil in keys else zeros.get(pupil.lstrip("0"), pupil)
    day = values.day(Roster(format="absences"), told["day"], Place(), "day")
    part = PARTS.get(folded(told["part"]), told["part"])
    reason = "late" if late else _words(school.jurisdiction).get(folded(told["reason"]), told["reason"])
    return AbsenceRow(
        school.pk, pupil, day.isoformat() if day else told["day"], part, reason, told.get("arrived_at", "")
    )


@cache
def _words(jurisdiction: str) -> dict[str, str]:
    """The codes of this system by what they are called on screen, in both languages."""
    module = absence_kinds if jurisdiction == "nl" else absence_codes
    found: dict[str, set[str]] = {}
    for code in module.REASONS:
        for language in texts.LANGUAGES:
            found.setdefault(folded(texts.word(code, language)), set()).add(code)
    return {word: codes.pop() for word, codes in found.items() if len(codes) == 1}
