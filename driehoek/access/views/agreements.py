"""The access agreement of school and CLB: shown and acknowledged by the worker, kept by the direction (ACC-8)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access import actions
from driehoek.access.forms import AgreementForm
from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.models import AccessAgreement
from driehoek.access.policy import ACKNOWLEDGE
from driehoek.access.queries import agreements_to_read, agreements_with_readers
from driehoek.access.texts import STANDARD

MANAGE = "agreement.manage"


@guarded(ACKNOWLEDGE)
def agreements(request: HttpRequest) -> HttpResponse:
    """What the CLB worker must still read this school year, and what was read."""
    return render(request, "access/agreements.html", {"schools": agreements_to_read(actor_in(request))})


@guarded(ACKNOWLEDGE)
def agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read one agreement and say so; nothing of the school opens before."""
    actor = actor_in(request)
    rows = AccessAgreement.objects.visible_to(actor, ACKNOWLEDGE).in_force(actor.on).select_related("school")
    found = open_one(request, rows, pk, ACKNOWLEDGE, log=False)
    if request.method == "POST":
        actions.acknowledge(actor, found)
        messages.success(request, _("Thank you. The school's files are open to you on the days of your assignment."))
        return redirect("clb")
    waiting = found.school_id in {role.school for role in actor.waiting}
    return render(request, "access/agreement.html", {"agreement": found, "waiting": waiting})


@guarded(MANAGE)
def school_agreements(request: HttpRequest) -> HttpResponse:
    """Every version, who acknowledged it when, and who still has to."""
    return render(request, "access/school_agreements.html", {"agreements": agreements_with_readers(actor_in(request))})


@guarded(MANAGE)
def distribute_agreement(request: HttpRequest) -> HttpResponse:
    """A new version, from the standard text of September 2020."""
    actor = actor_in(request)
    initial = {
        "title": _("Agreement of school and CLB on access to the pupil file"),
        "audience": _("CLB workers in the school team"),
        "distributed_on": actor.on,
        "text": STANDARD.read_text(),
    }
    form = AgreementForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.distribute(actor, form.save(commit=False))
        messages.success(
            request, _("The agreement is in force from its distribution date. Each CLB worker reads it first.")
        )
        return redirect("school_agreements")
    return render(request, "access/distribute_agreement.html", {"form": form})
