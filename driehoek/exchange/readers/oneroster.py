"""OneRoster 1.1 CSV, and what it has in common with Microsoft's School Data Sync; `sds.py` says the rest."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from driehoek.exchange.roster import (
    BadFile,
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
from .book import Book, User, forget_other_schools, lowered, need, orgs, sessions
from .source import Files

FILES = ("orgs.csv", "users.csv", "classes.csv", "enrollments.csv")
NURSERY = frozenset({"IT", "PR", "PK", "TK", "KG"})
YEARS = {"be": 6, "nl": 8}
TEACHING = {
    **dict.fromkeys(("teacher", "professor", "faculty", "lecturer", "instructor"), "class_teacher"),
    **dict.fromkeys(
        ("aide", "assistant", "teacherassistant", "proctor", "substitute", "supportteacher"), "support_teacher"
    ),
}
STAFF = frozenset({*TEACHING, "administrator", "staff", "principal", "counselor", "officer", "researcher"})
PUPILS = frozenset({"student"})
RELATIONS = {
    **{one: one for one in ("parent", "mother", "father", "guardian", "stepparent", "relative")},
    **dict.fromkeys(("aunt", "uncle", "grandparent", "sibling"), "relative"),
}
CLASS_COLUMNS = ("title", "grades", "courseSourcedId", "classType", "schoolSourcedId", "orgSourcedId", "status")


def read(files: Files, jurisdiction: str, own: frozenset[str] = frozenset(), on: date | None = None) -> Roster:
    """`own`: the number and name of the school, looked for where an export holds several; `on`: the day it is read."""
    book = Book(lowered(files), Roster(format="oneroster", jurisdiction=jurisdiction), on=on)
    need(book, FILES)
    for place, row in book.rows("manifest.csv", ("propertyName", "value")):
        if row["value"].lower() == "delta":
            raise BadFile(
                _("This export holds only changes (delta). Ask for the whole roster (bulk)."),
                line=place.line,
                field=row["propertyName"],
                file="manifest.csv",
            )
    sessions(book)
    orgs(book, own)
    users(book, ("role",))
    for user in book.users.values():
        user.role = user.texts.get("role", "")
        user.org = user.texts.get("orgSourcedIds", "").split(",")[0].strip()
        user.grade = user.texts.get("grades", "")
    forget_other_schools(book)
    people(book)
    classes(book)
    enrolments(book)
    demographics(book, "sourcedId")
    agents(book)
    return book.roster


def users(book: Book, required: tuple[str, ...]) -> None:
    columns = (
        "givenName",
        "familyName",
        "middleName",
        "email",
        "phone",
        "sms",
        "orgSourcedIds",
        "grades",
        "agentSourcedIds",
        "role",
    )
    for place, row in book.rows("users.csv", ("sourcedId", *required), columns):
        if not row["sourcedId"]:
            book.roster.refuse(_("The key is empty."), place, "sourcedId")
        elif row["sourcedId"] in book.users:
            book.roster.refuse(_("This key stands twice in the file."), place, "sourcedId")
        book.users[row["sourcedId"]] = User(place, row)


def people(book: Book) -> None:
    """Pupils and staff, by the role each user has. Others are guardians when a relationship says so."""
    for key, user in book.users.items():
        role, texts = user.role.lower(), user.texts
        given, family = texts.get("givenName", ""), texts.get("familyName", "")
        if role in PUPILS:
            book.roster.pupils.append(
                PupilRow(
                    key=key,
                    given_name=given,
                    family_name=family,
                    year=grade(book, user.grade, user.place, "grade")[1],
                    enrolled_on=values.day(book.roster, user.first_day, user.place, "roleStartDate"),
                    place=user.place,
                )
            )
        elif role in STAFF:
            email = texts.get("email", "")
            book.roster.teachers.append(
                TeacherRow(key=key, given_name=given, family_name=family, email=email, place=user.place)
            )


def grade(book: Book, text: str, place: Place, field_name: str) -> tuple[str, int | None]:
    """The level and year of a grade: the country's own number where it is one."""
    first = text.split(",", maxsplit=1)[0].strip().upper()
    if first in NURSERY:
        return "nursery", None
    if first.isdecimal() and 1 <= int(first) <= YEARS[book.roster.jurisdiction or "be"]:
        return "primary", int(first)
    if first:
        book.roster.warn(
            _("Grade “%(grade)s” is no year of a primary school: kept without a year.") % {"grade": first[:20]},
            place,
            field_name,
        )
    return "primary", None


