"""Access decisions a second: may this CLB worker of ten schools read this category of this pupil today, and why."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import NamedTuple
from uuid import UUID

from benchmarks.table import Row
from benchmarks.timing import per_second
from driehoek.access.actors import Actor, Role, decide
from driehoek.access.functions import Category, Function
from driehoek.access.policy import right

SCHOOLS, WORKERS, PER_WORKER = 4_000, 500, 10


class Child(NamedTuple):
    """A pupil as the decision asks for it."""

    board_id: UUID
    school_id: UUID
    pupil_id: UUID
    group_ids: tuple[UUID, ...]


def rows(quick: bool) -> Iterator[Row]:
    number = 20_000 if quick else 200_000
    workers, asked = _questions(number)
    of_worker = {actor.user_id: {role.school for role in actor.roles} for actor in workers}
    closed = right("file.read", Category.HEALTH)
    _check(asked, of_worker, closed)

    def ours() -> None:
        for actor, what, child in asked:
            decide(actor, what, child)

    def bare() -> None:
        for actor, what, child in asked:
            what != closed and child.school_id in of_worker[actor.user_id]  # the comparison is measured

    one, first, column = workers[0], asked[0][1], [child.school_id for _actor, _what, child in asked]

    def batch() -> list[bool]:
        reached = one.reach(first).schools
        return [school in reached for school in column]

    floor = per_second(bare, number)
    yield Row(
        "access decision with reason, one by one",
        "memory",
        per_second(ours, number),
        "/s",
        floor,
        300_000,
        at_most=False,
        notes={"schools per worker": str(PER_WORKER)},
    )
    yield Row(
        "access of a list to one person", "memory", per_second(batch, number), "/s", None, 3_000_000, at_most=False
    )


def _questions(number: int) -> tuple[list[Actor], list[tuple[Actor, str, Child]]]:
    """CLB workers of ten schools each, and questions of which one in six is about a school of their own."""
    throw = Random(1)
    schools = [UUID(int=throw.getrandbits(128)) for _ in range(SCHOOLS)]
    board = UUID(int=1)
    workers = []
    for place in range(WORKERS):
        roles = [Role(Function.CLB_WORKER, board, school, None, None) for school in throw.sample(schools, PER_WORKER)]
        workers.append(Actor(UUID(int=place), "", roles, datetime(2026, 11, 23, tzinfo=UTC), date(2026, 11, 23)))
    rights = [right("file.read", category) for category in Category]
    asked = []
    for _ in range(number):
        actor = throw.choice(workers)
        school = throw.choice(actor.roles).school if throw.random() < 0.17 else throw.choice(schools)
        asked.append((actor, throw.choice(rights), Child(board, school or board, UUID(int=throw.getrandbits(64)), ())))
    return workers, asked


def _check(asked: list[tuple[Actor, str, Child]], of_worker: dict[UUID | None, set[UUID | None]], closed: str) -> None:
    for actor, what, child in asked[:2_000]:
        wanted = what != closed and child.school_id in of_worker[actor.user_id]
        if decide(actor, what, child).allowed != wanted:
            raise AssertionError(f"{what}: {not wanted}")
