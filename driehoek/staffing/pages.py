"""What the pages of plans show, put together from the reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.exchange.roster import BadFile, Note
from driehoek.schools.law import why
from driehoek.staffing import checking, picture, spreadsheet
from driehoek.staffing.fitting import fitting
from driehoek.staffing.forms.files import ConfirmForm
from driehoek.staffing.models import Job, JobKind, Member, Plan
from driehoek.staffing.models.plan import OFFICE_ORDER
from driehoek.staffing.queries import papers, people
from driehoek.staffing.queries import plans as queries
from lawbook.kinds import SchoolYear


def overview_page(actor: Actor) -> dict[str, Any]:
    """Per centre its years; `year`: the school year that runs."""
    year = SchoolYear.of(actor.on, "be").as_text()
    found = [
        {"centre": centre, "years": queries.plans_of(centre), "three": queries.three_years(centre, year)}
        for centre in queries.centres_of(actor)
    ]
    return {"centres": found, "year": year}


def figures_page(plan: Plan) -> dict[str, Any]:
    """What changes as one types: the answer, the picture, and what undo would take back."""
    ground = queries.ground_of(plan)
    sheet = queries.sheet(plan, ground)
    return {
        "fits": fitting(plan, sheet.jobs, ground, sheet.answer),
        "plan": plan,
        "sheet": sheet,
        "answer": sheet.answer,
        "picture": drawn(sheet),
        "undoable": queries.last_step(plan),
    }


def plan_page(plan: Plan) -> dict[str, Any]:
    """The planning screen whole."""
    labels = Member.objects.filter(board=plan.board_id).values_list("label", flat=True)
    return {**figures_page(plan), "kinds": JobKind.choices, "around": queries.plans_around(plan), "people": labels}


def why_page(plan: Plan) -> dict[str, Any]:
    sheet = queries.sheet(plan)
    facts = checking.facts_of(plan, sheet.jobs, checking.ground_of(plan.board_id, plan.school_year))
    return {"plan": plan, "sheet": sheet, "why": why(None, checking.RULE, facts)}


def forms_page(actor: Actor, school_year: str) -> dict[str, Any]:
    """Per centre the forms of a year and the last day to send them."""
    found = [
        {"centre": centre, "forms": papers.needed(centre, school_year), "due": papers.due(school_year)}
        for centre in queries.centres_of(actor)
    ]
    return {"centres": found, "school_year": school_year, "on": actor.on}


def preview_page(plan: Plan, reading: spreadsheet.Reading) -> dict[str, Any]:
    """What a file would make of a plan: its jobs with their balance, or what does not fit."""
    if reading.notes:
        return {"plan": plan, "notes": reading.notes}
    jobs = sorted((Job(plan=plan, **row) for row in reading.jobs), key=lambda job: OFFICE_ORDER[job.office])
    sheet = queries.checked(plan, jobs)
    confirm = ConfirmForm(initial={"rows": reading.as_rows()})
    return {
        "plan": plan,
        "sheet": sheet,
        "answer": sheet.answer,
        "picture": drawn(sheet),
        "confirm": confirm,
        "old": plan.jobs.count(),
    }


def told_apart(plan: Plan, reading: spreadsheet.Reading) -> spreadsheet.Reading:
    """A file whose names say whom they mean; else which names two people share."""
    texts = [job[column] for job in reading.jobs for column in ("person", "replaces")]
    notes = [
        Note(
            _(
                "Two people of the centre are called “%(name)s”. Write the day of birth as the list shows it, "
                "for instance %(name)s (°3/5/1980)."
            )
            % {"name": name},
            None,
            spreadsheet.HEADER[1],
        )
        for name in people.shared_names(plan.board_id, texts)
    ]
    return spreadsheet.Reading([], [*reading.notes, *notes]) if notes else reading


def sentence_of_file(bad: BadFile) -> str:
    """What is wrong with a file that is no table, and where."""
    where = ", ".join(filter(None, [bad.note.file, f"{bad.note.line}" if bad.note.line else "", bad.note.field]))
    return f"{where}: {bad.note.text}" if where else bad.note.text


def drawn(sheet: queries.Sheet) -> str:
    """The bar picture; nothing while there is no sum to draw."""
    if sheet.answer.used is None:
        return ""
    rows = [
        picture.Bar(line.label, line.used, "inferred" if line.is_inferred else "part")
        for line in sheet.answer.lines
        if line.used
    ]
    return picture.bars(rows, sheet.answer.used, sheet.answer.available, sheet.plan.pk.hex)


def first_error(form: forms.Form) -> str:
    """The first thing that is wrong, with its field."""
    name, errors = next(iter(form.errors.items()))
    return f"{form.fields[name].label}: {errors[0]}" if name in form.fields else str(errors[0])
