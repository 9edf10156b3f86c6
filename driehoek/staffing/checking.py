"""A plan as the facts of the lawbook's rule, and the rule's answer as the screens and forms read it (STA-7).

Nothing is computed here: each figure is the rule's. What stands beside the jobs (agreements, cells, own weights) is the
plan's ground; it is read once, so that a scenario more costs a rule more and no query.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from driehoek.ready import Ready
from driehoek.staffing import naming, redundant, service
from driehoek.staffing.models import Cell, Job, JobKind, Office, OwnWeight, Plan, Transfer
from driehoek.staffing.naming import Violation
from lawbook import catalogue, page, texts
from lawbook.core import BadFact, Law, NotInForce, Outcome, Reason
from lawbook.flanders import staffing, staffing_limits
from lawbook.kinds import SchoolYear
from lawbook.values import DOUBTFUL, Value

RULE = "clb.staffing.check"
WEIGHT = "clb.weight."


class Ground(NamedTuple):
    """What one school year of a centre holds beside jobs; `before`: the formation that this one follows or replaces."""

    transfers: Sequence[Transfer]
    cells: Sequence[Cell]
    weights: Sequence[OwnWeight]
    before: Sequence[Job] = ()
    noted: Sequence[service.Noted] = ()  # service and leave of the people


class OfficeLine(NamedTuple):
    """One office of a plan: its full-time equivalents, the weight of one, and together; None where none is known."""

    office: Office
    full_time: Decimal
    weight: Decimal | None = None
    used: Decimal | None = None
    is_inferred: bool = False

    @property
    def label(self) -> str:
        return str(self.office.label)


class Answer(NamedTuple):
    """What the check found. `used` and `balance` None: a weight is not known. `refused`: why there is no answer."""

    used: Decimal | None = None
    available: Decimal = Decimal(0)
    balance: Decimal | None = None
    base_met: bool = False
    missing: Mapping[str, str] = {}
    violations: Sequence[Violation] = ()
    lines: Sequence[OfficeLine] = ()
    doubts: Sequence[str] = ()
    refused: str = ""
    asks: Sequence[str] = ()  # what the plan leaves open, to be said by the centre
    is_unchecked: bool = False  # the law of this school year is not known: what was not found is not right

    @property
    def is_inferred(self) -> bool:
        return any(line.is_inferred for line in self.lines)

    @property
    def is_over(self) -> bool:
        return self.balance is not None and self.balance < 0


# What a reader must know before relying on the figures; the rest of the trace stands behind "Waarom?".
DOUBTS = frozenset({"staffing_ended", "staffing_weights_unknown", "staffing_director_left_out"})


def ground_of(board: UUID, school_year: str) -> Ground:
    """Four short statements, each kept."""
    agreed = Ground(_transfers(board, school_year), _cells(board, school_year), _weights(board))
    return agreed._replace(noted=service.noted(board))


@Ready
def _transfers(board: UUID, school_year: str) -> QuerySet[Transfer]:
    return Transfer.objects.in_force().filter(board=board, school_year=school_year).select_related("other__board")


@Ready
def _cells(board: UUID, school_year: str) -> QuerySet[Cell]:
    return Cell.objects.standing().filter(board=board, school_year=school_year)


@Ready
def _weights(board: UUID) -> QuerySet[OwnWeight]:
    return OwnWeight.objects.filter(board=board)


def facts_of(plan: Plan, jobs: Sequence[Job], ground: Ground) -> dict[str, Any]:
    """The JSON of the staffing plan as the rule takes it; decimals as texts, so that nothing is rounded."""
    jobs = counted(jobs)
    places = {str(job.pk): place for place, job in enumerate(jobs)}
    return {
        "centre": str(plan.board),
        "school_year": plan.school_year,
        "total_weight": _text(plan.total_weight),
        "linear_weight": _text(plan.linear_weight),
        "jobs": [{"office": job.office, "fraction": _text(job.fraction), "kind": job.kind} for job in jobs],
        "transfers": [
            {"direction": one.direction, "kind": one.party, "weight": _text(one.weight)} for one in ground.transfers
        ],
        "roc": [
            {"job": places[job], "share": _text(min(share, Decimal(1)))}
            for job, share in naming.shares(ground.cells).items()
            if job in places
        ],
        "weights": list(_own_weights(ground.weights, SchoolYear.parse(plan.school_year).first("be"))),
    }


def counted(jobs: Iterable[Job]) -> list[Job]:
    """The jobs that use weight: a replacement stands beside the job of who is away, which does."""
    return [job for job in jobs if job.kind != JobKind.REPLACEMENT]


def _own_weights(weights: Iterable[OwnWeight], on: date) -> Iterable[dict[str, str]]:
    """Per office the centre's weight of that day, where the law has none or only infers one."""
    newest = {one.office: one for one in sorted(weights, key=lambda one: one.valid_from) if one.valid_from <= on}
    for one in newest.values():
        if known_weight(one.office, on) is None:
            yield {
                "office": one.office,
                "weight": _text(one.weight),
                "source": one.source,
                "valid_from": one.valid_from.isoformat(),
            }


