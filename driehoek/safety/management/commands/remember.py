"""`./run manage remember [--on 2027-09-01]`: every night, the days to remember for the classes as they are now."""

from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from driehoek.access.wall import within
from driehoek.safety.actions.bereavement import remember_all
from driehoek.schools.models import Board


class Command(BaseCommand):
    help = "Brings the days to remember to whoever teaches these children this school year; may run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to look from; today when left out")

    def handle(self, *_arguments: object, on: date | None, **_options: object) -> None:
        found = 0
        for board in Board.objects.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic(), within(board):
                found += remember_all(board, on or timezone.localdate())
        self.stdout.write(f"{found} days to remember")
