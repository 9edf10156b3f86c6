"""The roster of supervision: for the staff room, for oneself, and with the gaps of today (SAF-16)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, admit, guarded, open_one
from driehoek.safetyplan.actions import supervision as actions
from driehoek.safetyplan.forms.supervision import AwayForm, PostForm, ReplacementForm
from driehoek.safetyplan.models.supervision import Away, Post, Replacement
from driehoek.safetyplan.queries import supervision as queries
from driehoek.schools.models import School

READ, MANAGE = queries.READ, queries.MANAGE


@guarded(READ)
def supervision(request: HttpRequest) -> HttpResponse:
    """My supervision this week, where nobody stands, and the roster of each school."""
    actor = actor_in(request)
    managed = actor.reach(MANAGE).schools
    schools = [
        {
            "school": one,
            "days": queries.roster(one, actor.on),
            "gaps": queries.gaps(one, actor.on),
            "manages": one.pk in managed,
        }
        for one in queries.schools_read(actor)
    ]
    context = {"mine": queries.own_week(actor), "schools": schools, "on": actor.on, "away": _away(request)}
    return render(request, "safetyplan/supervision.html", context)


def _away(request: HttpRequest) -> list[Away]:
    """Absences that are not over: of the schools one keeps the roster of, and one's own."""
    actor = actor_in(request)
    rows = Away.objects.visible_to(actor, READ).filter(withdrawn_at=None, last_day__gte=actor.on)
    managed = actor.reach(MANAGE).schools
    return [one for one in rows.select_related("person") if one.school_id in managed or one.person_id == actor.user_id]


@guarded(READ)
def supervision_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The roster for the wall of the staff room."""
    actor = actor_in(request)
    school = open_one(request, School.objects.visible_to(actor, READ), pk, READ, log=False)
    context = {"school": school, "days": queries.roster(school, actor.on), "on": actor.on}
    return render(request, "safetyplan/supervision_print.html", context)


@guarded(MANAGE)
def post_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    school = open_one(request, School.objects.visible_to(actor, MANAGE), pk, MANAGE, log=False)
    form = PostForm(request.POST or None, actor=actor, school=school)
    if request.POST and form.is_valid():
        actions.add_post(actor, form.instance)
        messages.success(request, _("The post stands on the roster."))
        return redirect("supervision")
    return render(request, "safetyplan/supervision_part.html", {"form": form, "title": _("Add a post")})


def _post(request: HttpRequest, pk: UUID) -> Post:
    rows = Post.objects.visible_to(actor_in(request), MANAGE).select_related("school", "person")
    return open_one(request, rows, pk, MANAGE, log=False)


@guarded(MANAGE)
def post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a post, or end it."""
    actor, one = actor_in(request), _post(request, pk)
    form = PostForm(request.POST or None, actor=actor, school=one.school, instance=one)
    if request.POST and form.is_valid():
        actions.change_post(actor, form.instance)
        messages.success(request, _("Changed."))
        return redirect("supervision")
    return render(request, "safetyplan/supervision_part.html", {"form": form, "title": _("Change a post"), "post": one})


@require_POST
@guarded(MANAGE)
def post_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    actions.end_post(actor, _post(request, pk), actor.on)
    messages.success(request, _("The post stands until today and no longer."))
    return redirect("supervision")


@guarded(READ)
def away_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I cannot supervise then; the office says it for anybody."""
    actor = actor_in(request)
    school = open_one(request, School.objects.visible_to(actor, READ), pk, READ, log=False)
    form = AwayForm(
        request.POST or None,
        actor=actor,
        school=school,
        manages=school.pk in actor.reach(MANAGE).schools,
        initial={"first_day": actor.on, "last_day": actor.on, "person": actor.user_id},
    )
    if request.POST and form.is_valid():
        actions.report_away(actor, form.instance)
        messages.success(request, _("Noted. Until somebody else is named it is a duty of the secretariat."))
        return redirect("supervision")
    return render(request, "safetyplan/supervision_part.html", {"form": form, "title": _("Somebody cannot supervise")})


@require_POST
@guarded(READ)
def away_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = next((one for one in _away(request) if one.pk == pk), None)
    one = admit(request, found, Away, pk, READ, log=False)
    actions.withdraw_away(actor_in(request), one)
    messages.success(request, _("Taken back: the roster stands as it was."))
    return redirect("supervision")


@guarded(MANAGE)
def replace(request: HttpRequest, pk: UUID, day: str) -> HttpResponse:
    """Name who stands at a post on one day instead."""
    actor, one = actor_in(request), _post(request, pk)
    stand = queries.stand_on(one, day)
    if stand is None:
        raise Http404
    form = ReplacementForm(request.POST or None, stand=stand, actor=actor)
    if request.POST and form.is_valid():
        actions.name_replacement(actor, one, stand.day, form.cleaned_data["person"])
        messages.success(request, _("Named. Tell this colleague."))
        return redirect("supervision")
    context = {"form": form, "title": _("Name a replacement"), "stand": stand}
    return render(request, "safetyplan/supervision_part.html", context)


@require_POST
@guarded(MANAGE)
def unreplace(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    rows = Replacement.objects.filter(post__in=Post.objects.visible_to(actor, MANAGE)).select_related("post__school")
    actions.unname_replacement(actor, open_one(request, rows, pk, MANAGE, log=False))
    messages.success(request, _("Taken back: nobody is named."))
    return redirect("supervision")
