"""What every request passes: the reader's language, the board wall with the actor, and the second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from .models import User
from .policy import Function
from .queries import actor_of, anonymous
from .wall import enter

Handler = Callable[[HttpRequest], HttpResponse]
SERVER_ERROR = 500


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
        if not actor.roles:
            logout(request)
            return redirect("no_function")
        return get_response(request)

    return middleware


def second_factor(get_response: Handler) -> Handler:
    """Whoever may read another person's child needs a second factor; until then only the page to set it up opens."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or settings.DEMO or request.path.startswith("/account/"):
            return get_response(request)
        reads_others = request.actor.functions - {Function.PARENT}  # type: ignore[attr-defined]  # set just above
        if reads_others and not is_mfa_enabled(user):
            return redirect("mfa_index")
        return get_response(request)

    return middleware
