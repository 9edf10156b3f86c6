"""Giving a dose, correcting a line of the register, taking it back (SAF-14)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, guarded, open_one, showed
from driehoek.safety.actions import medication as actions
from driehoek.safety.actions.medication import Doubtful, Given, NoDose
from driehoek.safety.forms.medication import CorrectDoseForm, DoseForm, ReasonForm
from driehoek.safety.models.medication import Dose, MedicationForm
from driehoek.safety.queries import doses_missed
from driehoek.safety.queries import medication as queries

from .medication import GIVE, MANAGE, opened


@guarded(GIVE)
def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a dose: one tap from today's list, or with its own moment and remarks. No form, no dose."""
    actor, one = actor_in(request), opened(request, pk)
    tapped = "tap" in request.POST
    form = DoseForm(
        request.POST or None if not tapped else None,
        form=one,
        actor=actor,
        initial={"slot": request.POST.get("slot") or request.GET.get("slot", "")},
    )
    said: dict[str, object] = {}
    if tapped or (request.POST and form.is_valid()):
        given = Given(at=actor.at, slot=request.POST.get("slot", "")) if tapped else form.given
        said = given_or_why_not(actor, one, given, request.POST.getlist("despite"))
        if not said:
            messages.success(request, _("Noted in the register."))
            return redirect("medication")
    return render(request, "safety/dose.html", {"form": form, "one": one, **before(one, actor), **said})


def given_or_why_not(actor: Actor, form: MedicationForm, given: Given, despite: list[str]) -> dict[str, object]:
    """Give it; nothing when that is done, else what the page says: why not, or what to look at first."""
    try:
        actions.give(actor, form, given, despite)
    except (NoDose, Doubtful) as wrong:
        return spoken(wrong, form.school.jurisdiction)
    return {}


def spoken(wrong: NoDose | Doubtful, country: str) -> dict[str, object]:
    if isinstance(wrong, NoDose):
        return {"stops": [queries.REFUSALS[code] for code in wrong.codes], "source": queries.SOURCES[country]}
    return {"warned": [(code, queries.WARNINGS[code]) for code in wrong.codes]}


def before(form: MedicationForm, actor: Actor) -> dict[str, object]:
    """What whoever gives a dose must see first: whether the form counts today, and the last doses."""
    stops = [queries.REFUSALS[code] for code in queries.refusals(form, actor.at, actor.at)]
    source = queries.SOURCES[form.school.jurisdiction]
    return {"stops": stops, "last": queries.near(form)[:5], "pupil": form.pupil, "source": source}


def _line(request: HttpRequest, pk: UUID) -> Dose:
    """A line that still counts; what was corrected already is history."""
    rows = queries.doses(actor_in(request)).filter(replaced_by=None, withdrawn=False)
    return open_one(request, rows, pk, GIVE, log=False)


@guarded(GIVE)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a line; the one that was there stays, with the reason."""
    actor, old = actor_in(request), _line(request, pk)
    one, said = opened(request, old.form_id), dict[str, object]()
    form = CorrectDoseForm(request.POST or None, form=one, actor=actor, initial=queries.as_entered(old))
    if request.POST and form.is_valid():
        try:
            actions.correct(actor, old, form.given, form.cleaned_data["reason"], request.POST.getlist("despite"))
            messages.success(request, _("Corrected. The line as it was stays in the register."))
            return redirect("medication_form", one.pk)
        except (NoDose, Doubtful) as wrong:
            said = spoken(wrong, old.form.school.jurisdiction)
    return render(request, "safety/dose.html", {"form": form, "one": one, "old": old, "pupil": one.pupil, **said})


@require_POST
@guarded(GIVE)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tapped by mistake: on the same day, by whoever wrote it. The line stays, with what undid it."""
    actor, old = actor_in(request), _line(request, pk)
    if queries.may_be_undone(old, actor):
        actions.take_back(actor, old, _("Tapped by mistake."))
        messages.success(request, _("Taken back. The line stays in the register, struck through."))
    else:
        messages.error(request, _("Only who wrote it can undo it, on the same day. Take it back with a reason."))
    return redirect("medication")


@guarded(GIVE)
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say with a reason that a dose was never given."""
    actor, old = actor_in(request), _line(request, pk)
    form = ReasonForm(request.POST or None)
    if request.POST and form.is_valid():
        actions.take_back(actor, old, form.cleaned_data["reason"])
        messages.success(request, _("Taken back. The line stays in the register, struck through."))
        return redirect("medication_form", old.form_id)
    context = {"form": form, "one": old.form, "title": _("Take back a dose")}
    return render(request, "safety/medication_part.html", context)


@guarded(MANAGE)
def missed(request: HttpRequest) -> HttpResponse:
    """Of the last weeks: the doses that nobody noted, and those that went otherwise than the form asks."""
    actor = actor_in(request)
    gaps, odd = doses_missed.missed(actor, MANAGE), doses_missed.odd(actor, MANAGE)
    pupils = {(one.form.pupil.school_id, one.form.pupil_id) for one in gaps}
    pupils |= {(one.dose.form.school_id, one.dose.form.pupil_id) for one in odd}
    showed(request, "medication.read", sorted(pupils), category="health")
    shown = {
        "gaps": [one for one in gaps if not one.away],
        "away": [one for one in gaps if one.away],
        "odd": odd,
        "days": doses_missed.LOOK_BACK,
    }
    return render(request, "safety/doses_missed.html", shown)
