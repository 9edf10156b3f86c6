"""A centre's staffing plan (CLB) and what its numbers add up to, without a judgement (STA-1, STA-2).

Exact decimals throughout. Source: circular CLB/2006/02; the decree of 1 December 1998 ended on 31 August 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from lawbook.core import BadFact, Law, NotInForce
from lawbook.kinds import SchoolYear
from lawbook.sources import Source
from lawbook.values import DOUBTFUL, Value

Office = Literal[
    "directeur",
    "arts",
    "consulent",
    "psycho_pedagogisch_consulent",
    "administratief_werker",
    "maatschappelijk_werker",
    "paramedisch_werker",
    "psycho_pedagogisch_werker",
    "medewerker",
    "intercultureel_bemiddelaar",
    "ervaringsdeskundige",
]
OFFICES: tuple[str, ...] = get_args(Office)
DIRECTOR = "directeur"
ENDED = date(2018, 9, 1)  # the weights, fractions, transfers and cells of the decree of 1998
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
PERMANENT = frozenset({"permanent", "pre_retirement"})


class Job(NamedTuple):
    """A job of the formation. `fraction` 0-1 of full time; `kind`: how it is filled."""

    office: Office
    fraction: Decimal
    kind: Literal["permanent", "temporary", "replacement", "pre_retirement"] = "permanent"


class Transfer(NamedTuple):
    """Weight given to (`out`) or received from (`in`) another centre or the permanent support cell."""

    direction: Literal["out", "in"]
    kind: Literal["centre", "support_cell"]
    weight: Decimal


class Assigned(NamedTuple):
    """The part (`share`, 0-1) of a job, by its position in the list from 0, that works in a regional support cell."""

    job: int
    share: Decimal


class OwnWeight(NamedTuple):
    """A weight the centre brings along, with where it stands, where the lawbook knows none or only infers one."""

    office: Office
    weight: Decimal
    source: str
    valid_from: date | None = None


class Plan(NamedTuple):
    """A staffing plan of a centre for a school year, as the rule takes it."""

    school_year: SchoolYear
    total_weight: Decimal
    linear_weight: Decimal
    jobs: tuple[Job, ...]
    transfers: tuple[Transfer, ...] = ()
    roc: tuple[Assigned, ...] = ()
    weights: tuple[OwnWeight, ...] = ()

    @property
    def on(self) -> date:
        """The day whose law holds: the first of the school year."""
        return self.school_year.first("be")

    def moved(self, direction: str, kind: str = "") -> Decimal:
        """The weight transferred in or out, in all or to one kind of receiver."""
        found = (one.weight for one in self.transfers if one.direction == direction and kind in {"", one.kind})
        return sum(found, ZERO)

    @property
    def available(self) -> Decimal:
        """The total weight, less what is given away, with what is received."""
        return self.total_weight - self.moved("out") + self.moved("in")


def checked(plan: Plan) -> Plan:
    """The plan itself. Raises BadFact for what cannot be: a fraction above 1, a job that is not there."""
    for name in ("total_weight", "linear_weight"):
        if getattr(plan, name) < 0:
            raise BadFact(name, f"{getattr(plan, name)} is less than nothing")
    for position, job in enumerate(plan.jobs):
        if not ZERO <= job.fraction <= ONE:
            raise BadFact("jobs", f"{position}.fraction: {job.fraction} does not lie between 0 and 1")
    for position, one in enumerate(plan.transfers):
        if one.weight <= ZERO:
            raise BadFact("transfers", f"{position}.weight: {one.weight} is not more than nothing")
    shares: dict[int, Decimal] = {}
    for position, part in enumerate(plan.roc):
        if not 0 <= part.job < len(plan.jobs):
            raise BadFact("roc", f"{position}.job: there is no job {part.job}; the first is 0")
        shares[part.job] = shares.get(part.job, ZERO) + part.share
        if part.share < ZERO or shares[part.job] > ONE:
            raise BadFact("roc", f"{position}.share: the parts of job {part.job} do not lie between 0 and 1")
    return plan


def in_force(law: Law, param_id: str, on: date) -> Value | None:
    """The value of that day, or None where none is known: since 1 September 2018 most of them."""
    try:
        return law.value(param_id, on)
    except NotInForce:
        return None


def weights(law: Law, plan: Plan, offices: Iterable[str]) -> dict[str, Value]:
    """The weight of each office that has one: the lawbook's, or the centre's own where that is none or inferred.

    The director's weight stands in no source, and since 1 September 2018 no weight does: only an own one is there.
    """
    own: dict[str, OwnWeight] = {one.office: one for one in plan.weights}
    return {office: value for office in offices if (value := _weight(law, office, own.get(office), plan.on))}


def _weight(law: Law, office: str, own: OwnWeight | None, on: date) -> Value | None:
    if own is None:
        return in_force(law, f"clb.weight.{office}", on)
    known = in_force(Law(law.overrides), f"clb.weight.{office}", on)
    if known and known.certainty not in DOUBTFUL:
        raise BadFact(
            "weights", f"{office}: the weight is {known.amount} by {known.source.act}; a centre cannot set it"
        )
    if own.weight < ZERO:
        raise BadFact("weights", f"{office}: {own.weight} is less than nothing")
    since = own.valid_from or on
    if since > on:
        raise BadFact("weights", f"{office}: a weight of {since} does not hold on {on}")
    source = Source(own.source, "", "", "board")
    return law.note(Value(f"clb.weight.{office}", own.weight, "weight", since, since, "unverified", source))


def full_time(jobs: Iterable[Job]) -> dict[str, Decimal]:
    """Full-time equivalents by office, in order of appearance."""
    found: dict[str, Decimal] = {}
    for job in jobs:
        found[job.office] = found.get(job.office, ZERO) + job.fraction
    return found


@dataclass
class Sums:
    """What a plan adds up to under the law of its school year.

    `full_time` by office, `at_home` of it without what works in a regional support cell; `weights` by office where
    known; `unknown` the offices whose weight is needed and not there; `used` and `lent` weights, None while one is
    unknown.
    """

    law: Law
    plan: Plan

    def __post_init__(self) -> None:
        plan = self.plan
        self.full_time = full_time(plan.jobs)
        self.weights = weights(self.law, plan, self.full_time)
        missing = set(self.full_time) - set(self.weights)
        self.unknown = sorted(missing if plan.on >= ENDED else missing - {DIRECTOR})
        self.used = self.weight_of(self.full_time)
        away = full_time(Job(plan.jobs[one.job].office, plan.jobs[one.job].fraction * one.share) for one in plan.roc)
        self.lent = self.weight_of(away)
        self.at_home = {office: n - away.get(office, ZERO) for office, n in self.full_time.items()}

    def weight_of(self, equivalents: Mapping[str, Decimal]) -> Decimal | None:
        """The weight that full-time equivalents by office use; None while a weight is unknown."""
        if self.unknown:
            return None
        known = self.weights
        return sum((n * known[office].amount for office, n in equivalents.items() if office in known), ZERO)

    def permanent(self) -> Decimal | None:
        """The weight that permanent staff use."""
        return self.weight_of(full_time(job for job in self.plan.jobs if job.kind in PERMANENT))


def tidy(weight: Decimal | int) -> Decimal:
    """The same decimal without trailing zeros."""
    return Decimal(weight).normalize() + ZERO


def text(weight: Decimal) -> str:
    """A decimal as it stands in an answer: exact, without exponent or trailing zeros."""
    return f"{tidy(weight):f}"
