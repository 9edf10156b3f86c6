"""The pages about the people on a case: naming somebody, taking somebody off, how the committee voted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded
from driehoek.procedures import actions, doors, people, queries
from driehoek.procedures.forms import ReasonForm
from driehoek.procedures.people_forms import PartyForm, VotesForm


@guarded("case.step")
def case_party(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name somebody on the case: a confidant, a member of the committee, who took the decision."""
    found = doors.case_to_work_on(request, pk)
    form = PartyForm(request.POST or None, case=found)
    valid = request.method == "POST" and form.is_valid()
    if valid and doors.acts(form, actions.name_party, actor_in(request), found, form.save(commit=False)):
        messages.success(request, _("Named on the case."))
        return redirect("case", pk=pk)
    return render(request, "procedures/party.html", {"case": found, "form": form}, status=422 if form.errors else 200)


@guarded("case.step")
def case_party_remove(request: HttpRequest, pk: UUID, party: UUID) -> HttpResponse:
    """Take somebody off the case; that this person stood there stays in the history."""
    found = doors.case_to_work_on(request, pk)
    one = get_object_or_404(found.parties.filter(removed_at=None), pk=party)
    form = ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and doors.acts(form, actions.remove_party, actor_in(request), one, form.cleaned_data["reason"]):
        return redirect("case", pk=pk)
    shown = {"case": found, "party": one, "form": form}
    return render(request, "procedures/party_remove.html", shown, status=422 if form.errors else 200)


@guarded("case.step")
def case_votes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note how each member of the committee voted; the result is counted from that."""
    found = doors.case_to_work_on(request, pk)
    members = people.voting(queries.in_force(found))
    if not members:
        raise Http404
    form = VotesForm(request.POST or None, members=members)
    valid = request.method == "POST" and form.is_valid()
    if valid and doors.acts(form, actions.note_votes, actor_in(request), found, form.votes()):
        messages.success(request, _("The votes were noted."))
        return redirect("case", pk=pk)
    return render(request, "procedures/votes.html", {"case": found, "form": form}, status=422 if form.errors else 200)
