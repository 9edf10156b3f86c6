"""At what hour a child can have come in late: within the lessons of its half day, and not later than now (ATT-1)."""

from datetime import date, time

from django.utils.formats import time_format
from django.utils.translation import gettext

from driehoek.schools.queries import SchoolCalendar


def late_at(text: str) -> time | None:
    """The time a child came in, as a browser or a file writes it; None for none or for what is no time."""
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def wrong_hour(calendar: SchoolCalendar, day: date, part: str, at: time, now: time | None = None) -> str:
    """Why a child cannot have come in late at this hour, nothing where it can. `now`: on the day itself."""
    hours = calendar.hours.get((day.weekday(), part))
    if hours and not hours[0] <= at < hours[1]:
        told = {"since": time_format(hours[0], "H:i"), "until": time_format(hours[1], "H:i")}
        return gettext("Late is between %(since)s and %(until)s, when there are lessons.") % told
    if now and at > now:
        return gettext("This hour is still to come.")
    return ""
