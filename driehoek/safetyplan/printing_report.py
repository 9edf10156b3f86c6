"""The yearly report on paper: figures, charts, a row per school, and what the plan says of the one school."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from driehoek.kit import svg
from driehoek.web.dates import spoken_date

from .models import Goal
from .printing import Block, document
from .queries import plan, turns
from .queries.report import SHORT, Chart, Report

KEPT_BACK = gettext_noop("Numbers below five are not shown, so that nobody can be recognised.")


def report_paper(report: Report) -> bytes:
    """The report as PDF. Its numbers are those it was made with: what is kept back there is kept back here."""
    one = report.schools[0] if len(report.schools) == 1 else None
    name = one.name if one else report.schools[0].board.name
    about = _("School year %(year)s, made on %(day)s") % {
        "year": report.year.as_text(),
        "day": spoken_date(report.period.on),
    }
    blocks: list[Block] = [{"shape": "facts", "rows": [[cell.label, cell.text] for cell in report.totals]}]
    if not report.exact:
        blocks.append(
            {"shape": "soft", "text": _("Numbers below five are not shown, so that nobody can be recognised.")}
        )
    for chart in report.charts:
        blocks += _chart(chart)
    if report.feelings:
        rows = [list(row) for row in report.feelings]
        blocks += [{"shape": "h2", "text": _("How people feel this year")}, {"shape": "facts", "rows": rows}]
    if report.goals:
        blocks += [
            {"shape": "h2", "text": _("Year plan on working conditions")},
            {"shape": "list", "rows": [_goal(goal) for goal in report.goals]},
        ]
    blocks += _checks(report) if one else _schools(report)
    dutch = report.schools[0].jurisdiction == "nl"
    title = _("Safety report and report on working conditions") if dutch else _("Safety report")
    return document(title, name, about, blocks)


def _goal(goal: Goal) -> str:
    return f"{goal.what}: {goal.get_reached_display()}. {goal.why_not}".strip()


def _chart(chart: Chart) -> list[Block]:
    title: Block = {"shape": "h2", "text": chart.title}
    if not chart.rows:
        return [title, {"shape": "soft", "text": _("Too few to show.")}]
    drawn = svg.columns(chart.rows) if chart.code == "months" else svg.bars(chart.rows)
    said = ", ".join(f"{label}: {text}" for label, text in chart.told)
    return [title, {"shape": "chart", "svg": drawn, "text": f"{chart.title}. {said}"}]


def _schools(report: Report) -> list[Block]:
    """A table per few columns would not fit a page: each school's figures as a list under its name."""
    found: list[Block] = [{"shape": "h2", "text": _("Per school")}]
    for line in report.lines:
        told = ", ".join(f"{head} {cell}" for head, cell in zip(SHORT.values(), line.cells, strict=True))
        found += [{"shape": "h3", "text": line.school.name}, {"shape": "p", "text": told}]
    return found


def _checks(report: Report) -> list[Block]:
    school, on = report.schools[0], report.period.on
    rows: list[list[str]] = []
    for one in turns.standings(school, on):
        last = spoken_date(one.last.done_on) if one.last else _("never recorded")
        rows.append([one.kind.title, last, spoken_date(one.due)])
    held = [turn for turn in turns.turns_of(school.pk, "evacuation_drill") if turn.done_on and not turn.withdrawn_at]
    found: list[Block] = [
        {"shape": "h2", "text": _("Checks")},
        {"shape": "table", "head": [_("What"), _("Last time"), _("Next time")], "rows": rows},
        {"shape": "h2", "text": _("Evacuation drills")},
    ]
    drills = [f"{spoken_date(turn.done_on)}: {_told(turn.details)} {turn.findings}".strip() for turn in held[:5]]
    found.append({"shape": "list", "rows": drills} if drills else {"shape": "soft", "text": _("No drill yet")})
    progress = plan.progress(plan.rows(school.pk))
    counted = {"adopted": progress.adopted, "total": progress.total}
    said = _("%(adopted)s of %(total)s chapters adopted") % counted
    return [*found, {"shape": "h2", "text": _("Safety plan")}, {"shape": "p", "text": said}]


def _told(details: dict[str, Any]) -> str:
    minutes = details.get("minutes")
    return _("everybody outside after %(n)s minutes.") % {"n": minutes} if minutes else ""
