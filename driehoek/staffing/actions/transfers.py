"""Weight handed over: one centre proposes, the other accepts, both sign, both plans change together (STA-4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.duties.actions import discharge
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.staffing.actions import duties
from driehoek.staffing.actions.limits import refuse_over
from driehoek.staffing.actions.plans import CannotDo, locked
from driehoek.staffing.models import Centre, Plan, Transfer
from driehoek.staffing.wall import parties

State, Direction = Transfer.State, Transfer.Direction
OPPOSITE = {Direction.OUT: Direction.IN, Direction.IN: Direction.OUT}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one centre asks another: to take weight from it (out), or to give it (in)."""

    other: Centre
    direction: str
    school_year: str
    weight: Decimal
    answer_by: date
    signed_by: str


@transaction.atomic
def propose(actor: Actor, centre: Centre, asked: Proposal, lang: str) -> Transfer:
    """Both centres get their copy; nothing counts yet. Raises CannotDo for what the law refuses the proposing giver."""
    if asked.other.pk == centre.pk:
        raise CannotDo("same_party")
    if not asked.signed_by.strip():
        raise CannotDo("not_signed")
    kinds = {centre.kind, asked.other.kind}
    party = Centre.Kind.SUPPORT_CELL if Centre.Kind.SUPPORT_CELL in kinds else Centre.Kind.CENTRE
    own = Transfer(
        board_id=centre.pk,
        other=asked.other,
        direction=asked.direction,
        party=party,
        school_year=asked.school_year,
        weight=asked.weight,
        answer_by=asked.answer_by,
        our_name=asked.signed_by.strip(),
        our_date=actor.on,
    )
    with parties(actor, [centre.pk, asked.other.pk]):
        if own.direction == Direction.OUT:
            refuse_over(centre.pk, own.school_year, lang, transfer=own)
        theirs = _mirror(own, centre)
        for row in (own, theirs):
            row.save(force_insert=True)
            duties.settle_transfer(row, actor.on)
        _note(actor, "staffing.transfer_proposed", own)
    return own


def _mirror(own: Transfer, centre: Centre) -> Transfer:
    """The other side's copy: the same words, seen from there."""
    return Transfer(
        id=uuid7(),
        agreement=own.agreement,
        board_id=own.other_id,
        other=centre,
        direction=OPPOSITE[Direction(own.direction)],
        party=own.party,
        school_year=own.school_year,
        weight=own.weight,
        answer_by=own.answer_by,
        is_ours=False,
        their_name=own.our_name,
        their_date=own.our_date,
    )


@transaction.atomic
def accept(actor: Actor, transfer: Transfer, signed_by: str, lang: str) -> Transfer:
    """The other centre signs: from now on both plans of that school year count with it, or, refused, neither."""
    name = signed_by.strip()
    if not name:
        raise CannotDo("not_signed")
    with parties(actor, [transfer.board_id, transfer.other_id]):
        own, other = _held(transfer)
        if own.is_ours:
            raise CannotDo("own_proposal")
        _must_be_open(actor, own)
        _hold_plans(own)
        _check_giver(own, lang)
        own.our_name, own.our_date = other.their_name, other.their_date = name, actor.on
        _close(actor, own, other, State.ACCEPTED)
    return own


@transaction.atomic
def refuse(actor: Actor, transfer: Transfer, reason: str) -> Transfer:
    """The other centre says no, and why."""
    with parties(actor, [transfer.board_id, transfer.other_id]):
        own, other = _held(transfer)
        if own.is_ours:
            raise CannotDo("own_proposal")
        _must_be_open(actor, own)
        own.reason = other.reason = reason.strip()
        _close(actor, own, other, State.REFUSED)
    return own


@transaction.atomic
def withdraw(actor: Actor, transfer: Transfer) -> Transfer:
    """The proposing centre takes its proposal back, as long as nobody answered; also after its day is past."""
    with parties(actor, [transfer.board_id, transfer.other_id]):
        own, other = _held(transfer)
        if not own.is_ours or own.state != State.PROPOSED:
            raise CannotDo("not_open")
        _close(actor, own, other, State.WITHDRAWN)
    return own


def _held(transfer: Transfer) -> tuple[Transfer, Transfer]:
    """Both copies as they stand now, held until the transaction ends: the own one first."""
    rows = list(Transfer.objects.select_for_update().filter(agreement=transfer.agreement).order_by("board_id"))
    own, other = sorted(rows, key=lambda row: row.board_id != transfer.board_id)
    return own, other


def _must_be_open(actor: Actor, own: Transfer) -> None:
    if own.state != State.PROPOSED or own.is_expired(actor.on):
        raise CannotDo("not_open")


def _hold_plans(own: Transfer) -> None:
    """The formations of both, in one order for everybody, so that nothing about them changes meanwhile."""
    both = [own.board_id, own.other_id]
    locked(list(Plan.objects.filter(board__in=both, school_year=own.school_year, is_chosen=True)))


def _check_giver(own: Transfer, lang: str) -> None:
    """The giver's plan as it is today. The receiver learns that it no longer fits, not what stands in it."""
    giver: UUID = own.board_id if own.direction == Direction.OUT else own.other_id
    given = Transfer(direction=Direction.OUT, party=own.party, weight=own.weight, school_year=own.school_year)
    try:
        refuse_over(giver, own.school_year, lang, transfer=given)
    except CannotDo as why:
        raise why if giver == own.board_id else CannotDo("not_possible_there") from None


def _close(actor: Actor, own: Transfer, other: Transfer, state: Transfer.State) -> None:
    own.state = other.state = state
    for row in (own, other):
        row.save()
        duties.settle_transfer(row, actor.on)
    _note(actor, f"staffing.transfer_{state}", own)


@transaction.atomic
def tell_giver(actor: Actor, transfer: Transfer) -> None:
    """The other side would have signed and the giver's plan no longer allows it: the giver hears so."""
    with parties(actor, [transfer.board_id, transfer.other_id]):
        for row in _held(transfer):
            if row.direction == Direction.OUT and row.state == State.PROPOSED:
                duties.settle_transfer(row, actor.on, is_hindered=True)
                _note(actor, "staffing.transfer_hindered", row)


@transaction.atomic
def seen(actor: Actor, transfer: Transfer) -> None:
    """The answer of the other side was read."""
    rows = Duty.objects.open().filter(board=transfer.board_id, origin=duties.origin_of(transfer.agreement))
    for duty in rows:
        discharge(actor, duty, {"outcome": str(transfer.get_state_display())})


def _note(actor: Actor, act: str, own: Transfer) -> None:
    """A line in the journal of each centre."""
    for board in (own.board_id, own.other_id):
        journal.write(actor, act, stream=board, kind="staffing.transfer", subject_id=own.agreement)
