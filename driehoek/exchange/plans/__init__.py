"""Import as a plan: `plan` says what a roster would change; `exchange.actions` writes it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.exchange.checks import check
from driehoek.exchange.roster import Place, Roster
from driehoek.schools.models import School
from lawbook.kinds import SchoolYear

from . import adults, groups, looking, pupils
from .base import Plan, Work

__all__ = ["Plan", "plan"]


def plan(
    school: School, roster: Roster, *, on: date, by: UUID | None = None, so_far: Callable[[float], None] | None = None
) -> Plan:
    """The changes a roster brings to a school on a day. Reads a fixed number of times, writes nothing.

    `so_far` is told the part that is done, after each kind of row.
    """
    check(roster, on)
    work = Work(school, roster, on, by, directs=_directs(school, by))
    _other_school(work)
    _which_year(work)
    if not roster.refused:
        _all_kinds(work, so_far or (lambda _part: None))
    made = work.plan
    made.file, made.skipped = roster.counts(), dict(roster.skipped)
    made.warnings, made.refused = roster.warnings, roster.refused
    return made


def _directs(school: School, by: UUID | None) -> bool:
    """Whether the person manages the functions of the school; a command line is used by who runs the whole house."""
    if by is None:
        return True
    return school.pk in actor_of(User.objects.get(pk=by)).reach("people.manage").schools


def _all_kinds(work: Work, so_far: Callable[[float], None]) -> None:
    site_ids = groups.sites(work)
    group_ids = groups.groups(work, site_ids)
    looking.again(work)
    so_far(0.1)
    pupil_ids = pupils.pupils(work, site_ids)
    so_far(0.4)
    pupils.enrolments(work, pupil_ids)
    pupils.memberships(work, pupil_ids, group_ids)
    so_far(0.7)
    adults.guardians(work, pupil_ids)
    so_far(0.9)
    adults.teachers(work, group_ids)
    _many_missing(work)
    so_far(1)


def _other_school(work: Work) -> None:
    theirs, ours = work.roster.official_number, work.school.official_number
    if theirs and ours and theirs.lstrip("0") != ours.lstrip("0"):
        work.roster.warn(
            _("The file is of school %(theirs)s, this school is %(ours)s. Is this the right file?")
            % {"theirs": theirs, "ours": ours},
            Place(1),
            "school",
        )


def _which_year(work: Work) -> None:
    """The year the file is of: this one where it does not say; one of before says how little of it is taken in."""
    if not work.roster.school_year:
        work.roster.school_year = SchoolYear.of(work.on, work.school.jurisdiction).as_text()
        work.roster.warn(
            _("The file does not say of which school year it is: it is read as %(year)s. Cancel if it is another.")
            % {"year": work.roster.school_year}
        )
    elif not work.latest:
        work.roster.warn(
            _(
                "This file is of %(year)s, and the school has classes of a later year. Only the classes of %(year)s "
                "and names are taken in: nobody's year, site or leaving day changes. Is it the right file?"
            )
            % {"year": work.roster.school_year},
        )


def _many_missing(work: Work) -> None:
    """More pupils gone than stayed is more often half a file than a real departure."""
    left = work.plan.counts()["left"]
    if left > len(work.roster.pupils):
        work.roster.warn(
            _("%(left)d pupils are not in this file, more than are in it. Is it the whole school?") % {"left": left},
            Place(1),
        )
