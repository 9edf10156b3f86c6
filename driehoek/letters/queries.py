"""Reads of letters: the lists of a school, a letter with what became of it, and what a term is counted from."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from driehoek.access.actors import Actor
from lawbook.core import Law, Override, Source
from lawbook.flanders.days import letter_received

from .models import DeliveryEvent, Dispatch, Letter, LetterQuerySet

if TYPE_CHECKING:
    from driehoek.pupils.models import Pupil
    from driehoek.schools.models import School

LETTER_TERM = "be.registered_letter.days"


def with_sending(rows: "LetterQuerySet") -> "LetterQuerySet":
    """Letters with their standing dispatches and what became of these, in three queries for any number."""
    events = Prefetch("events", DeliveryEvent.objects.defer("proof"))
    sent = Dispatch.objects.standing().prefetch_related(events)
    return (
        rows.listed().select_related("school", "pupil").prefetch_related(Prefetch("dispatches", sent, to_attr="sent"))
    )


def letters_of(actor: Actor) -> "LetterQuerySet":
    """The standing letters a person may read, newest first, for the lists."""
    return with_sending(Letter.objects.visible_to(actor).standing())


def letters_of_case(actor: Actor, case_ref: UUID) -> "LetterQuerySet":
    """Every standing letter of a case that this person may read."""
    return letters_of(actor).filter(case_ref=case_ref)


def letters_of_origin(actor: Actor, origin: str) -> "LetterQuerySet":
    return letters_of(actor).filter(origin=origin)


def versions_of(letter: Letter) -> list[Letter]:
    """The letter's earlier versions, newest first."""
    found: list[Letter] = []
    before = letter.replaces_id
    while before:
        one = Letter.objects.listed().get(pk=before)
        found.append(one)
        before = one.replaces_id
    return found


def secret_addresses(pupil: "Pupil | None") -> set[str]:
    """The addresses around a child that stand on nobody else's paper (ORG-11)."""
    if pupil is None:
        return set()
    rows = pupil.guardianships.filter(guardian__secret_address=True).exclude(guardian__address="")
    return set(rows.values_list("guardian__address", flat=True))


def deemed_received(school: "School", posted_on: date) -> date | None:
    """The day a registered letter counts as received, by the lawbook and the board's own value; be only (DAY-3)."""
    if school.jurisdiction != "be":
        return None
    found = letter_received(Law(tuple(_own_terms(school))), posted_on).value
    return found if isinstance(found, date) else None


def _own_terms(school: "School") -> list[Override]:
    rows: QuerySet = school.overrides.filter(parameter=LETTER_TERM)  # type: ignore[type-arg]  # a relation from above
    return [
        Override(row.parameter, row.valid_from, int(row.amount), Source(row.source, "", "", "board")) for row in rows
    ]
