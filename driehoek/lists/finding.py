"""One search for what people look for by name: a child, a colleague, a page. A hit is not a read: names and classes."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, Function
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.kit.names import fold
from driehoek.pupils.search import Search, search
from driehoek.safety import parts
from driehoek.web import nav
from driehoek.web.queries import Place, schools_of
from driehoek.web.words import function_name

from .asking import lists_for
from .queries import groups_for

MOST = 8  # hits of a kind: what one looks over; a longer name narrows it
OUTSIDE = (Function.PARENT, Function.EMERGENCY)


class Hit(NamedTuple):
    name: str
    about: str
    url: str = ""


class Hits(NamedTuple):
    """What was found, by kind. `more`: there are more children of that name than are shown."""

    pupils: list[Hit]
    staff: list[Hit]
    pages: list[Hit]
    more: bool = False

    @property
    def any(self) -> bool:
        return bool(self.pupils or self.staff or self.pages)


NOTHING = Hits([], [], [])


def find(actor: Actor, words: str) -> Hits:
    """Everything whose name has a part that starts with each word, within reach."""
    asked = fold(words).split()
    if not asked:
        return NOTHING
    schools = schools_of(actor)
    pupils = search(actor, Search(words)) if actor.may("file.open") else []
    found = [Hit(one.name, _where(one), reverse("pupil", args=[one.pk])) for one in pupils[:MOST]]
    return Hits(found, _staff(actor, asked, schools), _pages(actor, asked, schools), len(pupils) > MOST)


def _where(pupil: Any) -> str:
    return " · ".join(filter(None, (getattr(pupil, "group_name", ""), getattr(pupil, "site_name", ""))))


def _matches(asked: list[str], name: str) -> bool:
    parts = fold(name).split()
    return all(any(part.startswith(word) for part in parts) for word in asked)


def _staff(actor: Actor, asked: list[str], schools: dict[UUID, Place]) -> list[Hit]:
    """Colleagues at the own schools with their functions; who manages people gets the way to their page."""
    if not actor.may("school.read") or not schools:
        return []
    held: dict[tuple[UUID, str], list[str]] = {}
    for user, given, family, function, school, group in _appointed(list(schools), actor):
        name = f"{given} {family}".strip()
        if _matches(asked, name):
            spoken = function_name(function, schools[school].jurisdiction)
            held.setdefault((user, name), []).append(f"{spoken} {group}" if group else spoken)
    way = reverse("people") if actor.may("people.manage") else ""
    return [Hit(name, ", ".join(dict.fromkeys(said)), way) for (_user, name), said in list(held.items())[:MOST]]


def _appointed(schools: list[UUID], actor: Actor) -> QuerySet[Appointment, Any]:
    rows = Appointment.objects.filter(in_force(actor.on, actor.at), school__in=schools)
    rows = rows.exclude(function__in=(*OUTSIDE, *CLB_FUNCTIONS))
    named = ("user", "user__given_name", "user__family_name", "function", "school", "group__name")
    return rows.order_by("user__family_name", "user__given_name").values_list(*named)


def _pages(actor: Actor, asked: list[str], schools: dict[UUID, Place]) -> list[Hit]:
    """Pages of the own menu, the rooms of safety, the lists, and the classes by their name."""
    menu = nav.menu(actor, "", schools)
    offered: list[tuple[str | Promise, str | Promise, str]] = [
        *((item.label, "", item.url) for item in (*menu.daily, *menu.more, *menu.own)),
        *((room.label, room.what, room.url) for room in parts.rooms(actor)),
        *_lists(actor),
    ]
    found = {
        url: Hit(capfirst(str(label)), str(about), url) for label, about, url in offered if _matches(asked, str(label))
    }
    return list(found.values())[:MOST]


def _lists(actor: Actor) -> list[tuple[str | Promise, str | Promise, str]]:
    if not actor.may("list.take"):
        return []
    groups = list(groups_for(actor))
    lists = lists_for(actor, {group.school.jurisdiction for group in groups})
    classes = [(group.name, "", reverse("class_day", args=[group.pk, actor.on])) for group in groups]
    everything = (gettext("Lists"), "", reverse("lists"))
    return [everything, *((one.title, one.says, reverse("listing", args=[one.slug])) for one in lists), *classes]
