"""`./run manage follow_places [--on 2026-11-23]`: every night, duties go along to the class a child is in then."""

from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from driehoek.access.wall import within
from driehoek.enrolment.following import to_the_class_of
from driehoek.schools.models import Board


class Command(BaseCommand):
    help = "Gives the open duties of children who changed class on a day to their new class."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to look from; today when left out")

    def handle(self, *_arguments: object, on: date | None, **_options: object) -> None:
        day, number = on or timezone.localdate(), 0
        for board in Board.objects.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic(), within(board):
                number += to_the_class_of(board, day)
        self.stdout.write(f"{number} children whose duties went along")
