"""./run manage check_mail ADDRESS: send a test mail, and say truly what became of it."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from driehoek.access.post import Went, trial


class Command(BaseCommand):
    help = "Sends a test mail and says what the mail server answered"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        went, said = trial(options["address"], "Driehoek", "This is a test mail of Driehoek. It went well.")
        server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        if went is Went.SENT:
            self.stdout.write(f"{server} took the mail. Look in the mailbox, and among the unwanted mail too.")
            return
        if went is Went.WAITS:
            self.stderr.write(
                f"No mail is set up: it lies in {settings.EMAIL_FILE_PATH} and reaches nobody. Set EMAIL_BACKEND to "
                "django.core.mail.backends.smtp.EmailBackend, with EMAIL_HOST and what belongs to it (docs/running.md)."
            )
        else:
            self.stderr.write(f"{server} did not take the mail. {said}")
        sys.exit(1)
