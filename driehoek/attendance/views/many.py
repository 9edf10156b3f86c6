"""One reason for many children at once, at the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded
from driehoek.attendance import actions, batch, office_queries, queries
from driehoek.attendance.many_forms import ManyForm
from driehoek.attendance.views import office

RIGHT = office_queries.RIGHT


@guarded(RIGHT)
def office_many(request: HttpRequest) -> HttpResponse:
    """First the classes, or who is not reported today; then the children, and one reason or one late hour."""
    actor = actor_in(request)
    chosen = batch.chosen(actor, request.GET.getlist("group"), away="away" in request.GET)
    if chosen is None:
        return render(request, "attendance/many_classes.html", {"groups": queries.groups_on(actor, RIGHT)})
    initial = {"first_day": actor.on, "last_day": actor.on, "pupils": chosen.ticked, "last_part": "pm"}
    ground = actions.ground_of(chosen.school)
    form = ManyForm(request.POST or None, ground=ground, day=actor.on, places=chosen.places, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = batch.write(actor, chosen.school, form.cleaned_data, form.half_days, form.values())
        office.saved(request, done.saved)
        if done.kept:
            messages.info(request, _("Left as they were, with a reason of their own: %(n)d.") % {"n": done.kept})
        return redirect("office")
    return render(request, "attendance/many.html", {"form": form}, status=422 if form.errors else 200)
