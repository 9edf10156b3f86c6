"""Setting a mark."""

from django.utils import timezone

from .models import Mark


def mark(what: Mark.What, note: str = "") -> None:
    """This went well just now."""
    Mark.objects.update_or_create(pk=what, defaults={"at": timezone.now(), "note": note[-200:]})
