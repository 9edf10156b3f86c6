"""The part of a plan that changes nothing: what about a child in the file is probably a typing error."""

from driehoek.people.plausible import Place, doubts

from .base import Work


def again(work: Work) -> None:
    """Say of each child what to look at again. The levels and years of the classes are known by now."""
    classes = {row.key: row for row in work.roster.groups if not row.composite}
    of_child = {one.pupil: classes[one.group] for one in work.roster.memberships if one.group in classes}
    country = work.roster.jurisdiction or work.school.jurisdiction
    for row in work.roster.pupils:
        group = of_child.get(row.key)
        place = Place(group.level, group.year, work.year.start) if group else None
        for doubt in doubts(country, row.birth_date, row.personal_number, place):
            work.roster.warn(doubt.text, row.place, doubt.field)
