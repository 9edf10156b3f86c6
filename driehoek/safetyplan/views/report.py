"""The yearly report: on screen, its pictures, and on paper (SAF-18)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.access.guards import actor_in, guarded
from driehoek.journal import actions as journal
from driehoek.kit import svg
from driehoek.safetyplan.printing_report import report_paper
from driehoek.safetyplan.queries import place, report, turns
from driehoek.safetyplan.queries.report import Report
from driehoek.schools.models import School

from .door import school_in

RIGHT = "report.read"


@guarded(RIGHT)
def safety_report(request: HttpRequest) -> HttpResponse:
    """One school, or all of a board together: figures with charts, and what the plan says beside them."""
    schools, everyone = _schools(request)
    found = _report(request, schools)
    shown: dict[str, Any] = {
        "report": found,
        "everyone": everyone,
        "one": schools[0] if len(schools) == 1 else None,
        "heads": report.SHORT.values(),
        "years": report.years(report.year_asked("", found.period.on, _land(schools))),
        "query": request.GET.urlencode(),
        "works_here": actor_in(request).may("incident.open"),
    }
    if len(schools) == 1:
        shown["standings"] = turns.standings(schools[0], found.period.on)
    return render(request, "safetyplan/report.html", shown)


@guarded(RIGHT)
def safety_report_chart(request: HttpRequest, code: str) -> HttpResponse:
    """A picture of the report, with the same numbers kept back."""
    schools, _everyone = _schools(request)
    found = next((one for one in _report(request, schools).charts if one.code == code and one.rows), None)
    if found is None:
        raise Http404
    drawn = svg.columns(found.rows) if code == "months" else svg.bars(found.rows)
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Content-Security-Policy": INERT})


INERT = "default-src 'none'; sandbox"


@guarded(RIGHT)
def safety_report_pdf(request: HttpRequest) -> HttpResponse:
    """The report on paper. Paper travels: small numbers are kept back in it for every reader."""
    schools, _everyone = _schools(request)
    found = _report(request, schools, on_paper=True)
    journal.write(actor_in(request), "report.printed", stream=schools[0].pk, facts={"schools": len(schools)})
    name = f'inline; filename="veiligheidsverslag-{found.year.as_text()}.pdf"'
    return HttpResponse(report_paper(found), content_type="application/pdf", headers={"Content-Disposition": name})


def _schools(request: HttpRequest) -> tuple[list[School], list[School]]:
    """The schools the report is about, and all that could be chosen; without a choice all of them."""
    everyone = place.schools_for(actor_in(request), RIGHT)
    if request.GET.get("school") or len(everyone) < 2:
        return [school_in(request, RIGHT)], everyone
    return everyone, everyone


def _report(request: HttpRequest, schools: list[School], *, on_paper: bool = False) -> Report:
    actor = actor_in(request)
    year = report.year_asked(request.GET.get("year", ""), actor.on, _land(schools))
    exact = not on_paper and report.reads_exactly(actor, schools)
    return report.report_of(schools, year, actor.on, exact=exact)


def _land(schools: list[School]) -> str:
    return str(schools[0].jurisdiction)
