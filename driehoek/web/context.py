"""What every page knows: who is looking, what that person's menu holds, and in which function for which school."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from driehoek.access.actors import Actor

from .nav import menu
from .queries import country_of, posts, schools_of


def page(request: HttpRequest) -> dict[str, object]:
    """Lazy, so that a fragment for htmx, which has no menu, pays for none."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "demo": settings.DEMO, "country": "be"}
    schools = cache(lambda: schools_of(actor))
    return {
        "actor": actor,
        "demo": settings.DEMO,
        "may_search": actor.may("search.use"),
        "country": SimpleLazyObject(lambda: country_of(schools())),  # whose words this person reads
        "idle_seconds": settings.IDLE_LOCK_SECONDS,
        "navigation": SimpleLazyObject(lambda: menu(actor, request.path, schools())),
        "own_posts": SimpleLazyObject(lambda: posts(actor, schools())),
    }
