"""Filters and tags of the house style, available in every template without loading."""

from datetime import date
from functools import cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from lucide.templatetags.lucide import lucide

from driehoek.web import queries, words

register = template.Library()
register.filter("function_name", words.function_name)
register.filter("words", words.term)


@register.filter
def spoken_date(value: date | None) -> str:
    """A day as people say it: donderdag 15 juli 2021. Nothing for no day."""
    return date_format(value, "l j F Y") if value else ""


@register.filter
def short_date(value: date | None) -> str:
    """A day for a narrow column: do 15 jul."""
    return date_format(value, "D j M") if value else ""


@register.filter
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


@register.filter
def urgency(value: date | None) -> str:
    """The chip's class for a last day: late when it is past, warn today and tomorrow, nothing otherwise."""
    if value is None:
        return ""
    days = (value - timezone.localdate()).days
    return "late" if days < 0 else "warn" if days <= 1 else ""


@register.filter
def deadline(value: date | None, jurisdiction: str = "be") -> str:
    """A last day in a sentence: ten laatste donderdag 15 juli 2021, nog 3 dagen. In the Netherlands: uiterlijk."""
    if value is None:
        return _("no last day")
    by = pgettext("nl", "by %(day)s") if jurisdiction == "nl" else pgettext("be", "by %(day)s")
    return f"{by % {'day': spoken_date(value)}}, {days_left(value)}"


@register.inclusion_tag("web/demo_login.html")
def demo_login() -> dict[str, object]:
    """The people of the demonstration, to be with one click. The login page asks for it only when DEMO is on."""
    return {"schools": queries.demo_people()}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A lucide icon beside a word that says the same; screen readers skip it."""
    return _svg(name)


@cache
def _svg(name: str) -> SafeString:
    drawn: str = lucide(name, size=None, **{"class": "icon", "aria-hidden": "true", "focusable": "false"})
    return mark_safe(drawn)  # noqa: S308  # a drawing from the pinned wheel, its name written in our templates
