"""`./run manage setup_link`: the address at which a board, a school and its director are set up. An hour, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from driehoek.access.house import chosen
from driehoek.schools.models import Board
from driehoek.start.founding import AN_HOUR, make_link
from driehoek.start.models import SetupLink
from driehoek.start.queries import served_at


class Command(BaseCommand):
    help = "Print the address at which a board and its first school are set up. It works once, for an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--root", default="", help="how people reach this house")
        parser.add_argument("--when-empty", action="store_true", help="say nothing where a board is there already")

    def handle(self, *_args: Any, root: str, when_empty: bool, **_options: Any) -> None:
        boards = Board.objects.count()
        if boards and when_empty:
            return
        root = root or chosen() or served_at()
        address = root.rstrip("/") + reverse("setup_begin", args=[make_link(SetupLink.Kind.HOUSE, lives=AN_HOUR)])
        if boards:
            self.stdout.write("This house has a board already; the address founds another one beside it.")
        self.stdout.write(f"Set up a school here (works once, for an hour):\n  {address}")
        self.stdout.write("A second one: ./run manage setup_link")
