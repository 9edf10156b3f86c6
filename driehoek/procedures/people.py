"""Who the people on a case are to the school: staff and CLB, the board, or somebody from outside."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import in_force
from driehoek.pupils.names import fold

from . import committees
from .models import Case, Party

OUTSIDE = (Function.PARENT, Function.EMERGENCY, Function.COMMITTEE_MEMBER, Function.DATA_PROTECTION_OFFICER,
           Function.POLICE_CONTACT, Function.ATTENDANCE_OFFICER, Function.INSPECTORATE_CONTACT,
           Function.PARENTS_COUNCIL_CHAIR, Function.SCHOOL_COUNCIL_CHAIR, Function.PARTICIPATION_CHAIR)  # fmt: skip


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


def _is(somebody: User, user: User | None, name: str) -> bool:
    return somebody.pk == user.pk if user else fold(somebody.get_full_name()) == fold(name)


def voting(people: Iterable[Party]) -> list[Party]:
    """The members of a committee whose votes are counted, the chair last."""
    rows = [one for one in people if one.role in committees.SITTING]
    return sorted(rows, key=lambda one: (one.role == committees.CHAIR, one.role, one.name))
