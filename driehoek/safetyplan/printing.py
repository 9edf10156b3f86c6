"""The plan and the yearly report on paper: blocks of text, tables and charts, set by typst as PDF/UA-1."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driehoek.letters.rendering import printed
from driehoek.schools.models import School
from driehoek.web.dates import spoken_date
from driehoek.web.words import function_name

from .queries import plan

TEMPLATE = Path(__file__).parent / "templates" / "safetyplan" / "typst" / "document.typ"
Block = dict[str, Any]


def document(title: str, school: str, about: str, blocks: Sequence[Block], *, contents: bool = False) -> bytes:
    """A PDF of blocks. `shape` of each: h2, h3, p, soft, list, table, facts, or chart with its `text` in words."""
    return printed(
        TEMPLATE,
        {
            "title": title,
            "school": school,
            "about": about,
            "blocks": list(blocks),
            "contents": contents,
            "contents-title": _("Contents"),
            "lang": "en" if get_language() == "en" else "nl",
        },
    )


def plan_paper(school: School, on: date) -> bytes:
    """The whole plan as it stands on a day: every chapter, its owner and status, its blanks, then the signed papers."""
    blocks: list[Block] = []
    for row in plan.rows(school.pk):
        blocks += _chapter(row, school.jurisdiction)
    blocks += _papers(school)
    about = _("%(school)s, as it stands on %(day)s") % {"school": school.name, "day": spoken_date(on)}
    return document(_("Safety plan"), school.name, about, blocks, contents=True)


def _chapter(row: plan.Row, jurisdiction: str) -> list[Block]:
    title = f"{row.chapter.number} {row.chapter.title}".strip()
    status = f"{row.status_name} · {function_name(row.owner, jurisdiction)}"
    if row.next_review:
        status += " · " + _("look at it again before %(day)s") % {"day": spoken_date(row.next_review)}
    found: list[Block] = [{"shape": "h2", "text": title}, {"shape": "soft", "text": status}]
    if row.text and row.text.text:
        found.append({"shape": "p", "text": row.text.text})
    else:
        found.append({"shape": "soft", "text": _("To be written. It holds: %(what)s") % {"what": row.chapter.holds}})
    if row.blanks:
        found.append({"shape": "facts", "rows": [[blank.label, str(value) or "…"] for blank, value in row.blanks]})
    if row.text and row.text.location:
        found.append({"shape": "soft", "text": _("Where the file lies: %(where)s") % {"where": row.text.location}})
    return found


def _papers(school: School) -> list[Block]:
    found: list[Block] = [{"shape": "h2", "text": _("Signed documents")}]
    for stack in plan.papers(school.pk):
        paper = stack.newest
        told = _("version %(version)s of %(day)s; look at it again before %(review)s") % {
            "version": paper.version,
            "day": spoken_date(paper.dated_on),
            "review": spoken_date(paper.review_on),
        }
        found += [{"shape": "h3", "text": stack.name}, {"shape": "soft", "text": told}]
        if paper.text:
            found.append({"shape": "p", "text": paper.text})
        signed = [f"{one.name}, {one.role}, {spoken_date(one.signed_on)}" for one in paper.signatures.all()]
        found.append({"shape": "list", "rows": signed} if signed else {"shape": "soft", "text": _("Not signed yet.")})
    return found
