"""What must hold in a roster of any format: keys once, references that lead somewhere, values that fit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _

from driehoek.access.addresses import is_generic
from driehoek.access.models import Appointment, User
from driehoek.people.models import Guardian, Pupil
from driehoek.schools.models import Group, Site

from .roster import Place, PupilRow, Roster, Row

OLDEST = 1990  # no pupil of a primary school was born before; a typing error was


def check(roster: Roster, on: date) -> None:
    """Add the refusals and warnings of a roster that was read."""
    _keys(roster)
    _references(roster)
    _group_names(roster)
    for row in roster.pupils:
        _pupil(roster, row, on)
    for rows, model in (
        (roster.sites, Site),
        (roster.groups, Group),
        (roster.pupils, Pupil),
        (roster.guardians, Guardian),
        (roster.teachers, User),
    ):
        _lengths(roster, rows, model)
    for guardian in roster.guardians:
        guardian.email = _email(roster, guardian.email, guardian.place)
    for teacher in roster.teachers:
        teacher.email = _own(roster, _email(roster, teacher.email, teacher.place), teacher.place)
    _main_groups(roster)


def _keys(roster: Roster) -> None:
    for rows in (roster.sites, roster.groups, roster.pupils, roster.guardians, roster.teachers):
        seen: dict[str, Place] = {}
        for row in rows:
            if row.key in seen:
                roster.refuse(
                    _("This key stands twice in the file (first on line %(line)s).") % {"line": seen[row.key].line},
                    row.place,
                    "key",
                )
            seen.setdefault(row.key, row.place)


def _references(roster: Roster) -> None:
    known = {
        "site": {row.key for row in roster.sites},
        "group": {row.key for row in roster.groups},
        "pupil": {row.key for row in roster.pupils},
        "guardian": {row.key for row in roster.guardians},
        "teacher": {row.key for row in roster.teachers},
    }
    referring: Sequence[tuple[Iterable[Row], tuple[str, ...]]] = (
        (roster.groups, ("site",)),
        (roster.pupils, ("site",)),
        (roster.memberships, ("pupil", "group")),
        (roster.guardianships, ("pupil", "guardian")),
        (roster.teaching, ("teacher", "group")),
    )
    for rows, names in referring:
        for row in rows:
            for name in names:
                key = getattr(row, name)
                if key and key not in known[name]:
                    roster.refuse(
                        _("It refers to “%(key)s”, which is not in the file.") % {"key": key[:60]}, row.place, name
                    )


def _group_names(roster: Roster) -> None:
    """Two groups of one name (on two sites) both stay: the second takes its key into its name."""
    seen: set[str] = set()
    longest = _max_length(Group, "name")
    for group in roster.groups:
        if group.name in seen:
            group.name = f"{group.name} ({group.key})"
            roster.warn(
                _("There are two groups of this name: the second becomes “%(name)s”.") % {"name": group.name[:60]},
                group.place,
                "name",
            )
        if len(group.name) > longest:
            roster.warn(
                _("The name is longer than %(most)d signs: the end is left out.") % {"most": longest},
                group.place,
                "name",
            )
            group.name = group.name[:longest]
        seen.add(group.name)


def _pupil(roster: Roster, row: PupilRow, on: date) -> None:
    born = row.birth_date
    if not (row.given_name or row.first_names or row.family_name):
        roster.refuse(_("The name is empty."), row.place, "name")
    elif not row.family_name:
        roster.refuse(
            _("The family name is empty. Whoever has one name only has it as family name."), row.place, "family_name"
        )
    if born and not OLDEST <= born.year <= on.year:
        roster.refuse(_("“%(text)s” cannot be the date of birth of a pupil.") % {"text": born}, row.place, "birth_date")
    if row.enrolled_on and row.left_on and row.left_on < row.enrolled_on:
        roster.warn(_("The pupil left before the day of enrolment."), row.place, "left_on")


def _lengths(roster: Roster, rows: Iterable[Row], model: type[models.Model]) -> None:
    names = {"key": "external_key"} if model in {Site, Group, Guardian} else {"key": "key"}
    fields = {field.name: field.max_length for field in model._meta.concrete_fields if field.max_length}
    if model is User:
        fields["key"] = _max_length(Appointment, "external_key")
    for row in rows:
        for name in row.__dataclass_fields__:
            most = fields.get(names.get(name, name))
            value = getattr(row, name)
            if most and isinstance(value, str) and len(value) > most:
                roster.refuse(_("This is longer than %(most)d signs.") % {"most": most}, row.place, name)


def _max_length(model: type[models.Model], name: str) -> int:
    field = next(one for one in model._meta.concrete_fields if one.name == name)
    return field.max_length or 0


def _email(roster: Roster, address: str, place: Place) -> str:
    """The address if it can be one; otherwise it is left out and told."""
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        roster.warn(_("This cannot be an e-mail address: it is left out."), place, "email")
        return ""
    return address


def _own(roster: Roster, address: str, place: Place) -> str:
    """An address of one person: an invitation never goes to that of an office."""
    if not is_generic(address):
        return address.lower()
    roster.warn(
        _("This is the address of an office, not of one person: nobody is invited there. It is left out."),
        place,
        "email",
    )
    return ""


def _main_groups(roster: Roster) -> None:
    composite = {group.key for group in roster.groups if group.composite}
    places = {membership.pupil: membership.place for membership in roster.memberships}
    counted = Counter(membership.pupil for membership in roster.memberships if membership.group not in composite)
    for pupil, many in counted.items():
        if many > 1:
            roster.warn(_("This pupil is in %(many)d classes at once.") % {"many": many}, places[pupil], "group")
