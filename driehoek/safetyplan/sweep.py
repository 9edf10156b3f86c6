"""What time alone brings to a plan: a check comes near, a chapter is to be looked at again (SAF-1, SAF-2)."""

from datetime import date

from django.db import transaction

from driehoek.access.wall import within
from driehoek.schools.models import Board, School

from .actions import seats
from .actions.due import settle
from .queries.place import is_dutch


def sweep(on: date) -> int:
    """All schools of all boards, one transaction each board: the plan of the Dutch ones, the council of each.

    Returns how many schools have a plan with duties.
    """
    number = 0
    for board in Board.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic(), within(board):
            for school in School.objects.filter(board_id=board):
                seats.settle(school, on)
                if is_dutch(school):
                    settle(school, on)
                    number += 1
    return number
