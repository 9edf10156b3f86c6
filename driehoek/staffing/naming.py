"""What the law finds in a plan, said with the names of the people it is about: a job has no number on the screen."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from driehoek.staffing.figures import figure
from driehoek.staffing.models import Cell, Job
from lawbook.core import Reason


class Violation(NamedTuple):
    code: str
    text: str
    source: str


def violation(reason: Reason, jobs: Sequence[Job], lang: str) -> Violation:
    """A finding of the rule; where it is about one job, with the name of who holds it."""
    source, text = reason.source, reason.text(lang)
    if "job" in reason.facts:
        job = jobs[int(str(reason.facts["job"]))]
        _numbered, _stop, law = text.partition(". ")
        with override(lang):
            text = f"{said(job)}. {law}"
    return Violation(reason.code, text, f"{source.act}, {source.article}" if source else "")


def said(job: Job) -> str:
    """Hilde Roels, arts, 37%."""
    return f"{job.person or _('vacant')}, {job.get_office_display()}, {figure(job.percent)}%"


def shares(cells: Iterable[Cell]) -> dict[str, Decimal]:
    """Per job, by its id, the part of it that works in all cells together."""
    found: dict[str, Decimal] = {}
    for cell in cells:
        for post in cell.own["posts"]:
            found[post["job"]] = found.get(post["job"], Decimal(0)) + Decimal(post["share"])
    return found


def over_full(jobs: Iterable[Job], cells: Iterable[Cell], lang: str) -> Iterator[Violation]:
    """Who would work in cells for more than there is of the job."""
    together = shares(cells)
    for job in jobs:
        part = together.get(str(job.pk), Decimal(0))
        if part > 1:
            with override(lang):
                facts = {"person": job.person or _("vacant"), "office": job.get_office_display(),
                         "percent": figure(part * 100)}  # fmt: skip
                text = _("%(person)s, %(office)s: together the cells ask %(percent)s%% of this job. There is 100%%: "
                         "lower the share in one of the cells.") % facts  # fmt: skip
            yield Violation("cells_over_full", text, "")
