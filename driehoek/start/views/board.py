"""The page of a board member: schools and people of the board, who is invited, and a director where none is left."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.accounts import may_open
from driehoek.access.actions import hand_over, invite
from driehoek.access.functions import Function
from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.house import full, root_of
from driehoek.access.models import Appointment, User
from driehoek.access.post import Went
from driehoek.access.views.people import ELSEWHERE
from driehoek.schools.models import Board, School
from driehoek.start import actions, founding, queries
from driehoek.start.forms import BoardPersonForm, CommunityForm, PersonForm, SchoolFields
from driehoek.start.models import SetupLink

MANAGE = "board.manage"
OF_THE_BOARD = (Function.BOARD_MEMBER, Function.DATA_PROTECTION_OFFICER)
KINDS = {"school": SetupLink.Kind.SCHOOL, "centre": SetupLink.Kind.CENTRE}


def _board(request: HttpRequest, pk: UUID) -> Board:
    rows = Board.objects.filter(pk__in=actor_in(request).reach(MANAGE).boards)
    return open_one(request, rows, pk, MANAGE, log=False)


@guarded(MANAGE)
def board(request: HttpRequest) -> HttpResponse:
    """Every board the reader sits on."""
    actor = actor_in(request)
    boards = [
        {
            "board": one,
            "schools": queries.schools_of(one, actor),
            "neighbours": queries.neighbours(one),
            "people": queries.holders(one, actor, *OF_THE_BOARD),
        }
        for one in Board.objects.filter(pk__in=actor.reach(MANAGE).boards).order_by("name")
    ]
    return render(request, "start/board.html", {"boards": boards})


@guarded(MANAGE)
def new_school(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _board(request, pk)
    form = SchoolFields(request.POST or None, country=found.jurisdiction, board=found, giver=_giver(request))
    if request.method == "POST" and form.is_valid():
        return _invited(request, actions.open_school(actor_in(request), found, form.cleaned_data))
    return _form(request, form, _("One more school of the board"), _("Open the school and invite the director"))


@guarded(MANAGE)
def new_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _board(request, pk)
    form = BoardPersonForm(request.POST or None, giver=_giver(request))
    if request.method == "POST" and form.is_valid():
        return _invited(request, actions.appoint_for_board(actor_in(request), found, form.cleaned_data))
    return _form(request, form, _("Somebody for the board"), _("Give the function and invite"))


@guarded(MANAGE)
def director(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only where no director is left; of a school that has one the direction gives the functions."""
    actor = actor_in(request)
    rows = School.objects.filter(board__in=actor.reach(MANAGE).boards).select_related("board")
    school = open_one(request, rows, pk, MANAGE, log=False)
    if queries.has_director(school, actor):
        messages.error(request, _("This school has a director. The direction itself gives the functions."))
        return redirect("board")
    form = PersonForm(request.POST or None, giver=_giver(request))
    if request.method == "POST" and form.is_valid():
        return _invited(request, actions.appoint_director(actor, school, form.cleaned_data))
    return _form(request, form, _("A director for %(school)s") % {"school": school}, _("Appoint and invite"))


@guarded(MANAGE)
@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new address for who lost the first one or let it run out; whoever has a password needs none."""
    rows = Appointment.objects.filter(
        board__in=actor_in(request).reach(MANAGE).boards, function__in=(*OF_THE_BOARD, Function.DIRECTOR)
    ).select_related("user", "school", "board")
    row = open_one(request, rows, pk, MANAGE, log=False)
    if row.user.is_in_use:
        raise Http404
    return _invited(request, row)


@guarded("school.manage")
def first_member(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The first board member is invited by the direction; from then on the board does that itself."""
    actor = actor_in(request)
    rows = School.objects.visible_to(actor, "school.manage").select_related("board")
    school = open_one(request, rows, pk, "school.manage", log=False)
    if queries.holders(school.board, actor, Function.BOARD_MEMBER).exists():
        return redirect("start_list", pk)
    form = PersonForm(request.POST or None, giver=_giver(request))
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "function": Function.BOARD_MEMBER}
        return _invited(request, actions.appoint_for_board(actor, school.board, told), reverse("start_list", args=[pk]))
    return _form(request, form, _("The first board member"), _("Invite"), reverse("start_list", args=[pk]))


@guarded(MANAGE)
def community(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _board(request, pk)
    form = CommunityForm(request.POST or None, initial={"community": found.community})
    if request.method == "POST" and form.is_valid():
        actions.name_community(actor_in(request), found, form.cleaned_data["community"])
        return redirect("board")
    return _form(request, form, _("School community"), _("Save"))


@guarded(MANAGE)
def link(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """An address with which another board or a CLB centre founds its own place here; shown once."""
    found = _board(request, pk)
    if kind not in KINDS:
        raise Http404
    address = ""
    if request.method == "POST":
        token = founding.make_link(KINDS[kind], lives=founding.THREE_DAYS, actor=actor_in(request), by=found)
        address = full(request, reverse("setup_begin", args=[token]))
    return render(request, "start/link.html", {"board": found, "kind": kind, "address": address})


def _giver(request: HttpRequest) -> User:
    return User.objects.get(pk=actor_in(request).account)


def _invited(request: HttpRequest, made: Appointment, back: str = "") -> HttpResponse:
    """Mailed, or, where no mail goes out, the address to hand over, shown once."""
    actor, root = actor_in(request), root_of(request)
    if invite(actor, made, root) is Went.SENT or made.user.is_in_use:
        messages.success(request, _("%(name)s is invited.") % {"name": made.user})
        return redirect(back or "board")
    if not may_open(actor, made.user, MANAGE):
        messages.warning(request, ELSEWHERE)
        return redirect(back or "board")
    link, _code = hand_over(actor, made, root, MANAGE)
    return render(request, "start/done.html", {"address": link, "name": str(made.user), "back": back})


def _form(request: HttpRequest, form: forms.Form, title: str, act: str, back: str = "") -> HttpResponse:
    shown = {"form": form, "title": title, "act": act, "back": back or reverse("board")}
    return render(request, "start/form.html", shown, status=422 if form.errors else 200)
