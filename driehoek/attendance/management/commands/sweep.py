"""`./run manage sweep [--on 2026-11-23]`: every night, what time alone brings."""

from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from driehoek.attendance.sweep import sweep


class Command(BaseCommand):
    help = "Brings the duties of all boards to what their half days say on a day; changes nothing when run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to look from; today when left out")

    def handle(self, *_arguments: object, on: date | None, **_options: object) -> None:
        found = sweep(on or timezone.localdate())
        changed = f"{found.changed} duties changed" if found.changed else "nothing had to change"
        self.stdout.write(f"{found.counted} pupils with half days that count, {changed}")
