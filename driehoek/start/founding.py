"""A board is founded with the address that opens it once (ORG-1, ACC-2). One act, one transaction, one journal line."""

import hashlib
import secrets
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from driehoek.access import house
from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.knowing import folded
from driehoek.access.models import Appointment, User
from driehoek.access.wall import within
from driehoek.journal import actions as journal
from driehoek.schools.models import Board, School
from driehoek.staffing.models import Centre

from .models import SetupLink, StartList

AN_HOUR, THREE_DAYS = 60 * 60, 3 * 24 * 60 * 60  # seconds


class LinkIsGone(Exception):
    """Somebody used the address, or its time is over."""


class AnotherName(Exception):
    """The account of this address bears another name: an address alone gives nobody a function."""


class Founded(NamedTuple):
    appointment: Appointment
    is_new_person: bool


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(kind: str, *, lives: int, actor: Actor | None = None, by: Board | None = None) -> str:
    """A new address to found a board with. Returns the secret, which is kept nowhere else."""
    token = secrets.token_urlsafe(24)
    ends_at = datetime.fromtimestamp(timezone.now().timestamp() + lives, tz=UTC)
    made = SetupLink.objects.create(
        digest=digest_of(token),
        kind=kind,
        ends_at=ends_at,
        invited_by=by,
        community=by.community if by and kind == SetupLink.Kind.SCHOOL else "",
    )
    journal.write(
        actor,
        "board.link_made",
        stream=by.pk if by else None,
        kind="start.setuplink",
        subject_id=made.pk,
        facts={"kind": str(kind)},
    )
    return token


def found_by(token: str) -> SetupLink | None:
    return SetupLink.objects.open().filter(digest=digest_of(token)).first()


@transaction.atomic
def found_school(link: SetupLink, told: dict[str, Any]) -> Founded:
    """A board with its first school and the director of it."""
    _use(link)
    house.derive(told.get("root", ""))
    board = Board.objects.create(name=told["board"], jurisdiction=told["country"], community=link.community)
    with within(board.pk):
        school = add_school(board, told)
        founded = _give(board, Function.DIRECTOR, told, school)
        _note(board)
    return founded


@transaction.atomic
def found_centre(link: SetupLink, told: dict[str, Any]) -> Founded:
    """A CLB centre, which is a board of its own, and its direction."""
    _use(link)
    house.derive(told.get("root", ""))
    board = Board.objects.create(name=told["board"], jurisdiction="be")
    with within(board.pk):
        Centre.objects.create(board=board, number=told["number"], address=told.get("address", ""))
        StartList.objects.create(board=board)
        founded = _give(board, Function.CLB_DIRECTOR, told, None)
        _note(board)
    return founded


def add_school(board: Board, told: dict[str, Any]) -> School:
    """A school with its start-up list; inside the transaction of the act that tells of it."""
    school = School.objects.create(
        board=board,
        name=told["school"],
        jurisdiction=board.jurisdiction,
        region=told.get("region", ""),
        official_number=told["number"],
    )
    StartList.objects.create(board=board, school=school)
    return school


def _use(link: SetupLink) -> None:
    """Of two that press at once one founds the board."""
    if not SetupLink.objects.open().filter(pk=link.pk).update(used_at=timezone.now()):
        raise LinkIsGone


def _give(board: Board, function: Function, told: dict[str, Any], school: School | None) -> Founded:
    """The first function at a new board. An account that is there keeps its password."""
    known = account_of(told)
    user = known or User.objects.create_user(
        told["email"], given_name=told["given_name"], family_name=told["family_name"]
    )
    made = Appointment.objects.create(
        board=board, school=school, user=user, function=function, first_day=timezone.localdate()
    )
    return Founded(made, known is None)


def account_of(told: dict[str, Any]) -> User | None:
    """The account of an address, if it bears the name that was told; None where there is none. Else `AnotherName`."""
    known = User.objects.filter(email__iexact=told["email"]).first()
    if known and folded(known.get_full_name()) != folded(f"{told['given_name']} {told['family_name']}"):
        raise AnotherName
    return known


def _note(board: Board) -> None:
    journal.write(None, "board.founded", stream=board.pk, kind="schools.board", subject_id=board.pk)
