"""Days as people say them. The counting of legal terms is the lawbook's; here only how far away a known day is."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _


def spoken_date(value: date | None) -> str:
    """A day as people say it: donderdag 15 juli 2021. Nothing for no day."""
    return _written(value, "l j F Y", get_language()) if value else ""


@lru_cache(maxsize=4096)
def _written(value: date, shape: str, _language: str | None) -> str:
    """A page says the same few days many times."""
    return date_format(value, shape)


def short_date(value: date | None) -> str:
    """A day for a narrow column: do 15 jul; with its year where that is not this one."""
    if value is None:
        return ""
    year = "" if value.year == timezone.localdate().year else f" {value.year}"
    return f"{date_format(value, 'D')} {day_and_month(value)}{year}"


def day_and_month(value: date) -> str:
    """15 jul."""
    return f"{value.day} {short_month(value)}"


def short_month(value: date) -> str:
    """The month in three letters, jul. Django writes the short month with a capital; Dutch has none."""
    return date_format(value, "M" if get_language() == "en" else "b")


def compact_date(value: date | None) -> str:
    """A day with its year for a narrow column: 15 jul 2021."""
    return f"{day_and_month(value)} {value.year}" if value else ""


def moment(value: datetime | None) -> str:
    """When something was noted, for a table or a line of history: 15 jul 2021, 14:30. On the school's clock."""
    if value is None:
        return ""
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{compact_date(here)}, {here:%H:%M}"


def days_left(value: date | None) -> str:
    """How long until a last day, counted in calendar days from today: vandaag, nog 3 dagen, 2 dagen te laat."""
    if value is None:
        return ""
    days = (value - timezone.localdate()).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def urgency(value: date | None) -> str:
    """The chip's class for a last day: late when it is past, warn today and tomorrow, nothing otherwise."""
    if value is None:
        return ""
    days = (value - timezone.localdate()).days
    return "late" if days < 0 else "warn" if days <= 1 else ""


def deadline(value: date | None, jurisdiction: str = "be") -> str:
    """A last day in a sentence: ten laatste donderdag 15 juli 2021, nog 3 dagen. In the Netherlands: uiterlijk."""
    if value is None:
        return _("no last day")
    by = pgettext("nl", "by %(day)s") if jurisdiction == "nl" else pgettext("be", "by %(day)s")
    return f"{by % {'day': spoken_date(value)}}, {days_left(value)}"
