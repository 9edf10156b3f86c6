"""Which schools are still being set up, and whom a board has."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.house import is_only_here
from driehoek.access.models import Appointment, LetterCode, User
from driehoek.access.post import is_set_up
from driehoek.access.queries import in_force
from driehoek.ready import Ready
from driehoek.schools.models import Board, School

from .models import StartList

MANAGE, LEAD = "school.manage", "staffing.plan"


def unfinished(actor: Actor) -> list[UUID]:
    """The schools this person manages whose start-up list stands; one kept statement, asked on front pages."""
    managed = actor.reach(MANAGE).schools
    return [school for school, _board in _standing() if school in managed] if managed else []


def unfinished_centres(actor: Actor) -> list[UUID]:
    """The same of the centres this person leads."""
    led = actor.reach(LEAD).boards
    return [board for school, board in _standing() if school is None and board in led] if led else []


@Ready
def _standing() -> QuerySet[StartList, Any]:
    return StartList.objects.filter(aside_at=None).order_by("opened_at").values_list("school_id", "board_id")


class Reached(NamedTuple):
    """Of so many people: who logged in once, and who has an invitation that still opens the account."""

    many: int
    inside: int
    invited: int

    @property
    def left(self) -> int:
        return self.many - self.inside - self.invited


def reached(people: QuerySet[User], on: date, without: int = 0) -> Reached:
    """How far an invitation went. `without` counts those who have no account at all.

    Where mail goes out, whoever has an address got the invitation with the function itself.
    """
    used = Q(last_login__isnull=False) | Q(socialaccount__isnull=False)
    inside = people.filter(used).distinct()
    waiting = people.exclude(pk__in=inside.values("pk"))
    asked = Q(pk__in=LetterCode.objects.filter(used_at=None, ends_on__gte=on).values("user"))
    if is_set_up():
        asked |= Q(email__gt="")
    return Reached(people.count() + without, inside.count(), waiting.filter(asked).count())


class OwnSchool(NamedTuple):
    school: School
    directors: list[Appointment]


def schools_of(board: Board, actor: Actor) -> list[OwnSchool]:
    """The schools of a board, each with who directs it today; a school without anybody waits for the board."""
    named: dict[UUID | None, list[Appointment]] = {}
    for row in holders(board, actor, Function.DIRECTOR):
        named.setdefault(row.school_id, []).append(row)
    rows = School.objects.filter(board=board).order_by("name")
    return [OwnSchool(school, named.get(school.pk, [])) for school in rows]


def holders(board: Board, actor: Actor, *functions: Function) -> QuerySet[Appointment]:
    """Who holds these functions of a board now or from a later day."""
    return (
        Appointment.objects.filter(board=board, function__in=functions)
        .filter(in_force(actor.on, actor.at))
        .select_related("user")
        .order_by("function", "user__family_name")
    )


def has_director(school: School, actor: Actor) -> bool:
    return holders(school.board, actor, Function.DIRECTOR).filter(school=school).exists()


def neighbours(board: Board) -> list[Board]:
    """Other boards of the same school community; their names are public."""
    if not board.community:
        return []
    return list(Board.objects.filter(community=board.community).exclude(pk=board.pk).order_by("name"))


def served_at() -> str:
    """Where `./run serve` serves this house, as it noted at its start: what a command may print."""
    return _noted() or "http://localhost:8000/"


def listens_here_alone() -> bool:
    """Whether `./run serve` was started for this one computer, with no proxy in front of it."""
    return _noted().startswith("http:") and is_only_here(_noted())


def _noted() -> str:
    noted = settings.VAR / "served_at"
    return noted.read_text().strip() if noted.exists() else ""
