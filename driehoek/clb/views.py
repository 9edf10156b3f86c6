"""The CLB worker's pages, and the school's answer to what the worker asks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.models import User
from driehoek.access.reading import purposes_of_today
from driehoek.clb import actions, queries
from driehoek.clb.forms import AnswerForm, InvitationForm, PurposeForm, ReportRequestForm
from driehoek.clb.models import ReportRequest
from driehoek.people.models import Pupil
from driehoek.schools.models import School


@guarded("clb.work")
def clb(request: HttpRequest) -> HttpResponse:
    """Today's schools, the search limited to their pupils, and the latest questions with their answers (ACC-3)."""
    actor, text = actor_in(request), request.GET.get("q", "")
    page = {
        "places": queries.my_places(actor),
        "q": text,
        "found": queries.find_pupils(actor, text),
        "opened": queries.opened_today(actor, purposes_of_today(request)),
        "requests": queries.recent_requests(actor),
    }
    return render(request, "clb/clb.html", page)


@guarded("purpose.state")
def state_purpose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Before a file opens: what for (ACC-5)."""
    actor = actor_in(request)
    pupil = open_one(request, Pupil.objects.visible_to(actor, "purpose.state"), pk, "purpose.state", log=False)
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.state_purpose(request, actor, pupil, form.stated)
        return redirect("pupil", pk=pupil.pk)
    return render(request, "clb/purpose.html", {"pupil": pupil, "form": form})


@guarded("report.ask")
def ask_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the school to add a report or plan to this pupil's file (ACC-4)."""
    actor = actor_in(request)
    pupil = open_one(request, Pupil.objects.visible_to(actor, "report.ask"), pk, "report.ask", log=False)
    form = ReportRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_report(actor, pupil, form.save(commit=False))
        messages.success(request, _("The school has your question. The answer will stand on this page."))
        return redirect("clb")
    return render(request, "clb/ask_report.html", {"pupil": pupil, "form": form})


@guarded("report.answer")
def report_requests(request: HttpRequest) -> HttpResponse:
    """What the CLB asked this school to add and nobody answered yet."""
    actor = actor_in(request)
    schools = School.objects.visible_to(actor, "invitation.send").filter(jurisdiction="be").order_by("name")
    page = {"requests": queries.open_requests(actor), "schools": list(schools)}
    return render(request, "clb/report_requests.html", page)


@guarded("report.answer")
def report_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer the CLB's question: added, promised, or no and why."""
    actor = actor_in(request)
    rows = ReportRequest.objects.visible_to(actor, "report.answer").select_related("pupil", "school", "asked_by")
    asked = open_one(request, rows, pk, "report.answer", log=False)
    form = AnswerForm(request.POST or None, instance=asked, actor=actor)
    if request.method == "POST" and form.is_valid():
        actions.answer_report(actor, form.save(commit=False))
        messages.success(request, _("The CLB worker sees your answer."))
        return redirect("report_requests")
    return render(request, "clb/report_request.html", {"asked": asked, "form": form})


@guarded("invitation.send")
def invite_clb(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Invite the CLB by mail with a calendar file: the only way an appointment counts (ACC-7)."""
    actor = actor_in(request)
    school = open_one(request, School.objects.visible_to(actor, "invitation.send"), pk, "invitation.send", log=False)
    form = InvitationForm(request.POST or None, school=school, actor=actor)
    if request.method == "POST" and form.is_valid():
        sender = User.objects.get(pk=actor.account).email or school.email
        invited = actions.send_invitation(actor, school, form.appointment, form.addresses, sender)
        messages.success(request, _("%(number)d invitations sent.") % {"number": invited})
        return redirect("report_requests")
    return render(request, "clb/invite.html", {"school": school, "form": form})
