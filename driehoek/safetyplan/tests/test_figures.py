"""The yearly report counts what was done, not what should have been: each of its figures is tried here (SAF-18)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from driehoek.procedures.models import Case, Event
from driehoek.safety.models import Accident, Incident, Thread
from driehoek.safetyplan.models import ChapterText, Goal, Measure, PlanStart, Turn
from driehoek.safetyplan.queries import gathering, report

DAY, TODAY = date(2026, 10, 5), date(2026, 11, 22)
PERIOD = gathering.Period(date(2026, 8, 1), date(2027, 7, 31), TODAY)
Make = Callable[[Any], object]


def incident(cast, **told: Any) -> Incident:
    made = {"place": "gym", "reported_by": cast.petra, "happened_at": datetime(2026, 10, 5, 9, tzinfo=UTC), **told}
    return Incident.objects.create(board_id=cast.beuk.board_id, school=cast.beuk, **made)


def accident(cast, **told: Any) -> Accident:
    thread = Thread.objects.create(
        board_id=cast.beuk.board_id,
        incident=incident(cast),
        name="Iemand",
        standing="other",
        role="victim",
        recorded_by=cast.petra,
        last_by=cast.petra,
    )
    return Accident.objects.create(board_id=cast.beuk.board_id, thread=thread, recorded_by=cast.petra, **told)


def case(cast, family: str, definition: str = "nl.aggression", **told: Any) -> Case:
    return Case.objects.create(
        board_id=cast.beuk.board_id,
        school=cast.beuk,
        definition=definition,
        family=family,
        opened_on=DAY,
        opened_by=cast.petra,
        **told,
    )


def step(cast, code: str, **told: Any) -> Event:
    return Event.objects.create(
        board_id=cast.beuk.board_id,
        case=case(cast, "aggression"),
        step=code,
        happened_on=DAY,
        facts={},
        recorded_by=cast.petra,
        **told,
    )


def turn(cast, kind: str, **told: Any) -> Turn:
    return Turn.objects.create(board_id=cast.beuk.board_id, school=cast.beuk, kind=kind, **told)


def measure(cast, **told: Any) -> Measure:
    return Measure.objects.create(board_id=cast.beuk.board_id, school=cast.beuk, what="Hek", owner="director", **told)


def chapter(cast, status: str) -> ChapterText:
    return ChapterText.objects.create(
        board_id=cast.beuk.board_id, school=cast.beuk, code="1.1", owner="director", status=status, saved_by=cast.petra
    )


def goal(cast, reached: str) -> Goal:
    return Goal.objects.create(
        board_id=cast.beuk.board_id,
        school=cast.beuk,
        year="2026-2027",
        what="Stil",
        owner="director",
        due=DAY,
        reached=reached,
    )


def never(cast) -> PlanStart:
    return PlanStart.objects.create(board_id=cast.beuk.board_id, school=cast.beuk, first_day=date(2015, 1, 1))


def nothing(_cast) -> None:
    """Nothing that could have been done and was not."""


# A figure: what only should have been, planned or asked; and what was done.
FIGURES: dict[str, tuple[Make, Make]] = {
    "incidents": (lambda c: incident(c, happened_at=datetime(2025, 10, 5, 9, tzinfo=UTC)), incident),
    "aggression": (incident, lambda c: incident(c, is_physical=True)),
    "serious": (incident, lambda c: incident(c, serious=True)),
    "care_missed": (lambda c: incident(c, serious=True), lambda c: incident(c, closing_reason="Verhuisd.")),
    "accidents": (incident, accident),
    "accidents_reported": (lambda c: accident(c, reported=True),
                           lambda c: accident(c, reported=True, inspectorate_told_on=DAY)),
    "accidents_unreported": (lambda c: accident(c, reported=True, inspectorate_told_on=DAY),
                             lambda c: accident(c, reported=True)),
    "aggression_cases": (lambda c: case(c, "bullying", "nl.bullying"), lambda c: case(c, "aggression")),
    "warnings": (lambda c: case(c, "aggression"), lambda c: step(c, "warn")),
    "bans": (lambda c: step(c, "ban", withdrawn=True), lambda c: step(c, "ban")),
    "bullying": (lambda c: case(c, "aggression"), lambda c: case(c, "bullying", "nl.bullying")),
    "drills": (lambda c: turn(c, "evacuation_drill", planned_on=DAY),
               lambda c: turn(c, "evacuation_drill", done_on=DAY)),
    "checks": (lambda c: turn(c, "building", planned_on=DAY), lambda c: turn(c, "building", done_on=DAY)),
    "checks_late": (nothing, never),
    "measures_done": (lambda c: measure(c, due=DAY), lambda c: measure(c, due=DAY, done_on=DAY)),
    "measures_open": (lambda c: measure(c, due=DAY, done_on=DAY), lambda c: measure(c, due=TODAY)),
    "measures_late": (lambda c: measure(c, due=TODAY), lambda c: measure(c, due=DAY)),
    "adopted": (lambda c: chapter(c, "draft"), lambda c: chapter(c, "adopted")),
    "goals": (nothing, lambda c: goal(c, "")),
    "goals_reached": (lambda c: goal(c, "partly"), lambda c: goal(c, "yes")),
}  # fmt: skip


def count(cast, figure: str) -> int:
    return gathering.gather([cast.beuk], PERIOD)[cast.beuk.pk].get(figure, 0)


def test_every_figure_of_the_report_is_tried_here():
    assert set(FIGURES) == set(report.SHORT)


@pytest.mark.parametrize("figure", sorted(FIGURES))
def test_a_figure_counts_what_was_done_and_not_what_should_have_been(cast, figure):
    should, did = FIGURES[figure]
    should(cast)
    assert count(cast, figure) == 0
    did(cast)
    assert count(cast, figure) >= 1
    if figure != "checks_late":  # one row for each check that was never done
        assert count(cast, figure) == 1


def test_the_year_plan_stands_in_the_yearly_report(cast, client, time_machine):
    time_machine.move_to("2026-11-22T10:00+01:00", tick=False)
    Goal.objects.filter(pk=goal(cast, "no").pk).update(why_not="Geen geld.")
    client.force_login(cast.petra)
    page = client.get(reverse("safety_report"))
    assert "Geen geld." in page.text
    assert {"doelen van het jaarplan", "waarvan bereikt"} <= {cell.label for cell in page.context["report"].totals}
