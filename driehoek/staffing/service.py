"""What a plan says of service and leave: who is away with nobody instead, and who has served for less time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from driehoek.ready import Ready
from driehoek.staffing.figures import percent
from driehoek.staffing.models import Job, JobKind, Member
from driehoek.web.dates import compact_date
from lawbook.kinds import SchoolYear


class Noted(NamedTuple):
    """One leave of somebody, or somebody without any."""

    name: str
    in_service_since: date | None
    starts_on: date | None = None
    ends_on: date | None = None
    fraction: Decimal | None = None
    leave: UUID | None = None

    def is_away_in(self, school_year: str) -> bool:
        year = SchoolYear.parse(school_year)
        first, last = year.first("be"), year.last("be")
        return self.starts_on is not None and self.starts_on <= last and (self.ends_on is None or self.ends_on >= first)


def noted(board: UUID) -> list[Noted]:
    """Everything noted of the people of a centre."""
    return [Noted(*row) for row in _noted(board)]


@Ready
def _noted(board: UUID) -> QuerySet[Member, Any]:
    rows = Member.objects.filter(board=board).order_by("label", "leaves__starts_on")
    return rows.values_list(
        "label", "in_service_since", "leaves__starts_on", "leaves__ends_on", "leaves__fraction", "leaves__pk"
    )


def since(rows: Iterable[Noted]) -> dict[str, date]:
    """By name, since when in service, of whom that was noted."""
    return {one.name: one.in_service_since for one in rows if one.in_service_since}


def asked(jobs: Sequence[Job], rows: Iterable[Noted], school_year: str, lang: str) -> Iterator[str]:
    """Who of a plan is away in this school year while nobody stands in."""
    replaced = {job.replaces for job in jobs if job.kind == JobKind.REPLACEMENT}
    here = {job.person for job in jobs if job.kind != JobKind.REPLACEMENT} - replaced
    with override(lang):
        for one in rows:
            if one.name in here and one.is_away_in(school_year) and one.starts_on and one.fraction:
                facts = {"name": one.name, "part": percent(one.fraction), "days": days(one.starts_on, one.ends_on)}
                text = _("%(name)s is away for %(part)s, %(days)s, and nobody replaces. The job keeps its weight.")
                yield text % facts


def days(first: date, last: date | None) -> str:
    """From 1 September 2026 until 31 January 2027."""
    if last is None:
        return _("from %(first)s") % {"first": compact_date(first)}
    return _("from %(first)s until %(last)s") % {"first": compact_date(first), "last": compact_date(last)}


def served_less(names: Iterable[str], staying: Iterable[str], known: Mapping[str, date]) -> list[str]:
    """Who stays, and is in service for less time than one of those who go."""
    gone = [known[name] for name in names if name in known]
    return sorted({name for name in staying if name in known and any(known[name] > day for day in gone)})
