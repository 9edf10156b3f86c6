"""How people get in: an address, an invitation by mail, a link or a code to hand over, and the page of that code."""

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access import actions, entering
from driehoek.access.accounts import may_open
from driehoek.access.appointing import AddressForm, each_an_own
from driehoek.access.guards import actor_in, guarded, public
from driehoek.access.house import full, root_of
from driehoek.access.invitations import code_of
from driehoek.access.knowing import described, login_accounts_like
from driehoek.access.limits import Limit, is_used_up, source, use
from driehoek.access.models import Appointment
from driehoek.access.post import Went, is_set_up
from driehoek.access.queries import without_login

from .people import ELSEWHERE, MANAGE, opened, tell_invited

WRONG_CODES = Limit(30, 600)  # per place: a school's parents' evening types from one address
CODE = "letter_code"


@guarded(MANAGE)
@require_POST
def invite_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = opened(request, pk)
    if row.user.email:
        tell_invited(request, actions.invite(actor_in(request), row, root_of(request)))
    return redirect("appointment", pk=pk)


@guarded(MANAGE)
def give_address(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An own address for who came with a roster, and the invitation at once."""
    row = opened(request, pk)
    if not _may_open(request, row):
        return redirect("appointment", pk=pk)
    form = AddressForm(request.POST or None, owner=row.user, initial={"email": row.user.email or row.proposed_email})
    if request.method == "POST" and form.is_valid():
        actions.give_address(actor_in(request), row, form.cleaned_data["email"])
        tell_invited(request, actions.invite(actor_in(request), row, root_of(request)))
        return redirect("appointment", pk=pk)
    return render(request, "access/give_address.html", {"row": row, "form": form, "mail": is_set_up()})


@guarded(MANAGE)
@require_POST
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The link and the code, once, to print or to read out; who has a password needs neither."""
    row = opened(request, pk)
    if not _may_open(request, row):
        return redirect("appointment", pk=pk)
    link, code = actions.hand_over(actor_in(request), row, root_of(request))
    page = {"row": row, "link": link, "code": code, "address": full(request, reverse("letter_code"))}
    return render(request, "access/hand_over.html", page)


def _may_open(request: HttpRequest, row: Appointment) -> bool:
    """Whether the key of this account may be held by who asks; else it is said who may. In use, it is not there."""
    if row.user.is_in_use:
        raise Http404
    may = may_open(actor_in(request), row.user)
    if not may:
        messages.error(request, ELSEWHERE)
    return may


@guarded(MANAGE)
@require_POST
def same_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The direction says that whom a roster brought is this colleague: the functions go to that account."""
    row = opened(request, pk)
    chosen = request.POST.get("account", "")
    account = next((one for one in login_accounts_like(actor_in(request), row) if str(one.pk) == chosen), None)
    if account is None or row.user.email:
        raise Http404
    actions.same_person(actor_in(request), row, account)
    messages.success(request, _("The functions of the pupil list are those of this account now."))
    return redirect("appointment", pk=pk)


@guarded(MANAGE)
def invite_all(request: HttpRequest) -> HttpResponse:
    """Everybody who never logged in: fill in addresses, and invite them together."""
    actor = actor_in(request)
    forms = [
        (
            row,
            AddressForm(
                _given(request, row), prefix=str(row.pk), owner=row.user, initial={"email": row.proposed_email}
            ),
            [described(actor, one) for one in login_accounts_like(actor, row)],
        )
        for row in without_login(actor)
    ]
    if request.method == "POST" and each_an_own([form for _row, form, _like in forms if form.is_bound]):
        went = entering.invite_many(actor, [(row, form) for row, form, _like in forms], root_of(request))
        _tell_many(request, went)
        return redirect("invite_all")
    return render(request, "access/invite_all.html", {"forms": forms, "mail": is_set_up()})


def _given(request: HttpRequest, row: Appointment) -> QueryDict | None:
    """What was filled in for this person; None leaves out the person, or whose account is not whole ours to open."""
    filled = request.POST.get(f"{row.pk}-email")
    return request.POST if filled and may_open(actor_in(request), row.user) else None


def _tell_many(request: HttpRequest, went: list[Went]) -> None:
    for outcome in dict.fromkeys(went):
        tell_invited(request, outcome)
    messages.info(request, _("Invited: %(count)d.") % {"count": len(went)})


@public("opens only with a code on a letter; names nobody before that")
def letter_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the letter. A wrong one is counted; who tries too many gets none, right or wrong."""
    form = entering.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        late = is_used_up(CODE, source(request), WRONG_CODES)
        found = None if late else code_of(form.cleaned_data["code"])
        if found:
            request.session[CODE] = str(found.pk)
            return redirect("open_account")
        use(CODE, source(request), WRONG_CODES)
        form.refuse(late)
    return render(request, "access/letter_code.html", {"form": form}, status=422 if form.errors else 200)


@public("opens only in the session in which the code of a letter was typed")
def open_account(request: HttpRequest) -> HttpResponse:
    """Choose the address to log in with and a password; whoever has no second factor to give is in."""
    code = entering.typed(request.session.get(CODE))
    if code is None:
        return redirect("letter_code")
    form = entering.OpenForm(code.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = entering.open_account(code, form)
        del request.session[CODE]
        if is_mfa_enabled(user):
            return redirect("account_login")
        login(request, user, "driehoek.access.adapters.AuthenticationBackend")
        return redirect("home")
    return render(request, "access/open_account.html", {"form": form, "owner": code.user})
