"""`./run manage texts`: bring the Dutch catalogues up to what the screens say; with --check only look."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from driehoek.web import texts


class Command(BaseCommand):
    help = "Adds new texts to the Dutch catalogues. --check fails naming what is missing, broken or unused."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is not right")

    def handle(self, *_arguments: object, check: bool, **_options: object) -> None:
        if not check:
            for app, number in texts.add_missing().items():
                self.stdout.write(f"{app}: {number} new")
        problems = texts.problems()
        for problem in problems:
            self.stdout.write(problem)
        if problems and check:
            raise CommandError(f"{len(problems)} texts are not right; see above")
