"""Who is asking, as plain values: the functions a person holds at this moment, and what a right reaches with them.

`decide` is the one decision point (ACC-1); `reach` says the same for a whole list, so that lists are filtered by the
table and not by hand. Neither asks the database.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from .functions import CLB_FUNCTIONS, Function
from .policy import ACKNOWLEDGE, CLB_AGREEMENT, CLOSED, TABLE, VERSION, Decision, Grant, Scope


class Role(NamedTuple):
    """One appointment that counts at this moment."""

    function: Function
    board: UUID
    school: UUID | None
    group: UUID | None
    pupil: UUID | None


# Ids a scope extends to, None for what a subject does not have, each with the answer it gives.
Extents = dict[UUID | None, Decision]


class Subject(Protocol):
    """What a question can be about: anything that knows the pupil, groups, school and board it belongs to."""

    @property
    def board_id(self) -> UUID: ...
    @property
    def school_id(self) -> UUID | None: ...
    @property
    def pupil_id(self) -> UUID | None: ...
    @property
    def group_ids(self) -> Collection[UUID]: ...


class Reach(NamedTuple):
    """The rows a right reaches: boards, schools, groups, single children, and schools where one must be named."""

    boards: frozenset[UUID]
    schools: frozenset[UUID]
    groups: frozenset[UUID]
    pupils: frozenset[UUID]
    named: frozenset[UUID]

    def __bool__(self) -> bool:
        return any(self)


class Actor:
    """A person at one moment. Built once per request; every question about rights is answered from here.

    `waiting`: CLB functions that count as soon as the school's access agreement is acknowledged, and open nothing but
    that agreement before (ACC-8).
    """

    __slots__ = ("_held", "_parts", "_reaches", "at", "name", "on", "roles", "user_id", "waiting")

    def __init__(
        self,
        user_id: UUID | None,
        name: str,
        roles: Collection[Role],
        at: datetime,
        on: date,
        *,
        waiting: Collection[Role] = (),
    ) -> None:
        self.user_id, self.name, self.roles, self.at, self.on = user_id, name, tuple(roles), at, on
        self.waiting = tuple(waiting)
        self._reaches: dict[str, Reach] = {}
        self._parts: tuple[tuple[object, ...], tuple[Any, ...]] | None = None
        self._held: dict[str, tuple[tuple[Scope, Extents], ...]] = {}

    def parts(self) -> tuple[tuple[object, ...], tuple[Any, ...]]:
        """For `driehoek.ready`: which functions over which of the ids, and the ids with the day and the moment."""
        if self._parts is None:
            place: dict[UUID | None, int] = {None: 0}
            held = tuple(
                tuple((role.function, *(place.setdefault(one, len(place)) for one in role[1:])) for role in roles)
                for roles in (self.roles, self.waiting)
            )
            self._parts = held, (self.account, self.at, self.on, *list(place)[1:])
        return self._parts

    def with_values(self, values: Sequence[Any]) -> "Actor":
        """The same functions over other ids, for another person at another moment, in the order of `parts`."""
        account, at, on, *ids = values
        mine = dict(zip(self.parts()[1][3:], ids, strict=True))
        roles, waiting = (
            [Role(role.function, mine[role.board], *(one and mine[one] for one in role[2:])) for role in many]
            for many in (self.roles, self.waiting)
        )
        return Actor(account, self.name, roles, at, on, waiting=waiting)

    @property
    def functions(self) -> frozenset[Function]:
        return frozenset(role.function for role in self.roles)

    @property
    def boards(self) -> frozenset[UUID]:
        return frozenset(role.board for role in (*self.roles, *self.waiting))

    @property
    def account(self) -> UUID:
        """The id of who is logged in. Behind a guard there always is one; nobody raises ValueError."""
        if self.user_id is None:
            raise ValueError("nobody is logged in")
        return self.user_id

    @property
    def only_reads(self) -> bool:
        """A CLB function today: purposes are asked, the screen covers itself, nothing is printed (ACC-4 to ACC-6)."""
        return any(role.function in CLB_FUNCTIONS for role in (*self.roles, *self.waiting))

    @property
    def schools(self) -> frozenset[UUID]:
        return frozenset(role.school for role in self.roles if role.school)

    def may(self, right: str) -> bool:
        """Whether any function held gives this right over anything at all."""
        return any((role.function, right) in TABLE for role in self.counting(right))

    def ground(self, act: str, category: str = "") -> str:
        """On which act and article the functions held give a right, by which version of the policy; "" for no right.

        The journal keeps it on the line, so that a later policy does not change what an older line says.
        """
        for right in (f"{act}:{category}", act):
            for role in self.counting(right):
                if grant := TABLE.get((role.function, right)):
                    return f"{grant.ground.act}, {grant.ground.article} · {VERSION}"
        return ""

    def counting(self, right: str) -> tuple[Role, ...]:
        """The roles that count for a right: a waiting one only for acknowledging what it waits for."""
        return (*self.roles, *self.waiting) if right == ACKNOWLEDGE else self.roles

    def reach(self, right: str) -> Reach:
        if right not in self._reaches:
            self._reaches[right] = self._reach(right)
        return self._reaches[right]

    def held(self, right: str) -> tuple[tuple[Scope, Extents], ...]:
        """What the roles give over what: per scope the ids it extends to, each with its answer. Made once a right."""
        found = self._held.get(right)
        if found is None:
            found = self._held[right] = self._hold(right)
        return found

    def _hold(self, right: str) -> tuple[tuple[Scope, Extents], ...]:
        found: dict[Scope, Extents] = {}
        for role in self.counting(right):
            grant = TABLE.get((role.function, right))
            if grant:
                over = found.setdefault(grant.scope, {})
                extent = _extent(role, grant)
                if extent:
                    over.setdefault(extent, ALLOWED[role.function, right])
        return tuple(found.items())

    def _reach(self, right: str) -> Reach:
        found: dict[Scope, set[UUID]] = {scope: set() for scope in Scope}
        for role in self.counting(right):
            grant = TABLE.get((role.function, right))
            over = grant and _extent(role, grant)
            if grant and over:
                found[grant.scope].add(over)
        return Reach(*(frozenset(found[scope]) for scope in REACH_ORDER))


REACH_ORDER = (Scope.OWN_BOARD, Scope.OWN_SCHOOL, Scope.OWN_GROUP, Scope.OWN_CHILD, Scope.NAMED)


def _extent(role: Role, grant: Grant) -> UUID | None:
    """The one id a role's grant extends to; a role that does not name it reaches nothing (a teacher without group)."""
    if grant.scope is Scope.NAMED:  # of the board as a whole for who has no school in it
        return role.school or role.board
    if grant.scope is Scope.OWN_SCHOOL:
        return role.school
    if grant.scope is Scope.OWN_GROUP:
        return role.group
    return role.pupil if grant.scope is Scope.OWN_CHILD else role.board


