"""What somebody types to find a person stays out of addresses: those stand in logs, histories and other people's eyes.

A search form is sent by POST with `words_of`, the name of the field in which a name is typed. The words go into the
session, the page is asked again with a mark in their place (`?words=…`), and its view reads them from `request.GET` as
ever. So a page can be reloaded, and the way back leads to what was searched before.
"""

import secrets
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

FIELD, MARK, KEPT = "words_of", "words", "typed_words"
AT_MOST = 20  # searches somebody can go back to
LONGEST = 100


class Asked(QueryDict):
    """What a page is asked, with the typed words among it; put into an address again it names the mark alone."""

    typed = ""

    def urlencode(self, safe: str | None = None) -> str:
        bare = QueryDict(mutable=True)
        for name, values in self.lists():
            if name != self.typed:
                bare.setlist(name, values)
        return bare.urlencode(safe)

    def __deepcopy__(self, memo: Any) -> Self:
        made = super().__deepcopy__(memo)
        made.typed = self.typed
        return made


class TypedWords:
    """The middleware. Behind the one that checks the form's own token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and MARK in request.GET:
            field, words = request.session.get(KEPT, {}).get(request.GET[MARK], ("", ""))
            if field:
                request.GET = _asked(request.GET, field, words)  # type: ignore[assignment]  # a QueryDict, whatever its stub
        response = self.get_response(request)
        if hasattr(request, "words_at"):
            response["HX-Replace-Url"] = request.words_at
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if request.method != "POST" or request.path.startswith("/api/") or FIELD not in request.POST:
            return None
        rest = request.POST.copy()
        field = str(rest.pop(FIELD)[0])
        words = str(rest.get(field, "")).strip()[:LONGEST]
        for name in ("csrfmiddlewaretoken", field):
            rest.pop(name, None)
        live = "HX-Request" in request.headers
        if words and not (live and "passing" in rest):
            rest[MARK] = _keep(request, field, words)
        if not live:
            return HttpResponseRedirect(_address(request, rest))
        if "passing" not in rest:
            request.words_at = _address(request, rest)  # type: ignore[attr-defined]  # read above
        request.GET = _asked(rest, field, words)  # type: ignore[assignment]  # as above
        request.method = "GET"  # it only reads
        return None


def _asked(given: QueryDict, field: str, words: str) -> Asked:
    made = Asked(mutable=True)
    for name, values in given.lists():
        made.setlist(name, values)
    made[field], made.typed = words, field
    return made


def _keep(request: HttpRequest, field: str, words: str) -> str:
    """The mark of these words. Somebody who goes on typing keeps the mark of the page."""
    kept: dict[str, list[str]] = request.session.get(KEPT, {})
    before = parse_qs(urlsplit(request.headers.get("HX-Current-URL", "")).query).get(MARK, [""])[0]
    mark = before if before in kept else secrets.token_urlsafe(6)
    kept.pop(mark, None)
    kept[mark] = [field, words]
    request.session[KEPT] = dict(list(kept.items())[-AT_MOST:])
    return mark


def _address(request: HttpRequest, rest: QueryDict) -> str:
    return f"{request.path}?{rest.urlencode()}" if rest else request.path
