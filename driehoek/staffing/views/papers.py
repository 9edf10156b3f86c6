"""The forms of a school year."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.staffing import refusals
from driehoek.staffing.actions import papers as actions
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.forms.fields import SchoolYearField
from driehoek.staffing.forms.papers import MakeForm, SentForm
from driehoek.staffing.models import Paper
from driehoek.staffing.pages import first_error, forms_page
from driehoek.staffing.queries import papers as queries

from .plans import RIGHT, centre_in


@require_safe
@guarded(RIGHT)
def forms(request: HttpRequest, school_year: str) -> HttpResponse:
    """Every form a school year asks for, how far each is, and the last day."""
    try:
        year = SchoolYearField().clean(school_year)
    except ValidationError as wrong:
        raise Http404 from wrong
    return render(request, "staffing/forms.html", forms_page(actor_in(request), year))


@require_POST
@guarded(RIGHT)
def form_make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make one form as PDF, with the explanation of what deviates."""
    centre, form = centre_in(request, pk), MakeForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    wanted = queries.one_needed(centre, said["school_year"], said["kind"], said["about"])
    if wanted is None:
        raise Http404
    try:
        actions.make(actor_in(request), centre, wanted, said["explanation"])
        messages.success(request, _("The form is made. Print it, let it be signed, and note when it was sent."))
    except CannotDo as why:
        messages.error(request, refusals.sentence(why))
    return redirect("staffing_forms", school_year=said["school_year"])


def _paper(request: HttpRequest, pk: UUID) -> Paper:
    rows = Paper.objects.visible_to(actor_in(request), RIGHT).select_related("board__centre")
    return open_one(request, rows, pk, RIGHT, log=False)


@require_safe
@guarded(RIGHT)
def form_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The paper, as it was made."""
    found = _paper(request, pk)
    response = HttpResponse(actions.read(actor_in(request), found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.kind}-{found.school_year}.pdf"'
    return response


@require_POST
@guarded(RIGHT)
def form_sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note the day on which a form went to the agency."""
    found, form = _paper(request, pk), SentForm(request.POST)
    if form.is_valid():
        actions.sent(actor_in(request), found.board.centre, found, form.cleaned_data["sent_on"])
    else:
        messages.error(request, first_error(form))
    return redirect("staffing_forms", school_year=found.school_year)
