"""Take in a school's roster from the command line: the same plan and the same writing as the page."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from driehoek.access.queries import anonymous
from driehoek.access.wall import within
from driehoek.exchange import actions, readers
from driehoek.exchange.models import ImportRun
from driehoek.exchange.readers import source
from driehoek.exchange.readers.columns import MEANINGS
from driehoek.exchange.roster import BadFile, Note
from driehoek.schools.models import Board, School
from lawbook.errors import Malformed
from lawbook.kinds import SchoolYear


def find_school(wanted: str) -> School:
    """A school by its id, official number or name. Raises CommandError when none or several answer to it."""
    try:
        found = list(School.objects.filter(pk=UUID(wanted)))
    except ValueError:
        found = list(School.objects.filter(official_number=wanted)) or list(School.objects.filter(name__iexact=wanted))
    if len(found) != 1:
        many = "no school" if not found else f"{len(found)} schools"
        raise CommandError(f"--school: {many} with the id, official number or name {wanted!r}.")
    return found[0]


def school_year(text: str) -> str:
    """A school year as it is stored; raises what argparse turns into a message."""
    try:
        return SchoolYear.parse(text).as_text() if text else ""
    except Malformed as problem:
        raise ArgumentTypeError(f"{text!r} is not a school year such as 2026-2027") from problem


def column(text: str) -> tuple[str, str]:
    """A meaning and the header of its column."""
    meaning, _equals, header = text.partition("=")
    if meaning not in MEANINGS or not header:
        raise ArgumentTypeError(f"{text!r}: write MEANING=HEADER, with one of {', '.join(MEANINGS)}")
    return meaning, header


def sentence(note: Note) -> str:
    where = " ".join(filter(None, (note.file, f"line {note.line}" if note.line else "", note.field)))
    return f"{where}: {note.text}" if where else note.text


class Command(BaseCommand):
    help = "Import a roster (EDEXML, SDS, OneRoster, CSV, XLSX): all or nothing; the same file twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file, a ZIP, or a folder of CSV files")
        parser.add_argument("--school", required=True, help="id, official number or name")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--format", choices=list(readers.FORMATS), help="when it is not recognised")
        parser.add_argument(
            "--school-year", default="", type=school_year, help="where the file does not say it, as 2026-2027"
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="MEANING=HEADER",
            type=column,
            help=f"what a column of a table means, as often as needed; meanings: {', '.join(MEANINGS)}",
        )
        missing = parser.add_mutually_exclusive_group()
        missing.add_argument(
            "--keep-missing", action="store_true", help="an addition: pupils who are not in the file have not left"
        )
        missing.add_argument(
            "--leaving", type=int, metavar="NUMBER", help="the whole school: so many pupils are not in it and have left"
        )

    def handle(self, *, file: Path, school: str, **options: Any) -> None:
        if not file.exists():
            raise CommandError(f"{file}: there is no such file.")
        with transaction.atomic(), within(*Board.objects.values_list("pk", flat=True)):
            self._import(find_school(school), file, options)

    def _import(self, school: School, file: Path, options: dict[str, Any]) -> None:
        on, actor = timezone.localdate(), anonymous()
        try:
            run = actions.start(actor, school, source.from_path(file), file.name, by=None, form=options["format"])
        except BadFile as bad:
            raise CommandError(f"Refused, nothing was stored. {sentence(bad.note)}") from bad
        run.school_year = options["school_year"]
        run.mapping = {**(run.mapping or {}), **dict(options["column"])}
        made = actions.make_plan(run, on)
        for note in made.warnings:
            self.stdout.write(f"warning: {sentence(note)}")
        for block, times in sorted(made.skipped.items()):
            self.stdout.write(f"skipped: {block} ({times})")
        if made.refused:
            raise CommandError("Refused, nothing was stored.\n" + "\n".join(sentence(note) for note in made.refused))
        missing = {change.subject for change in made.changes if change.kind == "left"}
        if options["keep_missing"]:
            actions.choose(run, missing, on)
        self._tell(run)
        if options["dry_run"]:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was written.")
            return
        if missing and not options["keep_missing"] and options["leaving"] != len(missing):
            raise CommandError(
                f"{len(missing)} pupils of the school are not in this file; nothing was written. Say --keep-missing "
                f"when the file is an addition, or --leaving {len(missing)} when it is the whole school and they left."
            )
        try:
            actions.apply(actor, run)
        except actions.CannotApply as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Done: {school.name}, {run.school_year}.")

    def _tell(self, run: ImportRun) -> None:
        found, counts = run.counts["file"], run.counts
        self.stdout.write("in the file: " + ", ".join(f"{many} {what}" for what, many in found.items() if many))
        kinds = ("new", "changed", "left", "unchanged", "refused")
        self.stdout.write("people and groups: " + ", ".join(f"{counts[kind]} {kind}" for kind in kinds))
