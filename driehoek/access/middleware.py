"""What every request passes: the reader's language, the board wall with the actor, and the second factor."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone, translation

from .models import User
from .queries import actor_of, anonymous
from .reading import is_locked, touch
from .second_factor import OPEN_WHILE_PENDING, forget, is_pending, reads_others
from .wall import enter

Handler = Callable[[HttpRequest], HttpResponse]
SERVER_ERROR = 500
SEEN, SEEN_EVERY = "seen", 300  # seconds: how exactly a session remembers when it was last used
OUTSIDE_THE_ROOM = OPEN_WHILE_PENDING | {"second_factor_codes"}


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

    What else opens is named page by page: an address that merely looks like one of the account's opens nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User) or settings.DEMO:
            return get_response(request)
        if is_pending(request) and _name_of(request) not in OPEN_WHILE_PENDING:
            return redirect("second_factor")
        response = get_response(request)
        if request.path.startswith(reverse("mfa_index")):
            forget(request)  # the pages on which a factor may come or go
        return response

    return middleware


def _found(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _name_of(request: HttpRequest) -> str:
    found = _found(request)
    return (found and found.url_name) or ""


def _is_of_the_account(request: HttpRequest) -> bool:
    """A page of allauth itself; what else stands below the same address is ours and gets no exception."""
    found = _found(request)
    return found is not None and found.func.__module__.startswith("allauth.")


def idle_end(get_response: Handler) -> Handler:
    """A session of who reads about others ends when nothing was asked for long; no browser keeps what was shown.

    The moment of the last use is written down every few minutes only, so that a page costs no statement for it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            return get_response(request)
        now = timezone.now().timestamp()
        seen = max(request.session.get(SEEN, 0), user.last_login.timestamp() if user.last_login else 0)
        if seen and now - seen > settings.STAFF_IDLE_SECONDS and reads_others(request.actor):  # type: ignore[attr-defined]  # set above
            logout(request)
            return redirect_to_login(request.get_full_path())
        if now - seen > SEEN_EVERY:
            request.session[SEEN] = int(now)
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def reading_room(get_response: Handler) -> Handler:
    """Every page of a CLB worker: acknowledged first, locked when idle, kept by no browser (ACC-6, ACC-8)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]  # set above
        if not actor.only_reads or _is_of_the_account(request) or _name_of(request) in OUTSIDE_THE_ROOM:
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
