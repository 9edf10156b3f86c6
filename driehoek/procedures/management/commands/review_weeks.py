"""`./run manage review_weeks [--on 2026-11-23]`: every night, the two weeks in which aggression is talked over."""

from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from driehoek.procedures.reviewing import sweep


class Command(BaseCommand):
    help = "Puts the two review weeks of the year on the list of every Dutch school; changes nothing when run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to look from; today when left out")

    def handle(self, *_arguments: object, on: date | None, **_options: object) -> None:
        self.stdout.write(f"{sweep(on or timezone.localdate())} schools")
