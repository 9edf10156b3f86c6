"""Looking for a pupil by name as you type."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.access.guards import actor_in, guarded
from driehoek.pupils import queries, search
from driehoek.pupils.actions.accounts import RIGHT as INVITE
from driehoek.pupils.forms.others import SearchForm

from .file import from_number


@guarded("file.open")
def pupils(request: HttpRequest) -> HttpResponse:
    """The pupils within reach whose name starts so. A list shows names, groups and sites, no more (ACC-13)."""
    actor = actor_in(request)
    narrowed = search.choices(actor)
    form = SearchForm(request.GET, narrowed)
    begin = from_number(request.GET.get("from", ""))
    rows = search.search(actor, form.wanted(), begin)
    query = request.GET.copy()
    query["from"] = str(begin + queries.PAGE)
    context = {
        "form": form,
        "rows": rows[: queries.PAGE],
        "more": len(rows) > queries.PAGE,
        "next": query.urlencode(),
        "enrols": actor.may("enrolment.manage"),
        "invites": actor.may(INVITE),
    }
    part = request.htmx.target in {"found", "more"}  # type: ignore[attr-defined]  # set by django-htmx
    return render(request, "pupils/found.html" if part else "pupils/search.html", context)
