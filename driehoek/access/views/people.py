"""The direction opens and ends accounts and functions (ACC-2, ACC-3, ORG-2)."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from driehoek.access import actions
from driehoek.access.accounts import managed_whole
from driehoek.access.appointing import AppointForm
from driehoek.access.forms import EndForm
from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.house import root_of
from driehoek.access.models import Appointment
from driehoek.access.post import Went, is_set_up
from driehoek.access.queries import login_of, people_of

MANAGE = "people.manage"
ELSEWHERE = gettext_lazy(
    "This person also works where you do not manage the functions. Who manages all of them may do this."
)


@guarded(MANAGE)
def people(request: HttpRequest) -> HttpResponse:
    """Who holds which function today or later, with a search by name."""
    text = request.GET.get("q", "").strip()
    rows = people_of(actor_in(request))
    for word in text.split():
        rows = rows.filter(Q(user__given_name__icontains=word) | Q(user__family_name__icontains=word))
    return render(request, "access/people.html", {"rows": sorted(rows, key=lambda row: row.place_in_a_list), "q": text})


@guarded(MANAGE)
def appoint(request: HttpRequest) -> HttpResponse:
    """Give somebody a function, and send the one-time link."""
    actor = actor_in(request)
    form = AppointForm(request.POST or None, actor=actor, initial={"function": request.GET.get("function", "")})
    if request.method == "POST" and form.is_valid():
        made = actions.appoint(actor, form.save(), form.person, form.known)
        if not made.user.email:
            messages.success(request, _("The function is given. Without an address nobody can log in with it."))
            return redirect("people")
        messages.success(request, _("The function is given."))
        gone = tell_invited(request, actions.invite(actor, made, root_of(request)))
        return redirect("people") if gone else redirect("appointment", made.pk)
    return render(request, "access/appoint.html", {"form": form, "mail": is_set_up()})


@guarded(MANAGE)
def appointment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person's function: end it on a day or at once, invite again, take away a lost second factor."""
    row = opened(request, pk)
    form = EndForm(request.POST or None, appointment=row)
    if request.method == "POST" and _own(request, row):
        return redirect("appointment", pk=pk)
    if request.method == "POST" and form.is_valid():
        actions.end(actor_in(request), row, form.cleaned_data["last_day"])
        messages.success(request, _("The function ends after that day."))
        return redirect("people")
    return render(request, "access/appointment.html", {"row": row, "form": form, **login_of(actor_in(request), row)})


@guarded(MANAGE)
@require_POST
def end_at_once(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = opened(request, pk)
    if _own(request, row):
        return redirect("appointment", pk=pk)
    actions.end_at_once(actor_in(request), row)
    messages.success(request, _("The function has ended. An open session finds nothing more."))
    return redirect("people")


@guarded(MANAGE)
@require_POST
def reset_second_factor(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = opened(request, pk)
    if not managed_whole(actor_in(request), row.user):
        messages.error(request, ELSEWHERE)
    elif not _own(request, row):
        actions.reset_second_factor(actor_in(request), row)
        messages.success(
            request, _("After the password the person now sets up a new second factor. Open sessions have ended.")
        )
    return redirect("appointment", pk=pk)


def opened(request: HttpRequest, pk: UUID) -> Appointment:
    rows = Appointment.objects.visible_to(actor_in(request), MANAGE).select_related("user", "school", "group")
    return open_one(request, rows, pk, MANAGE, log=False)


def _own(request: HttpRequest, row: Appointment) -> bool:
    """Nobody ends the own function: a school would be left without a direction by one wrong click."""
    own = row.user_id == actor_in(request).user_id
    if own:
        messages.error(request, _("You cannot do this to your own account. Ask another director or the board."))
    return own


TOLD = {
    Went.SENT: (messages.SUCCESS, gettext_lazy("The invitation is sent. The link works once, within three days.")),
    Went.WAITS: (
        messages.WARNING,
        gettext_lazy("The invitation waits: no mail is set up here. Hand over the link or the code below."),
    ),
    Went.FAILED: (
        messages.WARNING,
        gettext_lazy("The mail server did not take the invitation. Invite again later, or hand over the code."),
    ),
}


def tell_invited(request: HttpRequest, went: Went) -> bool:
    """Say truly what became of the mail; True when it is on its way."""
    messages.add_message(request, *TOLD[went])
    return went is Went.SENT