def known_weight(office: str, on: date) -> Value | None:
    """The weight that the law gives for certain on a day, which no centre can replace; None where it may."""
    found = staffing.in_force(Law(), f"{WEIGHT}{office}", on)
    return found if found and found.certainty not in DOUBTFUL else None


def _text(number: Decimal) -> str:
    return format(number.normalize(), "f")


def check(plan: Plan, jobs: Sequence[Job], ground: Ground, lang: str) -> Answer:
    """The rule's answer to a plan, in the reader's language."""
    try:
        outcome = catalogue.apply(RULE, facts_of(plan, jobs, ground))
        more = redundancies(plan, jobs, ground.before)
        used = counted(jobs)
    except BadFact as wrong:
        return Answer(refused=page.refusal(wrong, lang))
    except NotInForce as wrong:
        return Answer(refused=page.refusal(wrong, lang))
    value = outcome.value
    return Answer(
        used=_number(value["used"]),
        available=Decimal(value["available"]),
        balance=_number(value["balance"]),
        base_met=value["base"]["met"],
        missing={one["office"]: one["short"] for one in value["base"]["missing"]},
        violations=[
            *(naming.violation(one, used, lang) for one in value["violations"]),
            *(redundant.violation(one, ground.before, jobs, service.since(ground.noted), lang) for one in more),
            *naming.over_full(jobs, ground.cells, lang),
        ],
        lines=_lines(used, outcome),
        doubts=[reason.text(lang) for reason in outcome.reasons if reason.code in DOUBTS],
        asks=[*naming.asked(jobs, lang), *service.asked(jobs, ground.noted, plan.school_year, lang)],
        is_unchecked=any(reason.code == "staffing_ended" for reason in outcome.reasons),
    )


def redundancies(plan: Plan, jobs: Sequence[Job], before: Sequence[Job]) -> tuple[Reason, ...]:
    """The permanent staff that this formation would leave without a job, against the one before it (STA-5)."""
    if not before:
        return ()
    had, has = _lawbook_plan(plan, before), _lawbook_plan(plan, jobs)
    found = staffing_limits.redundancies(Law(), had, has)
    return tuple(one for one in found if one.code == "change_makes_redundant")


def _lawbook_plan(plan: Plan, jobs: Sequence[Job]) -> staffing.Plan:
    as_law = tuple(staffing.Job(job.office, job.fraction, job.kind) for job in jobs)  # type: ignore[arg-type]  # choices
    return staffing.Plan(SchoolYear.parse(plan.school_year), plan.total_weight, plan.linear_weight, as_law)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _lines(jobs: Sequence[Job], outcome: Outcome) -> list[OfficeLine]:
    """Per office what its jobs are together, and what the rule made of it."""
    inferred = {value.id for value in outcome.parameters if value.certainty == "inferred"}
    weighed = {str(one.facts["office"]): one.facts for one in outcome.reasons if one.code == "staffing_office"}
    found = []
    for office in dict.fromkeys(job.office for job in jobs):
        together = sum((job.fraction for job in jobs if job.office == office), Decimal(0))
        facts = weighed.get(office)
        weight, used = (Decimal(str(facts[name])) if facts else None for name in ("weight", "used"))
        found.append(OfficeLine(Office(office), together, weight, used, f"{WEIGHT}{office}" in inferred))
    return found


def reading() -> str:
    """The language of the lawbook's sentences for this reader."""
    code = get_language()
    return code if code in texts.LANGUAGES else "nl"
