"""Who loses a permanent job by a formation that is new or changed, by name (STA-5)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from driehoek.staffing import naming
from driehoek.staffing.figures import percent
from driehoek.staffing.models import Job, JobKind, Step
from driehoek.staffing.service import served_less
from driehoek.web.dates import compact_date
from lawbook.core import Reason

PERMANENT = frozenset({JobKind.PERMANENT, JobKind.PRE_RETIREMENT})
TAKEN_AWAY = ("remove", "move", "import")
Held = dict[tuple[str, str], Decimal]  # by office and person


class Lost(NamedTuple):
    person: str
    office: str
    fraction: Decimal


def held(jobs: Iterable[Job]) -> Held:
    """What each person holds as permanent staff, per office."""
    found: Held = {}
    for job in jobs:
        if job.kind in PERMANENT and job.person:
            key = (job.office, job.person)
            found[key] = found.get(key, Decimal(0)) + job.fraction
    return found


def lost(before: Iterable[Job], jobs: Iterable[Job]) -> list[Lost]:
    """Whose permanent job is smaller now, or gone."""
    has = held(jobs)
    rows = [
        Lost(person, office, part - has.get((office, person), Decimal(0)))
        for (office, person), part in held(before).items()
    ]
    return [one for one in rows if one.fraction > 0]


def violation(
    reason: Reason, before: Sequence[Job], jobs: Sequence[Job], since: Mapping[str, date], lang: str
) -> naming.Violation:
    """The finding of the law for one office, with the names of those it is about and what is known of their service.

    In which order staff become redundant stands in no source of this circular: it is shown and not judged.
    """
    found, office = naming.violation(reason, (), lang), reason.facts["office"]
    gone = [one for one in lost(before, jobs) if one.office == office]
    if not gone:
        return found
    less = served_less((one.person for one in gone), (name for place, name in held(jobs) if place == office), since)
    with override(lang):
        who = " " + _("It is about %(names)s.") % {"names": ", ".join(_said(one, since) for one in gone)}
        if less:
            text = _("In service for less time, and staying in this office: %(names)s. The order was not checked.")
            who += " " + text % {"names": ", ".join(f"{name} ({compact_date(since[name])})" for name in less)}
    return found._replace(text=found.text + who)


def _said(one: Lost, since: Mapping[str, date]) -> str:
    part = percent(one.fraction)
    if one.person not in since:
        return f"{one.person} ({part})"
    facts = {"name": one.person, "part": part, "day": compact_date(since[one.person])}
    return _("%(name)s (%(part)s, in service since %(day)s)") % facts


def taken_away(steps: Iterable[Step], plan: str) -> list[dict[str, str]]:
    """The facts of permanent jobs that were taken out of this plan by these steps."""
    return [one["before"] for step in steps for one in step.changes if _leaves(one, plan)]


def not_among(gone: Iterable[Job], known: Iterable[Job]) -> list[Job]:
    """Those of permanent staff of whom no other formation tells, each once."""
    there = held(known)
    found = {(job.office, job.person): job for job in gone}
    return [job for key, job in found.items() if key not in there]


def _leaves(one: Mapping[str, Any], plan: str) -> bool:
    """Whether a change takes somebody with a permanent job out of this plan, or out of the office."""
    before, after = one["before"], one["after"]
    if not before or before["plan"] != plan or before["kind"] not in PERMANENT or not before["person"]:
        return False
    return after is None or after["plan"] != plan or after["office"] != before["office"]
