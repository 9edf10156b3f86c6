"""`./run manage restore FILE [--keys FILE] [--replace]`: the house of a backup in the place of this one."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from driehoek.keeping import restore


class Command(BaseCommand):
    help = "Puts a backup back, after checking all of it; what was there is moved aside"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--keys", type=Path, help="the file with the keys of that house")
        parser.add_argument("--replace", action="store_true", help="also when this house has data")

    def handle(self, *_args: Any, file: Path, keys: Path | None, replace: bool, **_options: Any) -> None:
        started = time.monotonic()
        try:
            made, aside = restore.put_back(file, keys, replace=replace)
        except (restore.Refused, OSError, ValueError) as problem:
            raise CommandError(f"Nothing was restored: {problem}") from problem
        found = restore.counts_now()
        wrong = [
            f"{name} ({found.get(name)} for {many})" for name, many in made.counts.items() if found.get(name) != many
        ]
        if wrong:
            raise CommandError(f"Rows are missing: {', '.join(wrong)}. What was there before is in {aside}")
        broken = restore.bring_up()
        if broken:
            raise CommandError(
                f"The journal does not hold in {len(broken)} chains. What was there before is in {aside}"
            )
        many = f"{sum(found.values())} rows in {len(found)} tables"
        self.stdout.write(f"Restored the house of {made.at}: {many}, all as in its manifest,")
        self.stdout.write(f"journal verified, {time.monotonic() - started:.1f} s")
        self.stdout.write(f"What was there before is in {aside}. Start the server again.")
