"""The page with which a house, a board or a centre begins. Whoever has the address may; it works once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from driehoek.access.guards import public
from driehoek.access.house import root_of
from driehoek.access.invitations import link_of
from driehoek.start import founding
from driehoek.start.forms import CENTRE, COUNTRIES, FoundCentreForm, FoundSchoolForm
from driehoek.start.models import SetupLink

LINK, HANDED = "setup_link", "setup_handed"  # in the session: which address was opened, and what it made
WITH_THE_ADDRESS = "opens only with an address that works once; shows nothing of anybody"


@public(WITH_THE_ADDRESS)
@never_cache
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address before anything is shown."""
    link = founding.found_by(token)
    if link is None:
        return render(request, "start/gone.html", status=404)
    request.session[LINK] = str(link.pk)
    return redirect("setup")


@public(WITH_THE_ADDRESS)
@never_cache
def setup(request: HttpRequest) -> HttpResponse:
    """First where the school is, then its board, number and director on one form."""
    link = SetupLink.objects.open().filter(pk__in=[request.session[LINK]] if LINK in request.session else []).first()
    if link is None:
        return render(request, "start/gone.html", status=404)
    where = CENTRE if link.kind == SetupLink.Kind.CENTRE else request.GET.get("for", "")
    if where not in offered(link):
        return render(request, "start/where.html", {"offered": offered(link)})
    form = _form(where, request)
    if request.method == "POST" and form.is_valid():
        return _found(request, link, form)
    return render(request, "start/setup.html", {"form": form, "where": where}, status=422 if form.errors else 200)


def offered(link: SetupLink) -> list[str]:
    """What may be founded with an address."""
    return {
        SetupLink.Kind.HOUSE: [*COUNTRIES, CENTRE],
        SetupLink.Kind.SCHOOL: [*COUNTRIES],
        SetupLink.Kind.CENTRE: [CENTRE],
    }[SetupLink.Kind(link.kind)]


def _form(where: str, request: HttpRequest) -> FoundSchoolForm | FoundCentreForm:
    return (
        FoundCentreForm(request.POST or None)
        if where == CENTRE
        else FoundSchoolForm(request.POST or None, country=where)
    )


def _found(request: HttpRequest, link: SetupLink, form: FoundSchoolForm | FoundCentreForm) -> HttpResponse:
    found = founding.found_centre if isinstance(form, FoundCentreForm) else founding.found_school
    try:
        made = found(link, {**form.told(), "root": root_of(request)})
    except founding.LinkIsGone:
        return render(request, "start/gone.html", status=404)
    del request.session[LINK]
    person = made.appointment.user
    # An account that was there already is entered by its own password alone: whoever typed its address is not asked.
    address = link_of(person, root_of(request)) if made.is_new_person else ""
    if address and form.cleaned_data["is_me"]:
        return redirect(address)
    handed: dict[str, Any] = {"address": address, "name": str(person)}
    request.session[HANDED] = handed
    return redirect("setup_done")


@public("shows once, to whoever set up, the address to hand to the director")
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    handed = request.session.pop(HANDED, None)
    return render(request, "start/done.html", handed) if handed else redirect("home")
