"""What still fits in the balance of a plan: per office the largest job that the law and the weight allow."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from driehoek.staffing.checking import WEIGHT, Answer, Ground, counted, known_weight
from driehoek.staffing.models import Job, Office, Plan
from lawbook.core import Law
from lawbook.flanders.staffing import in_force
from lawbook.kinds import SchoolYear


class Fits(NamedTuple):
    office: Office
    fraction: Decimal

    @property
    def label(self) -> str:
        return str(self.office.label)


def fitting(plan: Plan, jobs: Sequence[Job], ground: Ground, answer: Answer) -> list[Fits]:
    """One job more, in one office. Nothing where the law is not known or nothing is left."""
    on, left = SchoolYear.parse(plan.school_year).first("be"), answer.balance
    ordinary, small = (in_force(Law(), f"clb.fractions.{name}", on) for name in ("ordinary", "small"))
    if left is None or left <= 0 or answer.is_unchecked or ordinary is None or small is None:
        return []
    taken = {job.office for job in counted(jobs) if job.fraction in small.amount}
    found = []
    for office in Office:
        weight = None if office == Office.DIRECTEUR else _weight(office, ground, on)
        sizes = [*ordinary.amount, *([] if office in taken else small.amount)]
        best = max((Decimal(one) for one in sizes if weight and one * weight <= left), default=None)
        if best:
            found.append(Fits(office, best))
    return found


def _weight(office: Office, ground: Ground, on: date) -> Decimal | None:
    """The law's weight where it is certain, else the centre's own, else the inferred one."""
    certain = known_weight(office, on)
    own = [one for one in ground.weights if one.office == office and one.valid_from <= on]
    if certain is None and own:
        return max(own, key=lambda one: one.valid_from).weight
    found = certain or in_force(Law(), f"{WEIGHT}{office}", on)
    return found.amount if found else None
