"""The one door. A view names the right it needs; an object is opened here or not at all.

"Not there" and "not yours" give the same 404, and both the opening and the refusal are journalled (ACC-11).
"""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from driehoek.journal import actions as journal
from driehoek.journal.acts import act_of

from .actors import Actor
from .reading import PurposeNeeded, stated

View = Callable[..., HttpResponse]
M = TypeVar("M", bound=Model)
METHODS = ("GET", "HEAD", "POST")


def actor_in(request: HttpRequest) -> Actor:
    """Who is asking: set by the middleware for every request, also for nobody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # the middleware's attribute; Django has no typed place for it
    return actor


def guarded(right: str) -> Callable[[View], View]:
    """A view for whoever holds this right over something; what exactly, `open_one` and `visible_to` say."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in METHODS:  # any other would show a page as GET does, and leave no line
                return HttpResponseNotAllowed(METHODS)
            actor = actor_in(request)
            if not actor.may(right):
                journal.refused(actor, right)
                raise Http404
            try:
                with journal.listening() as heard:
                    response = view(request, *args, **kwargs)
            except PurposeNeeded as needed:
                return redirect("state_purpose", pk=needed.pupil_id)
            _seen(request, response, right, heard)
            return response

        inner.right = right  # type: ignore[attr-defined]  # read by the house test that walks all URLs
        return inner

    return decorate


def _seen(request: HttpRequest, response: HttpResponse, right: str, heard: set[str]) -> None:
    """The line of a page about a child whose view wrote none: a form opened is a look into the file too (ACC-11)."""
    if request.method == "POST" or response.status_code != HTTPStatus.OK:
        return
    for row in request.__dict__.get("admitted", ()):
        pupil = journal.pupil_of(row)
        if pupil and str(pupil) not in heard:
            journal.opened(actor_in(request), "page.seen", row, right=right)
            heard.add(str(pupil))


def showed(request: HttpRequest, act: str, children: Iterable[tuple[UUID | None, UUID | None]], **values: str) -> None:
    """A list named these children, each with the school: a line per school, found from each of them (ACC-11)."""
    by_school: dict[UUID, set[UUID]] = {}
    for school, pupil in children:
        if school and pupil:
            by_school.setdefault(school, set()).add(pupil)
    for school, pupils in by_school.items():
        journal.listed(
            actor_in(request), act, pupils, stream=school, kind="schools.school", subject_id=school, **values
        )


def public(reason: str) -> Callable[[View], View]:
    """A view anybody may see, and why that is right. Nothing about a person is on it."""

    def decorate(view: View) -> View:
        view.public = reason  # type: ignore[attr-defined]  # read by the house test that walks all URLs
        return login_not_required(view)

    return decorate


def own(reason: str) -> Callable[[View], View]:
    """A view about the reader's own account, for everybody who is logged in, and why nobody else is on it."""

    def decorate(view: View) -> View:
        view.public = reason  # type: ignore[attr-defined]  # read by the house test that walks all URLs
        return view

    return decorate


def open_one(request: HttpRequest, rows: QuerySet[M], pk: UUID, right: str, *, log: bool = True, **facts: str) -> M:
    """Open one object of `Model.objects.visible_to(actor, right)`, or answer 404 and journal the refusal.

    `log`: whether the door writes the line at once; else the view does, or the door once a page was shown. `facts`:
    purpose, category and the like. A CLB worker opens a file only for a purpose stated today, which stands in the line
    (ACC-5); without one: `PurposeNeeded`.
    """
    return admit(request, rows.filter(pk=pk).first(), rows.model, pk, right, log=log, **facts)


def admit(
    request: HttpRequest, found: M | None, model: type[M], pk: UUID, right: str, *, log: bool = True, **facts: str
) -> M:
    """The same door for an object that a kept statement looked for within the right's reach, None where it is not."""
    actor = actor_in(request)
    if found is None:
        journal.refused(actor, right, kind=model._meta.label_lower, pk=pk, **facts)
        raise Http404
    request.__dict__.setdefault("admitted", []).append(found)
    if log:
        if actor.only_reads and _reads_file(right):
            facts["purpose"] = _purpose(request, found)
        journal.opened(actor, right, found, **facts)
    return found


def _reads_file(right: str) -> bool:
    act = act_of(right)
    return act is not None and act.reads_file


def _purpose(request: HttpRequest, row: Model) -> str:
    pupil_id = journal.pupil_of(row)
    purpose = stated(request, pupil_id) if pupil_id else ""
    if pupil_id and not purpose:
        raise PurposeNeeded(pupil_id)
    return purpose
