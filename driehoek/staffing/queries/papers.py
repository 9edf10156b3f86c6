"""Which forms a school year asks of a centre, and how far each is (STA-8)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import translation

from driehoek.schools.law import ask
from driehoek.staffing import wording
from driehoek.staffing.models import Cell, Centre, Paper, Plan, Transfer
from driehoek.staffing.queries.plans import chosen, ground_of, sheet
from driehoek.staffing.refusals import sentence_of
from lawbook.kinds import SchoolYear
from lawbook.plain import plain

Kind = Paper.Kind
RULE = "clb.staffing.forms_due"
LETTERS = {Kind.APF: "be.clb_formation", Kind.PROTOCOL: "be.clb_protocol", Kind.TRANSFER: "be.clb_transfer",
           Kind.CELL: "be.clb_cell"}  # fmt: skip


class Needed(NamedTuple):
    """One form: what it says now, what hinders it, and the one that was made last."""

    kind: Kind
    plan: Plan
    facts: Mapping[str, Any]
    hindrance: str = ""  # a code of `refusals`
    transfer: Transfer | None = None
    cell: Cell | None = None
    paper: Paper | None = None

    @property
    def said(self) -> str:
        """A digest of what it says now. What it deviates from moves with what was sent before, and is no part of it."""
        return _digest({name: value for name, value in self.facts.items() if name != "deviations"})

    @property
    def is_current(self) -> bool:
        return self.paper is not None and self.paper.said in {self.said, _digest(self.facts)}  # as 0.1.0 kept it

    @property
    def is_done(self) -> bool:
        return self.is_current and self.paper is not None and self.paper.sent_on is not None

    @property
    def hindered(self) -> str:
        """What hinders it, in a sentence."""
        return sentence_of(self.hindrance) if self.hindrance else ""

    @property
    def about(self) -> UUID | None:
        return self.transfer.pk if self.transfer else self.cell.pk if self.cell else None

    @property
    def deviations(self) -> list[str]:
        """What has to be explained before the form is complete."""
        found: list[str] = self.facts.get("deviations", [])
        return found


def _digest(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(plain(facts), sort_keys=True).encode()).hexdigest()


def needed(centre: Centre, school_year: str) -> list[Needed]:
    """The forms of a school year, in the order of the circular; none without a formation. They speak Dutch."""
    with translation.override("nl"):
        return _needed(centre, school_year)


def _needed(centre: Centre, school_year: str) -> list[Needed]:
    plan = chosen(centre.pk, school_year)
    if plan is None:
        return []
    ground = ground_of(plan)
    apf = wording.formation(centre, sheet(plan, ground), ground)
    hindered = "" if plan.negotiated_on else "not_negotiated"
    found = [
        Needed(Kind.APF, plan, apf, hindered),
        Needed(Kind.PROTOCOL, plan, wording.protocol(plan, ground), hindered),
        *(Needed(Kind.TRANSFER, plan, wording.transfer(centre, one), transfer=one) for one in ground.transfers),
        *(
            Needed(Kind.CELL, plan, wording.cell(one), "" if one.is_signed else "not_all_signed", cell=one)
            for one in ground.cells
        ),
    ]
    if not is_law_known(school_year):
        found = [one._replace(hindrance="law_unknown") for one in found]
    made = _last_made(centre.pk, school_year)
    return [one._replace(paper=made.get((one.kind, one.about))) for one in found]


def due(school_year: str) -> date | None:
    """The last day for the forms of a school year; None when no law says one."""
    found: date | None = ask(None, RULE, {"school_year": SchoolYear.parse(school_year)}).value
    return found


def is_law_known(school_year: str) -> bool:
    """Whether the circular that the forms rest on holds in that year: then it names their last day."""
    return due(school_year) is not None


def _last_made(board: UUID, school_year: str) -> dict[tuple[str, UUID | None], Paper]:
    rows = Paper.objects.listed().filter(board=board, school_year=school_year).order_by("made_at", "pk")
    return {(row.kind, row.transfer_id or row.cell_id): row for row in rows}


def one_needed(centre: Centre, school_year: str, kind: str, about: UUID | None) -> Needed | None:
    """One of them, by kind and what it is about."""
    return next((one for one in needed(centre, school_year) if (one.kind, one.about) == (kind, about)), None)
