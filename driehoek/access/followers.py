"""Who counts by the functions people hold: told in the transaction in which one is given or ended."""

from datetime import date

from driehoek.kit import registry

from .models import Appointment


def tell(appointment: Appointment, on: date) -> None:
    """What an app names in `APPOINTMENT_CHANGED` counts again what rests on this function."""
    for follower in registry.in_order("APPOINTMENT_CHANGED"):
        follower(appointment, on)
