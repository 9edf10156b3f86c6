"""What the board does so that the house grows, and what a school does with its start-up list. One act, one line."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from driehoek.access import house
from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.journal import actions as journal
from driehoek.schools.models import Board, School

from .founding import account_of, add_school
from .models import StartList


class OwnFunction(Exception):
    """Somebody gave a function to their own account."""


@transaction.atomic
def open_school(actor: Actor, board: Board, told: dict[str, Any]) -> Appointment:
    """One more school of the own board, with its director (ORG-1)."""
    school = add_school(board, told)
    made = _appoint(actor, board, Function.DIRECTOR, told, school)
    journal.write(actor, "board.school_added", stream=board.pk, kind="schools.school", subject_id=school.pk)
    return made


@transaction.atomic
def appoint_director(actor: Actor, school: School, told: dict[str, Any]) -> Appointment:
    """A director for a school that has none left; its form is there only then."""
    made = _appoint(actor, school.board, Function.DIRECTOR, told, school)
    _note(actor, school.pk, made)
    return made


@transaction.atomic
def appoint_for_board(actor: Actor, board: Board, told: dict[str, Any]) -> Appointment:
    """A board member or a data protection officer."""
    made = _appoint(actor, board, Function(told["function"]), told, None)
    _note(actor, board.pk, made)
    return made


@transaction.atomic
def name_community(actor: Actor, board: Board, community: str) -> None:
    """The school community this board belongs to; boards with one name are shown together."""
    board.community = community
    board.save(update_fields=["community"])
    journal.write(actor, "board.changed", stream=board.pk, kind="schools.board", subject_id=board.pk)


@transaction.atomic
def choose_address(actor: Actor, root: str) -> None:
    """What stands on every letter and in every mail from now on."""
    house.keep(root)
    journal.write(actor, "house.address", kind="access.publicaddress")


@transaction.atomic
def put_aside(actor: Actor, row: StartList, *, aside: bool) -> None:
    """The list goes from the front pages, or comes back there."""
    row.aside_at, row.aside_by_id = (timezone.now(), actor.user_id) if aside else (None, None)
    row.save(update_fields=["aside_at", "aside_by"])
    journal.write(
        actor, "start.aside" if aside else "start.back", stream=row.place, kind="start.startlist", subject_id=row.pk
    )


@transaction.atomic
def put_item_aside(actor: Actor, row: StartList, slug: str, *, aside: bool) -> None:
    """One thing is not for this school, or it is after all. Saying it twice changes nothing."""
    row = StartList.objects.select_for_update().get(pk=row.pk)
    if (slug in row.items_aside) == aside:
        return
    row.items_aside = [*row.items_aside, slug] if aside else [one for one in row.items_aside if one != slug]
    row.save(update_fields=["items_aside"])
    journal.write(
        actor,
        "start.aside" if aside else "start.back",
        stream=row.place,
        kind="start.startlist",
        subject_id=row.pk,
        facts={"item": slug},
    )


def _appoint(
    actor: Actor, board: Board, function: Function, told: dict[str, Any], school: School | None
) -> Appointment:
    """The person with this address, known or new, holds the function from today; never the one who gives it."""
    user = account_of(told) or User.objects.create_user(
        told["email"], given_name=told["given_name"], family_name=told["family_name"]
    )
    if user.pk == actor.user_id:
        raise OwnFunction
    return Appointment.objects.create(
        board=board,
        school=school,
        user=user,
        function=function,
        first_day=timezone.localdate(),
        opened_by_id=actor.user_id,
    )


def _note(actor: Actor, stream: Any, made: Appointment) -> None:
    journal.write(
        actor,
        "person.appointed",
        stream=stream,
        kind="access.appointment",
        subject_id=made.pk,
        facts={"function": str(made.function)},
    )
