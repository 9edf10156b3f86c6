"""A roster and absences out: CSV, a school year per file."""

from collections.abc import Callable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from driehoek.access.guards import actor_in, guarded
from driehoek.exchange import export, queries
from driehoek.exchange.forms import ExportForm
from driehoek.exchange.readers.columns import MEANINGS, label_of
from driehoek.journal import actions as journal
from driehoek.schools.models import School
from lawbook.kinds import SchoolYear

Rows = Callable[[School, SchoolYear], Iterator[Sequence[object]]]
WHAT: dict[str, tuple[tuple[str, ...], Rows]] = {
    "roster": (export.ROSTER, export.roster),
    "absences": (export.ABSENCES, export.absences),
}


@require_safe
@guarded("roster.export")  # type: ignore[arg-type]  # a streamed answer is no HttpResponse, which the guard names
def export_page(request: HttpRequest) -> HttpResponseBase:
    """Choose what, which school and which year; with a choice made, the file itself."""
    schools = queries.schools_of(actor_in(request), "roster.export")
    form = ExportForm(request.GET or None, schools=schools, on=timezone.localdate())
    if form.is_bound and form.is_valid():
        return _file(request, form)
    answer: HttpResponse = render(request, "exchange/export.html", {"form": form})
    return answer


def titles(header: Sequence[str], country: str) -> list[str]:
    """The headings in the reader's language and the country's words, by which the import knows the columns again."""
    return [label_of(name, country) if name in MEANINGS else name for name in header]


def _file(request: HttpRequest, form: ExportForm) -> HttpResponseBase:
    what, school, year = (form.cleaned_data[name] for name in ("what", "school", "year"))
    header, rows = WHAT[what]
    children = export.children(school, SchoolYear.parse(year))
    journal.listed(
        actor_in(request),
        f"{what}.export",
        children,
        stream=school.pk,
        kind="schools.school",
        subject_id=school.pk,
        facts={"school_year": year},
    )
    found = export.streamed(school, titles(header, school.jurisdiction), lambda: rows(school, SchoolYear.parse(year)))
    return StreamingHttpResponse(
        found,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{what}-{year}.csv"', "Cache-Control": "no-store"},
    )
