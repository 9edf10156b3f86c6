"""The parts of a school's settings: hours, calendar, sites, outside bodies, own values. One list, one form each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import BoardOwned
from lawbook.values import parameter

from .forms import WEEKDAYS, ClbMomentForm, ClosureForm, OfSchool, OutsideBodyForm, OverrideForm, SiteForm, WeekdayForm
from .models import ClbMoment, Closure, OutsideBody, ParameterOverride, School, Site, Weekday


@dataclass(frozen=True)
class Part:
    """A kind of row a school has: its page's title, what it is for, and how a row reads in the list."""

    slug: str
    title: str | Promise
    intro: str | Promise
    model: type[BoardOwned]
    relation: str  # the name of these rows on a school
    form: type[OfSchool]
    columns: tuple[str | Promise, ...]
    cells: Callable[[Any], tuple[object, ...]]
    only: str = ""  # the country whose schools have such rows; empty for both

    def rows(self, school: School) -> QuerySet[Any]:
        found: QuerySet[Any] = getattr(school, self.relation).all()
        return found


def _title(override: ParameterOverride) -> str:
    return parameter(override.parameter).title[get_language() or "nl"]


PARTS = {
    part.slug: part
    for part in (
        Part(
            "calendar",
            _("Calendar"),
            _("School-free days, study days and half days. The official holidays are there already."),
            Closure,
            "closures",
            ClosureForm,
            (_("from"), _("until"), _("kind"), _("name")),
            lambda row: (row.first, row.last, row.get_kind_display(), row.title),
        ),
        Part(
            "hours",
            _("School hours"),
            _("From when to when the school is open, teaches and looks after children, per weekday."),
            Weekday,
            "weekdays",
            WeekdayForm,
            (_("day"), _("open from"), _("morning"), _("afternoon"), _("after-school care until")),
            lambda row: (
                WEEKDAYS[row.weekday][1],
                row.opens or "",
                f"{row.morning_from:%H:%M}-{row.morning_until:%H:%M}",
                f"{row.afternoon_from:%H:%M}-{row.afternoon_until:%H:%M}" if row.afternoon_from else "-",
                row.care_until or "",
            ),
        ),
        Part(
            "sites",
            _("Sites"),
            _("The places where the school teaches."),
            Site,
            "sites",
            SiteForm,
            (_("name"), _("address")),
            lambda row: (row.name, row.address),
        ),
        Part(
            "clb-moments",
            _("Fixed moment of the CLB"),
            _("When the CLB anchor person is at the school every week."),
            ClbMoment,
            "clb_moments",
            ClbMomentForm,
            (_("day"), _("part of the day"), _("from"), _("until")),
            lambda row: (row.weekday_name, row.get_part_display(), row.first_day, row.last_day or ""),
            only="be",
        ),
        Part(
            "outside-bodies",
            _("Outside bodies"),
            _("Whom the school and the parents can turn to, and for what."),
            OutsideBody,
            "outside_bodies",
            OutsideBodyForm,
            (_("kind"), _("name"), _("what for"), _("telephone"), _("e-mail address")),
            lambda row: (row.get_kind_display(), row.name, row.purpose, row.phone, row.email),
        ),
        Part(
            "own-values",
            _("The board's own values"),
            _("Numbers that no law or circular fixes, as the board set them, each from its own day with its source."),
            ParameterOverride,
            "overrides",
            OverrideForm,
            (_("value"), _("own value"), _("from"), _("source")),
            lambda row: (_title(row), row.amount, row.valid_from, row.source),
        ),
    )
}


def parts_of(school: School) -> list[Part]:
    """The settings a school of this country has."""
    return [part for part in PARTS.values() if part.only in {"", school.jurisdiction}]
