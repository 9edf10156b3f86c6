"""Medicines at school: today's doses, the forms, the register (SAF-14)."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one, showed
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.pupils.views.stored import served
from driehoek.safety import blank
from driehoek.safety.actions import medication as actions
from driehoek.safety.forms.medication import ChangeForm, FormOfMedicine, ScanForm, StopForm
from driehoek.safety.models.medication import MedicationForm, MedicationScan
from driehoek.safety.queries import medication as queries
from driehoek.safety.queries.finding import found

GIVE, MANAGE = "medication.give", "medication.manage"


@guarded(GIVE)
def medication(request: HttpRequest) -> HttpResponse:
    """Today's doses by time, the medicines for when they are needed, and the way to the forms."""
    actor = actor_in(request)
    due, needed = queries.today(actor), queries.when_needed(actor)
    shown = len({one.form.pupil_id for one in due} | {form.pupil_id for form in needed})
    if shown:
        journal.write(actor, "medication.read", kind="safety.medicationform", category="health", facts={"shown": shown})
    context = {"due": due, "needed": needed, "on": actor.on, "may_manage": actor.may(MANAGE), "undo": actor.user_id}
    return render(request, "safety/medication.html", context)


@guarded(GIVE)
def forms(request: HttpRequest) -> HttpResponse:
    """All forms a person may see, with how each stands; and the child a new form is for."""
    actor = actor_in(request)
    rows = [(form, queries.standing(form, actor.on)) for form in queries.forms(actor)]
    showed(request, "medication.read", ((one.pupil.school_id, one.pupil_id) for one, _told in rows), category="health")
    context = {"rows": rows, "on": actor.on, "may_manage": actor.may(MANAGE), **found(request, MANAGE)}
    return render(request, "safety/medication_forms.html", context)


@guarded(MANAGE)
def form_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take in a signed form for one child."""
    actor = actor_in(request)
    pupil = open_one(request, Pupil.objects.visible_to(actor, MANAGE).select_related("school"), pk, MANAGE, log=False)
    form = FormOfMedicine(request.POST or None, actor=actor, pupil=pupil, initial={"first_day": actor.on})
    if request.POST and form.is_valid():
        made = actions.record_form(actor, form.instance, consents=form.cleaned_data.get("consents", False))
        messages.success(request, _("The form is recorded. Add the scan of it here."))
        return redirect("medication_form", made.pk)
    return render(request, "safety/medication_new.html", {"form": form, "pupil": pupil})


def opened(request: HttpRequest, pk: UUID, right: str = GIVE) -> MedicationForm:
    """One form through the door; the line says that it was read."""
    actor = actor_in(request)
    form = open_one(request, queries.forms(actor, right), pk, right, log=False)
    journal.opened(actor, "medication.read", form, category="health")
    return form


@guarded(GIVE)
def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One form: what was asked, whether it counts, its scans, and its register."""
    actor, one = actor_in(request), opened(request, pk)
    may_manage = queries.forms(actor, MANAGE).filter(pk=pk).exists()
    context = {
        "one": one,
        "pupil": one.pupil,
        "standing": queries.standing(one, actor.on),
        "lines": queries.lines([pk], actor),
        "may_manage": may_manage,
        "scan": ScanForm(),
        "stop": StopForm(initial={"on": actor.on}),
        "change": ChangeForm(instance=one, actor=actor),
        "source": queries.SOURCES[one.school.jurisdiction],
    }
    return render(request, "safety/medication_form.html", context)


@guarded(MANAGE)
def form_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A signature that came, a new box, another place to keep it."""
    actor, one = actor_in(request), opened(request, pk, MANAGE)
    form = ChangeForm(request.POST or None, instance=one, actor=actor)
    if request.POST and form.is_valid():
        actions.change_form(actor, form.instance, form.changed_data)
        messages.success(request, _("Changed."))
        return redirect("medication_form", pk)
    return render(request, "safety/medication_part.html", {"form": form, "one": one, "title": _("Change")})


@guarded(MANAGE)
def form_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, one = actor_in(request), opened(request, pk, MANAGE)
    form = StopForm(request.POST or None, initial={"on": actor.on})
    if request.POST and form.is_valid():
        actions.stop_form(actor, one, form.cleaned_data["on"], form.cleaned_data["why"])
        messages.success(request, _("Stopped. Give the rest of the medicine back to the parents."))
        return redirect("medication_form", pk)
    return render(request, "safety/medication_part.html", {"form": form, "one": one, "title": _("Stop this form")})


@guarded(MANAGE)
def scan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, one = actor_in(request), opened(request, pk, MANAGE)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        actions.add_scan(actor, one, upload, upload.name, form.content_type)
        messages.success(request, _("Attached."))
        return redirect("medication_form", pk)
    return render(request, "safety/medication_part.html", {"form": form, "one": one, "title": _("Add the scan")})


@guarded(GIVE)  # type: ignore[arg-type]  # guards speak of HttpResponse; a file is streamed
def scan(request: HttpRequest, pk: UUID) -> FileResponse:
    actor = actor_in(request)
    rows = MedicationScan.objects.filter(form__in=queries.forms(actor)).select_related("form")
    one = open_one(request, rows, pk, GIVE, log=False)
    journal.opened(actor, "file.download", one.form, category="health")
    return served(one)


@guarded(GIVE)
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The register of one child, every line as it was written, made to be printed."""
    actor = actor_in(request)
    pupil = open_one(request, Pupil.objects.visible_to(actor, GIVE).select_related("school"), pk, GIVE, log=False)
    rows = list(queries.forms(actor).filter(pupil=pupil))
    journal.opened(actor, "medication.read", pupil, category="health")
    context = {"pupil": pupil, "rows": rows, "lines": queries.lines([one.pk for one in rows], actor)}
    return render(request, "safety/medication_register.html", context)


@guarded(GIVE)
def blank_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form to fill in and sign on paper, with the child's name on it, as PDF."""
    actor = actor_in(request)
    pupil = open_one(
        request, Pupil.objects.visible_to(actor, GIVE).select_related("school__board"), pk, GIVE, log=False
    )
    return HttpResponse(blank.paper(actor, pupil.school, pupil), content_type="application/pdf")


@guarded(GIVE)
def blank_form_of_school(request: HttpRequest) -> HttpResponse:
    """The same form without a name, for whoever asks for it at the counter."""
    actor = actor_in(request)
    return HttpResponse(blank.paper(actor, blank.school_of(actor), None), content_type="application/pdf")
