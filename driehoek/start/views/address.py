"""The address of a house of one board: chosen once, on every letter and in every mail from then on."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access import house
from driehoek.access.guards import actor_in, guarded
from driehoek.keeping.queries import one_board
from driehoek.start import actions
from driehoek.start.forms import AddressForm
from driehoek.start.queries import MANAGE


@guarded(MANAGE)
def house_address(request: HttpRequest) -> HttpResponse:
    """A house of several boards, and one whose address the machine sets, have it from whoever runs them."""
    if settings.PUBLIC_ADDRESS or not one_board():
        raise Http404
    here = request.build_absolute_uri("/")
    form = AddressForm(
        request.POST or None, initial={"root": house.chosen() or ("" if house.is_only_here(here) else here)}
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_address(actor_in(request), form.cleaned_data["root"])
        messages.success(request, _("Kept. Letters, mails and links carry this address from now on."))
        return redirect("home")
    return render(request, "start/address.html", {"form": form}, status=422 if form.errors else 200)
