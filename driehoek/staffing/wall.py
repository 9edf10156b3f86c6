"""Where an agreement crosses the wall between centres: the boards of its parties, for one act, and nothing else.

Each party holds its own copy of what was agreed and reads only that. An act on it writes all copies in one transaction;
for that act, and no longer, the boards of the parties are open to each other's rows. What is read there never leaves
the act: a refusal that rests on another centre's plan does not say what stands in it.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from driehoek.access import wall
from driehoek.access.actors import Actor


@contextmanager
def parties(actor: Actor, boards: Collection[UUID]) -> Iterator[None]:
    """Work for these centres together, inside the transaction of one act."""
    with wall.within(*boards, person=actor.user_id):
        yield


@contextmanager
def own_rows_of(person: UUID) -> Iterator[None]:
    """Look with the eyes of one person who holds no board: on PostgreSQL their own appointments are there, alone."""
    with wall.within(person=person):
        yield
