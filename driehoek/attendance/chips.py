"""What stands out beside a name: a threshold that is near, the number of a note, half days a five-year-old needs."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from lawbook.core import NotInForce
from lawbook.kinds import HalfDay

from . import notes, reasons, thresholds
from .models import Absence
from .nursery import Presence
from .rows import Cell, Chip, Row
from .runs import episodes
from .standing import Standing
from .standing import standing as standing_of
from .thresholds import Ground

State = Absence.State


def month(day: date) -> date:
    return day.replace(day=1)


def chips(ground: Ground, row: Row, day: date) -> list[Chip]:
    """What stands out beside a name: nearness of a threshold, the number of a note, an absence nobody explained."""
    found = []
    held = thresholds.must_attend(ground, row.level, row.birth_date, day)
    if held and (row.facts.unauthorised or any(row.facts.brought.values())):
        standing = standing_of(ground, row.facts, day)
        if standing:
            found += _threshold(ground, standing)
    if held and any(cell.state == State.ABSENT and cell.reason == "ill_note" for cell in row.cells.values()):
        asked = certificate_for(ground, row, day)
        found.append(Chip("warn" if asked else "", asked or note_of(ground, row.notes, day, row.notes_before)))
    if any(_unexplained(cell) for cell in row.cells.values()):
        found.append(Chip("warn", gettext("reason unknown: call the parents"), reverse("pupil_calls", args=[row.id])))
    if row.facts.late and not ground.is_flemish:
        found += _lateness(ground, row.facts.late, day)
    return [*found, *([_presence(row.presence)] if row.presence else [])]


def _presence(found: Presence) -> Chip:
    """How far a five-year-old is; green once it is there, red once it cannot be reached any more."""
    said = gettext("five years old: %(counted)d of %(required)d half days") % found._asdict()
    return Chip(found.tone, said)


def _unexplained(cell: Cell) -> bool:
    return cell.state == State.ABSENT and cell.reason == reasons.UNKNOWN and not cell.reported_by


def _threshold(ground: Ground, standing: Standing) -> list[Chip]:
    facts = {"count": f"{standing.so_far:.1f}".removesuffix(".0"), "threshold": standing.threshold}
    if not ground.is_flemish:
        if standing.reached:
            return [Chip("late", gettext("%(count)s hours: report") % facts)]
        near = standing.so_far * 2 >= standing.threshold
        return (
            [Chip("warn" if near else "", gettext("%(count)s of %(threshold)s hours") % facts)]
            if standing.so_far
            else []
        )
    if standing.reached:
        return [Chip("late", gettext("half day %(count)s: CLB") % facts)]
    near = standing.so_far == standing.threshold - 1
    return [Chip("warn" if near else "", gettext("%(count)s of %(threshold)s half days") % facts)]


def _lateness(ground: Ground, late: list[HalfDay], day: date) -> list[Chip]:
    try:
        times = ground.law.value("nl.absence.late_times", day).amount
    except NotInForce:
        return []
    count = len({one for one in late if one.date >= month(day)})
    facts = {"count": count, "times": times}
    return (
        [Chip("warn" if count >= times else "", gettext("late %(count)d times this month") % facts)]
        if count > 1
        else []
    )


def certificate_for(ground: Ground, row: Row, day: date) -> str:
    """What to ask where a note will not do for the illness of this day: it is too long, or the notes are used up."""
    known = [one for one in row.notes if one.date <= day]
    for one in notes.insufficient(ground.calendar, ground.law, known, row.notes_before, row.facts.agreed):
        if one.run[-1].date == day:
            said = note_of(ground, row.notes, day, row.notes_before)
            return gettext("%(note)s: ask for a certificate") % {"note": said}
    return ""


def note_of(ground: Ground, half_days: Iterable[HalfDay], day: date, before: int = 0) -> str:
    """Which of the parents' notes of the school year this is: note 2 of 4. `before`: used at a former school."""
    try:
        maximum = ground.law.value("be.absence.parents_notes_per_year", day).amount
    except NotInForce:
        return gettext("ill with a note")
    used = before + len(episodes(ground.calendar, (one for one in half_days if one.date <= day)))
    return gettext("note %(used)d of %(maximum)d") % {"used": used, "maximum": maximum}
