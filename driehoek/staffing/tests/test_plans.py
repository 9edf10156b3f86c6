"""Greet plans: jobs come and go, every figure moves with them, and each step can be taken back (STA-1, STA-7)."""

from decimal import Decimal

import pytest
from django.urls import reverse

from driehoek.journal.models import Line
from driehoek.staffing.actions import jobs, plans
from driehoek.staffing.models import Job, Office, OwnWeight, Plan, Step
from driehoek.staffing.queries.plans import sheet

from .conftest import LEIELAND, YEAR

DOCTOR = {"office": "arts", "person": "An Claes", "percent": "50", "kind": "temporary"}


@pytest.fixture
def greet(centres, client):
    client.force_login(centres.greet)
    return client


def add(browser, plan, **changed: str):
    return browser.post(reverse("staffing_job_add", args=[plan.pk]), {**DOCTOR, **changed})


def job_of(plan, person: str) -> Job:
    return plan.jobs.get(person=person)


def test_the_front_page_shows_the_plans_of_the_own_centre_alone(centres, greet) -> None:
    page = greet.get(reverse("staffing")).content.decode()
    assert str(centres.plan.pk) in page
    assert str(centres.theirs.pk) not in page


def test_a_plan_of_another_centre_is_not_there(centres, greet, cast) -> None:
    for name in ("staffing_plan", "staffing_plan_why", "staffing_plan_settings", "staffing_plan_remove"):
        assert greet.get(reverse(name, args=[centres.theirs.pk])).status_code == 404
    assert add(greet, centres.theirs).status_code == 404
    greet.force_login(cast.rita)
    assert greet.get(reverse("staffing")).status_code == 404


def test_a_half_doctor_more_uses_eight_tenths_of_a_weight(centres, greet) -> None:
    """CLB/2006/02, 2: arts 1,6, multiplied by the fraction."""
    before = sheet(centres.plan).answer.used
    add(greet, centres.plan)
    assert sheet(centres.plan).answer.used - before == Decimal("0.8")
    assert Line.objects.filter(act="staffing.jobs_changed", stream=LEIELAND).count() == 1


def test_what_is_typed_in_a_row_answers_with_the_figures_alone(centres, greet) -> None:
    job = centres.plan.jobs.filter(office="arts").get()
    page = greet.post(
        reverse("staffing_job", args=[job.pk]),
        {"percent": "62,5", "kind": "temporary"},
        headers={"hx-request": "true"},
    ).content.decode()
    job.refresh_from_db()
    assert (job.person, job.fraction, job.kind) == ("arts 1", Decimal("0.625"), "temporary")
    assert 'id="figures"' in page
    assert "<html" not in page


@pytest.mark.parametrize("percent", ["", "0", "101", "vijftig", "-5", "NaN", "1e2000", "12,345"])
def test_a_percentage_that_is_none_changes_nothing_and_says_so(centres, greet, percent: str) -> None:
    job = centres.plan.jobs.filter(office="arts").get()
    page = greet.post(
        reverse("staffing_job", args=[job.pk]),
        {"percent": percent, "kind": "permanent"},
        headers={"hx-request": "true"},
    ).content.decode()
    job.refresh_from_db()
    assert job.fraction == 1
    assert f'id="wrong-{job.pk}"' in page
    assert not Step.objects.exists()


def test_letters_typed_after_each_other_are_one_step_to_undo(centres) -> None:
    job = centres.plan.jobs.filter(office="arts").get()
    for person in ("A", "An", "An Claes"):
        jobs.change(centres.director, job, {"person": person})
    assert Step.objects.count() == 1
    jobs.undo(centres.director, centres.plan)
    assert job_of(centres.plan, "arts 1").office == "arts"


def test_undo_takes_back_the_last_step_and_then_the_one_before(centres, greet) -> None:
    start = [job.facts() for job in centres.plan.jobs.order_by("pk")]
    add(greet, centres.plan)
    jobs.remove(centres.director, job_of(centres.plan, "arts 1"))
    greet.post(reverse("staffing_undo", args=[centres.plan.pk]))
    greet.post(reverse("staffing_undo", args=[centres.plan.pk]))
    assert [job.facts() for job in centres.plan.jobs.order_by("pk")] == start
    page = greet.post(reverse("staffing_undo", args=[centres.plan.pk]), follow=True).content.decode()
    assert "niets ongedaan te maken" in page


