"""When somebody died: the checklist, its items with their owners, the days to remember, the letters (SAF-13)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one, showed
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.safety import bereavement_letters, checklists
from driehoek.safety.actions import bereavement as actions
from driehoek.safety.forms.bereavement import BeginForm, ChangeForm, MemorialForm, TaskForm, WhyForm
from driehoek.safety.models.bereavement import Bereavement, MemorialDay, Task
from driehoek.safety.queries import bereavement as queries
from driehoek.safety.queries.finding import found

MANAGE, SEE = queries.MANAGE, queries.SEE


@guarded(MANAGE)
def bereavements(request: HttpRequest) -> HttpResponse:
    """What is open, what was, and the child it is about now."""
    actor = actor_in(request)
    rows = list(Bereavement.objects.visible_to(actor).select_related("pupil", "guardian"))
    showed(request, "bereavement.manage", ((one.school_id, one.pupil_id) for one in rows))
    context = {
        "open": [one for one in rows if not one.closed_on],
        "closed": [one for one in rows if one.closed_on],
        **found(request, MANAGE),
    }
    return render(request, "safety/bereavements.html", context)


@guarded(MANAGE)
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    rows = Pupil.objects.visible_to(actor, MANAGE).here(actor.on).select_related("school")
    pupil = open_one(request, rows, pk, MANAGE, log=False)
    form = BeginForm(request.POST or None, actor=actor, pupil=pupil)
    if request.POST and form.is_valid():
        made = actions.begin(actor, form.instance)
        messages.success(request, _("The steps are open. What cannot wait stands first."))
        return redirect("bereavement", made.pk)
    context = {"form": form, "title": pupil.name, "button": _("Open the steps"), "back": "bereavements"}
    return render(request, "safety/bereavement_part.html", context)


def opened(request: HttpRequest, pk: UUID) -> Bereavement:
    rows = Bereavement.objects.visible_to(actor_in(request)).select_related("pupil", "school", "guardian", "leader")
    one = open_one(request, rows, pk, MANAGE, log=False)
    journal.opened(actor_in(request), "bereavement.read", one, category="care")
    return one


@guarded(MANAGE)
def bereavement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole checklist by section, what is known, the days to remember, the letters."""
    actor, one = actor_in(request), opened(request, pk)
    days = [(memorial, queries.next_time(memorial, actor.on)) for memorial in one.memorial_days.all()]
    context = {
        "one": one,
        "parts": queries.parts(one),
        "days": days,
        "keep_in_mind": checklists.KEEP_IN_MIND,
        "on": actor.on,
        "letters": bereavement_letters.of(actor, one),
        "kinds": bereavement_letters.offered(one),
        "group": queries.group_now(one, actor.on),
        "source": checklists.SOURCE,
    }
    return render(request, "safety/bereavement.html", context)


@guarded(MANAGE)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, one = actor_in(request), opened(request, pk)
    form = ChangeForm(request.POST or None, instance=one, actor=actor)
    if request.POST and form.is_valid():
        actions.change(actor, form.instance, form.changed_data)
        messages.success(request, _("Noted."))
        return redirect("bereavement", pk)
    context = {"form": form, "title": _("What is known"), "button": _("Save"), "one": one}
    return render(request, "safety/bereavement_part.html", context)


@guarded(MANAGE)
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opened for the wrong child: the child is on the lists again."""
    one, form = opened(request, pk), WhyForm(request.POST or None)
    if request.POST and form.is_valid():
        actions.take_back(actor_in(request), one, form.cleaned_data["why"])
        messages.success(request, _("Taken back. The child stands on the lists as before."))
        return redirect("bereavements")
    context = {"form": form, "title": _("This was a mistake"), "button": _("Take back"), "one": one}
    return render(request, "safety/bereavement_part.html", context)


@require_POST
@guarded(MANAGE)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, one = actor_in(request), opened(request, pk)
    actions.close(actor, one, None if one.closed_on else actor.on)
    messages.success(request, _("Closed. The days to remember go on.") if one.closed_on else _("Open again."))
    return redirect("bereavement", pk)


@guarded(MANAGE)
def task_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, one = actor_in(request), opened(request, pk)
    form = TaskForm(request.POST or None, instance=Task(bereavement=one), actor=actor)
    if request.POST and form.is_valid():
        actions.add_task(actor, form.instance)
        messages.success(request, _("Added."))
        return redirect("bereavement", pk)
    context = {"form": form, "title": _("Something else to do"), "button": _("Add"), "one": one}
    return render(request, "safety/bereavement_part.html", context)


@guarded(MANAGE)
def memorial_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, one = actor_in(request), opened(request, pk)
    form = MemorialForm(request.POST or None, instance=MemorialDay(bereavement=one))
    if request.POST and form.is_valid():
        actions.remember(actor, form.instance)
        messages.success(request, _("Each year whoever teaches these children is reminded of this day."))
        return redirect("bereavement", pk)
    context = {"form": form, "title": _("A day to remember"), "button": _("Add"), "one": one}
    return render(request, "safety/bereavement_part.html", context)


@require_POST
@guarded(MANAGE)
def memorial_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    rows = MemorialDay.objects.filter(bereavement__in=Bereavement.objects.visible_to(actor))
    memorial = open_one(request, rows.select_related("bereavement__school"), pk, MANAGE, log=False)
    actions.forget(actor, memorial)
    messages.success(request, _("Nobody is reminded of this day any more."))
    return redirect("bereavement", memorial.bereavement_id)


def _memorial(request: HttpRequest, pk: UUID) -> MemorialDay:
    actor = actor_in(request)
    rows = MemorialDay.objects.filter(bereavement__school__in=actor.schools, bereavement__withdrawn_at=None)
    one = open_one(request, rows.select_related("bereavement__pupil", "bereavement__school"), pk, SEE, log=False)
    if not queries.may_see(one, actor):
        journal.refused(actor, SEE, kind="safety.memorialday", pk=pk)
        raise Http404
    return one


@guarded(SEE)
def memorial(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the teacher of this year reads on such a day: whose, which day, what helps."""
    actor, one = actor_in(request), _memorial(request, pk)
    journal.opened(actor, "bereavement.read", one.bereavement, category="care")
    context = {
        "memorial": one,
        "one": one.bereavement,
        "next": queries.next_time(one, actor.on),
        "keep_in_mind": checklists.KEEP_IN_MIND,
        "duties": queries.duties_of(one, actor),
    }
    return render(request, "safety/memorial.html", context)


@require_POST
@guarded(SEE)
def memorial_thought_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The duty of this year is done; next year the day comes back."""
    actor, one = actor_in(request), _memorial(request, pk)
    actions.thought_of(actor, queries.duties_of(one, actor))
    messages.success(request, _("Noted. Next year the day comes back by itself."))
    return redirect("today")


@require_POST
@guarded(MANAGE)
def letter(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Draft a letter; it is written and sent among the letters."""
    one = opened(request, pk)
    if kind not in bereavement_letters.offered(one):
        raise Http404
    made = bereavement_letters.write(actor_in(request), one, kind)
    messages.success(request, _("The letter is a draft. Read it, write what only you can write, and fix it."))
    return redirect("letter", made[0].pk)
