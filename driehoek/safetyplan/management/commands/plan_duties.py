"""`./run manage plan_duties [--on 2026-11-23]`: every night, the checks and reviews of safety plans that come near."""

from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from driehoek.safetyplan.sweep import sweep


class Command(BaseCommand):
    help = "Brings the duties of every Dutch school's safety plan to what a day asks; changes nothing when run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to look from; today when left out")

    def handle(self, *_arguments: object, on: date | None, **_options: object) -> None:
        self.stdout.write(f"{sweep(on or timezone.localdate())} schools")
