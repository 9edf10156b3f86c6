"""What holds whatever people do: a job moved twice and back is where it was, weights are never lost between centres."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driehoek.staffing.actions import jobs, plans, transfers
from driehoek.staffing.actions.transfers import Proposal
from driehoek.staffing.models import Job, Office, Transfer
from driehoek.staffing.queries.plans import sheet

from .conftest import YEAR

LATER = date(2099, 1, 1)
# One database for all examples of a test: each begins with what the one before left, which makes the sequences longer.
whatever = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FACTS = st.fixed_dictionaries({
    "office": st.sampled_from(Office.values), "person": st.text("abc '=é", max_size=6),
    "fraction": st.integers(1, 1000).map(lambda part: Decimal(part) / 1000),
    "kind": st.sampled_from(["permanent", "temporary", "replacement", "pre_retirement"]),
})  # fmt: skip


def state(*those) -> list[dict[str, str]]:
    return [{**job.facts(), "id": str(job.pk)} for job in Job.objects.filter(plan__in=those).order_by("pk")]


@given(facts=FACTS, office=st.sampled_from(Office.values))
@whatever
def test_a_job_moved_twice_and_back_changes_nothing(centres, facts, office) -> None:
    scenario = plan_of(centres, "ander scenario")
    next_year = plan_of(centres, "basis", "2017-2018")
    job = jobs.add(centres.director, centres.plan, facts)
    before, used = state(centres.plan, scenario, next_year), sheet(centres.plan).answer
    moved = jobs.move(centres.director, job, scenario, Office(office))
    moved = jobs.move(centres.director, moved, next_year, Office(office))
    jobs.move(centres.director, moved, centres.plan, Office(facts["office"]))
    assert state(centres.plan, scenario, next_year) == before
    assert sheet(centres.plan).answer == used


@given(steps=st.lists(st.tuples(st.sampled_from(["add", "change", "remove", "import"]), FACTS), min_size=1, max_size=6))
@whatever
def test_undoing_every_step_brings_everything_back(centres, steps) -> None:
    before = state(centres.plan)
    done = 0
    for act, facts in steps:
        first = centres.plan.jobs.order_by("pk").first()
        if act == "add":
            jobs.add(centres.director, centres.plan, facts)
        elif act == "import":
            jobs.replace_all(centres.director, centres.plan, [facts])
        elif first is None:
            continue
        elif act == "change":
            jobs.change(centres.director, first, facts)
        else:
            jobs.remove(centres.director, first)
    while state(centres.plan) != before and done < 10:
        assert jobs.undo(centres.director, centres.plan)
        done += 1
    assert state(centres.plan) == before


@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(["accept", "refuse", "withdraw", "leave"]),
            st.booleans(),
            st.booleans(),
            st.integers(1, 12000).map(lambda part: Decimal(part) / 10000),
        ),
        min_size=1,
        max_size=6,
    )
)
@whatever
def test_no_weight_is_lost_or_made_between_centres(centres, acts) -> None:
    for answer, from_leieland, out, weight in acts:
        mine, yours = (centres.leieland, centres.scheldeland)[:: 1 if from_leieland else -1]
        me, you = (centres.director, centres.other)[:: 1 if from_leieland else -1]
        asked = Proposal(yours, "out" if out else "in", YEAR, weight, LATER, "Wie voorstelt")
        try:
            own = transfers.propose(me, mine, asked, "nl")
            theirs = Transfer.objects.exclude(pk=own.pk).get(agreement=own.agreement)
            if answer == "accept":
                transfers.accept(you, theirs, "Wie aanvaardt", "nl")
            elif answer == "refuse":
                transfers.refuse(you, theirs, "nee")
            elif answer == "withdraw":
                transfers.withdraw(me, own)
        except transfers.CannotDo:
            pass
        answers = [sheet(plan).answer for plan in (centres.plan, centres.theirs)]
        assert sum(one.available for one in answers) == 40
        for state_of in set(Transfer.objects.values_list("agreement", flat=True)):
            assert len(set(Transfer.objects.filter(agreement=state_of).values_list("state", "weight"))) == 1


def plan_of(centres, name: str, year: str = YEAR):
    known = centres.plan.__class__.objects.filter(board=centres.plan.board_id, school_year=year, name=name).first()
    return known or plans.copy(centres.director, centres.plan, year, name)


@pytest.mark.parametrize("fraction", ["0.333", "0.0001", "1"])
def test_a_fraction_is_kept_to_the_last_decimal(centres, fraction: str) -> None:
    facts = {"office": "arts", "person": "", "fraction": Decimal(fraction), "kind": "temporary"}
    before = sheet(centres.plan).answer.used
    jobs.add(centres.director, centres.plan, facts)
    assert sheet(centres.plan).answer.used - before == Decimal("1.6") * Decimal(fraction)
