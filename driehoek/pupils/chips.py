"""The chips under a pupil's name: what is open about the child, one for each kind of matter, with its count."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driehoek.duties.models import Duty
from driehoek.people.models import InformationAgreement

from .models import Entry
from .opening import Parents

PROBLEMATIC, NOTIFICATION, LATENESS = "be.absence.problematic", "nl.absence.notification_duty", "nl.absence.lateness"


class Chip(NamedTuple):
    """`look`: late for what needs action, warn for what runs, nothing for what one must know."""

    text: str
    look: str = ""
    icon: str = ""


def of_absence(duties: Iterable[Duty]) -> Iterator[Chip]:
    """Half days are counted once, however many duties rest on them."""
    open_rules: dict[str, set[str]] = {}
    for duty in duties:
        open_rules.setdefault(duty.rule, set()).update(map(str, duty.facts.get("half_days", ())))
    if count := len(open_rules.get(PROBLEMATIC, ())):
        text = ngettext(
            "%(count)d half day of problematic absence", "%(count)d half days of problematic absence", count
        )
        yield Chip(text % {"count": count}, "late", "triangle-alert")
    if NOTIFICATION in open_rules:
        yield Chip(_("unauthorised absence must be reported"), "late", "triangle-alert")
    if LATENESS in open_rules:
        yield Chip(_("often late"), "late", "triangle-alert")


def of_plans(plans: list[Entry]) -> Iterator[Chip]:
    """One plan with its last day, several with their number and the first that ends."""
    ends = min((plan.last_day for plan in plans if plan.last_day), default=None)
    if not plans:
        return
    if len(plans) > 1:
        text = ngettext("%(count)d action plan is running", "%(count)d action plans are running", len(plans))
        yield Chip(text % {"count": len(plans)}, "warn")
    else:
        yield Chip(_until(ends), "warn")


def _until(day: date | None) -> str:
    if day is None:
        return _("action plan is running")
    return _("action plan runs until %(day)s") % {"day": date_format(day, "j F")}


def of_parents(parents: Parents) -> Iterator[Chip]:
    if parents.apart:
        yield Chip(_("parents live apart"))
    if parents.ruled == InformationAgreement.Kind.JUDGMENT:
        yield Chip(_("judgment on information"), "warn", "scale")
    elif parents.ruled:
        yield Chip(_("agreement on information"))
