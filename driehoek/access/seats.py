"""The seats of a school's council: how many in each section, and until when a member sits (ORG-8)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from driehoek.web.words import source_words
from lawbook import catalogue
from lawbook.core import NotInForce, Outcome, Reason

from .functions import COUNCIL_SECTIONS, Function
from .models import Appointment

RULES = {"be": "be.participation.school_council", "nl": "nl.participation.council"}


class Seating(NamedTuple):
    """A council on one day: its members by section, and what the law says of their number."""

    sections: dict[Function, list[Appointment]]
    outcome: Outcome | None  # None while nobody sits, or before the first day the lawbook knows
    rule: str
    facts: dict[str, Any]

    @property
    def wrong(self) -> list[Reason]:
        """What does not fit, each with its source."""
        if self.outcome is None:
            return []
        fits = self.outcome.value["equal"], self.outcome.value["enough"]
        return [one for one, good in zip(self.outcome.reasons[:2], fits, strict=True) if not good]


def sections_of(country: str) -> tuple[Function, ...]:
    """Parents and staff; in Flanders the local community too."""
    return COUNCIL_SECTIONS if country == "be" else COUNCIL_SECTIONS[:2]


def members(school: UUID) -> list[Appointment]:
    """Everybody who sits, sat or will sit in a section of the council."""
    rows = Appointment.objects.filter(school=school, function__in=COUNCIL_SECTIONS).select_related("user")
    return sorted(rows, key=lambda one: (one.place_in_a_list, one.first_day))


def seating(country: str, everyone: Iterable[Appointment], on: date) -> Seating:
    """The council of a day."""
    sitting = [one for one in everyone if one.first_day <= on and (one.last_day is None or one.last_day >= on)]
    sections = {section: [one for one in sitting if one.function == section] for section in sections_of(country)}
    counts = Counter(one.function for one in sitting)
    facts: dict[str, Any] = {section.value: counts[section] for section in sections} | {"on": on.isoformat()}
    if country == "be":
        facts["since"] = min((one.first_day for one in sitting), default=on).isoformat()
    try:
        outcome = catalogue.apply(RULES[country], facts, today=on) if sitting else None
    except NotInForce:
        outcome = None
    return Seating(sections, outcome, RULES[country], facts)


def last_day_of(country: str, first: date, on: date) -> tuple[date | None, str]:
    """The last day that who sits from `first` may sit, and where that stands; none where the law names no term."""
    if country != "be":
        return None, ""
    facts: dict[str, Any] = {section.value: 0 for section in COUNCIL_SECTIONS} | {
        "since": first.isoformat(),
        "on": on.isoformat(),
    }
    outcome = catalogue.apply(RULES[country], facts, today=on)
    source = outcome.reasons[-1].source
    return outcome.value["until"], source_words(source) if source else ""
