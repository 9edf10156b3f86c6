"""Lists of children: on screen, on paper, in a spreadsheet. One view for all, one for the substitute's sheet."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.pupils.parents import children
from driehoek.schools.models import Group, School

from . import asking, card, family, finding, queries, sheets, substitute
from .definition import RIGHT, Asked, Listing, Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@guarded(RIGHT)
def lists(request: HttpRequest) -> HttpResponse:
    """Which lists there are for this person, and for which classes there is a sheet for a substitute."""
    actor = actor_in(request)
    lands = set(School.objects.visible_to(actor, RIGHT).values_list("jurisdiction", flat=True))
    shown = {
        "lists": asking.lists_for(actor, lands),
        "groups": queries.groups_for(actor),
        "on": actor.on,
        "over": request.GET.get("over", ""),
    }
    return render(request, "lists/lists.html", shown)


@guarded(card.RIGHT)
def school_today(request: HttpRequest) -> HttpResponse:
    """The school in numbers, each a way to what is behind it; a part of the list of duties for who leads."""
    part = bool(request.headers.get("HX-Request"))
    shown = {"cards": card.cards(actor_in(request))}
    return render(request, "lists/_cards.html" if part else "lists/cards.html", shown)


@guarded("child.read")
def my_child(request: HttpRequest) -> HttpResponse:
    """A parent's own page: the child today and this year, what the school asks, whom it calls, who looked."""
    actor = actor_in(request)
    return render(request, "lists/my_child.html", {"known": family.known(actor, children(actor))})


@guarded("search.use")
def find(request: HttpRequest) -> HttpResponse:
    """Children, colleagues and pages by name: a page, or for htmx the hits below the box in the header."""
    words = request.GET.get("q", "")[:100].strip()
    hits = finding.find(actor_in(request), words)
    part = request.htmx.target == "hits"  # type: ignore[attr-defined]  # set by django-htmx
    return render(request, "lists/hits.html" if part else "lists/find.html", {"hits": hits, "words": words})


@guarded(RIGHT)
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """One list over a class or a school; `as` makes it a file."""
    found = asking.open_list(request, slug)
    asked, way = asking.asked_of(request, found), request.GET.get("as", "")
    rows = found.rows(asked)
    asking.note(
        asked, "list.exported" if way in FILES else "list.read", slug, rows, categories=found.categories, way=way
    )
    if way in FILES:
        return FILES[way](found, asked, rows)
    lines = [(row, list(zip(found.columns, row.cells, strict=True))) for row in rows]
    shown = {
        "listing": found,
        "asked": asked,
        "lines": lines,
        "choices": asking.choices(asked, found),
        "over": asked.group or asked.school,
        "unknown": found.unknown(asked),
    }
    return render(request, "lists/listing.html", shown)


@guarded(RIGHT)
def substitute_sheet(request: HttpRequest, group: UUID) -> HttpResponse:
    """What who stands in for a day needs of a class, and no more than the person who prints it may read."""
    actor = actor_in(request)
    found: Group = open_one(request, queries.groups_for(actor), group, RIGHT, log=False)
    asked = Asked(actor, found.school, found, asking.day_in(request.GET.get("day", ""), actor.on))
    sheet = substitute.sheet(asked)
    asking.note(asked, "list.read", "substitute", sheet.rows, categories=sheet.categories)
    return render(request, "lists/substitute.html", {"asked": asked, "sheet": sheet})


def _csv(found: Listing, asked: Asked, rows: list[Row]) -> HttpResponse:
    return _file(sheets.as_csv(found.columns, rows), "text/csv; charset=utf-8", _name(found, asked, "csv"))


def _xlsx(found: Listing, asked: Asked, rows: list[Row]) -> HttpResponse:
    return _file(sheets.as_xlsx(str(found.title), found.columns, rows), XLSX, _name(found, asked, "xlsx"))


FILES: dict[str, Callable[[Listing, Asked, list[Row]], HttpResponse]] = {"csv": _csv, "xlsx": _xlsx}


def _name(found: Listing, asked: Asked, ending: str) -> str:
    """A name that says which list of which class, and names no child."""
    return f"{slugify(f'{found.title} {asked.group or asked.school}')}-{asked.day.isoformat()}.{ending}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