ALLOWED: dict[tuple[Function, str], Decision] = {
    (function, right): Decision(True, f"{function.value}.{grant.scope.value}", grant.ground)
    for (function, right), grant in TABLE.items()
}
# Names of the module, because looking a member up on its enum takes as long as the whole decision.
OWN_SCHOOL, OWN_GROUP, OWN_CHILD, OWN_BOARD = Scope.OWN_SCHOOL, Scope.OWN_GROUP, Scope.OWN_CHILD, Scope.OWN_BOARD
NO_FUNCTION = Decision(False, "no_function", CLOSED)
OUT_OF_REACH = Decision(False, "out_of_reach", CLOSED)
AGREEMENT_FIRST = Decision(False, "agreement_first", CLB_AGREEMENT)


def decide(actor: Actor, right: str, subject: Subject, *, named: bool = False) -> Decision:
    """May this person do this with this, now, and why (ACC-1)? `named`: the entry names the actor, with consent."""
    held = actor.held(right)
    for scope, over in held:
        if scope is OWN_SCHOOL:
            found = over.get(subject.school_id)
        elif scope is OWN_GROUP:
            found = _of_a_group(over, subject.group_ids)
        elif scope is OWN_CHILD:
            found = over.get(subject.pupil_id)
        elif scope is OWN_BOARD:
            found = over.get(subject.board_id)
        else:
            found = over.get(subject.school_id) if named else None
        if found is not None:
            return found
    if held:
        return OUT_OF_REACH
    return AGREEMENT_FIRST if actor.waiting else NO_FUNCTION


def _of_a_group(over: Extents, group_ids: Collection[UUID]) -> Decision | None:
    for group in group_ids:
        if group in over:
            return over[group]
    return None
