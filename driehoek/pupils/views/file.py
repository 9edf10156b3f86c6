"""The file of one pupil: the page with its timeline, the parts that load on their own, and the print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from driehoek.access.functions import Category
from driehoek.access.policy import right
from driehoek.duties.queries import sentence
from driehoek.people.personal_number import is_doubtful
from driehoek.pupils import charts, chips, opening, queries, timeline
from driehoek.pupils.actions import rights
from driehoek.pupils.kinds import DOMAINS, Kind, kind_name, kinds_of
from driehoek.pupils.models import Entry
from driehoek.pupils.models.photo import SEEN_BY

from .door import Reading, of_pupil

PARTS = {"timeline": "pupils/timeline.html", "more": "pupils/items.html"}
NEXT = 3  # duties at the head of the timeline; the rest is one click away
NO_STORE = "private, no-store"
FILTER_NAMES = {
    "observations": gettext_lazy("Observations"),
    "talks": gettext_lazy("Talks"),
    "care": gettext_lazy("Measures"),
    "tests": gettext_lazy("Tests"),
    "reports": gettext_lazy("Reports"),
    "sanctions": gettext_lazy("Sanctions"),
    "health": gettext_lazy("Health"),
}
LINKS = {
    "enrolment": "enrolment.manage",
    "consents": "consent.manage",
    "journal": "journal.read",
    "print": "file.print",
    "cases": "case.open",
    "number": "number.reveal",
    "ask": "report.ask",
    "keep_photo": right("file.write", "identity"),
}


@of_pupil("file.open")
def pupil(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The file: header, what is next, the timeline by category. htmx asks for the timeline alone."""
    chosen, start = request.GET.get("show", ""), from_number(request.GET.get("from", ""))
    shown = reading.readable & queries.FILTERS.get(chosen, queries.ON_TIMELINE)
    entries, more = opening.timeline(reading.actor, reading.pupil, shown, start)
    reading.log("file.read", {"identity"} & reading.readable | {entry.category for entry in entries})
    drawn = timeline.items(entries)
    context = reading.context(
        items=drawn, filters=filters_of(reading), chosen=chosen, next_from=start + queries.PAGE if more else None
    )
    part = PARTS.get(request.htmx.target)  # type: ignore[attr-defined]  # set by django-htmx
    if part:
        return render(request, part, context)
    plans = _running(reading, entries, whole=not (chosen or start or more))
    return render(request, "pupils/pupil.html", context | _around(reading, plans))


def _running(reading: Reading, entries: list[Entry], *, whole: bool) -> list[Entry]:
    """The action plans that run today; asked for only where the timeline shown is not the whole one."""
    if whole:
        return [entry for entry in entries if entry.kind == Kind.ACTION_PLAN and entry.runs_on(reading.actor.on)]
    return list(queries.running_plans(reading.actor).filter(pupil=reading.pupil))


def filters_of(reading: Reading) -> list[tuple[str, Promise]]:
    """The chips above the timeline: those with something this reader may read behind them."""
    return [(name, FILTER_NAMES[name]) for name, behind in queries.FILTERS.items() if behind & reading.readable]


def from_number(text: str) -> int:
    """Where a page of a list starts, from the address; nonsense is the beginning."""
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _around(reading: Reading, plans: list[Entry]) -> dict[str, object]:
    """What stands around the timeline: chips, the next duties, what may be added and done."""
    actor, found, land = reading.actor, reading.pupil, reading.pupil.school.jurisdiction
    parents = opening.parents(found, actor.on) if Category.CONTACTS in reading.readable else None
    due = opening.next_duties(actor, found) if reading.may("duty.see") else []
    return {
        "due": len(due),
        "urgent": timeline.duties((duty, sentence(duty)) for duty in due[:NEXT]),
        "kinds": [(kind.value, kind_name(kind, land)) for kind in kinds_of(reading.writable, land)],
        "chips": [*chips.of_absence(due), *chips.of_plans(plans), *(chips.of_parents(parents) if parents else ())],
        "language_missing": _language_missing(reading),
        "photo": parents.photo if parents and reading.may(SEEN_BY) else None,
        "may": {name: reading.may(right) for name, right in LINKS.items()},
    }


def _language_missing(reading: Reading) -> bool:
    """DOS-6: every pupil who enters primary is screened, except newcomers, who have their own path."""
    groups = [membership.group for membership in reading.pupil.current]
    entering = any(group.level == "primary" and group.year == 1 for group in groups)
    flemish = reading.pupil.school.jurisdiction == "be"
    asked = flemish and entering and not reading.pupil.newcomer and Category.LANGUAGE in reading.readable
    return asked and not opening.is_screened(reading.pupil)


@of_pupil(right("file.read", "tests"))
def tests(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The tracking tests per domain: the curve as a picture, its text, and the table behind it."""
    reading.log("file.read", {"tests"})
    found = queries.scores(reading.actor, reading.pupil)
    domains = [
        (domain, name, points, charts.series(points))
        for domain, name in DOMAINS
        if domain in found and (points := charts.points(found[domain]))
    ]
    beside = request.htmx.target == "curves"  # type: ignore[attr-defined]  # set by django-htmx
    return render(request, "pupils/curves.html" if beside else "pupils/tests.html", reading.context(domains=domains))


@of_pupil(right("file.read", "tests"))
def curve(request: HttpRequest, reading: Reading, domain: str) -> HttpResponse:
    """The growth curve of one test of a domain as SVG; the page that shows it wrote the journal line."""
    found = charts.series(charts.points(queries.scores(reading.actor, reading.pupil).get(domain, ())))
    number = request.GET.get("curve", "0")
    if not (number.isdecimal() and int(number) < len(found)):
        raise Http404
    picture = HttpResponse(charts.growth_curve(found[int(number)][1]), content_type="image/svg+xml")
    picture["Cache-Control"] = NO_STORE
    picture["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return picture


@of_pupil("number.reveal")
@require_POST
def number(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show the personal number once, on asking (ACC-13)."""
    shown = rights.show_number(reading.actor, reading.pupil)
    doubtful = bool(shown) and is_doubtful(shown, reading.pupil.school.jurisdiction)
    response = render(request, "pupils/number.html", reading.context(number=shown, doubtful=doubtful))
    response["Cache-Control"] = NO_STORE
    return response


@of_pupil("file.print")
def print_file(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The whole file as its reader may see it, with who printed it and when, for paper."""
    entries = queries.entries(reading.actor).filter(pupil=reading.pupil)
    reading.log("file.print", {entry.category for entry in entries})
    return render(request, "pupils/print.html", reading.context(entries=entries, now=timezone.localtime()))


@of_pupil("file.print")
def print_entry(request: HttpRequest, reading: Reading, entry: UUID) -> HttpResponse:
    """One entry for paper, for who may print the file: a report that parents take home, an action plan to sign."""
    entries = queries.entries(reading.actor).filter(pupil=reading.pupil, pk=entry)
    if not entries:
        raise Http404
    reading.log("file.print", {one.category for one in entries})
    return render(request, "pupils/print.html", reading.context(entries=entries, now=timezone.localtime()))
