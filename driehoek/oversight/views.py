"""Who read what and why; may somebody do something; and the door for an emergency (ACC-1, ACC-11, ACC-12)."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.models import User
from driehoek.access.views.register import as_csv
from driehoek.journal import actions as journal_actions
from driehoek.journal.models import Line
from driehoek.journal.verification import check
from driehoek.oversight import actions, queries
from driehoek.oversight.decisions import decision, reason_text
from driehoek.oversight.forms import EmergencyForm, FilterForm, MayForm, ReviewForm
from driehoek.people.models import Pupil
from driehoek.pupils.looking import lines_of_pupil

READ = queries.READ
A_PAGE = 50


def _page(request: HttpRequest, rows: QuerySet[Line]) -> Page[Line]:
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


@guarded(READ)
def journal(request: HttpRequest) -> HttpResponse:
    """The journal of the own schools, with filters."""
    actor = actor_in(request)
    land = next((school.jurisdiction for school in queries.schools_of(actor)), "be")
    form = FilterForm(request.GET, jurisdiction=land)
    page = _page(request, queries.lines(actor, form.chosen))
    chosen = request.GET.copy()
    chosen.pop("page", None)
    found = {"page": page, "lines": queries.shown(actor, page), "form": form, "chosen": chosen.urlencode()}
    return render(request, "oversight/journal.html", found)


@guarded(READ)
def journal_check(request: HttpRequest) -> HttpResponse:
    """Walk the chains of the own schools: was a line changed, removed or slipped in?"""
    schools = queries.schools_of(actor_in(request))
    return render(request, "oversight/check.html", {"chains": [(school, check(school.pk)) for school in schools]})


@guarded(READ)
def journal_of_pupil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who read this child's file, when, why, and under which rule; the extract parents can ask for."""
    actor = actor_in(request)
    pupil = open_one(request, Pupil.objects.visible_to(actor, READ), pk, READ)
    if request.htmx.target == "looks":  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "oversight/looks.html", {"pupil": pupil, "lines": queries.last_readers(actor, pupil)})
    rows = queries.without_own(actor, lines_of_pupil(pupil))
    if request.GET.get("format") == "csv":
        return _extract(request, rows, pupil)
    page = _page(request, rows)
    found = {"pupil": pupil, "page": page, "lines": queries.shown(actor, page), "may_ask": actor.may("policy.read")}
    return render(request, "oversight/journal_of_pupil.html", found)


def _extract(request: HttpRequest, rows: QuerySet[Line], pupil: Pupil) -> HttpResponse:
    actor = actor_in(request)
    journal_actions.write(actor, "journal.export", stream=pupil.school_id, pupil_id=pupil.pk)
    head = (_("moment"), _("who"), _("function"), _("what"), _("why"), _("ground"), _("allowed"))
    lines = (
        (
            f"{one.line.at:%Y-%m-%d %H:%M}",
            one.who,
            one.functions,
            one.what,
            one.why,
            one.ground,
            _("yes") if one.line.allowed else _("no"),
        )
        for one in queries.shown(actor, rows)
    )
    return as_csv("journal.csv", head, lines)


@guarded(READ)
def journal_of_reader(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What one person did and saw."""
    actor = actor_in(request)
    reader: User = open_one(request, queries.readers(actor), pk, READ, log=False)
    page = _page(request, queries.lines_of_reader(actor, reader))
    found = {"reader": reader, "page": page, "lines": queries.shown(actor, page)}
    return render(request, "oversight/journal_of_reader.html", found)


@guarded("policy.read")
def may_this(request: HttpRequest) -> HttpResponse:
    """Mag dit? The same answer as the door gives, with its reason and source (ACC-1)."""
    asked = request.GET if "person" in request.GET else None
    form = MayForm(asked, actor=actor_in(request), initial={"pupil": request.GET.get("pupil", "")})
    answer = None
    if form.is_valid():
        data = form.cleaned_data
        answer = decision(data["person"], data["action"], data["pupil"], None, data["on"])
    text = reason_text(answer.reason) if answer else ""
    return render(request, "oversight/may_this.html", {"form": form, "answer": answer, "text": text})


@guarded(queries.REVIEW)
def emergency_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The direction, or the board in its place, looks at an emergency access: who, why, and what was read."""
    actor = actor_in(request)
    opened = open_one(request, queries.emergencies(actor), pk, queries.REVIEW)
    form, own = ReviewForm(request.POST or None), opened.user_id == actor.user_id
    if request.method == "POST" and not own and form.is_valid():
        actions.review_emergency(actor, opened, form.cleaned_data["outcome"])
        return redirect("today")
    lines = queries.shown(actor, queries.lines_of_emergency(opened)[:A_PAGE])
    leads = opened.school_id in actor.reach(READ).schools  # the board reads no name of a child, and no journal
    page = {"opened": opened, "form": form, "lines": lines, "own": own, "leads": leads, "unlinked": not leads}
    return render(request, "oversight/emergency_review.html", page)


@guarded("emergency.open")
def emergency(request: HttpRequest) -> HttpResponse:
    """Open one child's file for an hour, with a reason the director reads today."""
    actor = actor_in(request)
    form = EmergencyForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid() and form.found:
        made = actions.open_emergency(actor, form.found, form.cleaned_data["reason"])
        messages.warning(request, _("The file is open to you for a short while. The director sees this now."))
        return redirect("pupil", pk=made.pupil_id)
    if request.method == "POST":
        journal_actions.refused(actor, "emergency.open")
    return render(request, "oversight/emergency.html", {"form": form})
