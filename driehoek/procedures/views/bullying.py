"""The page of bullying, and opening a case from signals."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from driehoek.access.guards import actor_in, guarded
from driehoek.journal import actions as journal
from driehoek.procedures import bullying as rows
from driehoek.procedures.bullying import OPEN


@guarded("bullying.signal")
def bullying(request: HttpRequest) -> HttpResponse:
    """The signals that wait, gathered per child, and the cases within reach. That it was read is journalled."""
    actor = actor_in(request)
    shown = rows.shown(actor)
    if shown["gathered"]:
        journal.write(actor, "bullying.read", kind="safety.bullyingsignal", facts={"children": len(shown["gathered"])})
    return render(request, "procedures/bullying.html", shown)


@guarded(OPEN)
def bullying_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look the signals about a child over, and open its case with them."""
    actor = actor_in(request)
    pupil, waiting = rows.child(actor, pk)
    if request.method == "POST":
        return redirect("case", pk=rows.opened(actor, pupil, waiting).pk)
    journal.opened(actor, OPEN, pupil)
    return render(request, "procedures/bullying_open.html", {"pupil": pupil, "signals": waiting})
