"""The duty that the forms bring: all of them are with the agency by 15 October (STA-8)."""

from datetime import date
from uuid import UUID

from driehoek.access.functions import Function
from driehoek.duties.actions import Wanted, settle_many
from driehoek.staffing.models import Plan
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
            origin=origin(school_year), key="forms", code="send_staffing_forms", rule=RULE, due=last,
            holder=Function.CLB_DIRECTOR, board=board, school=None, facts={"school_year": school_year},
        )  # fmt: skip
        wanted.append(duty)
    settle_many(board, [origin(school_year)], wanted)
