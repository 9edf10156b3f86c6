"""Days the plan sets by itself, always asked of the lawbook."""

from datetime import date

from driehoek.safetyplan.catalogue import YEARLY, Chapter
from lawbook import days


def next_review(chapter: Chapter, on: date) -> date:
    """When a chapter that is saved today is looked at again."""
    return days.months_after(on, chapter.months).end


def a_year_after(on: date) -> date:
    return days.months_after(on, YEARLY).end
