"""Two rows that are one person: what points at the one points at the other afterwards, in every app (ACC-2).

The fields are found in the models, so that no app that is added later is forgotten.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from .models import ApiToken, Appointment, LetterCode, User

OURS = "driehoek."
# What lets somebody in ends: a code that was printed for the one is no key to the account of the other.
KEYS = (ApiToken, LetterCode)
# Functions move by themselves, as far as the direction that says so may give them.
APART = (*KEYS, Appointment)
# Text and facts in which the id of a person stands: talks with a member of staff are settled by it.
TEXTS = (("duties.duty", "origin", ("facts",)),)


def fields_of_people() -> Iterator[tuple[type[models.Model], str]]:
    """Every field of ours that points at a person, but those that move, end or never were without an account."""
    for model in apps.get_models():
        if not model.__module__.startswith(OURS) or not model._meta.managed:
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is not User or field.primary_key:  # a row that is a person's own is a key too
                continue
            if model not in APART or field.name != "user":
                yield model, field.name


def follow(old: User, new: User) -> int:
    """Let everything of `old` be of `new`; how many rows could not follow, because `new` has such a row already.

    Both stood on one list of readers, both are named in one incident: those rows stay as they are.
    """
    for key in KEYS:
        models.QuerySet(key).filter(user=old).delete()
    left = sum(_move(model, name, old, new) for model, name in fields_of_people())
    for label, text, facts in TEXTS:
        _in_texts(apps.get_model(label), text, facts, old.pk, new.pk)
    return left


def _move(model: type[models.Model], name: str, old: User, new: User) -> int:
    rows: models.QuerySet[Any] = models.QuerySet(model).filter(**{name: old})
    if _moved(rows, name, new):
        return 0
    return sum(not _moved(rows.filter(pk=pk), name, new) for pk in list(rows.values_list("pk", flat=True)))


def _moved(rows: models.QuerySet[Any], name: str, new: User) -> bool:
    try:
        with transaction.atomic():
            rows.update(**{name: new})
    except IntegrityError:
        return False
    return True


def _in_texts(model: type[models.Model], text: str, facts: tuple[str, ...], old: UUID, new: UUID) -> None:
    rows: models.QuerySet[Any] = models.QuerySet(model)
    named = models.Q(**{f"{text}__contains": str(old)})
    for fact in facts:
        named |= models.Q(**{f"{fact}__person": str(old)})
    for row in rows.filter(named):
        values: dict[str, Any] = {text: getattr(row, text).replace(str(old), str(new))}
        for fact in facts:
            known = getattr(row, fact)
            values[fact] = {**known, "person": str(new)} if known.get("person") == str(old) else known
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(**values)
        except IntegrityError:
            continue  # the same duty stands for the account already
