"""What opening a case asks, each by a statement that is kept: the case, what happened, who is on it, its documents."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.letters.models import Dispatch, Letter
from driehoek.people.models import Membership
from driehoek.ready import Ready

from .models import PROTECTED, Case, Document, Event, Party
from .papers import SIGNED

Postings = dict[str, dict[str, date]]  # by step, then by whom a letter of it went to
AT_ONCE = 100  # cases whose events are asked for in one statement
R = TypeVar("R")


def case(actor: Actor, wanted_right: str, pk: UUID, *, documents: bool = False) -> Case | None:
    """The case this right opens, filled; None where it does not. `documents`: with those of its events."""
    found = next(iter(filled(_cases(wanted_right)(actor, pk))), None)
    if found and documents:
        _with_documents(found)
    return found


@cache
def _cases(wanted_right: str) -> Ready[Case]:
    def build(actor: Actor, pk: UUID) -> QuerySet[Case]:
        rows = Case.objects.visible_to(actor, wanted_right)
        return rows.select_related("school", "pupil", "person", "opened_by").filter(pk=pk)

    return Ready(build)


@Ready
def standing_rows(actor: Actor, code: str | None) -> QuerySet[Case]:
    """Every case within reach that was not put away, of one procedure when it is named; not filled yet.

    A protected case stands on no list (SAF-11).
    """
    rows = Case.objects.visible_to(actor).filter(archived_at=None).exclude(family=PROTECTED)
    rows = rows.select_related("school", "pupil", "person")
    return rows.filter(definition=code) if code else rows


def filled(cases: Iterable[Case]) -> list[Case]:
    """The cases with what computing them needs: a few statements for a hundred of them."""
    rows = list(cases)
    for some in _chunks(rows):
        ids = [one.pk for one in some]
        happened, people = _by_case(_story(ids) if len(ids) == 1 else _events(ids)), _by_case(_parties(ids))
        places = defaultdict[UUID, list[Membership]](list)
        for place in _memberships({one.pupil_id for one in some if one.pupil_id}):
            places[place.pupil_id].append(place)
        posted = _by_step(_posted(ids))
        for one in some:
            one.posted = posted[one.pk]
            one.story, one.people = happened[one.pk], people[one.pk]
            one.places = places[one.pupil_id] if one.pupil_id else []
        _with_leaves([one for one in some if one.definition == "nl.leave" and one.pupil_id])
    return rows


def _with_leaves(rows: list[Case]) -> None:
    """The other requests for leave of the same children, by one statement; none where there is no such request."""
    found = defaultdict[UUID, list[Event]](list)
    for event in _leaves({one.pupil_id for one in rows if one.pupil_id}) if rows else ():
        found[event.case.pupil_id].append(event)  # type: ignore[index]  # asked for by its pupil
    for one in rows:
        one.leaves = [event for event in found[one.pupil_id] if event.case_id != one.pk]  # type: ignore[index]  # has one


@Ready
def _leaves(pupils: Collection[UUID]) -> QuerySet[Event]:
    rows = Event.objects.filter(case__pupil__in=pupils, case__definition="nl.leave", case__archived_at=None)
    return rows.select_related("case")


def _chunks(rows: list[Case]) -> Iterator[list[Case]]:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _by_case(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found = defaultdict[UUID, list[Any]](list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _by_step(rows: Iterable[tuple[UUID, str, dict[str, str], date, date | None]]) -> dict[UUID, Postings]:
    """Per case, step and recipient the day on which the first registered letter to that person was posted."""
    found = defaultdict[UUID, Postings](dict)
    for case_id, origin, recipient, sent_on, postmark in rows:
        step, day = origin.rpartition(":")[2], postmark or sent_on
        to = found[case_id].setdefault(step, {})
        who = str(recipient.get("guardian_id") or recipient["name"])
        to[who] = min(day, to.get(who, day))
    return found


@Ready
def _posted(cases: Collection[UUID]) -> QuerySet[Dispatch, Any]:
    rows = Dispatch.objects.standing().filter(letter__case_ref__in=cases, letter__discarded_at=None)
    rows = rows.filter(how=Dispatch.How.REGISTERED)
    return rows.values_list("letter__case_ref", "letter__origin", "letter__recipient", "sent_on", "postmark")


def posted(one: UUID) -> Postings:
    """The same for one case that was not filled."""
    return _by_step(_posted([one]))[one]


@Ready
def _story(cases: Collection[UUID]) -> QuerySet[Event]:
    """The events of a case that is read, with who recorded them; a list shows no names."""
    return Event.objects.filter(case__in=cases).select_related("recorded_by")


@Ready
def _events(cases: Collection[UUID]) -> QuerySet[Event]:
    return Event.objects.filter(case__in=cases)


@Ready
def _parties(cases: Collection[UUID]) -> QuerySet[Party]:
    return Party.objects.filter(case__in=cases)


@Ready
def _memberships(pupils: Collection[UUID]) -> QuerySet[Membership]:
    return Membership.objects.filter(pupil__in=pupils).select_related("group")


def _with_documents(one: Case) -> None:
    attached = defaultdict[UUID, list[Document]](list)
    for document in _documents(one.pk):
        attached[document.event_id].append(document)
    for event in sorted(one.story, key=lambda row: row.recorded_at):
        event.attached = [*attached[event.pk], *_carried(event, attached)]
        attached[event.pk] = event.attached


def _carried(event: Event, attached: dict[UUID, list[Document]]) -> list[Document]:
    """The documents of the event that this one corrects: they stay, unless it brought its own; signed ones always."""
    if event.replaces_id is None or event.withdrawn:
        return []
    own = {document.code for document in attached[event.pk]} - {SIGNED}
    return [document for document in attached[event.replaces_id] if document.code not in own]


@Ready
def _documents(one: UUID) -> QuerySet[Document]:
    return Document.objects.filter(event__case=one).defer("content")


def letters(actor: Actor, one: UUID) -> list[Letter]:
    """The letters of a case that this person may read, without their bytes."""
    return _letters(actor, one) if actor.may("letters.read") else []


@Ready
def _letters(actor: Actor, one: UUID) -> QuerySet[Letter]:
    rows = Letter.objects.visible_to(actor).standing().filter(case_ref=one)
    return rows.only("kind", "recipient", "state")
