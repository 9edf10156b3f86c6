"""The lines of a school's own table as a roster: a pupil a line, with a class, a teacher and two parents."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from driehoek.exchange.roster import (
    GroupRow,
    GuardianRow,
    GuardianshipRow,
    MembershipRow,
    Place,
    PupilRow,
    Roster,
    SiteRow,
    TeacherRow,
    TeachingRow,
)

from . import values
from .columns import folded

Cells = dict[str, str]  # meaning → what stands in its column
NAMES = ("given_name", "first_names", "prefix", "family_name")
AS_WRITTEN = ("given_name", "first_names", "prefix", "family_name", "postcode", "eckid", "personal_number")
PARTICLES = frozenset({"van", "de", "den", "der", "ter", "ten", "te", "het", "'t", "d'", "du", "le", "la", "el", "von"})


@dataclass
class Reading:
    """A table while it is read: what stands in the roster already, by what it is known by."""

    roster: Roster
    sexes: dict[str, str]
    pupils: dict[str, PupilRow] = field(default_factory=dict)
    groups: dict[str, GroupRow] = field(default_factory=dict)
    teachers: dict[str, TeacherRow] = field(default_factory=dict)
    known: set[tuple[str, ...]] = field(default_factory=set)

    def once(self, *what: str) -> bool:
        """Whether this is the first time that it is met."""
        if what in self.known:
            return False
        self.known.add(what)
        return True


def read(roster: Roster, lines: list[tuple[Place, Cells]]) -> None:
    """Add the pupils of these lines, and who and what stands in their other cells."""
    _school_year(roster, lines)
    reading = Reading(roster, values.sexes_of({cells.get("sex", "") for _place, cells in lines}))
    for place, cells in lines:
        _line(reading, place, cells)


def _school_year(roster: Roster, lines: list[tuple[Place, Cells]]) -> None:
    """A column with the school year wins over the one that was chosen; two years in one file are refused."""
    told = {cells.get("of_school_year", ""): place for place, cells in reversed(lines) if cells.get("of_school_year")}
    if len(told) > 1:
        roster.refuse(_("There are several school years in this file. Send one file for each."), Place(), "school_year")
        return
    for text, place in told.items():
        year = values.school_year(roster, text, place, "school_year")
        if year and roster.school_year not in {"", year}:
            roster.warn(
                _("The file says that it is of %(year)s: it is read so.") % {"year": year}, place, "school_year"
            )
        roster.school_year = year or roster.school_year


def _line(reading: Reading, place: Place, cells: Cells) -> None:
    roster = reading.roster
    if not cells.get("family_name") and not cells.get("given_name"):
        roster.refuse(_("The name is empty."), place, "family_name")
        return
    lost = next((part for part in NAMES if "?" in cells.get(part, "")), None)
    if lost:
        roster.warn(
            _("A question mark stands in this name: a sign that got lost when the file was saved."), place, lost
        )
    born = values.day(roster, cells.get("birth_date", ""), place, "birth_date")
    key = cells.get("key") or _own_key(cells, born)
    if not key:
        roster.refuse(_("Without an administration number the date of birth must be there."), place, "key")
        return
    level, year = values.own_year(roster, cells.get("year", ""), place)
    before = reading.pupils.get(key)
    if before is None:
        reading.pupils[key] = row = _pupil(reading, place, cells, key=key, born=born, year=year)
        roster.pupils.append(row)
    elif not _same_child(before, cells, born):
        roster.refuse(
            _("Administration number %(key)s stands on line %(line)s too, for another child.")
            % {"key": key[:40], "line": before.place.line},
            place,
            "key",
        )
        return
    _group(
        reading,
        place,
        key,
        cells,
        GroupRow(key=cells.get("group", ""), name=cells.get("group", ""), year=year, level=level, place=place),
    )
    _guardians(reading, place, key, cells)


def _same_child(before: PupilRow, cells: Cells, born: date | None) -> bool:
    """A second line of one child, for its other parent, says the same of the child."""
    names = ("given_name", "prefix", "family_name")
    return before.birth_date == born and all(
        folded(getattr(before, name)) == folded(cells.get(name, "")) for name in names
    )


def _pupil(reading: Reading, place: Place, cells: Cells, *, key: str, born: date | None, year: int | None) -> PupilRow:
    roster, country = reading.roster, cells.get("country", "")
    return PupilRow(
        key=key,
        birth_date=born,
        site=_site(reading, cells.get("site", ""), place),
        year=year,
        place=place,
        sex=values.sex(roster, cells.get("sex", ""), place, "sex", reading.sexes),
        enrolled_on=values.day(roster, cells.get("enrolled_on", ""), place, "enrolled_on"),
        left_on=values.day(roster, cells.get("left_on", ""), place, "left_on"),
        country=country.upper() if len(country) == 2 else "",
        **{name: cells.get(name, "") for name in AS_WRITTEN},
    )


def _own_key(cells: Cells, born: date | None) -> str:
    """A key made of name and date of birth where the school has no number; a digest, because keys stand in lists."""
    if not born:
        return ""
    name = folded("".join(cells.get(part, "") for part in ("given_name", "prefix", "family_name")))
    return "n-" + hashlib.sha256(f"{name} {born}".encode()).hexdigest()[:12]


def _site(reading: Reading, name: str, place: Place) -> str:
    if name and reading.once("site", name):
        reading.roster.sites.append(SiteRow(key=name, name=name, place=place))
    return name


def _group(reading: Reading, place: Place, pupil: str, cells: Cells, group: GroupRow) -> None:
    if not group.key:
        return
    known = reading.groups.setdefault(group.key, group)
    if known is group:
        reading.roster.groups.append(group)
    elif known.year != group.year:  # two years in one class: it has no single one
        known.year = None
    if reading.once("place", pupil, group.key):
        reading.roster.memberships.append(MembershipRow(pupil=pupil, group=group.key, place=place))
    _teacher(reading, place, cells, group.key)


def _teacher(reading: Reading, place: Place, cells: Cells, group: str) -> None:
    """A teacher is known by name. Two addresses of one name may be two people: that is told, the first one is kept."""
    name, email = cells.get("teacher", ""), cells.get("teacher_email", "")
    if not name:
        return
    given, family = parted(name)
    told = reading.teachers.setdefault(name, TeacherRow(key=name, given_name=given, family_name=family, place=place))
    told.email = told.email or email
    if email and told.email.lower() != email.lower():
        reading.roster.warn(
            _(
                "Two e-mail addresses stand with one name (the other on line %(line)s). Are they two people? Then "
                "write their names so that they differ."
            )
            % {"line": told.place.line},
            place,
            "teacher_email",
        )
    if reading.once("teacher", name):
        reading.roster.teachers.append(told)
    if reading.once("teaching", name, group):
        reading.roster.teaching.append(TeachingRow(teacher=name, group=group, place=place))


def _guardians(reading: Reading, place: Place, pupil: str, cells: Cells) -> None:
    family = " ".join(filter(None, (cells.get("prefix"), cells.get("family_name"))))
    for number in "12":
        name = cells.get(f"guardian{number}_name", "")
        if not name:
            continue
        email, phone = cells.get(f"guardian{number}_email", ""), cells.get(f"guardian{number}_phone", "")
        told = f"{pupil if not email else ''} {folded(name)} {email.lower()}"
        key = "g-" + hashlib.sha256(told.encode()).hexdigest()[:12]
        if reading.once("guardianship", pupil, key):
            reading.roster.guardianships.append(GuardianshipRow(pupil=pupil, guardian=key, place=place))
        if reading.once("guardian", key):  # brothers and sisters share a parent
            given, last = parted(name, family)
            reading.roster.guardians.append(
                GuardianRow(key=key, given_name=given, family_name=last, email=email, phone=phone, place=place)
            )


def parted(name: str, family: str = "") -> tuple[str, str]:
    """Given name and family name of a name written as one: "Koen De Smet", "De Smet, Koen" or "De Smet Koen".

    The family name comes first where a comma says so, where it is the child's (`family`), or where it begins with a
    particle: nobody's given name is Van. Otherwise the first word is the given name.
    """
    if "," in name:
        last, _comma, given = name.partition(",")
        return given.strip(), last.strip()
    words = name.split()
    own = len(family.split())
    if own and len(words) > own and folded(" ".join(words[:own])) == folded(family):
        return " ".join(words[own:]), " ".join(words[:own])
    particles = next((at for at, word in enumerate(words) if word.lower() not in PARTICLES), 0)
    if particles and len(words) > particles + 1:
        return " ".join(words[particles + 1 :]), " ".join(words[: particles + 1])
    return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", name)
