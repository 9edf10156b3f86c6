"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    return {"actor": getattr(request, "actor", None), "demo": settings.DEMO}
