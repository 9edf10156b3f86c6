"""Django's migrate, and then the second wall, so that no table is ever without it."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from driehoek.access.wall import lowered, raise_wall


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with lowered():
            super().handle(*args, **options)
        raise_wall()
