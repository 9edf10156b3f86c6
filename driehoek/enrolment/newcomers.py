"""A child that is new to the school: what is asked about it, whether it is known already, and its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from driehoek.kit.names import search_name, written
from driehoek.people import personal_number
from driehoek.people.models import Guardian, Pupil
from driehoek.schools.models import Group, School
from lawbook.kinds import SchoolYear

from .drafting import Draft

BY_HAND = "H"  # an administration number that starts so was made here


@dataclass(frozen=True)
class Newcomer:
    """What the form asked. `adults`: the fields of each adult, with what they are to the child."""

    child: Mapping[str, Any]
    number: str  # the personal number, as typed
    first_day: date
    enrolment: Mapping[str, Any]
    group: Group | None
    adults: Sequence[Mapping[str, Any]]


def known(school: School, given: str, family: str, born: date) -> list[Pupil]:
    """Children of the board with this name and date of birth: the same child, most often."""
    rows = Pupil.objects.filter(board=school.board_id, birth_date=born).named(f"{given} {family}")
    wanted = written(f"{given} {family}")
    return [
        one
        for one in rows.select_related("school")
        if wanted in {written(one.full_name), written(f"{one.given_name} {one.family_name}")}
    ]


def rows_of(draft: Draft, newcomer: Newcomer) -> UUID:
    """The rows of a new pupil with enrolment, class and adults; returns its id."""
    pk, school = uuid7(), draft.school
    values = dict(newcomer.child)
    given, first, prefix, family = (
        str(values.get(name, "")) for name in ("given_name", "first_names", "prefix", "family_name")
    )
    label = " ".join(filter(None, (given or first, prefix, family)))
    values["key"] = values.get("key") or f"{BY_HAND}{pk.hex[-10:].upper()}"
    values["search_name"] = search_name(given, first, prefix, family, school.jurisdiction)
    if newcomer.number:
        values["personal_number"] = personal_number.seal(newcomer.number, pk)
    group = newcomer.group
    if group:
        values |= {"site_id": group.site_id, "year": group.year}
    draft.new("pupils.pupil", label, pk=str(pk), school_id=school.pk, **values)
    draft.new("pupils.enrolment", label, pupil_id=pk, first_day=newcomer.first_day, **newcomer.enrolment)
    if group:
        last = SchoolYear.parse(group.school_year).last(school.jurisdiction)
        draft.new(
            "pupils.membership", label, pupil_id=pk, group_id=group.pk, first_day=newcomer.first_day, last_day=last
        )
    for order, adult in enumerate(newcomer.adults, 1):
        _adult(draft, pk, dict(adult), order)
    return pk


def _adult(draft: Draft, pupil: UUID, adult: dict[str, Any], order: int) -> None:
    """An adult with what it is to the child; who stands around a brother or sister already is kept once."""
    tie = {name: adult.pop(name) for name in ("relation", "has_authority", "lives_with", "is_informed")}
    name = f"{adult['given_name']} {adult['family_name']}".strip()
    same = _known_adult(draft.school, adult)
    guardian = str(same.pk) if same else draft.new("pupils.guardian", name, **adult)
    draft.new("pupils.guardianship", name, pupil_id=pupil, guardian_id=guardian, call_order=order, **tie)


def _known_adult(school: School, adult: Mapping[str, Any]) -> Guardian | None:
    """The same person: the same name, and the same telephone or mail address."""
    rows = Guardian.objects.filter(guardianships__pupil__school=school, family_name__iexact=adult["family_name"])
    for one in rows.distinct():
        same_name = written(str(one)) == written(f"{adult['given_name']} {adult['family_name']}")
        mail = bool(one.email) and one.email.casefold() == str(adult["email"]).casefold()
        if same_name and (mail or (_digits(one.phone) and _digits(one.phone) == _digits(adult["phone"]))):
            return one
    return None


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())[-8:]
