"""What time alone brings to a plan: a check comes near, a chapter is to be looked at again (SAF-1, SAF-2)."""

from datetime import date

from django.db import transaction

from driehoek.access.wall import within
from driehoek.schools.models import Board, School

from .actions.due import settle


def sweep(on: date) -> int:
    """All Dutch schools of all boards, one transaction each board; returns how many schools."""
    number = 0
    for board in Board.objects.filter(jurisdiction="nl").order_by("pk").values_list("pk", flat=True):
        with transaction.atomic(), within(board):
            for school in School.objects.filter(board_id=board, jurisdiction="nl"):
                settle(school, on)
                number += 1
    return number
