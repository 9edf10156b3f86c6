"""A school's roster as plain values, the same whatever format it came in. Nothing here knows Django's models.

Every row keeps the file and line it stood on, so that each message can say where to look.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

MOST_NOTES = 200  # a file that is wrong everywhere is not read to its end to say so again


class BadFile(Exception):
    """This is not a file that can be read: what is wrong, and where. Nothing of it is stored."""

    def __init__(self, text: str, *, line: int | None = None, field: str = "", file: str = "") -> None:
        super().__init__(text)
        self.note = Note(text, line, field, file)


class Note(NamedTuple):
    """One message about one place in a file."""

    text: str
    line: int | None = None
    field: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stood: the line of the file (from 1), and the file's name within a ZIP or folder."""

    line: int | None = None
    file: str = ""


@dataclass(slots=True, kw_only=True)
class Row:
    place: Place = Place()


@dataclass(slots=True, kw_only=True)
class SiteRow(Row):
    key: str
    name: str


@dataclass(slots=True, kw_only=True)
class GroupRow(Row):
    """`year` is the country's own number (leerjaar 4, groep 6); None where the group has no single one.

    `level` is empty where the file does not say whether it is nursery or primary.
    """

    key: str
    name: str
    year: int | None = None
    level: str = "primary"
    composite: bool = False
    site: str = ""


@dataclass(slots=True, kw_only=True)
class PupilRow(Row):
    """A pupil; empty means that the file does not say, never that it must be erased."""

    key: str
    given_name: str = ""
    first_names: str = ""
    prefix: str = ""
    family_name: str = ""
    birth_date: date | None = None
    sex: str = ""
    country: str = ""
    postcode: str = ""
    eckid: str = ""
    year: int | None = None
    site: str = ""
    personal_number: str = field(default="", repr=False)  # ACC-13: never in a message or a log
    enrolled_on: date | None = None
    left_on: date | None = None


@dataclass(slots=True, kw_only=True)
class MembershipRow(Row):
    """A place in a group; the days are those of the file, where it gives them."""

    pupil: str
    group: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(slots=True, kw_only=True)
class GuardianRow(Row):
    key: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""


@dataclass(slots=True, kw_only=True)
class GuardianshipRow(Row):
    pupil: str
    guardian: str
    relation: str = "parent"


@dataclass(slots=True, kw_only=True)
class TeacherRow(Row):
    """`email` proposes where to invite; it never makes somebody an account, nor gives one a function."""

    key: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""


@dataclass(slots=True, kw_only=True)
class TeachingRow(Row):
    teacher: str
    group: str
    function: str = "class_teacher"
    first_day: date | None = None
    last_day: date | None = None


@dataclass(slots=True, kw_only=True)
class Roster:
    """All that one file says about a school in one school year ("2026-2027")."""

    format: str
    school_year: str = ""
    jurisdiction: str = ""
    official_number: str = ""
    sites: list[SiteRow] = field(default_factory=list)
    groups: list[GroupRow] = field(default_factory=list)
    pupils: list[PupilRow] = field(default_factory=list)
    memberships: list[MembershipRow] = field(default_factory=list)
    guardians: list[GuardianRow] = field(default_factory=list)
    guardianships: list[GuardianshipRow] = field(default_factory=list)
    teachers: list[TeacherRow] = field(default_factory=list)
    teaching: list[TeachingRow] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    refused: list[Note] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)  # blocks and columns nobody here reads, with how often

    def warn(self, text: str, place: Place = Place(), field_name: str = "") -> None:
        if len(self.warnings) < MOST_NOTES:
            self.warnings.append(Note(text, place.line, field_name, place.file))

    def refuse(self, text: str, place: Place = Place(), field_name: str = "") -> None:
        if len(self.refused) < MOST_NOTES:
            self.refused.append(Note(text, place.line, field_name, place.file))

    def counts(self) -> dict[str, int]:
        """How many of each kind the file holds; composite groups apart from classes."""
        composite = sum(group.composite for group in self.groups)
        return {
            "sites": len(self.sites),
            "groups": len(self.groups) - composite,
            "composite_groups": composite,
            "pupils": len(self.pupils),
            "memberships": len(self.memberships),
            "guardians": len(self.guardians),
            "guardianships": len(self.guardianships),
            "teachers": len(self.teachers),
            "teaching": len(self.teaching),
        }
