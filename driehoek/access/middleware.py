"""What every request passes: the reader's language, the board wall with the actor, and the second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from .functions import Function
from .models import User
from .queries import actor_of, anonymous
from .reading import is_locked, touch
from .wall import enter

Handler = Callable[[HttpRequest], HttpResponse]
SERVER_ERROR = 500
HAS_SECOND_FACTOR = "has_second_factor"
OUTSIDE_THE_ROOM = ("/account/", "/language/", "/static/")


def language(get_response: Handler) -> Handler:
    """Dutch unless the reader chose English: by account, or by the cookie of the language switch before login."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        chosen = user.language if isinstance(user, User) else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "nl")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else "nl"):
            request.LANGUAGE_CODE = translation.get_language()
            return get_response(request)

    return middleware


def wall_and_actor(get_response: Handler) -> Handler:
    """Set `request.actor` from today's appointments; whoever has none left is logged out (ACC-3).

    On PostgreSQL the request is one transaction that names its boards to the wall. A refused read keeps its journal
    line: only a server error rolls back.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if connection.vendor != "postgresql":
            return respond(request)
        with transaction.atomic():
            response = respond(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        return response

    def respond(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            request.actor = anonymous()  # type: ignore[attr-defined]  # read through guards.actor_in
            return get_response(request)
        if connection.vendor == "postgresql":
            enter(user.pk, ())
        request.actor = actor = actor_of(user)  # type: ignore[attr-defined]  # read through guards.actor_in
        if connection.vendor == "postgresql":
            enter(user.pk, actor.boards)
        if not actor.roles and not actor.waiting:
            logout(request)
            return redirect("no_function")
        return get_response(request)

    return middleware


def second_factor(get_response: Handler) -> Handler:
    """Whoever may read another person's child must have a second factor; until then only the page to set it up opens.

    The answer stays in the session, so that it costs no query a request. It is forgotten on every page of the second
    factor itself, which is where it changes.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or settings.DEMO:
            return get_response(request)
        if request.path.startswith("/account/"):
            request.session.pop(HAS_SECOND_FACTOR, None)
            return get_response(request)
        actor = request.actor  # type: ignore[attr-defined]  # set just above
        reads_others = actor.waiting or actor.functions - {Function.PARENT}
        if reads_others and not _has_second_factor(request, user):
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def _has_second_factor(request: HttpRequest, user: User) -> bool:
    if HAS_SECOND_FACTOR not in request.session and is_mfa_enabled(user):
        request.session[HAS_SECOND_FACTOR] = True
    return HAS_SECOND_FACTOR in request.session


def reading_room(get_response: Handler) -> Handler:
    """Every page of a CLB worker: acknowledged first, locked when idle, kept by no browser (ACC-6, ACC-8)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]  # set above
        if not actor.only_reads or request.path.startswith(OUTSIDE_THE_ROOM):
            return get_response(request)
        if is_locked(request) and request.path != reverse("unlock"):
            return redirect("unlock")
        if request.path != reverse("unlock"):
            touch(request)
        if not actor.roles and not request.path.startswith(reverse("agreements")) and request.path != reverse("unlock"):
            return redirect("agreements")
        response = get_response(request)
        response["Cache-Control"] = "no-store"
        return response

    return middleware
