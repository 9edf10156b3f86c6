"""`./run manage forget_papers`: every night, letters and slips whose day is over are thrown away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from driehoek.access.wall import within
from driehoek.exchange.papers import forget_old
from driehoek.schools.models import Board


class Command(BaseCommand):
    help = "Throws away papers with codes that were made for many people more than a day ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", help="given by the nightly work; papers go by the hour")

    def handle(self, *_arguments: object, **_options: Any) -> None:
        number = 0
        for board in Board.objects.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic(), within(board):
                number += forget_old()
        self.stdout.write(f"{number} papers thrown away")
