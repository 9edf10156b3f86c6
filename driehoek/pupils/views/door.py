"""Opening a file: the guard, the purpose the CLB states first (ACC-5), the one journal line per page (ACC-11)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from driehoek.access.actors import Actor, decide
from driehoek.access.functions import Category
from driehoek.access.guards import actor_in, admit, guarded
from driehoek.access.reading import PurposeNeeded, purpose_label, stated
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.pupils import opening, queries


@dataclass(frozen=True)
class Reading:
    """One person with one file open, for one purpose."""

    actor: Actor
    pupil: Pupil
    purpose: str

    @property
    def outsider(self) -> bool:
        """Whether the CLB reads: no writing, printing, downloading (ACC-4)."""
        return self.actor.only_reads

    @property
    def what_for(self) -> str:
        return purpose_label(self.purpose)

    @cached_property
    def readable(self) -> frozenset[Category]:
        return queries.categories(self.actor, self.pupil)

    @cached_property
    def writable(self) -> frozenset[Category]:
        return queries.categories(self.actor, self.pupil, "file.write")

    @property
    def may_see_secret(self) -> bool:
        """A secret address is for the direction and the secretariat."""
        return bool(self.actor.reach("number.reveal").schools & {self.pupil.school_id})

    def may(self, right: str) -> bool:
        return decide(self.actor, right, self.pupil).allowed

    @property
    def age(self) -> int | None:
        return self.pupil.age_on(self.actor.on)

    def log(self, act: str, shown: Iterable[str]) -> None:
        """The line of this page view: whose file, which categories, what for."""
        named = sorted(shown)
        journal.opened(
            self.actor,
            act,
            self.pupil,
            purpose=self.purpose,
            categories=" ".join(named),
            category=named[0] if len(named) == 1 else "",
        )

    def context(self, **more: object) -> dict[str, object]:
        return {"reading": self, "pupil": self.pupil, **more}


def reading_of(request: HttpRequest, pupil: Pupil) -> Reading:
    """A file that opens. Raises PurposeNeeded for the CLB without today's purpose; the guard shows its form."""
    actor, purpose = actor_in(request), stated(request, pupil.pk)
    if actor.only_reads and not purpose:
        raise PurposeNeeded(pupil.pk)
    return Reading(actor, pupil, purpose)


def of_pupil(right: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view about one pupil: `view(request, reading, …)`. The CLB states a purpose before anything opens."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @guarded(right)
        @wraps(view)
        def inner(request: HttpRequest, pk: UUID, **rest: Any) -> HttpResponse:
            found = opening.file(actor_in(request), right, pk)
            pupil = admit(request, found, Pupil, pk, right, log=False)
            return view(request, reading_of(request, pupil), **rest)

        return inner

    return decorate
