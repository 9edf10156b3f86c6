"""What the law finds in a plan, said with the names of the people it is about: a job has no number on the screen."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from driehoek.staffing.figures import figure, percent
from driehoek.staffing.models import Cell, Job, JobKind
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
                facts = {
                    "person": job.person or _("vacant"),
                    "office": job.get_office_display(),
                    "percent": figure(part * 100),
                }
                text = (
                    _(
                        "%(person)s, %(office)s: together the cells ask %(percent)s%% of this job. There is 100%%: "
                        "lower the share in one of the cells."
                    )
                    % facts
                )
            yield Violation("cells_over_full", text, "")


def asked(jobs: Sequence[Job], lang: str) -> Iterator[str]:
    """What only the centre can say: who is replaced, and where the other part of somebody's job is."""
    with override(lang):
        yield from _asked_of_replacements(jobs)
        yield from _asked_of_leave(jobs)


def _asked_of_replacements(jobs: Sequence[Job]) -> Iterator[str]:
    titulars: dict[str, Decimal] = {}
    for job in jobs:
        if job.kind != JobKind.REPLACEMENT and job.person:
            titulars[job.person] = titulars.get(job.person, Decimal(0)) + job.fraction
    together: dict[str, Decimal] = {}
    for job in jobs:
        if job.kind != JobKind.REPLACEMENT:
            continue
        if not job.replaces:
            yield _("%(job)s: who is replaced? A replacement uses no weight; the job of who is away does.") % {
                "job": said(job)
            }
        elif job.replaces not in titulars:
            facts = {"job": said(job), "name": job.replaces}
            yield _("%(job)s replaces %(name)s, who is not in this plan. Add that job: it uses the weight.") % facts
        together[job.replaces] = together.get(job.replaces, Decimal(0)) + job.fraction
    for name, part in together.items():
        if part > titulars.get(name, part):
            yield _("%(name)s works %(has)s and is replaced for %(part)s.") % {
                "name": name,
                "has": percent(titulars[name]),
                "part": percent(part),
            }


def _asked_of_leave(jobs: Sequence[Job]) -> Iterator[str]:
    """Part-time leave before a pension leaves the rest of a full job: it stands beside it, or nobody has it."""
    for job in jobs:
        rest = 1 - job.fraction
        if (
            job.kind == JobKind.PRE_RETIREMENT
            and rest
            and not any(other.office == job.office and other is not job and other.fraction == rest for other in jobs)
        ):
            yield _("%(job)s is on leave before a pension. Where is the other %(rest)s of this job?") % {
                "job": said(job),
                "rest": percent(rest),
            }
