"""What a school's pages show beside its own rows: official holidays, groups, functions, the parents' council."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from lawbook import texts
from lawbook.kinds import SchoolYear

from .law import Answer, ask
from .models import ClbMoment, School

NOT_A_POST = (Function.PARENT, Function.EMERGENCY)


def overview(school: School, on: date) -> dict[str, Any]:
    """The school's page: sites with their groups, who holds which function today, and ORG-8."""
    year = SchoolYear.of(on, school.jurisdiction).as_text()
    today = Q(memberships__first_day__lte=on) & (Q(memberships__last_day=None) | Q(memberships__last_day__gte=on))
    groups = school.groups.filter(school_year=year).select_related("site").annotate(size=Count("memberships", today))
    return {
        "school_year": year,
        "groups": groups.order_by("site__name", "level", "year", "name"),
        "posts": (posts := functions(school, on)),
        "anchors": [post for post in posts if post.function == Function.CLB_ANCHOR],
        "clb_moments": clb_moments(school, on),
        "parents_council": parents_council(school, on),
    }


def clb_moments(school: School, on: date) -> QuerySet[ClbMoment]:
    """When the CLB anchor person is at the school, now or from a day still to come (DOS-5)."""
    return school.clb_moments.filter(Q(last_day=None) | Q(last_day__gte=on)).order_by("weekday", "part")


def functions(school: School, on: date) -> list[Appointment]:
    """Who holds which function today (ORG-2); parents and emergency access are no functions of the school."""
    held = (
        Appointment.objects.filter(Q(last_day=None) | Q(last_day__gte=on), school=school, first_day__lte=on)
        .exclude(function__in=NOT_A_POST)
        .select_related("user", "group", "deputy_for__user")
    )
    order = {function: place for place, function in enumerate(Function.values)}
    return sorted(held, key=lambda one: (order[one.function], str(one.group or ""), one.user.family_name))


def parents_council(school: School, on: date) -> Answer | None:
    """Whether a parents' council is mandatory (ORG-8); None while the numbers are not there, or outside Flanders."""
    if school.jurisdiction != "be" or school.parents is None or school.parents_asking is None:
        return None
    facts = {"parents": school.parents, "asking": school.parents_asking, "on": on}
    return ask(school, "be.participation.parents_council", facts)


def beside(slug: str, school: School, on: date) -> dict[str, Any]:
    """What stands beside the list of one part: the official holidays of this school year beside the calendar."""
    if slug != "calendar":
        return {}
    year = SchoolYear.of(on, school.jurisdiction)
    facts = {"school_year": year} | ({"region": school.region} if school.jurisdiction == "nl" else {})
    outcome = ask(school, f"{school.jurisdiction}.school_holidays", facts).outcome
    if outcome is None:
        return {"school_year": year.as_text(), "unknown": True}
    lang = get_language() or "nl"
    holidays = [{**holiday, "title": texts.word(holiday["name"], lang)} for holiday in outcome.value]
    return {"school_year": year, "holidays": holidays, "sources": outcome.parameters}
