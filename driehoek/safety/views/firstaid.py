"""Ill or hurt at school: note it, call, let the child go with who may take it (SAF-14)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.safety.actions import firstaid as actions
from driehoek.safety.forms.firstaid import CallForm, EndForm, MomentForm, PapersForm
from driehoek.safety.models.firstaid import CareMoment
from driehoek.safety.queries import firstaid as queries
from driehoek.safety.queries.finding import found
from driehoek.web.nav import address

RIGHT = queries.RIGHT


@guarded(RIGHT)
def firstaid(request: HttpRequest) -> HttpResponse:
    """Children that are still with us, what was lately, and the child it is about now."""
    actor = actor_in(request)
    rows = list(queries.moments(actor)[: queries.SHOWN])
    if rows:
        journal.write(actor, "firstaid.read", kind="safety.caremoment", category="health", facts={"shown": len(rows)})
    here = [one for one in rows if one.is_open]
    earlier = [one for one in rows if not one.is_open]
    return render(request, "safety/firstaid.html", {"here": here, "earlier": earlier, **found(request, RIGHT)})


@guarded(RIGHT)
def moment_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A child fell ill or was hurt."""
    actor = actor_in(request)
    pupil = open_one(request, Pupil.objects.visible_to(actor, RIGHT).select_related("school"), pk, RIGHT, log=False)
    form = MomentForm(request.POST or None, actor=actor, instance=CareMoment(pupil=pupil))
    if request.POST and form.is_valid():
        made = actions.note(actor, form.instance)
        messages.success(request, _("Noted. Now call the parents."))
        return redirect("firstaid_moment", made.pk)
    return render(request, "safety/firstaid_part.html", {"form": form, "pupil": pupil, "title": _("Ill or hurt")})


def opened(request: HttpRequest, pk: UUID) -> CareMoment:
    actor = actor_in(request)
    one = open_one(request, queries.moments(actor), pk, RIGHT, log=False)
    journal.opened(actor, "firstaid.read", one, category="health")
    return one


@guarded(RIGHT)
def moment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What happened, the steps, whom to call in which order, and the calls that were made."""
    actor, one = actor_in(request), opened(request, pk)
    context = {
        "one": one,
        "pupil": one.pupil,
        "steps": queries.steps(one),
        "around": queries.around(one),
        "judgment": queries.judgment(one, actor),
        "incident": address("incident_new"),
        "source": queries.SOURCES[one.school.jurisdiction],
        "papers": PapersForm(initial={"on": actor.on}, actor=actor, moment=one),
    }
    return render(request, "safety/firstaid_moment.html", context)


@guarded(RIGHT)
def moment_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, one = actor_in(request), opened(request, pk)
    form = MomentForm(request.POST or None, actor=actor, instance=one)
    if request.POST and form.is_valid():
        actions.change(actor, form.instance)
        messages.success(request, _("Changed."))
        return redirect("firstaid_moment", pk)
    context = {"form": form, "pupil": one.pupil, "one": one, "title": _("Change")}
    return render(request, "safety/firstaid_part.html", context)


@guarded(RIGHT)
def call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a call that was made."""
    actor, one = actor_in(request), opened(request, pk)
    form = CallForm(request.POST or None, actor=actor, moment=one, initial={"whom": request.GET.get("whom", "")})
    if request.POST and form.is_valid():
        actions.call(actor, form.instance)
        messages.success(request, _("The call is noted."))
        return redirect("firstaid_moment", pk)
    context = {"form": form, "pupil": one.pupil, "one": one, "title": _("A call")}
    return render(request, "safety/firstaid_part.html", context)


@guarded(RIGHT)
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The child goes: with whom."""
    actor, one = actor_in(request), opened(request, pk)
    form = EndForm(request.POST or None, actor=actor, instance=one)
    if request.POST and form.is_valid():
        actions.end(actor, form.instance)
        messages.success(request, _("Noted."))
        return redirect("firstaid_moment", pk)
    context = {"form": form, "pupil": one.pupil, "one": one, "title": _("How it ended")}
    return render(request, "safety/firstaid_part.html", context)


@require_POST
@guarded(RIGHT)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.reopen(actor_in(request), opened(request, pk))
    messages.success(request, _("The child is on the list again."))
    return redirect("firstaid_moment", pk)


@require_POST
@guarded(RIGHT)
def papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = opened(request, pk)
    form = PapersForm(request.POST, actor=actor_in(request), moment=one)
    if form.is_valid():
        actions.papers(actor_in(request), one, form.cleaned_data["on"])
        messages.success(request, _("Noted. The duty is done."))
        return redirect("firstaid_moment", pk)
    context = {"form": form, "pupil": one.pupil, "one": one, "title": _("Insurance papers")}
    return render(request, "safety/firstaid_part.html", context)
