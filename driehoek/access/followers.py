"""Who counts by the functions people hold: told in the transaction in which one is given or ended.

The apps that count stand above this one, so settings name them.
"""

from datetime import date
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings

from .models import Appointment


class Follower(Protocol):
    """A module that `APPOINTMENT_FOLLOWERS` names."""

    def appointment_changed(self, appointment: Appointment, on: date) -> None:
        """Count again what rests on this function."""


def tell(appointment: Appointment, on: date) -> None:
    for name in settings.APPOINTMENT_FOLLOWERS:
        follower: Any = import_module(name)
        follower.appointment_changed(appointment, on)
