"""Acts by hand on classes: made, changed, closed, and those of next year. Undo is that of `actions`."""

from datetime import date
from typing import Any

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.exchange.plans.base import day_before
from driehoek.people.models import Pupil
from driehoek.schools.models import Group, School

from . import next_year, places
from .actions import keep
from .drafting import Draft
from .models import Handwork

Kind = Handwork.Kind


@transaction.atomic
def make(actor: Actor, school: School, values: dict[str, Any]) -> None:
    """A new class, without children."""
    draft = Draft(school, actor.on)
    site = values.pop("site", None)
    draft.new("schools.group", values["name"], school_id=school.pk, site_id=site.pk if site else None, **values)
    keep(actor, draft, Kind.CLASS_NEW, day=actor.on, words=values["name"])


@transaction.atomic
def change(actor: Actor, group: Group, values: dict[str, Any]) -> None:
    """Another name, level, year or site; the children stay in it."""
    draft = Draft(group.school, actor.on)
    site = values.pop("site", None)
    draft.change(group, group.name, site_id=site.pk if site else None, **values)
    words = f"{group.name} → {values['name']}" if values["name"] != group.name else group.name
    keep(actor, draft, Kind.CLASS_CHANGE, day=actor.on, words=words)


@transaction.atomic
def close(actor: Actor, group: Group, day: date, to: Group | None) -> None:
    """No class from a day on: its children go to another one that day, and it stands on no list."""
    draft = Draft(group.school, actor.on)
    for child in children_of(group, day):
        if to:
            places.place(draft, child, to, day)
    for row in group.memberships.filter(first_day__lt=day).exclude(last_day__lt=day):
        if str(row.pk) not in {one.pk for one in draft.changes}:
            draft.change(row, group.name, last_day=day_before(day))
    draft.change(group, group.name, closed_on=day)
    keep(actor, draft, Kind.CLASS_CLOSE, day=day, words=f"{group.name} → {to.name}" if to else group.name)


def children_of(group: Group, day: date) -> list[Pupil]:
    """Who is in a class on a day or will be later in the year."""
    rows = Pupil.objects.filter(memberships__in=group.memberships.exclude(last_day__lt=day)).select_related("school")
    return list(rows.distinct().order_by("search_name"))


@transaction.atomic
def next_year_of(actor: Actor, found: next_year.Now, decided: next_year.Decided) -> None:
    """The classes of next year, their children, and who leaves; undone until that year starts."""
    draft, made = Draft(found.school, actor.on), next_year.outcome(found, decided)
    next_year.rows_of(draft, found, made)
    keep(actor, draft, Kind.NEXT_YEAR, day=found.first, words=found.next.as_text())
