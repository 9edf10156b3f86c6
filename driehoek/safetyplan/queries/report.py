"""The yearly report (SAF-18): of one school, or of all schools of a board without anybody recognisable in it."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.safety.models.incidents import Kind, Place
from driehoek.safety.queries import figures
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Goal
from driehoek.safetyplan.models.surveys import Audience
from driehoek.schools.models import School
from driehoek.web.dates import short_month
from lawbook.kinds import SchoolYear

from . import council, gathering, small
from .gathering import Figures, Period

# About people: small numbers are kept back. About the building and the plan: shown as they are.
PEOPLE: dict[str, Promise] = {
    "incidents": _("incidents"), "aggression": _("of which aggression"), "serious": _("of which serious"),
    "care_missed": _("closed with care missing"), "accidents": _("accidents"),
    "accidents_reported": _("reported to the inspectorate"),
    "accidents_unreported": _("not reported, though it must be"), "aggression_cases": _("cases of aggression"),
    "warnings": _("warning letters"), "bans": _("bans"), "bullying": _("cases of bullying"),
}  # fmt: skip
PLAN: dict[str, Promise] = {
    "drills": _("evacuation drills"), "checks": _("checks done"), "checks_late": _("checks late"),
    "measures_done": _("measures done"), "measures_open": _("measures open"), "measures_late": _("measures late"),
    "adopted": _("chapters adopted"), "goals": _("goals of the year plan"), "goals_reached": _("of which reached"),
}  # fmt: skip
SHORT = {**PEOPLE, **PLAN}
YEARS_BACK = 5


class Cell(NamedTuple):
    label: str
    text: str
    about_people: bool


class SchoolLine(NamedTuple):
    school: School
    cells: list[str]


class Chart(NamedTuple):
    """What a picture shows, in words too: a chart without numbers that may be read is not drawn."""

    code: str
    title: str
    rows: list[tuple[str, int]]
    told: list[tuple[str, str]]


class Report(NamedTuple):
    """`exact`: for who may open what is behind the numbers; otherwise small ones are kept back."""

    schools: list[School]
    year: SchoolYear
    period: Period
    exact: bool
    totals: list[Cell]
    lines: list[SchoolLine]
    charts: list[Chart]
    feelings: list[tuple[str, str]]  # by audience, where at least five answered
    goals: list[Goal]  # the year plan of one school, with what came of it


def report_of(schools: Collection[School], year: SchoolYear, on: date, *, exact: bool) -> Report:
    """Some sixteen statements, however many schools there are."""
    land = next((str(school.jurisdiction) for school in schools), "nl")
    period = Period(year.first(land), year.last(land), on)
    figures = gathering.gather(schools, period)
    ids = [school.pk for school in schools]
    sums = {code: sum(found.get(code, 0) for found in figures.values()) for code in (*PEOPLE, *PLAN)}
    totals = [Cell(str(label), small.one(sums[code], exact=exact), True) for code, label in PEOPLE.items()]
    totals += [Cell(str(label), _of_all(code, sums[code], len(ids)), False) for code, label in PLAN.items()]
    charts = [_months(ids, period, exact), _kinds(ids, period, exact), _places(ids, period, exact)]
    goals = council.goals(ids[0], year.as_text()) if len(ids) == 1 else []
    lines = _lines(schools, figures, exact=exact) if len(ids) > 1 else []
    return Report(list(schools), year, period, exact, totals, lines, charts, _feelings(ids, period), goals)


def _feelings(ids: gathering.Schools, period: Period) -> list[tuple[str, str]]:
    found = gathering.feelings(ids, period)
    return [
        (
            str(one.label),
            gettext("%(mean)s of 4, %(n)s answers") % {"mean": round(found[one][1], 1), "n": found[one][0]},
        )
        for one in Audience
        if one in found and found[one][0] >= small.LEAST
    ]


def _of_all(code: str, count: int, schools: int) -> str:
    return f"{count} / {len(catalogue.chapters()) * schools}" if code == "adopted" else str(count)


def _lines(schools: Collection[School], figures: Figures, *, exact: bool) -> list[SchoolLine]:
    """A row per school. Down each column the small numbers are kept back, so that the sum does not tell them."""
    columns = [
        small.shown([figures[school.pk].get(code, 0) for school in schools], exact=exact or code in PLAN)
        for code in (*PEOPLE, *PLAN)
    ]
    return [SchoolLine(school, list(cells)) for school, cells in zip(schools, zip(*columns, strict=True), strict=True)]


def _chart(code: str, title: str, counts: dict[str, int], *, exact: bool) -> Chart:
    drawn = small.drawn(counts, exact=exact)
    told = [(label, text) for label, text in small.told(counts, exact=exact).items() if text != "0" or exact]
    return Chart(code, title, list(drawn.items()) if any(drawn.values()) else [], told)


def _months(ids: gathering.Schools, period: Period, exact: bool) -> Chart:
    counts = {short_month(month): n for month, n in gathering.by_month(ids, period).items()}
    return _chart("months", str(_("Incidents by month")), counts, exact=exact)


def _kinds(ids: gathering.Schools, period: Period, exact: bool) -> Chart:
    found = figures.by_kind(ids, period.first, period.last)
    counts = {str(kind.label): found[kind] for kind in Kind if found[kind]}
    return _chart("kinds", str(_("Incidents by kind")), counts, exact=exact)


def _places(ids: gathering.Schools, period: Period, exact: bool) -> Chart:
    found = figures.by_place(ids, period.first, period.last)
    counts = {str(Place(place).label): n for place, n in found.items()}
    return _chart("places", str(_("Incidents by place")), counts, exact=exact)


def reads_exactly(actor: Actor, schools: Collection[School]) -> bool:
    """Whoever reads the incidents themselves works with what is behind the numbers; council and board do not."""
    own = actor.reach("incident.read").schools
    return all(school.pk in own for school in schools)


def year_asked(text: str, on: date, jurisdiction: str) -> SchoolYear:
    """The school year of an address, which people edit: the running one where it is none of the last years."""
    running = SchoolYear.of(on, jurisdiction)
    return next((year for year in years(running) if str(year.start) == text), running)


def years(running: SchoolYear) -> list[SchoolYear]:
    return [SchoolYear(running.start - back) for back in range(YEARS_BACK)]
