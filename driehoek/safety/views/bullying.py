"""Bullying: a signal in a minute, the protocol that groups sign, and sheets of advice (SAF-10)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.people.models import Pupil
from driehoek.safety import advice
from driehoek.safety.actions import bullying as actions
from driehoek.safety.blank import school_of
from driehoek.safety.forms.bullying import ProtocolForm, SetAsideForm, SignalForm
from driehoek.safety.models.bullying import READ, BullyingSignal
from driehoek.safety.queries import bullying as queries
from driehoek.safety.queries.finding import found

SIGNAL, WORK = queries.SIGNAL, queries.WORK


@guarded(SIGNAL)
def signal_find(request: HttpRequest) -> HttpResponse:
    """About which child: anybody of the school."""
    return render(request, "safety/signal_find.html", found(request, SIGNAL))


@guarded(SIGNAL)
def signal_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody saw or heard about one child."""
    actor = actor_in(request)
    pupil = open_one(request, Pupil.objects.visible_to(actor, SIGNAL).select_related("school"), pk, SIGNAL, log=False)
    form = SignalForm(request.POST or None, actor=actor, instance=BullyingSignal(pupil=pupil))
    if request.method == "POST" and form.is_valid():
        actions.signal(actor, form.instance, form.bullies)
        messages.success(request, _("Noted. Thank you: signals of several people together show what is going on."))
        return redirect("bullying")
    return render(request, "safety/signal_new.html", {"form": form, "pupil": pupil}, status=422 if form.errors else 200)


@guarded(READ)
def signal_set_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The child was asked, and it was something else."""
    actor = actor_in(request)
    rows = queries.signals(actor).filter(pupil__in=Pupil.objects.visible_to(actor, READ), case_ref=None)
    one = open_one(request, rows.filter(set_aside_on=None), pk, READ)
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_aside(actor, one, form.cleaned_data["why"])
        messages.success(request, _("Put aside. The signal stays, with your reason."))
        return redirect("bullying")
    return render(
        request, "safety/signal_aside.html", {"form": form, "signal": one}, status=422 if form.errors else 200
    )


@guarded(WORK)
def protocols(request: HttpRequest) -> HttpResponse:
    """Per group: who signed this year, and who did not yet."""
    return render(request, "safety/protocols.html", {"rows": queries.protocols(actor_in(request))})


@guarded(WORK)
def protocol(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The protocol of one group: its own rules, and who signed when."""
    actor = actor_in(request)
    told = queries.signed([open_one(request, queries.groups(actor), pk, WORK, log=False)], actor.on)[0]
    form = ProtocolForm(request.POST or None, told=told, today=actor.on)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.sign(actor, told.group, given["pupils"], given["on"], given["own_rules"], teacher=given["teacher"])
        messages.success(request, _("Kept."))
        return redirect("bullying_protocols")
    return render(
        request,
        "safety/protocol.html",
        {"form": form, "told": told, "rules": advice.sheet(advice.RULES)},
        status=422 if form.errors else 200,
    )


@guarded(WORK)
def protocol_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The protocol on paper, with a line for every child."""
    actor = actor_in(request)
    told = queries.signed([open_one(request, queries.groups(actor), pk, WORK, log=False)], actor.on)[0]
    return HttpResponse(advice.protocol(told, actor.on), content_type="application/pdf")


@guarded(SIGNAL)
def sheets(request: HttpRequest) -> HttpResponse:
    return render(request, "safety/sheets.html", {"sheets": [advice.sheet(slug) for slug in advice.SHEETS]})


@guarded(SIGNAL)
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """One sheet, to read together or to print."""
    if slug not in advice.SHEETS:
        raise Http404
    return render(request, "safety/sheet.html", {"sheet": advice.sheet(slug)})


@guarded(SIGNAL)
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """One sheet on the school's paper."""
    if slug not in advice.SHEETS:
        raise Http404
    actor = actor_in(request)
    made = advice.paper(school_of(actor), advice.sheet(slug), actor.on)
    return HttpResponse(made, content_type="application/pdf")
