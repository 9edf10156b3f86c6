"""Who the people on a case are to the school: staff and CLB, the board, or somebody from outside."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from driehoek.access.functions import COUNCIL_SECTIONS, Function
from driehoek.access.models import Appointment, User
from driehoek.access.policy import TABLE
from driehoek.access.queries import in_force
from driehoek.kit.names import fold
from driehoek.schools.models import School

from . import committees
from .models import Case, Party

OUTSIDE = (Function.PARENT, Function.EMERGENCY, Function.COMMITTEE_MEMBER, Function.DATA_PROTECTION_OFFICER,
           Function.POLICE_CONTACT, Function.ATTENDANCE_OFFICER, Function.INSPECTORATE_CONTACT,
           Function.PARENTS_COUNCIL_CHAIR, Function.SCHOOL_COUNCIL_CHAIR, Function.PARTICIPATION_CHAIR,
           *COUNCIL_SECTIONS)  # fmt: skip

READERS = tuple(function for function in Function if (function, "case.read") in TABLE)


class Known(NamedTuple):
    """What the appointments of today say of somebody."""

    works_here: bool
    of_the_board: bool


def known_here(case: Case, user: User | None, name: str) -> Known:
    """Whether somebody works for the school or its CLB, or is of its board: by the account, or else by the name."""
    now = timezone.localtime()
    here = Appointment.objects.filter(in_force(now.date(), now), board=case.board_id).select_related("user")
    mine = [row for row in here if _is(row.user, user, name)]
    return Known(
        any(row.school_id == case.school_id and row.function not in OUTSIDE for row in mine),
        any(row.function == Function.BOARD_MEMBER for row in mine),
    )


def accounts(case: Case) -> QuerySet[User]:
    """The accounts that can be named on a case: who serves this school, its board or its committees today."""
    now = timezone.localtime()
    here = Appointment.objects.filter(
        in_force(now.date(), now), Q(school=case.school_id) | Q(school=None), board=case.board_id, function__in=READERS
    )
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("family_name", "given_name")


def staff_of(school: School, on: date) -> QuerySet[User]:
    """Who works for a school: no parents, no police, nobody who only comes from outside."""
    here = Appointment.objects.filter(in_force(on, timezone.now()), school=school).exclude(function__in=OUTSIDE)
    return User.objects.filter(pk__in=here.values("user")).order_by("family_name", "given_name")


def named(case: Case) -> list[tuple[str, str]]:
    """The people on the case that a fact of a step can be: by the guardian, or else by name."""
    rows = (row for row in case.people if row.removed_at is None and row.role in {"parents", "pupil"})
    return [(str(row.guardian_id or row.name), row.name) for row in rows]


def only_one(case: Case, name: str) -> User | None:
    """The account of that name, where there is just one: somebody of the school is known without being chosen."""
    found = [one for one in accounts(case) if fold(one.get_full_name()) == fold(name)]
    return found[0] if len(found) == 1 else None


def _is(somebody: User, user: User | None, name: str) -> bool:
    return somebody.pk == user.pk if user else fold(somebody.get_full_name()) == fold(name)


def voting(people: Iterable[Party]) -> list[Party]:
    """The members of a committee whose votes are counted, the chair last."""
    rows = [one for one in people if one.role in committees.SITTING]
    return sorted(rows, key=lambda one: (one.role == committees.CHAIR, one.role, one.name))
