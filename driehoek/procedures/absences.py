"""What attendance knows and a letter says: the problematic half days of a child, counted and listed (ATT-5)."""

from datetime import date
from typing import Any

from driehoek.attendance import thresholds
from driehoek.letters.wording import spoken
from driehoek.schools.models import OutsideBody

from .models import Case
from .queries import ground_of

LETTERS = {"be.absence_invitation", "be.absence_report"}
PARTS = {"am": "voormiddag", "pm": "namiddag"}


def told(case: Case, kind: str, on: date) -> dict[str, Any]:
    """The half days up to a day and the name of the CLB; nothing where no half day is on record."""
    if kind not in LETTERS or case.pupil_id is None:
        return {}
    calendar, law = ground_of(case.school)
    year = calendar.school_year(on)
    facts = thresholds.read(thresholds.Ground(case.school, calendar, law), [case.pupil_id], [year])[case.pupil_id]
    own = sorted({one for one in facts.unauthorised if one.date <= on})
    before = facts.brought.get(year.as_text(), 0)
    days = [f"{spoken(one.date.isoformat())}, {PARTS[one.part]}" for one in own]
    days += [f"{before} halve dagen op de vorige school"] if before else []
    return {"half_days": str(len(own) + before) if days else "", "absences": days, "clb_name": clb_of(case)}


def clb_of(case: Case) -> str:
    """The centre that serves the school, by name; nothing where the school did not enter it."""
    rows = OutsideBody.objects.filter(school=case.school_id, kind=OutsideBody.Kind.CLB).order_by("name")
    return rows.values_list("name", flat=True).first() or ""
