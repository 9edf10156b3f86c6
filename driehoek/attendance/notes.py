"""Parents' notes for illness: how many a school year has, and for which illness a note will not do (ATT-2)."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from driehoek.schools.queries import SchoolCalendar
from lawbook.core import Law, NotInForce, Outcome
from lawbook.flanders.attendance import illness_evidence
from lawbook.kinds import HalfDay

from .runs import episodes

EVIDENCE = "be.absence.illness_evidence"
SUFFICES = "parents_note"


class Insufficient(NamedTuple):
    """One illness for which the rule asks a certificate, with its facts."""

    run: list[HalfDay]
    facts: dict[str, Any]
    outcome: Outcome


def insufficient(
    calendar: SchoolCalendar, law: Law, half_days: Iterable[HalfDay], before: int
) -> Iterator[Insufficient]:
    """The runs of a school year with a note that the rule does not take; `before`: notes a former school took."""
    for used, run in enumerate(episodes(calendar, half_days), before):
        facts: dict[str, Any] = {"first_day": run[0].date, "last_day": run[-1].date, "notes_used": used}
        try:
            outcome = illness_evidence(law, **facts)
        except NotInForce:
            return
        if outcome.value["evidence"] != SUFFICES:
            yield Insufficient(run, facts, outcome)
