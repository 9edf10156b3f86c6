"""The address of one's own account, in the place of allauth's page: no address counts before its owner showed it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access import address
from driehoek.access.guards import actor_in, own, public
from driehoek.access.house import root_of
from driehoek.access.models import User
from driehoek.access.post import Went, is_set_up


@own("changes the reader's own address, after the password or the passkey")
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth carries no types
def change_address(request: HttpRequest) -> HttpResponse:
    user = User.objects.get(pk=actor_in(request).account)
    form = address.ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and is_set_up():
        went = address.ask(actor_in(request), user, form.cleaned_data["email"], root_of(request))
        if went is Went.SENT:
            messages.success(request, _("A link is on its way to the new address. It counts once you opened it."))
        else:
            messages.error(request, _("The mail server did not take the mail. Nothing changed; try again later."))
        return redirect("account_email")
    return render(request, "access/change_address.html", {"form": form, "owner": user, "mail": is_set_up()})


@public("opens only with the secret of a mail; shows the address that the mail went to")
def address_shown(request: HttpRequest, token: str) -> HttpResponse:
    asked = address.wanted(token)
    if asked and request.method == "POST":
        address.change(asked)
        messages.success(request, _("Your account has this address now. You log in with it."))
        return redirect("home")
    return render(request, "access/address_shown.html", {"asked": asked})
