"""What the law refuses an agreement: a violation that the giving centre's plan has with it and has not without it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from driehoek.staffing import checking
from driehoek.staffing.actions.plans import CannotDo, locked
from driehoek.staffing.models import Cell, Centre, Job, Transfer
from driehoek.staffing.queries.plans import chosen
from lawbook.core import Law
from lawbook.flanders.staffing_limits import cell_over_years
from lawbook.kinds import SchoolYear

T = TypeVar("T")


def refuse_over(
    board: UUID, school_year: str, lang: str, *, transfer: Transfer | None = None, cell: Cell | None = None
) -> None:
    """Raise CannotDo with the sentences of the law that this agreement would break at a centre.

    The chosen plan is held meanwhile: two agreements at once are not each within the limit and together over it.
    """
    plan = chosen(board, school_year)
    if plan is None:
        raise CannotDo("no_formation")
    locked([plan])
    jobs, ground = Job.objects.filter(plan=plan).in_order(), checking.ground_of(board, school_year)
    without = ground._replace(cells=_without(ground.cells, cell))
    with_it = without._replace(transfers=[*ground.transfers, *_one(transfer)], cells=[*without.cells, *_one(cell)])
    before = {one.text for one in checking.check(plan, jobs, without, lang).violations}
    after = checking.check(plan, jobs, with_it, lang)
    broken = [one.text for one in after.violations if one.text not in before]
    if transfer is not None and transfer.party == Centre.Kind.SUPPORT_CELL:
        broken += _over_years(board, transfer, lang)
    if broken:
        raise CannotDo(" ".join(broken))


def _over_years(board: UUID, transfer: Transfer, lang: str) -> list[str]:
    """What goes to the support cell counts over three school years."""
    rows = Transfer.objects.in_force().filter(board=board, direction=Transfer.Direction.OUT, party=transfer.party)
    given: dict[SchoolYear, Decimal] = {}
    for one in (*rows, transfer):
        year = SchoolYear.parse(one.school_year)
        given[year] = given.get(year, Decimal(0)) + one.weight
    return [reason.text(lang) for reason in cell_over_years(Law(), given)]


def _one(row: T | None) -> list[T]:
    return [] if row is None else [row]


def _without(cells: Sequence[Cell], cell: Cell | None) -> list[Cell]:
    return [one for one in cells if cell is None or one.shared != cell.shared]
