"""Absences of another system from a CSV file; the whole file is checked before anything is written."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from driehoek.access.queries import anonymous
from driehoek.access.wall import within
from driehoek.exchange import absences
from driehoek.exchange.absences import AbsenceRow
from driehoek.exchange.readers import halfdays
from driehoek.exchange.roster import BadFile
from driehoek.people.models import Pupil
from driehoek.schools.models import Board, School

from .import_roster import find_school, sentence


def read(path: Path, school: School) -> Iterator[AbsenceRow]:
    """The rows of a file. Raises BadFile."""
    keys = set(Pupil.objects.filter(school=school).values_list("key", flat=True))
    return (row for _line, row in halfdays.read(path.name, path.read_bytes(), school, keys))


class Command(BaseCommand):
    help = "Import half-day absences from a CSV with the columns pupil, day, part (am or pm) and reason"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--school", required=True, help="id, official number or name")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be refused")

    def handle(self, *, file: Path, school: str, dry_run: bool, **_options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file}: there is no such file.")
        with transaction.atomic(), within(*Board.objects.values_list("pk", flat=True)):
            found = find_school(school)
            try:
                checked = absences.check(found.board, read(file, found))
            except BadFile as bad:
                raise CommandError(f"Refused, nothing was stored. {sentence(bad.note)}") from bad
            if checked.bad:
                lines = "\n".join(sentence(note._replace(line=(note.line or 0) + 1)) for note in checked.refused)
                raise CommandError(f"Refused, nothing was stored: {checked.bad} wrong lines.\n{lines}")
            self.stdout.write(f"{checked.read} half days, none refused.")
        if dry_run:
            return
        result = absences.import_absences(found.board, read(file, found), actor=anonymous())
        with transaction.atomic(), within(found.board_id):
            absences.settle(result, timezone.localdate())
        self.stdout.write(f"{result.written} written (new or different), {result.read - result.written} known already.")
