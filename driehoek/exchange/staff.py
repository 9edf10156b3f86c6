"""Who of the staff never logged in, by place: who gets a slip with a code, and who is left out and why."""

from typing import NamedTuple
from uuid import UUID

from driehoek.access.accounts import may_open
from driehoek.access.actors import Actor
from driehoek.access.knowing import login_accounts_like
from driehoek.access.models import Appointment, LetterCode
from driehoek.access.queries import without_login


class Place(NamedTuple):
    """A school, or a board with staff of its own, and whom its sheet is for."""

    name: str
    board: UUID
    school: UUID | None
    rows: list[Appointment]
    elsewhere: list[Appointment]  # works where who asks does not manage the functions
    alike: list[Appointment]  # perhaps the colleague of that name who logs in already
    coded: list[Appointment]  # has a code that still opens the account

    @property
    def key(self) -> UUID:
        return self.school or self.board


def to_invite(actor: Actor, *, anew: bool = False) -> list[Place]:
    """Everybody once. `anew`: also who has a code that still works; the new one ends it."""
    rows = without_login(actor)
    written = LetterCode.objects.filter(used_at=None, ends_on__gte=actor.on, user__in=[row.user_id for row in rows])
    at_home = set() if anew else set(written.values_list("user_id", flat=True))
    places: dict[UUID, Place] = {}
    for row in rows:
        key = row.school_id or row.board_id
        place = places.setdefault(key, Place(str(row.school or row.board), row.board_id, row.school_id, [], [], [], []))
        _part(actor, place, row, at_home).append(row)
    return sorted(places.values(), key=lambda place: place.name)


def _part(actor: Actor, place: Place, row: Appointment, at_home: set[UUID]) -> list[Appointment]:
    if not may_open(actor, row.user):
        return place.elsewhere
    if not row.user.email and login_accounts_like(actor, row):
        return place.alike
    return place.coded if row.user_id in at_home else place.rows
