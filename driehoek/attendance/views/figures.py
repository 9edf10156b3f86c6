"""Figures of attendance: of a child, of a class, and the list for the attendance officer (ATT-9, ATT-11)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one, showed
from driehoek.attendance import actions, figures, heat
from driehoek.attendance.forms import PeriodForm
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups
from driehoek.schools.models import Group

READ, OFFICE = "file.read:attendance", "attendance.office"


@guarded(READ)
def pupil_heat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A child's school year as a heat map; a part of the pupil's page where that page asks for it."""
    actor = actor_in(request)
    rows = Pupil.objects.visible_to(actor, READ).select_related("school")
    pupil = open_one(request, rows, pk, READ, category="attendance")
    year = figures.year_of(actions.ground_of(pupil.school), pupil, actor.on)
    since = figures.kept_since(year)
    away = [half_day for half_day, kind in year.kinds.items() if kind in figures.AWAY]
    shown = {
        "pupil": pupil,
        "year": year,
        "heat": heat.heat(year, actor.on, _("Half days of this school year")),
        "names": heat.names(pupil.school.jurisdiction),
        "counts": _named(year, pupil.school.jurisdiction),
        "trend": heat.bars(figures.trend(away, since, actor.on), _("Half days away per month")),
        "late": heat.bars(figures.by_weekday(h for h, k in year.kinds.items() if k == figures.LATE), _("Late per day")),
    }
    return render(
        request, "attendance/_heat.html" if request.headers.get("HX-Request") else "attendance/heat.html", shown
    )


@guarded("attendance.figures")
def class_year(request: HttpRequest, group: UUID) -> HttpResponse:
    """A class's school year: heat map, trend, lateness per day of the week, and who is near the threshold."""
    actor = actor_in(request)
    groups = Group.objects.visible_to(actor, "attendance.figures").select_related("school")
    found = open_one(request, groups, group, "attendance.figures", category="attendance")
    year, near = figures.class_year(actions.ground_of(found.school), found, actor.on)
    since = figures.kept_since(year)
    names = heat.names(found.school.jurisdiction)
    shown = {
        "group": found,
        "names": names,
        "on": actor.on,
        "since": since if since > year.first else None,
        "near": [(one, [(names[kind], number) for kind, number in one.cells()]) for one in near],
        "heat": heat.heat(year, actor.on, _("How many children were away, per half day")),
        "trend": heat.bars(figures.trend(year.many.elements(), since, actor.on), _("Half days away per month")),
        "late": heat.bars(figures.by_weekday(year.facts.late), _("Late per day")),
    }
    return render(request, "attendance/class_year.html", shown)


@guarded(OFFICE)
def problematic(request: HttpRequest) -> HttpResponse:
    """All problematic absence of a period: for the talk with the attendance officer, and the month's list (ATT-9)."""
    actor = actor_in(request)
    form = PeriodForm.for_request(request.GET, actor.on)
    found = figures.problematic(actor, OFFICE, *form.period()) if form.is_valid() else []
    rows = figures.with_lessons(found)
    brought = figures.brought_within(actor, OFFICE, *form.period()) if form.is_valid() else []
    pupils = [*(row.pupil for row in rows), *(one.pupil for one in brought)]
    with_groups(pupils, actor.on)
    showed(request, "attendance.figures", ((pupil.school_id, pupil.pk) for pupil in pupils))
    shown = {"form": form, "rows": rows, "brought": brought, "on": actor.on, "may_print": actor.may(OFFICE)}
    return render(request, "attendance/problematic.html", shown)


def _named(year: figures.Year, jurisdiction: str) -> list[tuple[str, str, int]]:
    said = heat.names(jurisdiction)
    return [(kind, said[kind], number) for kind, number in year.counts()]
