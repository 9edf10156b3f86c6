"""Accounts of parents: a letter with a code or a mail, for one or for a whole school, and ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.house import full, is_only_here, root_of
from driehoek.access.post import Went, is_set_up
from driehoek.people.models import Guardianship
from driehoek.pupils.account_letters import printed
from driehoek.pupils.actions import accounts as actions
from driehoek.pupils.actions.accounts import RIGHT
from driehoek.pupils.around import account_of, ties
from driehoek.pupils.forms.accounts import InviteForm

AT_ONCE = 60  # letters that are made while somebody waits, some two classes; more are made in the background


def _tie(request: HttpRequest, pk: UUID) -> Guardianship:
    return open_one(request, ties(actor_in(request)), pk, RIGHT, log=False)


@guarded(RIGHT)
def guardian_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whether this parent reads along, and what one may do about it."""
    tie = open_one(request, ties(actor_in(request)), pk, RIGHT)
    page = {"tie": tie, "pupil": tie.pupil, "account": account_of(tie), "mail": is_set_up()}
    return render(request, "pupils/guardian_account.html", page)


def _opened(request: HttpRequest, tie: Guardianship) -> bool:
    """Open the account; where its address is that of another account somebody says first whose it is."""
    other = actions.taken(tie)
    said = request.POST.get("person", "")
    if not tie.is_informed:
        messages.error(request, _("This person receives no information about the child, so there is nothing to open."))
    elif other and said not in {str(other.pk), "new"}:
        messages.error(request, _("Say first whether the account with this address is of the same person."))
    else:
        actions.open_account(actor_in(request), tie, other if other and said == str(other.pk) else None)
        return True
    return False


@require_POST
@guarded(RIGHT)
def account_letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter as a PDF. Asking for it again makes a new code; the old one no longer works."""
    tie = _tie(request, pk)
    if not _opened(request, tie):
        return redirect("guardian_account", pk)
    if account_of(tie).state == "used":
        messages.success(request, _("This person has an account and logs in with it: the page of the child is open."))
        return redirect("guardian_account", pk)
    if tie.guardian.account and not actions.by_letter(actor_in(request), tie.guardian.account):
        messages.error(request, _("This account also has other functions: the direction invites this person."))
        return redirect("guardian_account", pk)
    return _paper(request, [tie])


@require_POST
@guarded(RIGHT)
def account_mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    tie = _tie(request, pk)
    if _opened(request, tie):
        _say(request, [actions.mail(actor_in(request), tie, root_of(request))])
    return redirect("guardian_account", pk)


@require_POST
@guarded(RIGHT)
def account_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    if not actions.close(actor_in(request), _tie(request, pk)):
        raise Http404
    messages.success(request, _("The access to this child has ended. An open session finds nothing more."))
    return redirect("guardian_account", pk)


@guarded(RIGHT)
def invite_parents(request: HttpRequest) -> HttpResponse:
    """A school or a class at once: letters in one PDF, or mails to who has an address."""
    actor = actor_in(request)
    form = InviteForm(request.POST or request.GET or None, actor=actor)
    many = form.invited() if form.is_valid() else []
    free = [one for one in many if actions.free(actor, one)]
    if request.method == "POST" and free:
        return _invited(request, free)
    page = {
        "form": form,
        "many": free,
        "asked": [one for one in many if one not in free],
        "mail": is_set_up(),
        "only_here": is_only_here(root_of(request)),
    }
    return render(request, "pupils/invite_parents.html", page)


def _invited(request: HttpRequest, free: list[Guardianship]) -> HttpResponse:
    """By mail where that was asked; else on paper, of which many are made in the background."""
    by_mail = "mail" in request.POST
    if not by_mail and len(free) > AT_ONCE:
        return redirect("parent_letters", preserve_request=True)
    for one in free:
        actions.open_account(actor_in(request), one)
    if not by_mail:
        return _paper(request, free)
    _say(request, _mailed(request, free))
    return redirect(request.get_full_path())


def _mailed(request: HttpRequest, many: list[Guardianship]) -> list[Went]:
    """After the first mail that the server does not take the rest is not tried."""
    went: list[Went] = []
    for one in many:
        if one.guardian.account and one.guardian.account.email and Went.FAILED not in went:
            went.append(actions.mail(actor_in(request), one, root_of(request)))
    return went


def _paper(request: HttpRequest, many: list[Guardianship]) -> HttpResponse:
    address = full(request, reverse("letter_code"))
    paper = printed([actions.letter(actor_in(request), one, address) for one in many])
    headers = {"Content-Disposition": 'attachment; filename="brieven-ouders.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _say(request: HttpRequest, went: list[Went]) -> None:
    if Went.FAILED in went or not went:
        messages.warning(request, _("The mail server did not take the mail, or there is no address. Print the letter."))
    elif Went.WAITS in went:
        messages.warning(request, _("The invitation waits: no mail is set up here. Print the letter and hand it over."))
    else:
        messages.success(request, _("Sent: %(count)d. The link works once, within three days.") % {"count": len(went)})
