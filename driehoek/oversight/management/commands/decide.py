"""./run manage decide ACTOR ACTION SUBJECT [--category C] [--on DAY]: the one decision point as JSON (ACC-1)."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from driehoek.access.functions import Category
from driehoek.access.models import User
from driehoek.access.policy import RIGHTS, right
from driehoek.access.wall import within
from driehoek.oversight.decisions import as_answer, decision
from driehoek.people.models import Pupil
from driehoek.schools.models import Board


class Command(BaseCommand):
    help = "May this person do this with this pupil's file? Answers {allowed, reason, source}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("actor", help="mail address or id of a person")
        parser.add_argument("action", help="an act of the policy table, such as file.read")
        parser.add_argument("subject", help="id of a pupil")
        parser.add_argument("--category", choices=Category.values)
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        asked = right(options["action"], options["category"])
        if asked not in RIGHTS:
            raise CommandError(f"action: the policy table has no {asked!r}; it has {', '.join(sorted(RIGHTS))}")
        with transaction.atomic(), within(*Board.objects.values_list("pk", flat=True)):
            user, pupil = _person(options["actor"]), _pupil(options["subject"])
            answer = decision(user, options["action"], pupil, options["category"], options["on"])
        self.stdout.write(json.dumps(as_answer(answer), ensure_ascii=False))


def _person(text: str) -> User:
    found = User.objects.filter(email__iexact=text).first() if "@" in text else _by_id(User, text, "actor")
    if not isinstance(found, User):
        raise CommandError(f"actor: nobody is known as {text!r}")
    return found


def _pupil(text: str) -> Pupil:
    found = _by_id(Pupil, text, "subject")
    if not isinstance(found, Pupil):
        raise CommandError(f"subject: no pupil has the id {text!r}")
    return found


def _by_id(model: type[User] | type[Pupil], text: str, name: str) -> User | Pupil | None:
    try:
        return model.objects.filter(pk=UUID(text)).first()
    except ValueError:
        raise CommandError(f"{name}: {text!r} is not an id") from None
