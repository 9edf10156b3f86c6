"""`./run demo`: invented schools in a database of their own, served on this machine until Ctrl-C."""

import secrets
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from driehoek.demo.fill import fill
from driehoek.demo.kept import Kept, fingerprint
from driehoek.demo.staff import shown
from driehoek.demo.visits import visit
from driehoek.schools.models import Board
from driehoek.serving import LOOPBACK, Child, Tree, django, server, taken


class Command(BaseCommand):
    help = "Fill the demo (all people are invented), serve it on 127.0.0.1 and print the logins."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="server processes")
        parser.add_argument("--pupils", type=int, default=0, help="fill up to this many pupils")
        parser.add_argument("--schools", type=int, default=0, help="fill up to this many schools")
        parser.add_argument("--fresh", action="store_true", help="throw the demo away and fill it anew")
        parser.add_argument("--only-fill", action="store_true", help="do not serve")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo only runs as `./run demo`: it opens the list of invented people to everybody.")
        if not options["only_fill"] and taken(LOOPBACK, options["port"]):
            raise CommandError(f"Port {options['port']} is taken. Stop what runs there, or: ./run demo --port 8001")
        kept = self._filled(options)
        if options["only_fill"]:
            return self._tell(kept, None)
        self._say("Starting the server …")
        port = options["port"]
        tree = Tree(
            [Child("server", server(LOOPBACK, port, options["workers"])), Child("worker", django("work"))], self._say
        )
        code = tree.serve(LOOPBACK, port, lambda: self._tell(kept, port))
        if code:
            raise CommandError("The demo did not start.", returncode=code)
        return None

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _filled(self, options: dict[str, Any]) -> Kept:
        """The demo that is there when it is the one asked for, else a new one."""
        wanted = Kept(
            code=fingerprint(),
            database=str(connection.settings_dict["NAME"]),
            pupils=options["pupils"],
            schools=options["schools"],
            filled_on=timezone.localdate().isoformat(),
            password="-".join(secrets.token_hex(2) for _ in range(3)),
        )
        there = Kept.read()
        if there and there.same_as(wanted) and not options["fresh"] and self._is_there():
            return there
        self._throw_away()
        self.stdout.write("Filling the demo (every person in it is invented) …")
        call_command("migrate", verbosity=0)
        story = fill(
            timezone.localdate(),
            make_password(wanted.password),
            say=self.stdout.write,
            pupils=wanted.pupils,
            schools=wanted.schools,
        )
        visit(story)
        wanted.write()
        return wanted

    def _is_there(self) -> bool:
        return bool(connection.introspection.table_names()) and Board.objects.filter(is_demo=True).exists()

    def _throw_away(self) -> None:
        """Empty the database, unless a school that is not invented lives in it."""
        tables = connection.introspection.table_names()
        if Board._meta.db_table in tables and Board.objects.filter(is_demo=False).exists():
            raise CommandError(
                f"{connection.settings_dict['NAME']} holds a school that is not a demo; it is left alone. "
                "Name another database in DATABASE_URL, or another folder in DRIEHOEK_VAR."
            )
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        if connection.vendor == "sqlite":
            connection.close()
            for ending in ("", "-wal", "-shm"):
                Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)
        elif tables:
            call_command("migrate", verbosity=0)
            call_command("flush", interactive=False, verbosity=0)

    def _tell(self, kept: Kept, port: int | None) -> None:
        rows = list(shown())
        width = max(len(function) for function, _address in rows)
        self.stdout.write("")
        for function, address in rows:
            self.stdout.write(f"  {function:{width}}  {address}")
        self.stdout.write(f"\nPassword of them all: {kept.password}  (the login page also opens with one click)")
        if kept.day != timezone.localdate():
            self.stdout.write(f"Filled on {kept.day}; ./run demo --fresh brings it to today.")
        if port:
            self.stdout.write(f"Driehoek: http://{LOOPBACK}:{port}/   Ctrl-C stops it.")
        self.stdout.flush()
