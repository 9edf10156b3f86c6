"""Setting a mark."""

from datetime import datetime

from django.utils import timezone

from .models import Mark
from .queries import keeps_marks


def mark(what: Mark.What, note: str = "", at: datetime | None = None) -> None:
    """This went well just now, or then. A database of before there were marks has none."""
    if keeps_marks():
        Mark.objects.update_or_create(pk=what, defaults={"at": at or timezone.now(), "note": note[-200:]})