def test_a_move_that_was_changed_in_the_other_plan_since_is_not_taken_back(centres) -> None:
    scenario = plans.copy(centres.director, centres.plan, YEAR, "zonder arts")
    job = job_of(centres.plan, "arts 1")
    moved = jobs.move(centres.director, job, scenario, Office.ARTS)
    jobs.change(centres.director, moved, {"person": "Iemand anders"})
    with pytest.raises(plans.CannotDo, match="changed_since"):
        jobs.undo(centres.director, centres.plan)
    assert Job.objects.get(pk=job.pk).plan_id == scenario.pk


def test_a_job_does_not_move_to_another_centre(centres, greet) -> None:
    job = job_of(centres.plan, "arts 1")
    form = greet.post(reverse("staffing_job_move", args=[job.pk]), {"plan": centres.theirs.pk, "office": "arts"})
    assert form.context["form"].errors["plan"]
    with pytest.raises(plans.CannotDo, match="other_centre"):
        jobs.move(centres.director, job, centres.theirs, Office.ARTS)


def test_a_copy_for_next_year_counts_there_and_a_scenario_does_not(centres, greet) -> None:
    greet.post(reverse("staffing_plan_copy", args=[centres.plan.pk]), {"school_year": "2017-2018", "name": "basis"})
    greet.post(reverse("staffing_plan_copy", args=[centres.plan.pk]), {"school_year": YEAR, "name": "zuinig"})
    assert Plan.objects.get(board=LEIELAND, school_year="2017-2018").is_chosen
    scenario = Plan.objects.get(board=LEIELAND, name="zuinig")
    assert not scenario.is_chosen
    assert scenario.jobs.count() == centres.plan.jobs.count()
    why = {"reason": "Het comité koos de zuinige.", "negotiated_on": "2016-06-20"}
    greet.post(reverse("staffing_plan_choose", args=[scenario.pk]), why)
    assert [plan.name for plan in Plan.objects.filter(board=LEIELAND, school_year=YEAR, is_chosen=True)] == ["zuinig"]


def test_the_formation_that_counts_is_not_thrown_away_and_a_scenario_is(centres, greet) -> None:
    page = greet.post(reverse("staffing_plan_remove", args=[centres.plan.pk]), follow=True)
    assert "Kies eerst een ander scenario" in page.content.decode()
    scenario = plans.copy(centres.director, centres.plan, YEAR, "zuinig")
    greet.post(reverse("staffing_plan_remove", args=[scenario.pk]))
    assert not Plan.objects.filter(pk=scenario.pk).exists()


def test_two_scenarios_of_one_name_and_a_linear_weight_above_the_total_are_refused(centres, greet) -> None:
    sent = {"school_year": YEAR, "name": "basis", "total_weight": "20", "linear_weight": "21"}
    form = greet.post(reverse("staffing_plan_new", args=[LEIELAND]), sent).context["form"]
    assert {"name", "linear_weight"} <= set(form.errors)
    wrong = {"school_year": "2016-2018", "name": "x", "total_weight": "veel", "linear_weight": "1"}
    form = greet.post(reverse("staffing_plan_new", args=[LEIELAND]), wrong).context["form"]
    assert {"school_year", "total_weight"} <= set(form.errors)


def test_side_by_side_marks_what_differs(centres, greet) -> None:
    scenario = plans.copy(centres.director, centres.plan, YEAR, "zonder arts")
    jobs.remove(centres.director, job_of(scenario, "arts 1"))
    page = greet.get(reverse("staffing_compare"), {"plan": [centres.plan.pk, scenario.pk]})
    assert [line.office for line in page.context["lines"] if line.differs] == [Office.ARTS]
    assert greet.get(reverse("staffing_compare"), {"plan": [centres.plan.pk]}).status_code == 302


def test_an_own_weight_counts_from_its_day_on_with_its_source(centres, greet) -> None:
    before = sheet(centres.plan).answer.used
    sent = {"office": "paramedisch_werker", "valid_from": "2016-09-01", "weight": "1,1", "source": "Brief AgODi, 2016"}
    greet.post(reverse("staffing_weights", args=[LEIELAND]), sent)
    assert sheet(centres.plan).answer.used - before == Decimal("0.2")
    assert "Brief AgODi" in greet.get(reverse("staffing_plan_why", args=[centres.plan.pk])).content.decode()
    greet.post(reverse("staffing_weight_remove", args=[OwnWeight.objects.get().pk]))
    assert sheet(centres.plan).answer.used == before


def test_the_picture_and_the_table_say_the_same_and_mark_what_is_inferred(centres, greet) -> None:
    page = greet.get(reverse("staffing_plan", args=[centres.plan.pk])).content.decode()
    assert "url(#inferred-" in page
    assert "afgeleid" in page
