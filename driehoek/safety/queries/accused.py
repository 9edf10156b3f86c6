"""Staff named as who did it: what that keeps from them, and who takes their place (SAF-6, SAF-11).

Whoever is named as offender reads nothing of the incident, has no duty and no mail of it. Where that is the head of the
school, the board is told and reads along; where nobody is left at the school, the board has the duties.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import in_force
from driehoek.duties.models import Duty
from driehoek.safety.models import Incident, Thread
from driehoek.safety.models.incident_sight import ACCUSED, against

from .incidents import Holder

NEXT = (Function.PREVENTION_OFFICER, Function.DIRECTOR, Function.CARE_COORDINATOR)
# Who sees the duties of the whole school; of two of them who stand accused, a duty can be kept from one alone.
SEE_ALL = frozenset({Function.DIRECTOR, Function.CARE_COORDINATOR, Function.SECRETARIAT})


class Aside(NamedTuple):
    """Who of the staff stands accused in an incident, and who holds which function at its school now."""

    accused: frozenset[UUID]
    held: Mapping[str, frozenset[UUID]]
    board: frozenset[UUID]

    def left(self, function: str) -> frozenset[UUID]:
        """The holders of a function who may still act."""
        return self.held.get(function, frozenset()) - self.accused

    @property
    def about_head(self) -> bool:
        return bool(self.accused & self.held.get(Function.DIRECTOR, frozenset()))

    @property
    def seeing(self) -> list[UUID]:
        """The accused who would see the duties of the whole school, the head first."""
        of = [self.accused & self.held.get(one, frozenset()) for one in sorted(SEE_ALL, key=_head_first)]
        return list(dict.fromkeys(user for users in of for user in sorted(users)))

    def holder(self, asked: str) -> str:
        """The function a duty goes to: the one it is asked of, else the next that is not accused, else the board."""
        if not self.accused:
            return asked
        if len(self.seeing) > 1:
            return Function.BOARD_MEMBER
        return next((one for one in (asked, *NEXT) if self.left(one)), Function.BOARD_MEMBER)

    @property
    def kept_from(self) -> UUID | None:
        return next(iter(self.seeing or sorted(self.accused)), None)

    def school(self, holder: str, school: UUID) -> UUID | None:
        """Where its duty stands: one of the board stands on no list of the school."""
        return None if holder == Function.BOARD_MEMBER else school


def _head_first(function: str) -> bool:
    return function != Function.DIRECTOR


def aside(incident: Incident) -> Aside:
    """Read anew each time: who is named, and who holds a function today."""
    named = Thread.objects.filter(ACCUSED, incident=incident).values_list("user_id", flat=True)
    return of(incident, frozenset(user for user in named if user))


def of(incident: Incident, accused: frozenset[UUID]) -> Aside:
    if not accused:
        return Aside(accused, {}, frozenset())
    now = timezone.localtime()
    where = Q(school=incident.school_id) | Q(school=None, board=incident.board_id, function=Function.BOARD_MEMBER)
    rows = Appointment.objects.filter(in_force(now.date(), now), where).values_list("function", "user_id")
    held: dict[str, set[UUID]] = defaultdict(set)
    for function, user in rows:
        held[function].add(user)
    board = held.pop(Function.BOARD_MEMBER, set())
    return Aside(accused, {one: frozenset(users) for one, users in held.items()}, frozenset(board))


def board_of(found: Aside) -> list[Holder]:
    """Whom of the board a mail goes to."""
    rows = User.objects.filter(pk__in=found.board - found.accused)
    return [Holder(*row) for row in rows.values_list("pk", "email", "language")]


def subjects_against(actor: Actor) -> set[UUID]:
    """What lines of the journal are about when they tell of an incident in which the person who asks stands accused:
    the incident, its threads, and every row that hangs on these.
    """
    incidents = set(against(actor, Thread.objects.all()).values_list("incident", flat=True))
    if not incidents:
        return set()
    threads = set(Thread.objects.filter(incident__in=incidents).values_list("pk", flat=True))
    found = incidents | threads
    for model, keys in ((Incident, incidents), (Thread, threads)):
        for relation in model._meta.related_objects:
            rows: QuerySet[Model] = QuerySet(relation.related_model).filter(**{f"{relation.field.name}__in": keys})
            found |= set(rows.values_list("pk", flat=True))
    return found


def hide(incident: Incident, origins: list[str], found: Aside) -> None:
    """What was done before somebody was named is kept from that person too."""
    if found.accused:
        Duty.objects.filter(board_id=incident.board_id, origin__in=origins).update(kept_from=found.kept_from)
