"""The files of one OneRoster or School Data Sync export while they are read: what is in them, and what is gone."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from driehoek.exchange.roster import BadFile, Place, Roster
from driehoek.kit.days import shifted
from lawbook.kinds import SchoolYear

from . import csvfile, values
from .source import Files

STATES = ("status", "enabledUser")


@dataclass
class User:
    """A person of users.csv before it is known who is a pupil, a teacher or a guardian."""

    place: Place
    texts: dict[str, str]
    role: str = ""
    org: str = ""
    grade: str = ""
    first_day: str = ""


@dataclass
class Book:
    """The files of one export while they are read."""

    files: Files
    roster: Roster
    users: dict[str, User] = field(default_factory=dict)
    orgs: dict[str, tuple[str, Place]] = field(default_factory=dict)
    grades_of_courses: dict[str, str] = field(default_factory=dict)
    adults: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)  # keys of rows marked for deletion, disabled, or of another school
    on: date | None = None  # the day it is read for: what ended before is over
    homerooms: bool = False

    def rows(
        self, name: str, required: tuple[str, ...], known: tuple[str, ...] = ()
    ) -> "list[tuple[Place, dict[str, str]]]":
        """The rows of one file, if it is there; rows marked for deletion and disabled users are left out."""
        if name not in self.files:
            return []
        stay = []
        for place, row in csvfile.rows(self.roster, name, self.files[name], required, (*known, *STATES)):
            if row.get("status", "").lower() == "tobedeleted" or row.get("enabledUser", "").lower() == "false":
                self.gone.add(row.get("sourcedId", ""))
            else:
                stay.append((place, row))
        return stay

    def over(self, name: str, last_day: date | None) -> bool:
        """Whether a role or place has ended by the day it is read for, or by the end of the file's own year."""
        if last_day is None or self.on is None:
            return False
        year = SchoolYear.parse(self.roster.school_year) if self.roster.school_year else None
        if last_day >= (min(self.on, year.last(self.roster.jurisdiction or "be")) if year else self.on):
            return False
        self.roster.skipped[f"{name} endDate"] += 1
        return True

    def left_out(self, name: str, *keys: str) -> bool:
        """Whether a row refers to something that is gone; it is counted and passed over then."""
        if self.gone.isdisjoint(filter(None, keys)):
            return False
        self.roster.skipped[f"{name} →"] += 1
        return True


def lowered(files: Files) -> Files:
    return {
        name.lower() if name.lower() != "academicsessions.csv" else "academicSessions.csv": data
        for name, data in files.items()
    }


def need(book: Book, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in book.files:
            raise BadFile(_("This file is missing from the export."), file=name)


def sessions(book: Book) -> None:
    """The school year: of the latest session of that type, else of the latest session at all."""
    found = []
    for place, row in book.rows(
        "academicSessions.csv", ("sourcedId", "startDate"), ("type", "endDate", "title", "schoolYear")
    ):
        first = values.day(book.roster, row["startDate"], place, "startDate")
        last = values.day(book.roster, row.get("endDate", ""), place, "endDate") or first
        if first and last:  # the day in the middle: a session may begin in the last week of August
            middle = shifted(first, (last - first).days // 2)
            found.append((row.get("type", "").lower() == "schoolyear", first, middle))
    if found:
        year = SchoolYear.of(max(found)[2], book.roster.jurisdiction or "be")
        book.roster.school_year = year.as_text()


def orgs(book: Book, own: frozenset[str]) -> None:
    """The organisations. Where several schools are in one export and one of them is this one, the others are gone."""
    schools: dict[str, set[str]] = {}
    for place, row in book.rows("orgs.csv", ("sourcedId", "name", "type"), ("identifier",)):
        if row["sourcedId"] in book.orgs:
            book.roster.refuse(_("This key stands twice in the file."), place, "sourcedId")
        book.orgs[row["sourcedId"]] = (row["name"], place)
        if row["type"].lower() == "school":
            schools[row["sourcedId"]] = {row["name"], row["sourcedId"], row.get("identifier", "")}
    ours = {key for key, names in schools.items() if names & own}
    if len(schools) > 1:
        names = ", ".join(book.orgs[key][0] for key in schools)
        if ours:
            book.gone |= set(schools) - ours
            text = _(
                "This export holds %(many)d schools (%(names)s). Only the pupils and classes of this one are read."
            )
        else:
            text = _(
                "This export holds %(many)d schools (%(names)s), none with the number or name of this one. Each "
                "becomes a site of this school: is that right?"
            )
        book.roster.warn(text % {"many": len(schools), "names": names[:200]}, Place(1, "orgs.csv"))


def forget_other_schools(book: Book) -> None:
    """Who belongs to another school only is gone with it."""
    for key, user in list(book.users.items()):
        if user.org in book.gone:
            book.gone.add(key)
            del book.users[key]
