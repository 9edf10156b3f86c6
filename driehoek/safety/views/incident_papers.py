"""Papers from an incident: letters and forms, and the list for the insurer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded
from driehoek.letters.forms import LetterForm
from driehoek.letters.kinds import BadLetter
from driehoek.letters.models import Letter
from driehoek.safety import incident_door as door
from driehoek.safety.actions import papers
from driehoek.safety.models import Thread
from driehoek.safety.queries import papers as queries


@guarded("letters.write")
def paper_new(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Draft a paper: what is known stands in it, a person looks it over."""
    actor, found = actor_in(request), door.thread_of(request, pk, "incident.care")
    kind = next((one.kind for one in queries.offered(actor, found) if one.name == name), None)
    if kind is None:
        raise Http404
    form = LetterForm(request.POST or None, **queries.begun(actor, found, kind, name))
    made = _drafted(request, found, form) if request.POST and form.is_valid() else []
    if made:
        messages.success(request, _("Drafted. Look it over, fix it and send it."))
        return redirect("letter", made[0].pk)
    door.log(actor, found.incident, [found])
    shown = {
        "form": form,
        "thread": found,
        "incident": found.incident,
        "title": kind.title,
        "letter": True,
        "act": _("Draft it"),
    }
    return render(request, "safety/incident_form.html", shown, status=422 if form.errors else 200)


def _drafted(request: HttpRequest, thread: Thread, form: LetterForm) -> list[Letter]:
    """The drafts, or nothing with what is wrong as the form's errors."""
    given: dict[str, Any] = {
        "data": form.data_of_letter(),
        "free": form.free_of_letter(),
        "chosen": list(form.chosen().values()),
    }
    try:
        return papers.write(actor_in(request), thread, form.kind, **given)
    except BadLetter as wrong:
        for name, text in wrong.errors.items():
            form.add_error(name if name in form.fields else None, text)
        return []


@require_POST
@guarded("incident.care")
def insurance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tick off the papers for the insurer."""
    found = door.thread_of(request, pk, "incident.care")
    papers.tick_insurance(actor_in(request), found, set(request.POST.getlist("done")))
    messages.success(request, _("Kept."))
    return redirect("incident_thread", pk)
