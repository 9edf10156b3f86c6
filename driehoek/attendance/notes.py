"""Parents' notes for illness: how many a school year has, and for which illness a note will not do (ATT-2, ATT-7)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from driehoek.ready import Ready
from driehoek.schools.followers import Days
from driehoek.schools.queries import SchoolCalendar
from lawbook.core import Law, NotInForce, Outcome
from lawbook.flanders.attendance import illness_evidence
from lawbook.kinds import HalfDay

from .models import NotesAgreed
from .runs import episodes

EVIDENCE = "be.absence.illness_evidence"
CHRONIC = "be.absence.chronic_illness"
SUFFICES = "parents_note"
NEVER: Collection[Days] = ()


class Insufficient(NamedTuple):
    """One illness for which the rule asks a certificate, with its facts."""

    run: list[HalfDay]
    facts: dict[str, Any]
    outcome: Outcome


def agreements(board: UUID, pupils: Collection[UUID]) -> dict[UUID, list[Days]]:
    """The days for which school, parents and CLB agreed that a note will do, by pupil; most children have none."""
    found: dict[UUID, list[Days]] = defaultdict(list)
    for pupil, first, last in _agreed(board, pupils):
        found[pupil].append((first, last))
    return found


@Ready
def _agreed(board: UUID, pupils: Collection[UUID]) -> QuerySet[NotesAgreed, Any]:
    rows = NotesAgreed.objects.filter(board_id=board, pupil_id__in=pupils)
    return rows.values_list("pupil_id", "first_day", "last_day")


def is_agreed(agreed: Iterable[Days], first: date, last: date) -> bool:
    """Whether an illness lies within what was agreed; one that goes on after it is asked as any other."""
    return any(begin <= first and last <= end for begin, end in agreed)


def insufficient(
    calendar: SchoolCalendar, law: Law, half_days: Iterable[HalfDay], before: int, agreed: Collection[Days] = NEVER
) -> Iterator[Insufficient]:
    """The runs of a school year with a note that the rule does not take; `before`: notes a former school took."""
    for used, run in enumerate(episodes(calendar, half_days), before):
        facts: dict[str, Any] = {"first_day": run[0].date, "last_day": run[-1].date, "notes_used": used}
        if is_agreed(agreed, run[0].date, run[-1].date):
            continue
        try:
            outcome = illness_evidence(law, **facts)
        except NotInForce:
            return
        if outcome.value["evidence"] != SUFFICES:
            yield Insufficient(run, facts, outcome)
