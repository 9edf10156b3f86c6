"""How staffing is said in templates."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import gettext

from driehoek.staffing.figures import figure
from driehoek.staffing.figures import percent as part
from driehoek.staffing.models import Office
from driehoek.staffing.service import Noted, days
from driehoek.web.dates import spoken_date

register = template.Library()
register.filter("figure", figure)
register.filter("part", part)


@register.filter
def days_away(one: Noted) -> str:
    """From when until when somebody is away."""
    return days(one.starts_on, one.ends_on) if one.starts_on else ""


@register.filter
def known(amount: Decimal | None) -> str:
    """A weight, or that there is none to say."""
    return gettext("not known") if amount is None else figure(amount)


@register.filter
def size(amount: Decimal | None) -> Decimal | None:
    """How much it is, where the words beside it say which way: 0,8 too much, never -0,8."""
    return None if amount is None else abs(amount)


@register.filter
def office_name(code: str) -> str:
    """The name of an office, the Dutch word of the circular."""
    return str(Office(code).label)


@register.filter
def as_figure(text: str) -> str:
    """A number of the rule, 0.5, as people write it."""
    return figure(Decimal(text))


@register.filter
def percent(share: str) -> str:
    """A share from the copy of a cell, 0.3, as 30%."""
    return f"{figure(Decimal(share) * 100)}%"


@register.filter
def iso_date(text: str) -> str:
    """A day from the copy of a cell, as people say it."""
    return spoken_date(date.fromisoformat(text))
