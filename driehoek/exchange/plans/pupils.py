"""The part of a plan about the pupils of a school, their enrolments and their places in groups."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from driehoek.exchange.roster import GroupRow, MembershipRow, PupilRow
from driehoek.kit.names import search_name
from driehoek.people import personal_number
from driehoek.people.models import Enrolment, Membership, Pupil
from lawbook.kinds import SchoolYear

from .base import Stored, Work, day_before, stored_rows
from .groups import Ids
from .same import kept_key, recognised

NAMES = ("given_name", "first_names", "prefix", "family_name")


PUPIL_FIELDS = (
    "given_name", "first_names", "prefix", "family_name", "birth_date", "sex", "country", "postcode", "eckid", "year",
)  # fmt: skip


def pupils(work: Work, site_ids: Ids) -> Ids:
    """Pupils by their administration number. Who is not in the file is proposed as having left, never removed."""
    fields = ("pk", "key", "site_id", "left_on", "personal_number", "search_name", *PUPIL_FIELDS)
    stored = {row["key"]: row for row in stored_rows(Pupil.objects.filter(school=work.school), *fields)}
    known = recognised(work, stored)
    by_key = {group.key: group for group in work.roster.groups}
    groups_of: dict[str, list[GroupRow]] = defaultdict(list)
    for place in work.roster.memberships:
        groups_of[place.pupil].append(by_key[place.group])
    ids = {row.key: _pupil(work, row, known.get(row.key), site_ids, groups_of[row.key]) for row in work.roster.pupils}
    if work.latest:
        there = set(ids.values())
        for row in stored.values():
            if str(row["pk"]) not in there and row["left_on"] is None:
                work.left(row, _name(row))
    return ids


def _pupil(work: Work, row: PupilRow, stored: Stored | None, site_ids: Ids, places: list[GroupRow]) -> str:
    wanted: dict[str, Any] = {name: getattr(row, name) for name in PUPIL_FIELDS}
    wanted |= {"key": kept_key(row, stored), "site_id": site_ids.get(row.site), "left_on": row.left_on}
    if stored and stored["year"] is None and row.year in {group.year for group in places}:
        wanted["year"] = None  # the class says it already
    if stored and not work.latest:  # a file of a year before knows nothing of now
        wanted |= {"year": stored["year"], "site_id": stored["site_id"], "left_on": stored["left_on"]}
    given, first, prefix, family = (wanted[name] or (stored or {}).get(name, "") for name in NAMES)
    wanted["search_name"] = search_name(given, first, prefix, family, work.school.jurisdiction)
    pk = stored["pk"] if stored else uuid7()
    if stored and row.birth_date not in {None, stored["birth_date"]} and row.family_name != stored["family_name"]:
        work.roster.warn(
            _(
                "This administration number is that of another child here, with another name and date of birth. Check "
                "that the file is of this school: taking it in would turn the one child into the other."
            ),
            row.place,
            "key",
        )
    number = row.personal_number
    if personal_number.is_possible(number, work.school.jurisdiction) and not _has_number(stored, number):
        wanted["personal_number"] = personal_number.seal(number, pk)
    return work.match(
        "pupils.pupil",
        stored,
        wanted,
        _name(wanted if stored is None else {**stored, **wanted}),
        line=row.place.line,
        detail="" if stored else ", ".join(group.name for group in places),
        erasable=("left_on",),
        fixed={"pk": pk, "school_id": work.school.pk},
    )


def _has_number(stored: Stored | None, number: str) -> bool:
    """Whether this is the number already kept: sealing it again would look like a change."""
    if not stored or not stored["personal_number"]:
        return False
    try:
        return personal_number.reveal(stored["personal_number"], stored["pk"]) == personal_number.digits(number)
    except InvalidTag:  # sealed under another key: seal it anew
        return False


def _name(row: dict[str, Any]) -> str:
    return " ".join(filter(None, (row["given_name"] or row["first_names"], row["prefix"], row["family_name"])))


def enrolments(work: Work, ids: Ids) -> None:
    """An enrolment for who has none or came back; its end for who left."""
    stored: dict[str, Stored] = {}
    rows = Enrolment.objects.filter(pupil__school=work.school).order_by("first_day")
    for row in stored_rows(rows, "pk", "pupil_id", "first_day", "last_day"):
        stored[str(row["pupil_id"])] = row
    for pupil in work.roster.pupils:
        _enrolment(work, pupil, ids[pupil.key], stored.get(ids[pupil.key]))
    for pk, left_on in _leaving(work):
        found = stored.get(pk)
        if found and found["last_day"] is None:
            work.end(
                "pupils.enrolment", found, {"last_day": max(left_on, found["first_day"]).isoformat()}, pk, kind="left"
            )


def _enrolment(work: Work, pupil: PupilRow, pk: str, found: Stored | None) -> None:
    came_back = found and found["last_day"] and found["last_day"] < work.on and not pupil.left_on and _is_current(work)
    if found is None or came_back:
        first = pupil.enrolled_on or work.first
        if came_back:
            first = max(work.on, work.first)
        last = max(pupil.left_on, first) if pupil.left_on else None
        work.tie("pupils.enrolment", pk, {"pupil_id": pk, "first_day": first, "last_day": last})
    elif pupil.left_on and found["last_day"] is None:
        work.end("pupils.enrolment", found, {"last_day": max(pupil.left_on, found["first_day"]).isoformat()}, pk)


def _is_current(work: Work) -> bool:
    return work.on <= work.last


def _leaving(work: Work) -> list[tuple[str, date]]:
    return [(change.pk, work.on) for change in work.plan.changes if change.kind == "left"]


def memberships(work: Work, pupil_ids: Ids, group_ids: Ids) -> None:
    """Places in groups: what the file gives, and the end of what it no longer gives."""
    fields = (
        "pk",
        "pupil_id",
        "group_id",
        "first_day",
        "last_day",
        "group__school_year",
        "group__composite",
        "group__external_key",
        "group__name",
    )
    stored: dict[str, list[Stored]] = defaultdict(list)
    for row in stored_rows(Membership.objects.filter(pupil__school=work.school), *fields):
        stored[str(row["pupil_id"])].append(row)
    composite = {group.key for group in work.roster.groups if group.composite}
    wanted: dict[str, dict[tuple[str, bool], MembershipRow]] = defaultdict(dict)
    for membership in work.roster.memberships:
        place = (group_ids[membership.group], membership.group in composite)
        wanted[membership.pupil].setdefault(place, membership)
    for pupil in work.roster.pupils:
        _places(work, pupil, pupil_ids[pupil.key], wanted[pupil.key], stored[pupil_ids[pupil.key]])
    for pk, left_on in _leaving(work):
        for row in stored[pk]:
            if row["last_day"] is None or row["last_day"] > left_on:
                work.end(
                    "pupils.membership", row, {"last_day": max(left_on, row["first_day"]).isoformat()}, pk, kind="left"
                )


def _places(
    work: Work, pupil: PupilRow, pk: str, wanted: dict[tuple[str, bool], MembershipRow], stored: list[Stored]
) -> None:
    until = min(pupil.left_on or work.last, work.last)
    running = [row for row in stored if row["last_day"] is None or row["last_day"] >= min(work.on, until)]
    there = {str(row["group_id"]) for row in running}
    gone = [row for row in running if str(row["group_id"]) not in {group for group, _composite in wanted}]
    for (group, composite), told in wanted.items():
        if group in there:
            continue
        before = [row for row in gone if row["group__composite"] == composite and _ends(work, row, wanted)]
        same_year = any(row["group__school_year"] == work.roster.school_year for row in before)
        first = max(work.on, work.first) if same_year else max(pupil.enrolled_on or work.first, work.first)
        first = max(first, told.first_day or first)
        last = min(until, told.last_day or until)
        if first > last:
            continue
        replaced = next((row for row in before if row["first_day"] >= first), None)
        if replaced:  # put right on the day itself: no place in the first group remains
            was = replaced["group__name"]
            work.end("pupils.membership", replaced, {"group_id": group}, pk, f"{was} → {work.labels[group]}")
            gone.remove(replaced)
            continue
        again = next((row for row in stored if str(row["group_id"]) == group and row["first_day"] == first), None)
        if again:  # ended by mistake: that place goes on, it is not taken twice
            work.end("pupils.membership", again, {"last_day": last.isoformat()}, pk, f"→ {work.labels[group]}")
            continue
        values = {"pupil_id": pk, "group_id": group, "first_day": first, "last_day": last}
        work.tie("pupils.membership", pk, values, f"→ {work.labels[group]}")
    for row in gone:
        if _ends(work, row, wanted):
            last = max(_last_day(work, row), row["first_day"])
            if row["last_day"] is None or row["last_day"] > last:
                work.end("pupils.membership", row, {"last_day": last.isoformat()}, pk, f"{row['group__name']} →")


def _ends(work: Work, row: Stored, wanted: Collection[tuple[str, bool]]) -> bool:
    """Whether the file ends this place: another class took over, or an imported composite group is no longer named.

    A later year's places and composite groups made by hand stay; so does a class of which the file says nothing.
    """
    if row["group__school_year"] > work.roster.school_year:
        return False
    if row["group__composite"]:
        return bool(row["group__external_key"]) and any(group.composite for group in work.roster.groups)
    return any(not composite for _group, composite in wanted)


def _last_day(work: Work, row: Stored) -> date:
    year = SchoolYear.parse(row["group__school_year"])
    if year < work.year:
        return year.last(work.school.jurisdiction)
    return day_before(max(work.on, work.first))
