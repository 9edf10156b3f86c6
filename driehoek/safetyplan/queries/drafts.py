"""What a form of the plan starts from: the version before, or a text of our own."""

import tomllib
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from driehoek.safetyplan.catalogue import DATA, said
from driehoek.safetyplan.models import ChapterText, Paper
from driehoek.schools.models import School

from . import terms
from .plan import Row


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((DATA / "papers.toml").read_text(encoding="utf-8"))


def of_paper(school: School, kind: str, after: UUID | None, on: date) -> dict[str, Any]:
    """The fields of a new version of a document, as the form first shows them."""
    before = Paper.objects.filter(school=school, pk=after).first() if after else None
    days = {"dated_on": on, "review_on": terms.a_year_after(on)}
    if before:
        kept = {"kind": before.kind, "group": before.group_id, "location": before.location, "text": before.text}
        return {**days, **kept, "version": ""}
    words = _texts().get(kind)
    text = said(words).strip().replace("{school}", school.name) if words else ""
    return {**days, "kind": kind, "version": "1", "text": text}


def of_chapter(row: Row, on: date) -> ChapterText:
    """A chapter to change: what stands there, to be looked at again after its term."""
    text = row.text or ChapterText(owner=row.chapter.owner)
    text.why, text.next_review = "", terms.next_review(row.chapter, on)
    return text
