"""Looking for a pupil by name, as somebody types: the question, and the statements that answer it."""

from collections.abc import Collection
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from driehoek.access.actors import Actor
from driehoek.kit.names import Patterns, patterns
from driehoek.people.models import Membership, Pupil
from driehoek.ready import Ready
from driehoek.schools.models import Group, Jurisdiction
from lawbook.kinds import SchoolYear

from .queries import PAGE, running_plans

SORTS = {
    "name": ("search_name",),
    "group": ("group_name", "search_name"),
    "age": ("birth_date", "search_name"),
    "-age": ("-birth_date", "search_name"),
}
# What a list shows of a pupil (ACC-13); the date of birth where two share a name.
LISTED = ("given_name", "first_names", "prefix", "family_name", "birth_date", "left_on", "has_namesake")


class Search(NamedTuple):
    """What somebody looks for. `group` and `site` are ids; none for all."""

    words: str = ""
    group: UUID | None = None
    site: UUID | None = None
    plan: bool = False
    sort: str = "name"
    former: bool = False  # who left as well


def search(actor: Actor, wanted: Search, begin: int = 0) -> list[Pupil]:
    """A page of pupils within reach with a name part that starts with each word, and one more where there are more."""
    names = patterns(wanted.words)
    if wanted.words.strip() and not names.first:  # signs alone are the beginning of no name
        return []
    asked = names, wanted.group, wanted.site, wanted.former or None
    if begin or wanted.plan:
        rows = _found(actor, *asked, sort=wanted.sort)
        if wanted.plan:
            rows = rows.filter(pk__in=running_plans(actor).values("pupil"))
        return list(rows[begin : begin + PAGE + 1])
    return FIRST_PAGES[wanted.sort](actor, *asked)


def _found(
    actor: Actor, names: Patterns, group: UUID | None, site: UUID | None, former: bool | None, *, sort: str
) -> QuerySet[Pupil]:
    """The index (school, search_name) carries it."""
    now = Membership.objects.on(actor.on).filter(pupil=OuterRef("pk"), group__composite=False)
    rows = Pupil.objects.visible_to(actor, "pupil.find").with_patterns(names)
    if not former:
        rows = rows.here(actor.on)
    if group:
        rows = rows.filter(Exists(Membership.objects.on(actor.on).filter(pupil=OuterRef("pk"), group=group)))
    if site:
        rows = rows.filter(Exists(now.filter(group__site=site)))
    listed = rows.annotate(group_name=Subquery(now.values("group__name")[:1]), site_name=F("site__name"))
    return listed.only(*LISTED).order_by(*SORTS[sort])


def _first_page(*asked: Any, sort: str) -> QuerySet[Pupil]:
    return _found(*asked, sort=sort)[: PAGE + 1]


FIRST_PAGES = {sort: Ready(partial(_first_page, sort=sort)) for sort in SORTS}


class Choices(NamedTuple):
    """What narrows a search: groups and sites by id, with their names."""

    groups: list[tuple[str, str]]
    sites: list[tuple[str, str]]


def choices(actor: Actor) -> Choices:
    """The groups of this school year within reach, and the sites where the groups of the own schools are."""
    years = {SchoolYear.of(actor.on, country).as_text() for country in Jurisdiction.values}
    rows, schools = _groups(actor, sorted(years)), actor.reach("pupil.find").schools
    sites = {str(site): place for _group, _name, school, site, place in rows if site and school in schools}
    return Choices([(str(pk), name) for pk, name, *_rest in rows], list(sites.items()))


@Ready
def _groups(actor: Actor, years: Collection[str]) -> QuerySet[Group, Any]:
    rows = Group.objects.visible_to(actor, "pupil.find").running(actor.on).filter(school_year__in=years)
    return rows.values_list("pk", "name", "school_id", "site_id", "site__name")
