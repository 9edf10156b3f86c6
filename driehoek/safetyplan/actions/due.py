"""The duties of a school's plan: checks, reviews and measures near their day. Settling again changes nothing."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from driehoek.duties.actions import Wanted, settle_many, wanted
from driehoek.kit.days import shifted
from driehoek.safetyplan.models import Measure, PlanStart
from driehoek.safetyplan.queries import plan, turns
from driehoek.safetyplan.queries.place import is_dutch
from driehoek.schools.models import School
from lawbook.sources import source

AHEAD = 42  # days before its last day that a duty comes onto the lists: time to make an appointment
SOURCE = source("nl.veiligheidsplan", "Inleiding; 2; 9", "board")._asdict()
HOLIDAY_CODE, REVIEW, PAPER, MEASURE = "flush_water", "review_plan_chapters", "review_plan_paper", "do_plan_measure"
FIRST_CHECKS, FIRST_INVENTORY, FIRST_PLAN = "do_first_checks", "do_first_inventory", "adopt_safety_plan"


def origin_of(school: School) -> str:
    return f"plan:{school.pk}"


def settle(school: School, on: date) -> None:
    """Bring the duties of the plan to what its rows say on a day. A Flemish school keeps a plan without duties."""
    if is_dutch(school):
        PlanStart.objects.get_or_create(school=school, defaults={"board_id": school.board_id, "first_day": on})
    near = shifted(on, AHEAD)
    wishes = [one for one in _all(school, on) if one.due <= near] if is_dutch(school) else []
    settle_many(school.board_id, [origin_of(school)], wishes)


def _all(school: School, on: date) -> Iterator[Wanted]:
    where: dict[str, Any] = {"origin": origin_of(school), "board": school.board_id, "school": school.pk}
    yield from _checks(school, on, where)
    yield from _reviews(school, where)
    for measure in Measure.objects.filter(school=school, done_on=None, due__isnull=False):
        due = measure.due or on
        yield _own(MEASURE, f"measure:{measure.pk}", measure.owner, due, where, measure=str(measure.pk))


def _checks(school: School, on: date, where: dict[str, Any]) -> Iterator[Wanted]:
    found = turns.standings(school, on)
    yield from _never_done(found, where)
    for one in found:
        if one.due is None or one.never:
            continue
        key = f"{one.kind.code}:{one.due}"
        if one.answer and one.answer.outcome and one.answer.outcome.duties:
            duty, said = one.answer.outcome.duties[0], one.answer
            made = wanted(duty, one.answer.outcome, rule=said.rule, key=key, due=one.due, facts=said.facts, **where)
            yield made._replace(holder=one.kind.owner)
        elif one.kind.term == "holidays":
            yield _own(HOLIDAY_CODE, key, one.kind.owner, one.due, where, kind=one.kind.code)


def _never_done(found: Iterable[turns.Standing], where: dict[str, Any]) -> Iterator[Wanted]:
    """One duty per owner for all that was never done, so that a new school does not drown; the inventory apart."""
    first: dict[str, date] = {}
    for one in found:
        if not one.never or one.due is None:
            continue
        if one.kind.term == "inventory":
            yield _own(FIRST_INVENTORY, f"never:{one.kind.code}", one.kind.owner, one.due, where)
        else:
            first[one.kind.owner] = min(first.get(one.kind.owner, one.due), one.due)
    for owner, due in first.items():
        yield _own(FIRST_CHECKS, f"never:{owner}", owner, due, where)


def _reviews(school: School, where: dict[str, Any]) -> Iterator[Wanted]:
    """One duty per owner for all chapters to look at again, on the day of the first; one per signed document."""
    rows, start = plan.rows(school.pk), turns.start_of(school.pk)
    if start and not plan.progress(rows).adopted:
        due = shifted(start, turns.GRACE)
        yield _own(FIRST_PLAN, "never:plan", "director", due, where)
    first: dict[str, date] = {}
    for row in rows:
        if row.next_review:
            first[row.owner] = min(first.get(row.owner, row.next_review), row.next_review)
    for owner, due in first.items():
        yield _own(REVIEW, f"chapters:{owner}:{due}", owner, due, where)
    for stack in plan.papers(school.pk):
        paper = stack.newest
        yield _own(PAPER, f"paper:{paper.pk}", "director", paper.review_on, where, paper=str(paper.pk))


def _own(code: str, key: str, holder: str, due: date, where: dict[str, Any], **facts: str) -> Wanted:
    return Wanted(key=key, code=code, rule="", holder=holder, due=due, facts=facts, source=SOURCE, **where)
