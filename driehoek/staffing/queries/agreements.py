"""Reads of transfers and cells: the own copies of a centre."""

from uuid import UUID

from driehoek.duties.models import Duty
from driehoek.staffing.models import Cell, Centre, Job, Transfer


def transfers_of(centre: Centre) -> list[Transfer]:
    """What was proposed and agreed, the open ones first, then the newest."""
    rows = Transfer.objects.filter(board=centre.pk).select_related("other__board").order_by("-created_at")
    return sorted(rows, key=lambda row: row.state != Transfer.State.PROPOSED)


def cells_of(centre: Centre) -> list[Cell]:
    """The list of cells the centre is or was in, those that stand first: the list that is kept current (STA-6)."""
    rows = Cell.objects.filter(board=centre.pk).order_by("-school_year", "name")
    return sorted(rows, key=lambda row: row.ended_on is not None)


def own_jobs(board: UUID, school_year: str) -> list[Job]:
    """The jobs of the formation that counts: people of a cell keep theirs there."""
    return Job.objects.filter(board=board, plan__school_year=school_year, plan__is_chosen=True).in_order()


def is_unread(transfer: Transfer) -> bool:
    """Whether the other side answered and nobody noted that it was read."""
    rows = Duty.objects.open().filter(board=transfer.board_id, code="read_transfer_answer")
    return rows.filter(facts__transfer=str(transfer.pk)).exists()


def is_news(cell: Cell) -> bool:
    """Whether the other centres did something and nobody noted that it was read."""
    rows = Duty.objects.open().filter(board=cell.board_id, code__in=("read_cell_signed", "read_cell_ended"))
    return rows.filter(facts__cell=str(cell.pk)).exists()
