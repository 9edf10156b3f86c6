"""What opening a file asks, each by a statement that is kept: the pupil, the timeline, what is due, the parents."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from driehoek.access.actors import Actor
from driehoek.access.functions import Category
from driehoek.duties.models import Duty
from driehoek.people.models import Guardianship, InformationAgreement, Pupil
from driehoek.people.queries import with_groups
from driehoek.ready import Ready

from .kinds import KINDS, Kind
from .models import Entry, Photo, Step
from .models.sight import Sight, sight
from .queries import PAGE

# What a timeline draws of an entry and of its author.
DRAWN = ("kind", "category", "day", "last_day", "title", "text", "details", "visibility", "version", "attached",
         "author__given_name", "author__family_name")  # fmt: skip


def file(actor: Actor, wanted_right: str, pk: UUID) -> Pupil | None:
    """The pupil whose file this right opens, with the school and today's groups; None where it does not."""
    found = _files(wanted_right)(actor, pk)
    return with_groups(found, actor.on)[0] if found else None


@cache
def _files(wanted_right: str) -> Ready[Pupil]:
    def build(actor: Actor, pk: UUID) -> QuerySet[Pupil]:
        return Pupil.objects.visible_to(actor, wanted_right).select_related("school").filter(pk=pk)

    return Ready(build)


def timeline(actor: Actor, pupil: Pupil, chosen: frozenset[Category], start: int = 0) -> tuple[list[Entry], bool]:
    """A page of entries, newest first, and whether there are more. `chosen` are among those the reader may read."""
    seen = sight(actor, pupil, chosen)
    rows = list(_drawn(seen)[start : start + PAGE + 1]) if start else _first_page(seen)
    known = {entry.pk: entry for entry in rows if KINDS[Kind(entry.kind)].steps}
    for entry in known.values():
        entry.drawn_steps = []
    for step in _steps(known):
        known[step.entry_id].drawn_steps.append(step)
    return rows[:PAGE], len(rows) > PAGE


def _drawn(seen: Sight) -> QuerySet[Entry]:
    return Entry.objects.within(seen).select_related("author").only(*DRAWN)


@Ready
def _first_page(seen: Sight) -> QuerySet[Entry]:
    return _drawn(seen)[: PAGE + 1]


@Ready
def _steps(entries: Collection[UUID]) -> QuerySet[Step]:
    return Step.objects.filter(entry__in=entries)


def next_duties(actor: Actor, pupil: Pupil) -> list[Duty]:
    """The open duties about this pupil, the first due first."""
    return _next_duties(actor, pupil.pk)


@Ready
def _next_duties(actor: Actor, pupil: UUID) -> QuerySet[Duty]:
    return Duty.objects.visible_to(actor).open().filter(pupil=pupil).order_by("due")[:PAGE]


class Parents(NamedTuple):
    """What whoever informs the parents must know first (ORG-11), and the photo they consent to."""

    apart: bool
    ruled: str  # the kind of what was agreed or ruled about information and is in force; a judgment before an agreement
    photo: UUID | None = None


def parents(pupil: Pupil, on: date) -> Parents:
    ((apart, ruled, photo),) = _parents(pupil.pk, on)
    return Parents(apart, ruled or "", photo)


@Ready
def _parents(pupil: UUID, on: date) -> QuerySet[Pupil, Any]:
    apart = Guardianship.objects.filter(pupil=OuterRef("pk"), has_authority=True, lives_with=False)
    ruled = InformationAgreement.objects.in_force(on).filter(pupil=OuterRef("pk")).order_by("-kind").values("kind")[:1]
    photo = Photo.objects.shown(on).filter(pupil=OuterRef("pk")).order_by().values("pk")
    return Pupil.objects.filter(pk=pupil).values_list(Exists(apart), Subquery(ruled), Subquery(photo))


def is_screened(pupil: Pupil) -> bool:
    """Whether the language screening of who enters primary is in the file, whoever may read it (DOS-6)."""
    return pupil.entries.filter(kind=Kind.LANGUAGE_SCREENING, withdrawn_at=None).exists()
