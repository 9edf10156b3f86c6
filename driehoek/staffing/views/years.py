"""Three school years beside each other, and the ones that are still to be laid down."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded
from driehoek.staffing.actions import plans as actions
from driehoek.staffing.forms.fields import SchoolYearField
from driehoek.staffing.queries.years import years_of
from lawbook.kinds import SchoolYear

from .plans import RIGHT, centre_in


def _year(text: str) -> str:
    try:
        return str(SchoolYearField().clean(text))
    except ValidationError as wrong:
        raise Http404 from wrong


@require_safe
@guarded(RIGHT)
def years_now(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From the running school year on."""
    return redirect("staffing_years", centre_in(request, pk).pk, SchoolYear.of(actor_in(request).on, "be").as_text())


@require_safe
@guarded(RIGHT)
def years(request: HttpRequest, pk: UUID, school_year: str) -> HttpResponse:
    """What is expected of three school years, and what changes between them."""
    centre, first = centre_in(request, pk), _year(school_year)
    found = years_of(centre, first)
    lacks = any(one.sheet for one in found) and not all(one.sheet for one in found)
    return render(request, "staffing/years.html", {"centre": centre, "years": found, "first": first, "lacks": lacks})


@require_POST
@guarded(RIGHT)
def carry_on(request: HttpRequest, pk: UUID, school_year: str) -> HttpResponse:
    """The years without a formation begin with that of the year before, without who has stopped by then."""
    centre, first = centre_in(request, pk), _year(school_year)
    made = len(actions.carry_on(actor_in(request), centre, first))
    said = ngettext("%(number)d school year was laid down.", "%(number)d school years were laid down.", made)
    messages.success(request, said % {"number": made})
    return redirect("staffing_years", pk, first)
