"""Reads of duties: the list of a person, its counts, and a duty in words (ALL-1)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language, gettext

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.kit.days import shifted
from driehoek.kit.names import named
from driehoek.schools.law import why
from lawbook import catalogue, page, texts
from lawbook.errors import UnknownRule
from lawbook.kinds import HalfDay

from . import own
from .models import Duty, DutyQuerySet

SOON = 14  # the header counts what is due within two weeks, as people plan
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PART = re.compile(r"\d+\.\d+")
HALF_DAY = re.compile(r"\d{4}-\d\d-\d\d/(am|pm)")
GAP = "…"  # what a sentence says of a fact that was not stored
WHOSE = ("mine", "group", "school")


ASKED = ("whose", "name", "rule", "pupil", "holder", "colleague", "late")  # what the address of the list may ask


class Heading(NamedTuple):
    late: int
    today: int
    soon: int
    total: int


class Filters(NamedTuple):
    """What the list was asked for: whose duties, words of a pupil's name, one rule, one pupil."""

    whose: str = "mine"
    name: str = ""
    rule: str = ""
    pupil: UUID | None = None
    holder: str = ""  # those of a function that nobody holds
    colleague: UUID | None = None
    late: bool = False


def language() -> str:
    found = (get_language() or "nl")[:2]
    return found if found in texts.LANGUAGES else "nl"


def sentence(duty: Duty) -> str:
    """What must be done, in the reader's language; the sentence is the lawbook's, or of an act in the product.

    A duty outlives the words it was stored with: where one is missing the rest is said, and a code that no book knows
    any more is named by its rule. One row never takes a whole list along.
    """
    if own_words := own.sentence_of(duty.code):
        return own_words
    facts = {name: revived(value) for name, value in duty.words.items()}
    told = {"due": duty.due, "earliest": duty.earliest, **facts}
    if duty.code in texts.book(language())["sentences"]:
        return texts.sentence(duty.code, told, language(), gap=GAP)
    return rule_title(duty.rule) if duty.rule else gettext("Something to do that this version no longer names")


def revived(value: Any) -> Any:
    """A fact as JSON kept it, as the lawbook's sentences take it: days and half days again, hours with their comma.

    A part of an hour is said to one decimal, never rounded up: what is just under a limit would seem to reach it.
    """
    try:
        if isinstance(value, str) and HALF_DAY.fullmatch(value):
            return HalfDay.parse(value)
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
        if isinstance(value, str) and PART.fullmatch(value):
            return Decimal(value).quantize(Decimal("0.1"), ROUND_DOWN)
    except ValueError:
        return value  # written as a day, and none
    return value


def rule_title(rule: str) -> str:
    try:
        return page.title(catalogue.get(rule), language())
    except UnknownRule:
        return rule


def offered_to(actor: Actor) -> list[str]:
    """Whose duties this person can look at: one's own always, of the group and of the school by reach."""
    reach = actor.reach("duty.see")
    return ["mine", *(["group"] if reach.groups else []), *(["school"] if reach.schools else [])]


def of(actor: Actor, filters: Filters) -> DutyQuerySet:
    """The open duties of a person's list, what is overdue first."""
    rows = Duty.objects.visible_to(actor).open()
    if filters.whose == "mine":
        rows = rows.addressed_to(actor)
    elif filters.whose == "group":
        rows = rows.filter(group__in=actor.reach("duty.see").groups)
    if filters.rule:
        rows = rows.filter(rule=filters.rule)
    if filters.pupil:
        rows = rows.filter(pupil=filters.pupil)
    if filters.holder:
        rows = rows.filter(holder=filters.holder)
    if filters.colleague:
        user = User.objects.filter(pk=filters.colleague).first()
        rows = rows.addressed_to(actor_of(user, actor.at)) if user else rows.none()
    if filters.late:
        rows = rows.filter(due__lt=actor.on)
    if filters.name:
        rows = rows.filter(named(filters.name, "pupil__search_name"))
    return rows.select_related("pupil", "group").order_by("due", "code", "pk")


def heading(rows: QuerySet[Duty], today: date) -> Heading:
    soon = shifted(today, SOON)
    found = rows.order_by().aggregate(
        late=Count("pk", filter=Q(due__lt=today)),
        today=Count("pk", filter=Q(due=today)),
        soon=Count("pk", filter=Q(due__gt=today, due__lte=soon)),
        total=Count("pk"),
    )
    return Heading(**found)


def done_today(actor: Actor) -> QuerySet[Duty]:
    """What this person discharged today, to look over or take back."""
    return (
        Duty.objects.visible_to(actor)
        .filter(discharged_by=actor.user_id, discharged_at__date=actor.on)
        .select_related("pupil", "group")
        .order_by("-discharged_at")
    )


def rules_in(rows: QuerySet[Duty]) -> list[tuple[str, str]]:
    """The rules that the list rests on, with their titles, for the filter."""
    found = rows.order_by().exclude(rule="").values_list("rule", flat=True).distinct()
    return sorted(((rule, rule_title(rule)) for rule in found), key=lambda one: one[1])


def filters_from(asked: Mapping[str, str], offered: list[str]) -> Filters:
    """The filters of an address; what is not offered or not an id falls back, because people edit addresses."""
    whose = asked["whose"] if asked["whose"] in offered else "mine"
    return Filters(
        whose,
        asked["name"],
        asked["rule"],
        id_in(asked["pupil"]),
        asked["holder"],
        id_in(asked["colleague"]),
        late=bool(asked["late"]),
    )


def id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def explained(duty: Duty) -> dict[str, Any] | None:
    """The rule's answer to the facts the duty came from, for `web/_why.html` (ALL-2); None without a known rule."""
    try:
        return why(duty.school, duty.rule, duty.facts) if duty.rule else None
    except UnknownRule:
        return None


def fact_of(row: Duty) -> date | None:
    """The day of what a duty is about, where it names one: the half day on which a child was away."""
    try:
        return date.fromisoformat(str(row.words.get("half_day", "")).partition("/")[0])
    except ValueError:
        return None
