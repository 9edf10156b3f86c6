"""The command `driehoek`: law, manage, serve, demo. `law` never starts Django."""

import os
import sys

from driehoek.preparing import prepare
from driehoek.serving import main as serve
from lawbook.cli import main as law

AS_OWNER = (["migrate"], ["restore"])
PATIENT = (["work"], ["nightly"], ["backup"])  # nobody looks at a page meanwhile: they wait a minute for SQLite's lock
INSTEAD_OF_A_SUPERUSER = """Driehoek has no account that may do everything.
  A first school:    ./run manage setup_link   prints the address at which board, school and director are set up.
  Another colleague: the director, under "People and functions".
  A board member, another school, a director where none is left: a board member, under "Board"."""


def manage(arguments: list[str]) -> None:
    """Django's commands. What changes tables runs as their owner, everything else as the application's role."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.settings")
    os.umask(0o077)  # what it writes (database, mails, backups) is for its own account alone
    if arguments[:1] in AS_OWNER and "DATABASE_OWNER_URL" in os.environ:
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    if arguments[:1] in PATIENT:
        os.environ.setdefault("SQLITE_WAIT", "60")
    if arguments[:1] == ["createsuperuser"]:
        sys.exit(INSTEAD_OF_A_SUPERUSER)
    prepare()
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # `law` must not load Django

    execute_from_command_line(["driehoek", *arguments])


def main() -> None:
    command, *arguments = sys.argv[1:] or ["help"]
    if command == "law":
        sys.exit(law(arguments))
    if command == "serve":
        sys.exit(serve(arguments))
    if command == "demo":
        os.environ["DRIEHOEK_DEMO"] = "True"
        return manage(["demo", *arguments])
    if command == "manage":
        return manage(arguments)
    sys.exit("driehoek law|manage|serve|demo …")


if __name__ == "__main__":
    main()
