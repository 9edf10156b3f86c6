"""Places in classes: into one from a day, and out of all of them. What another school year holds stays as it is."""

from datetime import date

from driehoek.exchange.plans.base import day_before
from driehoek.people.models import Enrolment, Membership, Pupil
from driehoek.schools.models import Group
from lawbook.kinds import SchoolYear

from .drafting import Draft


def place(draft: Draft, pupil: Pupil, group: Group, first: date, until: date | None = None) -> None:
    """Into a class from a day until the end of its school year, or of the enrolment where that ends before.

    The class of the same year it was in ends the day before; put right on its own first day no trace of it remains.
    """
    last, rows = _last(draft, group, until), _of_year(pupil, group)
    there = next((row for row in reversed(rows) if row.group_id == group.pk and row.first_day <= first), None)
    if there and not (_runs(there, day_before(first)) or there.first_day == first):
        there = None  # was in it once, and comes back after a while elsewhere
    taken = there is not None
    for row in rows:
        if row == there or group.composite or row.group.composite or not _runs(row, first):
            continue
        if row.first_day < first:
            draft.change(row, pupil.name, last_day=day_before(first))
        elif taken or row.first_day > first:
            draft.remove(row, pupil.name)
        else:
            draft.change(row, pupil.name, group_id=group.pk, last_day=last)
            taken = True
    _end_earlier_years(draft, pupil, group)
    if there:
        draft.change(there, pupil.name, last_day=last)
    elif not taken:
        draft.new("pupils.membership", pupil.name, pupil_id=pupil.pk, group_id=group.pk, first_day=first, last_day=last)
    if first <= draft.on and not group.composite:
        draft.change(pupil, pupil.name, site_id=group.site_id or pupil.site_id, year=group.year or pupil.year)


def _end_earlier_years(draft: Draft, pupil: Pupil, group: Group) -> None:
    """A place of an earlier year without a last day would run on into this one."""
    rows = pupil.memberships.filter(last_day__isnull=True, group__school_year__lt=group.school_year)
    for row in rows.select_related("group"):
        draft.change(row, pupil.name, last_day=_last(draft, row.group, None))


def _last(draft: Draft, group: Group, until: date | None) -> date:
    last = SchoolYear.parse(group.school_year).last(draft.school.jurisdiction)
    return min(last, until) if until else last


def _of_year(pupil: Pupil, group: Group) -> list[Membership]:
    rows = Membership.objects.filter(pupil=pupil, group__school_year=group.school_year)
    return list(rows.select_related("group").order_by("first_day"))


def _runs(row: Membership, day: date) -> bool:
    return row.last_day is None or row.last_day >= day


def leave(draft: Draft, pupil: Pupil, day: date) -> None:
    """Out of every group after a day; places that were planned for later go."""
    for row in pupil.memberships.all():
        if row.first_day > day:
            draft.remove(row, pupil.name)
        elif row.last_day is None or row.last_day > day:
            draft.change(row, pupil.name, last_day=day)


def stay(draft: Draft, pupil: Pupil, ended: date, until: date | None) -> None:
    """Back in the groups that ended with an enrolment, to the end of their year or to the enrolment's new end."""
    for row in pupil.memberships.filter(last_day=ended).select_related("group"):
        draft.change(row, pupil.name, last_day=_last(draft, row.group, until))


def correct(draft: Draft, found: Enrolment, first: date, last: date | None, **values: str) -> None:
    """An enrolment with other days: the places that began and ended with it follow, and so does the day of leaving."""
    pupil, began, ended = found.pupil, found.first_day, found.last_day
    draft.change(found, pupil.name, first_day=first, last_day=last, **values)
    if last and (ended is None or last < ended):
        leave(draft, pupil, last)
    elif ended and ended != last:
        stay(draft, pupil, ended, last)
    if first != began:
        _begin(draft, pupil, began, first)
    if not pupil.enrolments.filter(first_day__gt=began).exists():
        draft.change(pupil, pupil.name, left_on=last)


def _begin(draft: Draft, pupil: Pupil, began: date, first: date) -> None:
    """The place that began with the enrolment begins with it again; none begins before it."""
    touched = {change.pk for change in draft.changes}
    for row in pupil.memberships.filter(first_day__gte=min(began, first), first_day__lte=max(began, first)):
        if str(row.pk) not in touched and (row.first_day == began or row.first_day < first):
            draft.change(row, pupil.name, first_day=first)


def remove(draft: Draft, found: Enrolment) -> None:
    """An enrolment made by mistake goes with the places since; the child left when the enrolment before it ended."""
    pupil = found.pupil
    earlier = pupil.enrolments.exclude(pk=found.pk).order_by("-first_day").first()
    draft.remove(found, pupil.name)
    leave(draft, pupil, day_before(found.first_day))
    draft.change(pupil, pupil.name, left_on=earlier.last_day if earlier else day_before(found.first_day))
