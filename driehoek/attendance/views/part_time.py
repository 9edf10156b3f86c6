"""The half days of a week on which a nursery child stays at home, by agreement with the parents (ATT-6)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded
from driehoek.attendance import actions
from driehoek.attendance import part_time as agreed
from driehoek.attendance.part_time_forms import PartTimeForm

from .office import RIGHT, pupil_at_office


@guarded(RIGHT)
def part_time(request: HttpRequest, pupil: UUID) -> HttpResponse:
    """What is agreed now, and agreeing otherwise from a day on."""
    actor, found = actor_in(request), pupil_at_office(request, pupil)
    ground, rows = actions.ground_of(found.school), list(agreed.standing(found))
    initial = {"first_day": actor.on, "pattern": rows[0].pattern if rows else ()}
    form = PartTimeForm(request.POST or None, ground=ground, initial=initial)
    possible = agreed.is_possible(ground, found, actor.on)
    if request.method == "POST" and possible and form.is_valid():
        given = form.cleaned_data
        agreed.agree(actor, found, given["first_day"], given["last_day"], given["pattern"])
        messages.success(request, _("Saved: the class and the counts know it."))
        return redirect("part_time", pupil)
    week = dict(agreed.half_days_of_a_week(ground.calendar, found.school.jurisdiction))
    told = [(row, [week.get(one, one) for one in row.pattern]) for row in rows]
    shown = {"pupil": found, "form": form, "agreed": told, "possible": possible}
    return render(request, "attendance/part_time.html", shown, status=422 if form.errors else 200)
