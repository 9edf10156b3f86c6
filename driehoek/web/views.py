"""The first page of each person, and the pages that belong to no app."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, public
from driehoek.access.models import User
from driehoek.start.queries import unfinished, unfinished_centres

from . import actions
from .nav import first_page


@public("only sends people on; shows nothing of anybody")
def home(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    if starting := unfinished(actor):
        return redirect("start_list", pk=starting[0])
    if centres := unfinished_centres(actor):
        return redirect("centre_start", pk=centres[0])
    return redirect(first_page(actor) if actor.user_id else settings.LOGIN_URL)


@public("chooses the language of one's own screens")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Dutch or English: kept with the account, and in a cookie for the pages before login."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = redirect(back if safe else "/")
    if chosen in dict(settings.LANGUAGES):
        actions.choose_language(actor_in(request), chosen)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


@public("is there only in the demonstration, where everybody is invented")
def demo_login(request: HttpRequest) -> HttpResponse:
    """Be one of the invented people. Without DEMO this page does not exist, whatever is sent to it."""
    if not settings.DEMO or request.method != "POST":
        raise Http404
    try:
        pk = UUID(request.POST.get("person", ""))
    except ValueError:
        raise Http404 from None
    person = get_object_or_404(User, pk=pk, is_demo=True, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
