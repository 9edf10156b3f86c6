"""Finding the child something is about, among those a right reaches: a first-aider finds every child, and no file."""

from django.http import HttpRequest

from driehoek.access.guards import actor_in
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups

FOUND_AT_MOST = 12


def found(request: HttpRequest, right: str) -> dict[str, object]:
    """What was typed and the children it finds, for `safety/_find.html`."""
    actor, text = actor_in(request), request.GET.get("q", "").strip()[:100]
    rows = Pupil.objects.visible_to(actor, right).here(actor.on).named(text)
    shown = with_groups(rows.order_by("search_name")[:FOUND_AT_MOST], actor.on) if text else []
    return {"q": text, "found": shown}