def classes(book: Book) -> None:
    found = book.rows("classes.csv", ("sourcedId", "title"), CLASS_COLUMNS)
    book.gone |= {row["sourcedId"] for _place, row in found if org_of(row) in book.gone}
    found = [(place, row) for place, row in found if row["sourcedId"] not in book.gone]
    book.homerooms = any(row.get("classType", "").lower() == "homeroom" for _place, row in found)
    places = Counter(org_of(row) for _place, row in found)
    for place, row in found:
        org = org_of(row)
        if org and org not in book.orgs:
            book.roster.refuse(_("There is no organisation with this key in orgs.csv."), place, "orgSourcedId")
        text = row.get("grades") or book.grades_of_courses.get(row.get("courseSourcedId", ""), "")
        level, year = grade(book, text, place, "grades")
        composite = book.homerooms and row.get("classType", "").lower() != "homeroom"
        book.roster.groups.append(
            GroupRow(
                key=row["sourcedId"],
                name=row["title"] or row["sourcedId"],
                year=year,
                level=level,
                composite=composite,
                site=org if len(places) > 1 else "",
                place=place,
            )
        )
    if len(places) > 1:
        _sites(book, places)


def _sites(book: Book, places: Counter[str]) -> None:
    """Where classes hang under more than one organisation, each of those is a site."""
    book.roster.sites += [
        SiteRow(key=key, name=name, place=place) for key, (name, place) in book.orgs.items() if key in places
    ]
    for pupil in book.roster.pupils:
        pupil.site = book.users[pupil.key].org if book.users[pupil.key].org in places else ""


def org_of(row: dict[str, str]) -> str:
    return row.get("orgSourcedId") or row.get("schoolSourcedId") or ""


def enrolments(book: Book) -> None:
    known = ("beginDate", "endDate", "primary", "schoolSourcedId")
    pupils = {pupil.key for pupil in book.roster.pupils}
    for place, row in book.rows("enrollments.csv", ("classSourcedId", "userSourcedId", "role"), known):
        user, group, role = row["userSourcedId"], row["classSourcedId"], row["role"].lower()
        days = {
            "first_day": values.day(book.roster, row.get("beginDate", ""), place, "beginDate"),
            "last_day": values.day(book.roster, row.get("endDate", ""), place, "endDate"),
        }
        if book.left_out("enrollments.csv", user, group) or book.over("enrollments.csv", days["last_day"]):
            continue
        if user not in book.users:
            book.roster.refuse(_("There is no user with this key in users.csv."), place, "userSourcedId")
        elif user in pupils:
            book.roster.memberships.append(MembershipRow(pupil=user, group=group, place=place, **days))
        elif role in PUPILS:
            book.roster.warn(
                _("This person is no pupil in users.csv and a pupil of a class here: not taken in as a pupil."),
                place,
                "role",
            )
        elif role in TEACHING:
            known_as = TEACHING[role]
            book.roster.teaching.append(TeachingRow(teacher=user, group=group, function=known_as, place=place, **days))
        else:
            book.roster.warn(
                _("Role %(roles)s gives no access to the group; the direction can open it.")
                % {"roles": row["role"][:40]},
                place,
                "role",
            )


def demographics(book: Book, key_column: str) -> None:
    pupils = {pupil.key: pupil for pupil in book.roster.pupils}
    for place, row in book.rows("demographics.csv", (key_column,), ("birthDate", "sex")):
        pupil = pupils.get(row[key_column])
        if book.left_out("demographics.csv", row[key_column]):
            continue
        if row[key_column] not in book.users:
            book.roster.refuse(_("There is no user with this key in users.csv."), place, key_column)
        elif pupil:
            pupil.birth_date = values.day(book.roster, row.get("birthDate", ""), place, "birthDate")
            pupil.sex = values.sex(book.roster, row.get("sex", ""), place, "sex")


def agents(book: Book) -> None:
    """Guardians of OneRoster 1.1: the agents of a pupil, or the pupils a guardian is an agent of."""
    pupils = {pupil.key for pupil in book.roster.pupils}
    seen: set[tuple[str, str]] = set()
    for key, user in book.users.items():
        for other in filter(None, (one.strip() for one in user.texts.get("agentSourcedIds", "").split(","))):
            pupil, adult = (key, other) if key in pupils else (other, key)
            if book.left_out("users.csv", other):
                continue
            if other not in book.users:
                book.roster.refuse(_("There is no user with this key in users.csv."), user.place, "agentSourcedIds")
            elif pupil in pupils and (pupil, adult) not in seen:
                seen.add((pupil, adult))
                related(book, pupil, adult, book.users[adult].role, user.place)


def related(book: Book, pupil: str, adult: str, role: str, place: Place) -> None:
    book.roster.guardianships.append(
        GuardianshipRow(pupil=pupil, guardian=adult, relation=RELATIONS.get(role.lower(), "contact"), place=place)
    )
    if adult not in book.adults:
        book.adults.add(adult)
        user = book.users[adult]
        book.roster.guardians.append(
            GuardianRow(
                key=adult,
                given_name=user.texts.get("givenName", ""),
                family_name=user.texts.get("familyName", ""),
                email=user.texts.get("email", ""),
                phone=user.texts.get("phone") or user.texts.get("sms", ""),
                place=user.place,
            )
        )
