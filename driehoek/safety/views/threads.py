"""The pages of one person in an incident: everything of annex 5, the care, attachments, the print (SAF-6, SAF-8)."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.pupils.forms.others import AttachmentForm
from driehoek.pupils.views.stored import served
from driehoek.safety import incident_door as door
from driehoek.safety import thread_door
from driehoek.safety.actions import care, incident_files, incidents
from driehoek.safety.forms.incidents import WhyForm
from driehoek.safety.forms.threads import ReturnForm, TalkForm, ThreadForm
from driehoek.safety.queries import care as schedules
from driehoek.safety.queries import incidents as queries


@guarded("incident.open")
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person's part, as far as its reader may see it."""
    found = door.thread_of(request, pk)
    return render(request, "safety/thread.html", thread_door.shown(actor_in(request), found))


@guarded("incident.open")
def thread_write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything of the incident form about this person: what is known now, the rest later."""
    actor, found = actor_in(request), door.thread_to_write(request, pk)
    form = ThreadForm(request.POST or None, instance=found, actor=actor)
    if request.POST and form.is_valid() and thread_door.written(request, form):
        return redirect("incident_thread", pk)
    door.log(actor, found.incident, [found])
    shown = {"form": form, "thread": found, "incident": found.incident}
    return render(request, "safety/thread_form.html", shown, status=422 if form.errors else 200)


@guarded("incident.care")
def thread_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take off somebody who was named by mistake."""
    found, form = door.thread_of(request, pk, "incident.care"), WhyForm(request.POST or None)
    if request.POST and form.is_valid():
        incidents.withdraw_thread(actor_in(request), found, form.cleaned_data["reason"])
        messages.success(request, _("Taken off. The history keeps it."))
        return redirect("incident", found.incident_id)
    shown = {"form": form, "incident": found.incident, "title": _("Take this person off"), "act": _("Take off")}
    return render(request, "safety/incident_form.html", shown, status=422 if form.errors else 200)


@guarded("incident.read")
def thread_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person's part on paper, without anybody else's name; that it was printed is journalled."""
    found = door.thread_of(request, pk, "incident.read")
    shown = thread_door.shown(actor_in(request), found, act="incident.print")
    return render(request, "safety/thread_print.html", {**shown, "now": timezone.localtime()})


@guarded("incident.care")
def thread_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The victim is back: two weeks later the question whether it feels safe again is due."""
    actor, found = actor_in(request), door.thread_of(request, pk, "incident.care")
    form = ReturnForm(request.POST or None, actor=actor, incident=found.incident, initial={"on": actor.on})
    if request.POST and form.is_valid():
        care.record_return(actor, found, form.cleaned_data["on"])
        messages.success(request, _("Noted. Two weeks later somebody asks whether it feels safe again."))
        return redirect("incident_thread", pk)
    shown = {
        "form": form,
        "incident": found.incident,
        "title": _("Back at school or at work"),
        "act": _("Note it"),
        "thread": found,
    }
    return render(request, "safety/incident_form.html", shown, status=422 if form.errors else 200)


@guarded("incident.care")
def talk_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report of a contact or talk; the duty it answers is done with it."""
    actor, found = actor_in(request), door.thread_of(request, pk, "incident.care")
    one = queries.shown(actor, found.incident, only=found)[0]
    asked = [duty for duty in one.duties if duty.is_open]
    form = TalkForm(
        request.POST or None,
        actor=actor,
        open_duties=asked,
        staff=schedules.staff_of(actor, found.incident.school),
        fact=timezone.localdate(found.incident.happened_at),
        initial={"on": actor.on, "code": request.GET.get("code", "")},
    )
    if request.POST and form.is_valid():
        care.record_talk(actor, found, form.save(commit=False))
        messages.success(request, _("The report is kept."))
        return redirect("incident_thread", pk)
    shown = {
        "form": form,
        "incident": found.incident,
        "title": _("Report of a talk"),
        "act": _("Keep the report"),
        "thread": found,
    }
    return render(request, "safety/incident_form.html", shown, status=422 if form.errors else 200)


@require_POST
@guarded("incident.care")
def talk_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back a report made by mistake, the same day."""
    actor = actor_in(request)
    found = open_one(request, queries.talks(actor), pk, "incident.care", log=False)
    if care.withdraw_talk(actor, found):
        messages.success(request, _("Taken back; what it answered is open again."))
    else:
        messages.error(request, _("Only who made the report can take it back, on the same day."))
    return redirect("incident_thread", found.thread_id)


@require_POST
@guarded("incident.open")
def thread_attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, form = door.thread_to_write(request, pk), AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        incident_files.attach(actor_in(request), found, upload, upload.name, form.content_type)
        messages.success(request, _("Attached."))
        return redirect("incident_thread", pk)
    shown = {
        "form": form,
        "incident": found.incident,
        "title": _("Attach a file"),
        "act": _("Attach"),
        "thread": found,
        "files": True,
    }
    return render(request, "safety/incident_form.html", shown, status=422)


@guarded("incident.open")  # type: ignore[arg-type]  # guards speak of HttpResponse; a file is streamed
def incident_file(request: HttpRequest, pk: UUID) -> FileResponse:
    """The bytes of an attachment. Nothing in it runs."""
    found = open_one(request, queries.files(actor_in(request)), pk, "incident.file", log=False)
    care.note(actor_in(request), "incident.file", found.thread)
    return served(found, show="show" in request.GET)


@require_POST
@guarded("incident.open")
def incident_file_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = open_one(request, queries.files(actor_in(request)), pk, "incident.file", log=False)
    door.thread_to_write(request, found.thread_id)
    incident_files.detach(actor_in(request), found)
    messages.success(request, _("The attachment is removed."))
    return redirect("incident_thread", found.thread_id)
