"""How a CLB worker reads: for a stated purpose (ACC-5), on a screen that soon locks itself (ACC-6)."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CLOCK = "reading_seen"
LOCKED = "reading_locked"


class Purpose(models.TextChoices):
    """What the agreement of 1 September 2020 names as useful to open a file for."""

    CLARIFYING = "clarifying", _("clarifying the question")
    DIAGNOSTIC = "diagnostic", _("diagnostic examination")
    ORIENTATION = "orientation", _("orientation talk")
    TIME_OUT = "time_out", _("working points for a time-out")
    ABSENCE = "absence", _("following up absence")
    OTHER = "other", _("another purpose")


class PurposeNeeded(Exception):
    """A file was asked for before the day's purpose for this pupil was stated; the door shows the form."""

    def __init__(self, pupil_id: UUID) -> None:
        super().__init__()
        self.pupil_id = pupil_id


def state(request: HttpRequest, pupil_id: UUID, purpose: str) -> None:
    """Keep the purpose for this pupil for the rest of the day."""
    purposes = purposes_of_today(request)
    purposes[str(pupil_id)] = purpose
    request.session["purposes"] = purposes
    request.session["purposes_day"] = timezone.localdate().isoformat()


def stated(request: HttpRequest, pupil_id: UUID) -> str:
    """Today's purpose for this pupil; empty when none was stated. Yesterday's does not count."""
    return purposes_of_today(request).get(str(pupil_id), "")


def purposes_of_today(request: HttpRequest) -> dict[str, str]:
    """What was stated today, by pupil."""
    if request.session.get("purposes_day") != timezone.localdate().isoformat():
        return {}
    found: dict[str, str] = request.session.get("purposes", {})
    return found


def purpose_label(purpose: str) -> str:
    """The words of a purpose: of a known one, or the reader's own."""
    return str(Purpose(purpose).label) if purpose in Purpose.values else purpose


def is_locked(request: HttpRequest) -> bool:
    """Whether the screen stood still too long, or was locked. A fresh login starts the clock."""
    seen = request.session.get(CLOCK)
    if request.session.get(LOCKED):
        return True
    return seen is not None and timezone.now().timestamp() - seen > settings.IDLE_LOCK_SECONDS


def touch(request: HttpRequest) -> None:
    request.session[CLOCK] = int(timezone.now().timestamp())


def lock(request: HttpRequest) -> None:
    request.session[LOCKED] = True


def unlock(request: HttpRequest) -> None:
    request.session.pop(LOCKED, None)
    touch(request)
