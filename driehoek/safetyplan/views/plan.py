"""The pages of the plan: its chapters with search, one chapter with its history, changing it, the whole on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safetyplan.actions import plan as actions
from driehoek.safetyplan.forms.plan import ChapterForm
from driehoek.safetyplan.models import ChapterText
from driehoek.safetyplan.printing import plan_paper
from driehoek.safetyplan.queries import drafts, place, plan, turns
from driehoek.schools.models import School

from .door import around, form_page, note_of, room_of, school_in


@guarded("plan.read")
def plan_page(request: HttpRequest) -> HttpResponse:
    """Every chapter with its owner, status, file and next review; words and status narrow the list (SAF-1)."""
    school = school_in(request)
    rows = plan.rows(school.pk)
    asked = {"q": request.GET.get("q", "").strip(), "status": request.GET.get("status", "")}
    shown = {
        "rows": plan.matching(rows, asked["q"], asked["status"]),
        "progress": plan.progress(rows),
        "asked": asked,
        "statuses": ChapterText.Status.choices,
        "evaluation": turns.one(school, "safety_plan", actor_in(request).on),
    }
    return render(request, "safetyplan/plan.html", around(request, school, shown))


@guarded("plan.read")
def plan_chapter(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    school = _school(request, pk, "plan.read")
    row = _row(school, code)
    actor = actor_in(request)
    shown = {
        "row": row,
        "history": plan.history(school.pk, code),
        "room": room_of(actor, row.chapter.room),
        "may_change": place.manages(actor, school) or place.owns(actor, school, row.owner),
    }
    return render(request, "safetyplan/chapter.html", around(request, school, shown))


@guarded("plan.read")
def plan_chapter_edit(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """A new version of a chapter, by who manages the plan, and by the function that the chapter is given to."""
    actor = actor_in(request)
    school, row = _to_change(request, pk, code)
    known = plan.suggestions(row.chapter, plan.holders(school, actor.on, timezone.now()))
    text = drafts.of_chapter(row, actor.on)
    form = ChapterForm(
        request.POST or None, instance=text, chapter=row.chapter, jurisdiction=school.jurisdiction, suggested=known
    )
    if request.method == "POST" and form.is_valid():
        actions.save_chapter(actor, school, form.filled())
        messages.success(request, _("Saved as a new version. What stood there before is kept below."))
        return redirect("plan_chapter", school.pk, code)
    return form_page(
        request,
        form,
        heading=_("Change: %(what)s") % {"what": row.chapter.title},
        intro=row.chapter.holds,
        note=note_of(school),
        button=_("Save"),
        back=reverse("plan_chapter", args=[school.pk, code]),
    )


@guarded("plan.read")
def plan_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole plan on paper, as it stands now."""
    school = _school(request, pk, "plan.read")
    paper = plan_paper(school, actor_in(request).on)
    name = f"veiligheidsplan-{actor_in(request).on}.pdf"
    return HttpResponse(
        paper, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def _row(school: School, code: str) -> plan.Row:
    row = plan.row_of(school.pk, code)
    if row is None:
        raise Http404
    return row


def _to_change(request: HttpRequest, pk: UUID, code: str) -> tuple[School, plan.Row]:
    school = _school(request, pk, "plan.read")
    row = _row(school, code)
    if not place.owns(actor_in(request), school, row.owner):
        _school(request, pk, "plan.manage")
    return school, row


def _school(request: HttpRequest, pk: UUID, right: str) -> School:
    rows = School.objects.visible_to(actor_in(request), right).select_related("board")
    return open_one(request, rows, pk, right, log=False)
