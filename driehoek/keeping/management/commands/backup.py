"""`./run manage backup [FOLDER] [--keys FOLDER]`: a checked copy of the house while people work."""

import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from driehoek.keeping import backup, bag, postgres, sqlite
from driehoek.keeping.keys import mark_of


class Command(BaseCommand):
    help = "Makes a checked backup of database and attachments, while people work. The keys are kept apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="where; else DRIEHOEK_BACKUP, else backups/ in var/")
        parser.add_argument("--keys", type=Path, help="another folder, for the file with the keys")

        parser.add_argument(
            "--remember", type=Path, metavar="FILE", help="make none: note that an update made this one, for the doctor"
        )

    def handle(
        self, *_args: Any, folder: Path | None, keys: Path | None, remember: Path | None = None, **_options: Any
    ) -> None:
        if remember:
            backup.remember(remember)
            return
        started = time.monotonic()
        folder = folder or settings.BACKUP or settings.VAR / "backups"
        try:
            path, made = backup.make(folder, keys)
        except (bag.BadBag, sqlite.Broken, postgres.Failed, OSError) as problem:
            raise CommandError(f"No backup was made: {problem}") from problem
        seconds, size = time.monotonic() - started, path.stat().st_size / 1e6
        self.stdout.write(f"{path}: {sum(made.counts.values())} rows in {len(made.counts)} tables,")
        self.stdout.write(f"{len(made.files) - 1} attachments, {size:.1f} MB, opened and checked, {seconds:.1f} s")
        gone = backup.throw_old_away(folder, settings.BACKUP_DAYS)
        if gone:
            self.stdout.write(f"{len(gone)} older than {settings.BACKUP_DAYS} days thrown away")
        self._warn(keys)

    def _warn(self, given: Path | None) -> None:
        mine = mark_of(settings.SEALING_KEY)
        if given:
            self.stdout.write(f"The keys are in {given}. Keep that file in another place than the backups:")
            self.stdout.write("who has both can read every personal number, who lost it can read none.")
        elif not backup.keys_are_apart(mine):
            where = "SEALING_KEY" if "SEALING_KEY" in os.environ else settings.VAR / "sealing_key"
            self.stderr.write(
                f"WARNING: the keys are NOT in this backup. Without {where} no personal number can be read"
            )
            self.stderr.write("again. Once, to another place: ./run manage backup --keys FOLDER")
