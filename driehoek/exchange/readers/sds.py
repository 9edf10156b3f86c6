"""Microsoft School Data Sync 2.1, OneRoster 1.2 in plain CSV files: roles and relationships are files of their own."""

from collections.abc import Container
from datetime import date

from django.utils.translation import gettext as _

from driehoek.exchange.roster import Place, Roster

from . import book as books
from . import oneroster, values
from .book import Book
from .source import Files

FILES = ("orgs.csv", "users.csv", "roles.csv", "classes.csv", "enrollments.csv")
ROLE_COLUMNS = (
    "grade",
    "isPrimary",
    "roleType",
    "roleStartDate",
    "roleEndDate",
    "beginDate",
    "endDate",
    "sessionSourcedId",
)


def read(files: Files, jurisdiction: str, own: frozenset[str] = frozenset(), on: date | None = None) -> Roster:
    """`own`: the number and name of the school, looked for where an export holds several; `on`: the day it is read."""
    book = Book(books.lowered(files), Roster(format="sds", jurisdiction=jurisdiction), on=on)
    books.need(book, FILES)
    books.sessions(book)
    books.orgs(book, own)
    oneroster.users(book, ())
    _roles(book)
    books.forget_other_schools(book)
    for _place, row in book.rows("courses.csv", ("sourcedId",), ("title", "grade", "grades")):
        book.grades_of_courses[row["sourcedId"]] = row.get("grade") or row.get("grades", "")
    oneroster.people(book)
    oneroster.classes(book)
    oneroster.enrolments(book)
    oneroster.demographics(
        book, "userSourcedId" if b"userSourcedId" in _first_line(book, "demographics.csv") else "sourcedId"
    )
    _relationships(book)
    oneroster.agents(book)
    for name in ("userflags.csv",):  # flags such as a diagnosis: not this school file's to take over
        if name in book.files:
            book.roster.skipped[name] += 1
    return book.roster


def _first_line(book: Book, name: str) -> bytes:
    return book.files.get(name, b"").partition(b"\n")[0]


def _roles(book: Book) -> None:
    """Which of a person's roles counts: the primary one, else the first; whose roles have all ended is gone."""
    ended = set()
    for place, row in book.rows("roles.csv", ("userSourcedId", "orgSourcedId", "role"), ROLE_COLUMNS):
        user = book.users.get(row["userSourcedId"])
        if book.left_out("roles.csv", row["userSourcedId"]):
            continue
        if user is None:
            book.roster.refuse(_("There is no user with this key in users.csv."), place, "userSourcedId")
            continue
        if row["orgSourcedId"] not in book.orgs:
            book.roster.refuse(_("There is no organisation with this key in orgs.csv."), place, "orgSourcedId")
        last = values.day(book.roster, row.get("roleEndDate") or row.get("endDate", ""), place, "roleEndDate")
        if book.over("roles.csv", last):
            ended.add(row["userSourcedId"])
            continue
        primary = row.get("isPrimary", "").lower() == "true" or row.get("roleType", "").lower() == "primary"
        if not user.role or primary:
            user.role, user.org, user.grade = row["role"], row["orgSourcedId"], row.get("grade", "")
            user.first_day = row.get("roleStartDate") or row.get("beginDate", "")
    for key in ended:
        if not book.users[key].role:
            book.gone.add(key)
            del book.users[key]


def _relationships(book: Book) -> None:
    """Guardians: `userSourcedId` is the pupil, `relationshipUserSourcedId` the adult."""
    pupils = {pupil.key for pupil in book.roster.pupils}
    columns = ("userSourcedId", "relationshipUserSourcedId", "relationshipRole")
    for place, row in book.rows("relationships.csv", columns):
        if book.left_out("relationships.csv", row["userSourcedId"], row["relationshipUserSourcedId"]):
            continue
        if _known(book, row["userSourcedId"], pupils, place, "userSourcedId") and _known(
            book, row["relationshipUserSourcedId"], book.users, place, "relationshipUserSourcedId"
        ):
            oneroster.related(
                book, row["userSourcedId"], row["relationshipUserSourcedId"], row["relationshipRole"], place
            )


def _known(book: Book, key: str, among: Container[str], place: Place, field: str) -> bool:
    if key in among:
        return True
    book.roster.refuse(_("There is no user with this key in users.csv."), place, field)
    return False
