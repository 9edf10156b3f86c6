"""Regional support cells: centres found one, each says what it brings, all sign (STA-6). Every copy says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.duties.actions import discharge
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.staffing.actions import duties
from driehoek.staffing.actions.limits import refuse_over
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.models import Cell, Centre, Job
from driehoek.staffing.wall import parties

Member = dict[str, Any]
FEWEST = 2  # "twee of meer centra" (CLB/2006/02, 3)


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody of the own centre who works in the cell for a share of the job (0 to 1)."""

    job: Job
    share: Decimal

    def as_json(self) -> dict[str, str]:
        return {
            "job": str(self.job.pk),
            "person": self.job.person,
            "office": self.job.office,
            "fraction": format(self.job.fraction.normalize(), "f"),
            "share": format(self.share.normalize(), "f"),
        }


@transaction.atomic
def found(actor: Actor, centre: Centre, others: Sequence[Centre], *, school_year: str, name: str, purpose: str) -> Cell:
    """A cell of these centres. Each gets its copy, brings nothing yet, and has not signed."""
    members = [centre, *(one for one in others if one.pk != centre.pk)]
    if len(members) < FEWEST:
        raise CannotDo("too_few")
    shared = uuid7()
    said = [_member(one) for one in members]
    with parties(actor, [one.pk for one in members]):
        rows = [
            Cell(
                id=uuid7(),
                board_id=one.pk,
                shared=shared,
                school_year=school_year,
                name=name,
                purpose=purpose,
                members=said,
            )
            for one in members
        ]
        for row in rows:
            row.save(force_insert=True)
            duties.settle_cell(row, actor.on)
        _note(actor, "staffing.cell_founded", rows)
    return rows[0]


def _member(centre: Centre) -> Member:
    return {"centre": str(centre.pk), "name": str(centre), "budget": "", "signed_by": "", "signed_on": "", "posts": []}


@transaction.atomic
def contribute(actor: Actor, cell: Cell, posts: Sequence[Post], budget: str, lang: str) -> Cell:
    """What the own centre brings. Nobody has signed what now stands there, so every signature goes.

    Raises CannotDo with the law's sentence when more than the share of the centre's weight would work in cells, or the
    base formation would no longer be there.
    """

    def bring(members: list[Member], own: Member) -> list[Member]:
        own |= {"posts": [post.as_json() for post in posts], "budget": budget.strip()}
        for one in members:
            one |= {"signed_by": "", "signed_on": ""}
        return members

    return _write(actor, cell, "staffing.cell_contributed", bring, lang)


@transaction.atomic
def sign(actor: Actor, cell: Cell, name: str, lang: str) -> Cell:
    """The own centre signs what stands in it now. Raises CannotDo when its plan no longer allows what it brings."""
    if not name.strip():
        raise CannotDo("not_signed")

    def put(members: list[Member], own: Member) -> list[Member]:
        own |= {"signed_by": name.strip(), "signed_on": actor.on.isoformat()}
        return members

    return _write(actor, cell, "staffing.cell_signed", put, lang)


@transaction.atomic
def leave(actor: Actor, cell: Cell) -> None:
    """The own centre steps out; with fewer than two left the cell ends. The others sign again."""
    with parties(actor, cell.member_ids):
        rows = _held(cell)
        own = next(row for row in rows if row.board_id == cell.board_id)
        rest = [one | {"signed_by": "", "signed_on": ""} for one in own.members if one["centre"] != str(cell.board_id)]
        own.ended_on = actor.on
        own.save()
        for row in rows:
            if row is not own:
                row.members, row.ended_on = rest, actor.on if len(rest) < FEWEST else None
                row.save()
        _tell(actor, own, rows)
        _note(actor, "staffing.cell_left", rows)


@transaction.atomic
def seen(actor: Actor, cell: Cell) -> None:
    """What the other centres did was read."""
    rows = Duty.objects.open().filter(board=cell.board_id, origin=duties.origin_of_cell(cell.shared))
    for duty in rows.filter(code__startswith="read_"):
        discharge(actor, duty, {"outcome": "read"})


def _write(
    actor: Actor, cell: Cell, act: str, change: Callable[[list[Member], Member], list[Member]], lang: str
) -> Cell:
    """Change the members in every copy at once; the law is asked about the own centre first."""
    with parties(actor, cell.member_ids):
        rows = _held(cell)
        own = next((row for row in rows if row.board_id == cell.board_id), None)
        if own is None or own.ended_on:
            raise CannotDo("no_member")
        members = [dict(one) for one in own.members]
        mine = next(one for one in members if one["centre"] == str(cell.board_id))
        own.members = change(members, mine)
        if mine["posts"]:
            refuse_over(cell.board_id, own.school_year, lang, cell=own)
        for row in rows:
            row.members = own.members
            row.save()
        _tell(actor, own, rows)
        _note(actor, act, rows)
    return own


def _held(cell: Cell) -> list[Cell]:
    """Every copy as it stands now, held until the transaction ends; those that left keep theirs as it was."""
    return list(Cell.objects.select_for_update().filter(shared=cell.shared, ended_on=None).order_by("board_id"))


def _tell(actor: Actor, own: Cell, rows: Sequence[Cell]) -> None:
    """Each centre hears what it has to do now; of the others' plans it hears nothing."""
    for row in rows:
        is_other = row is not own
        duties.settle_cell(row, actor.on, is_news=is_other, is_hindered=is_other and _is_over(row))


def _is_over(row: Cell) -> bool:
    """Whether what a centre brings no longer fits in its plan, as that stands today."""
    if row.ended_on or not row.own["posts"]:
        return False
    try:
        refuse_over(row.board_id, row.school_year, "nl", cell=row)
    except CannotDo:
        return True
    return False


def _note(actor: Actor, act: str, rows: Sequence[Cell]) -> None:
    for row in rows:
        journal.write(actor, act, stream=row.board_id, kind="staffing.cell", subject_id=row.shared)
