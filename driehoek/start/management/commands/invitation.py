"""`./run manage invitation ADDRESS`: a new link for who lost the first one, where no mail goes out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from driehoek.access.house import chosen
from driehoek.access.invitations import link_of
from driehoek.access.models import User
from driehoek.journal import actions as journal
from driehoek.start.queries import served_at


class Command(BaseCommand):
    help = "Prints a link with which the owner of an account chooses a password. It works once, for three days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")
        parser.add_argument("--root", default="", help="how people reach this house")

    @transaction.atomic
    def handle(self, *_args: Any, address: str, root: str, **_options: Any) -> None:
        user = User.objects.filter(email__iexact=address, is_active=True).first()
        if user is None:
            raise CommandError("No account has this address.")
        journal.write(None, "person.link", stream=None, kind="access.user", subject_id=user.pk)
        self.stdout.write(
            f"Hand this over to the owner of the account alone:\n  {link_of(user, root or chosen() or served_at())}"
        )
        if user.has_usable_password():
            self.stdout.write("There is a password already: with the link another is chosen. The second factor stays.")
