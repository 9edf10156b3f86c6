"""The duty that the forms bring: all of them are with the agency by 15 October (STA-8)."""

from datetime import date
from uuid import UUID

from driehoek.access.functions import Function
from driehoek.duties.actions import Wanted, settle_many
from driehoek.staffing.models import Cell, Plan, Transfer
from driehoek.staffing.queries.papers import RULE, due
from lawbook.kinds import SchoolYear


def origin(school_year: str) -> str:
    return f"staffing {school_year}"


def settle(board: UUID, school_year: str, on: date) -> None:
    """A school year with a formation has its forms to send until it is over; without one there is nothing to send."""
    wanted, last = [], due(school_year)
    is_over = SchoolYear.parse(school_year).last("be") < on
    if last and not is_over and Plan.objects.filter(board=board, school_year=school_year, is_chosen=True).exists():
        duty = Wanted(
            origin=origin(school_year),
            key="forms",
            code="send_staffing_forms",
            rule=RULE,
            due=last,
            holder=Function.CLB_DIRECTOR,
            board=board,
            school=None,
            facts={"school_year": school_year},
        )
        wanted.append(duty)
    settle_many(board, [origin(school_year)], wanted)


def origin_of(agreement: UUID) -> str:
    return f"transfer {agreement}"


def settle_transfer(row: Transfer, on: date, *, is_hindered: bool = False) -> None:
    """What one side of an agreement has to do: answer it, or read what the other side answered.

    `is_hindered`: the other side would have signed, and the weight of this one no longer allows it.
    """
    state, wanted = Transfer.State(row.state), []
    if state == Transfer.State.PROPOSED and not row.is_ours:
        wanted.append(_of_transfer(row, "answer_transfer", row.answer_by))
    if state in {Transfer.State.ACCEPTED, Transfer.State.REFUSED} and row.is_ours:
        wanted.append(_of_transfer(row, "read_transfer_answer", on))
    if is_hindered:
        wanted.append(_of_transfer(row, "transfer_no_longer_fits", row.answer_by))
    settle_many(row.board_id, [origin_of(row.agreement)], wanted)


def _of_transfer(row: Transfer, code: str, due: date) -> Wanted:
    return Wanted(
        origin=origin_of(row.agreement),
        key=code,
        code=code,
        rule="",
        due=due,
        holder=Function.CLB_DIRECTOR,
        board=row.board_id,
        school=None,
        facts={"transfer": str(row.pk)},
    )


def origin_of_cell(shared: UUID) -> str:
    return f"cell {shared}"


def settle_cell(row: Cell, on: date, *, is_news: bool = False, is_hindered: bool = False) -> None:
    """What one centre of a cell has to do: sign what stands there now, or read what the others did.

    `is_news`: another centre was the last to sign, or ended the cell. `is_hindered`: what this centre brings no longer
    fits in its plan.
    """
    last, wanted = due(row.school_year), []
    if row.ended_on is None and not row.own["signed_by"]:
        wanted.append(_of_cell(row, "sign_cell", "sign_cell", max(last or on, on)))
    if is_news and (row.ended_on or row.is_signed):
        code = "read_cell_ended" if row.ended_on else "read_cell_signed"
        wanted.append(_of_cell(row, f"{code} {on}", code, on))  # a later signing is another thing to read
    if is_hindered:
        wanted.append(_of_cell(row, "cell_no_longer_fits", "cell_no_longer_fits", on))
    settle_many(row.board_id, [origin_of_cell(row.shared)], wanted)


def _of_cell(row: Cell, key: str, code: str, due: date) -> Wanted:
    return Wanted(
        origin=origin_of_cell(row.shared),
        key=key,
        code=code,
        rule="",
        due=due,
        holder=Function.CLB_DIRECTOR,
        board=row.board_id,
        school=None,
        facts={"cell": str(row.pk)},
    )
