"""Reads of letters: the lists of a school, a letter with what became of it, and what a term is counted from."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from driehoek.access.actors import Actor
from driehoek.kit.names import named
from driehoek.people.models import Pupil
from driehoek.schools.law import law_of
from driehoek.schools.models import School
from lawbook.flanders.days import letter_received

from .models import DeliveryEvent, Dispatch, Letter, LetterQuerySet


def with_sending(rows: LetterQuerySet) -> LetterQuerySet:
    """Letters with their standing dispatches and what became of these, in three queries for any number."""
    events = Prefetch("events", DeliveryEvent.objects.defer("proof"))
    sent = Dispatch.objects.standing().prefetch_related(events)
    return (
        rows.listed().select_related("school", "pupil").prefetch_related(Prefetch("dispatches", sent, to_attr="sent"))
    )


def letters_of(actor: Actor) -> LetterQuerySet:
    """The standing letters a person may read, newest first, for the lists."""
    return with_sending(Letter.objects.visible_to(actor).standing())


def letters_of_case(actor: Actor, case_ref: UUID) -> LetterQuerySet:
    """Every standing letter of a case that this person may read."""
    return letters_of(actor).filter(case_ref=case_ref)


def letters_of_origin(actor: Actor, origin: str) -> LetterQuerySet:
    return letters_of(actor).filter(origin=origin)


class Asked(NamedTuple):
    """What the list was asked for: one of SHOWN, and words of the child's name."""

    show: str = ""
    name: str = ""


def _waiting() -> Q:
    """Sent by registered post, and not known to be received or come back."""
    ended = DeliveryEvent.objects.filter(dispatch=OuterRef("pk"), kind__in=("received", "returned"))
    open_ones = Dispatch.objects.standing().filter(~Exists(ended), letter=OuterRef("pk"), how=Dispatch.How.REGISTERED)
    return Q(Exists(open_ones))


SHOWN = {"draft": Q(state="draft"), "final": Q(state="final"), "waiting": _waiting(), "sent": Q(state="sent")}


def listed(actor: Actor, asked: Asked) -> LetterQuerySet:
    """The list of letters; an unknown filter shows all."""
    rows = letters_of(actor).filter(SHOWN.get(asked.show, Q()))
    if asked.name:
        rows = rows.filter(named(asked.name, "pupil__search_name"))
    return rows


def counts(actor: Actor) -> dict[str, int]:
    """How many letters there are for each filter of the list, in one query."""
    rows = Letter.objects.visible_to(actor).standing().order_by()
    found: dict[str, int] = rows.aggregate(**{name: Count("pk", filter=where) for name, where in SHOWN.items()})
    return found


def chosen(actor: Actor, ids: Collection[str]) -> list[Letter]:
    """The fixed letters among these, in the order of the list; what is no id or not theirs is not there."""
    found = []
    for text in ids:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    rows = Letter.objects.visible_to(actor, "letters.send").standing().exclude(state="draft")
    return list(rows.filter(pk__in=found).select_related("school"))


def sendings_of(letter: Letter) -> list[Dispatch]:
    """Every sending of a letter, those taken back too, with what became of it."""
    events = DeliveryEvent.objects.defer("proof").select_related("recorded_by")
    return list(letter.dispatches.select_related("recorded_by").prefetch_related(Prefetch("events", events)))


def newer_version(letter: Letter) -> Letter | None:
    return Letter.objects.listed().filter(replaces=letter).first()


def schools_managed(actor: Actor, right: str = "school.manage") -> QuerySet[School]:
    """The schools whose settings a person keeps."""
    return School.objects.visible_to(actor, right).select_related("board")


def versions_of(letter: Letter) -> list[Letter]:
    """The letter's earlier versions, newest first."""
    found: list[Letter] = []
    before = letter.replaces_id
    while before:
        one = Letter.objects.listed().get(pk=before)
        found.append(one)
        before = one.replaces_id
    return found


def secret_addresses(pupil: Pupil | None) -> set[str]:
    """The addresses around a child that stand on nobody else's paper (ORG-11)."""
    if pupil is None:
        return set()
    rows = pupil.guardianships.filter(guardian__secret_address=True).exclude(guardian__address="")
    return set(rows.values_list("guardian__address", flat=True))


def deemed_received(school: School, posted_on: date) -> date | None:
    """The day a registered letter counts as received, by the lawbook and the board's own value; be only (DAY-3)."""
    if school.jurisdiction != "be":
        return None
    found = letter_received(law_of(school), posted_on).value
    return found if isinstance(found, date) else None
