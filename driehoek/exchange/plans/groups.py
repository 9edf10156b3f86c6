"""The part of a plan about the sites and groups of a school."""

import re

from django.utils.translation import gettext as _

from driehoek.exchange.readers.values import MOST_YEARS
from driehoek.exchange.roster import GroupRow
from driehoek.schools.models import Group, Level, Site

from .base import Stored, Work, stored_rows

Ids = dict[str, str]  # key in the file → id of the row
NURSERY_NAME = re.compile(r"(k\d|.*(kleuter|peuter|instap|onthaal))", re.IGNORECASE)
# "1A", "K2", "Groep 5", "3 zon"; never "5/6", which is two years.
YEAR_IN_NAME = re.compile(r"(?:groep|leerjaar|k|l)?\s*([1-8])[a-z]{0,2}\b(?!\s*[/&+-]\s*\d)", re.IGNORECASE)
# The usual age in the calendar year a child begins primary school: a guess that is shown, not a rule of law.
STARTS_PRIMARY = {"be": 6, "nl": 4}


def sites(work: Work) -> Ids:
    stored = stored_rows(Site.objects.filter(school=work.school), "pk", "external_key", "name")
    keys = {row.key for row in work.roster.sites}
    ids = {}
    for row in work.roster.sites:
        found = _same(stored, row.key, row.name, keys)
        wanted = {"name": row.name, "external_key": _external_key(work, found, row.key)}
        ids[row.key] = work.match(
            "schools.site", found, wanted, row.name, line=row.place.line, fixed={"school_id": work.school.pk}
        )
    return ids


def _same(stored: list[Stored], key: str, name: str, keys: set[str]) -> Stored | None:
    """The row of this key; else the one of this name that was made by hand or came from another system's export."""
    return next((row for row in stored if row["external_key"] == key), None) or next(
        (row for row in stored if row["name"] == name and row["external_key"] not in keys), None
    )


def _external_key(work: Work, found: Stored | None, key: str) -> str:
    """The key of another system. A table has only names: what is known by one here keeps the key it has."""
    return str(found["external_key"]) if found and work.roster.format == "table" else key


def groups(work: Work, site_ids: Ids) -> Ids:
    fields = ("pk", "external_key", "name", "level", "year", "composite", "site_id")
    year = work.roster.school_year
    stored = stored_rows(Group.objects.filter(school=work.school, school_year=year), *fields)
    keys = {row.key for row in work.roster.groups}
    ids, guessed = {}, []
    for row in work.roster.groups:
        found = _same(stored, row.key, row.name, keys)
        if found:
            row.level, row.year = row.level or found["level"], row.year or found["year"]
        elif not row.level:
            row.level = _level(work, row)
            row.year = row.year or _year(work, row)
            guessed.append(" ".join(filter(None, (f"{row.name}: {Level(row.level).label}", str(row.year or "")))))
        key = _external_key(work, found, row.key)
        wanted = {
            "name": row.name,
            "external_key": key,
            "level": row.level,
            "year": row.year,
            "composite": row.composite,
            "site_id": site_ids.get(row.site),
        }
        ids[row.key] = work.match(
            "schools.group",
            found,
            wanted,
            row.name,
            line=row.place.line,
            fixed={"school_id": work.school.pk, "school_year": year},
        )
    if guessed:
        work.roster.warn(
            _(
                "The file does not say of which year these new classes are. By their names and the ages of the "
                "children they are read as %(classes)s. Cancel and add a column with the year if that is wrong."
            )
            % {"classes": ", ".join(guessed)[:300]},
        )
    return ids


def _level(work: Work, row: GroupRow) -> str:
    """Nursery or primary where the file is silent: by the name, else by the calendar year most children are born in."""
    if NURSERY_NAME.match(row.name):
        return str(Level.NURSERY)
    there = {place.pupil for place in work.roster.memberships if place.group == row.key}
    born = sorted(pupil.birth_date.year for pupil in work.roster.pupils if pupil.key in there and pupil.birth_date)
    young = bool(born) and born[len(born) // 2] > work.year.start - STARTS_PRIMARY[work.school.jurisdiction]
    return str(Level.NURSERY if young else Level.PRIMARY)


def _year(work: Work, row: GroupRow) -> int | None:
    """The year that stands in the name of a class, where the level has such a year."""
    named = None if row.composite else YEAR_IN_NAME.match(row.name.strip())
    year = int(named[1]) if named else 0
    return year if 1 <= year <= MOST_YEARS[row.level, work.school.jurisdiction] else None
