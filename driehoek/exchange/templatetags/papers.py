"""Papers with codes that are being made or wait to be fetched. A lower app loads the tag by name."""

from typing import Any

from django import template
from django.template import Context

from driehoek.access.actors import Actor
from driehoek.exchange.models import RIGHTS, PaperRun

register = template.Library()


@register.inclusion_tag("exchange/_papers.html", takes_context=True)
def papers_kept(context: Context, kind: str) -> dict[str, Any]:
    """What the reader asked for today, so that who left the page finds it again."""
    actor: Actor = context["actor"]
    rows = PaperRun.objects.visible_to(actor, RIGHTS[PaperRun.Kind(kind)]).defer("sheets", "paper")
    return {"papers": rows.select_related("school", "board").order_by("-asked_at"), "kind": kind}
