"""What stands on the forms, as the facts of their letter kinds: in Dutch, because they go to an agency."""

from datetime import date
from decimal import Decimal
from typing import Any

from driehoek.letters.wording import written
from driehoek.staffing.checking import Answer, Ground
from driehoek.staffing.figures import figure
from driehoek.staffing.models import Cell, Centre, JobKind, Office, Plan, Transfer
from driehoek.staffing.queries.plans import Sheet

Facts = dict[str, Any]
Table = list[list[str]]


def formation(centre: Centre, sheet: Sheet, ground: Ground) -> Facts:
    """The APF form: the weights, the offices, every job, the transfers, and what deviates."""
    plan, answer = sheet.plan, sheet.answer
    return {
        "centre_number": centre.number,
        "school_year": plan.school_year,
        "formation_sums": _sums(plan, answer),
        "formation_offices": _offices(answer),
        "formation_jobs": _jobs(sheet),
        "transfers": _transfers(ground),
        "inferred_weights": [f"{line.label}: {_known(line.weight)}" for line in answer.lines if line.is_inferred],
        "deviations": deviations(answer),
        "negotiated_on": plan.negotiated_on,
    }


def deviations(answer: Answer) -> list[str]:
    """What the check finds, with its source; or why it could not answer at all."""
    if answer.refused:
        return [answer.refused]
    return [f"{one.text} ({one.source})" for one in answer.violations]


def _sums(plan: Plan, answer: Answer) -> Table:
    rows = [
        ["Omkaderingsgewicht", ""],
        ["Totaal van het centrum", figure(plan.total_weight)],
        ["Waarvan lineair", figure(plan.linear_weight)],
    ]
    if not answer.refused:
        rows += [
            ["Beschikbaar na overdrachten", figure(answer.available)],
            ["Gebruikt", _known(answer.used)],
            ["Saldo", _known(answer.balance)],
        ]
    return rows


def _known(amount: Decimal | None) -> str:
    return "niet bekend" if amount is None else figure(amount)


def _offices(answer: Answer) -> Table:
    rows = [[line.label, figure(line.full_time), _known(line.weight), _known(line.used)] for line in answer.lines]
    return [["Ambt", "Voltijds", "Gewicht", "Gebruikt"], *rows]


def _jobs(sheet: Sheet) -> Table:
    rows = [
        [str(Office(job.office).label), job.person or "vacant", f"{figure(job.percent)}%", str(JobKind(job.kind).label)]
        for job in sheet.jobs
    ]
    return [["Ambt", "Personeelslid", "Opdracht", "Aard"], *rows]


def _transfers(ground: Ground) -> Table:
    if not ground.transfers:
        return []
    ways = {"out": "overgedragen aan", "in": "ontvangen van"}
    rows = [[ways[one.direction], str(one.other), figure(one.weight)] for one in ground.transfers]
    return [["Overdracht", "Centrum of cel", "Gewicht"], *rows]


def transfer(centre: Centre, one: Transfer) -> Facts:
    """The agreement: who gives, who receives, how much, and both signatures as they were given."""
    giver, receiver = (centre, one.other) if one.direction == "out" else (one.other, centre)
    signed = [
        [str(centre), one.our_name, written(one.our_date)],
        [str(one.other), one.their_name, written(one.their_date)],
    ]
    return {
        "school_year": one.school_year,
        "transfer_giver": str(giver),
        "transfer_receiver": str(receiver),
        "transfer_weight": figure(one.weight),
        "signatures": [["Partij", "Ondertekend door", "Op"], *sorted(signed)],
    }


def cell(one: Cell) -> Facts:
    """The ROC form: which centres, who of each, which budget, and the signatures of all."""
    posts = [
        [member["name"], post["person"] or "vacant", str(Office(post["office"]).label), percent(post["share"])]
        for member in one.members
        for post in member["posts"]
    ]
    budgets = [[member["name"], member["budget"]] for member in one.members if member["budget"]]
    return {
        "school_year": one.school_year,
        "cell_name": one.name,
        "cell_purpose": one.purpose,
        "cell_members": [member["name"] for member in one.members],
        "cell_posts": [["Centrum", "Personeelslid", "Ambt", "Deel in de cel"], *posts],
        "cell_budget": [["Centrum", "Werkingsbudget"], *budgets] if budgets else [],
        "signatures": [
            ["Centrum", "Ondertekend door", "Op", "Handtekening"],
            *([member["name"], member["signed_by"], _day(member["signed_on"]), ""] for member in one.members),
        ],
    }


def _day(text: str) -> str:
    return written(date.fromisoformat(text)) if text else ""


def percent(share: str) -> str:
    """0.3 as 30%."""
    return f"{figure(Decimal(share) * 100)}%"


def protocol(plan: Plan, ground: Ground) -> Facts:
    """The committee's protocol: the day and what was negotiated about, transfers included."""
    handed_over = [
        f"de overdracht van {figure(one.weight)} omkaderingsgewicht aan {one.other}"
        for one in ground.transfers
        if one.direction == "out"
    ]
    return {
        "school_year": plan.school_year,
        "negotiated_on": plan.negotiated_on,
        "subjects": [f"de personeelsformatie voor het schooljaar {plan.school_year}", *handed_over],
    }
