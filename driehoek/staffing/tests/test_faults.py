"""What was found wrong when it was tried, each as the kind it was: what is not known, too much, and whose it is."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driehoek.staffing.actions import cells, jobs, papers, plans
from driehoek.staffing.actions.cells import Post
from driehoek.staffing.models import Cell, Formation, Job, Office, OwnWeight, Paper
from driehoek.staffing.queries.papers import needed
from driehoek.staffing.queries.plans import checked, sheet

from .conftest import LEIELAND, YEAR, formation
from .test_cells import founded

ENDED = [f"{year}-{year + 1}" for year in (2018, 2019, 2026, 2030)]


@pytest.fixture
def greet(centres, client):
    client.force_login(centres.greet)
    return client


def weighed(centres) -> None:
    OwnWeight.objects.bulk_create(
        OwnWeight(board_id=LEIELAND, office=office, valid_from="2018-09-01", weight=Decimal(1), source="Brief")
        for office in Office
    )


@pytest.mark.parametrize("year", ENDED)
def test_where_the_law_is_not_known_nothing_says_that_the_plan_fits_and_nothing_is_printed(
    centres, greet, year: str
) -> None:
    weighed(centres)
    plan = formation(LEIELAND, year)
    plan.negotiated_on = "2018-09-10"
    plan.save()
    page = greet.get(reverse("staffing_plan", args=[plan.pk])).content.decode()
    assert "niet nagekeken" in page
    assert "chip ok" not in page
    assert "Alles past" not in page
    both = greet.get(reverse("staffing_compare"), {"plan": [plan.pk, centres.plan.pk]}).content.decode()
    assert "niet nagekeken" in both
    forms = needed(centres.leieland, year)
    assert forms
    for form in forms:
        with pytest.raises(plans.CannotDo, match="law_unknown"):
            papers.make(centres.director, centres.leieland, form, "Daarom")
    assert "Formulier maken" not in greet.get(reverse("staffing_forms", args=[year])).content.decode()
    assert not Paper.objects.exists()


@pytest.mark.parametrize("year", ["abc", "2016-2018", "9999-10000", "0000-0001", "2016"])
def test_a_school_year_that_is_none_has_no_forms(greet, year: str) -> None:
    assert greet.get(reverse("staffing_forms", args=[year])).status_code == 404


def test_who_would_work_in_cells_for_more_than_the_job_is_refused_by_name(centres) -> None:
    job = centres.plan.jobs.filter(office="psycho_pedagogisch_consulent").first()
    Job.objects.filter(pk=job.pk).update(person="Jana Smet", fraction="0.5")
    job.refresh_from_db()
    extra = jobs.add(
        centres.director,
        centres.plan,
        {"office": job.office, "person": "Wie blijft", "fraction": Decimal(1), "kind": "permanent"},
    )
    assert extra
    first, second = founded(centres), founded(centres)
    cells.contribute(centres.director, first, [Post(job, Decimal("0.95"))], "", "nl")
    with pytest.raises(plans.CannotDo, match=r"Jana Smet.*105%"):
        cells.contribute(centres.director, second, [Post(job, Decimal("0.1"))], "", "nl")


def test_a_plan_in_which_somebody_is_in_cells_for_too_much_says_so_and_shows_its_figures(centres, greet) -> None:
    """What stood there before it was refused."""
    job = centres.plan.jobs.filter(office="arts").get()
    for cell in (founded(centres), founded(centres)):
        own = Cell.objects.get(pk=cell.pk)
        own.own["posts"] = [Post(job, Decimal(1)).as_json()]
        own.save()
    answer = sheet(centres.plan).answer
    assert answer.used is not None
    assert [one.code for one in answer.violations][-1] == "cells_over_full"
    for name in ("staffing_plan", "staffing_plan_why"):
        assert greet.get(reverse(name, args=[centres.plan.pk])).status_code == 200
    assert greet.get(reverse("staffing_forms", args=[YEAR])).status_code == 200


def test_what_does_not_fit_in_a_job_names_who_holds_it(centres) -> None:
    jobs.add(
        centres.director,
        centres.plan,
        {"office": "consulent", "person": "Tine Vos", "fraction": Decimal("0.37"), "kind": "permanent"},
    )
    (found,) = sheet(centres.plan).answer.violations
    assert found.text.startswith("Tine Vos, consulent, 37%. ")
    assert "Betrekking" not in found.text


def test_what_is_too_much_is_said_without_a_minus(centres, greet) -> None:
    facts = {"office": "arts", "person": "", "fraction": Decimal(1), "kind": "temporary"}
    for _turn in range(9):
        jobs.add(centres.director, centres.plan, facts)
    page = greet.get(reverse("staffing_plan", args=[centres.plan.pk])).content.decode()
    assert "te veel" in page
    assert "<dd>-" not in page
    assert "<dd>\N{MINUS SIGN}" not in page
    why = greet.get(reverse("staffing_plan_why", args=[centres.plan.pk])).content.decode()
    assert "23,6" in why
    assert "23.6" not in why


def counsellor(centres, plan, name: str = "Tine Vos", kind: str = "permanent") -> Job:
    facts = {"office": "consulent", "person": name, "fraction": Decimal(1), "kind": kind}
    return jobs.add(centres.director, plan, facts)


def codes(plan) -> list[str]:
    return [one.code for one in sheet(plan).answer.violations]


def test_choosing_a_scenario_keeps_what_it_is_compared_with_and_asks_why_and_which_committee(centres, greet) -> None:
    """CLB/2006/02, 2: a changed formation makes nobody more redundant."""
    counsellor(centres, centres.plan)
    scenario = plans.copy(centres.director, centres.plan, YEAR, "zonder consulent")
    jobs.remove(centres.director, scenario.jobs.get(person="Tine Vos"))
    address = reverse("staffing_plan_choose", args=[scenario.pk])
    assert "Tine Vos (100%)" in greet.get(address).content.decode()
    for lacking in (
        {},
        {"reason": "Zuiniger"},
        {"reason": "", "negotiated_on": "2016-06-20"},
        {"reason": "Zuiniger", "negotiated_on": "2999-06-20"},
    ):
        assert greet.post(address, lacking).status_code == 200
        scenario.refresh_from_db()
        assert not scenario.is_chosen
    greet.post(address, {"reason": "Zuiniger", "negotiated_on": "2016-06-20"})
    scenario.refresh_from_db()
    assert scenario.is_chosen
    (found,) = sheet(scenario).answer.violations
    assert found.code == "change_makes_redundant"
    assert "Het gaat om Tine Vos (100%)." in found.text
    page = greet.get(reverse("staffing_history", args=[LEIELAND])).content.decode()
    for said in ("Zuiniger", "20 juni 2016", "Tine Vos (consulent, 100%)"):
        assert said in page
    assert "verliest 100% vast" in greet.get(reverse("staffing_people", args=[scenario.pk])).content.decode()


def test_a_permanent_job_that_leaves_the_plan_that_counts_is_flagged_until_it_is_back(centres) -> None:
    job = counsellor(centres, centres.plan)
    jobs.remove(centres.director, job)
    assert codes(centres.plan) == ["change_makes_redundant"]
    jobs.undo(centres.director, centres.plan)
    assert codes(centres.plan) == []
    jobs.remove(centres.director, centres.plan.jobs.get(person="Tine Vos"))
    counsellor(centres, centres.plan)
    assert codes(centres.plan) == []


def test_what_was_sent_is_locked_and_is_what_the_formation_is_compared_with_from_then_on(centres) -> None:
    job = counsellor(centres, centres.plan)
    sent_then = plans.keep(centres.director, centres.plan, Formation.Event.SENT, date(2016, 10, 5))
    jobs.change(centres.director, job, {"kind": "temporary"})
    assert codes(centres.plan) == ["change_makes_redundant"]
    with pytest.raises(TypeError):
        sent_then.save()
    assert len(sent_then.jobs) == 10


@given(
    extra=st.lists(
        st.tuples(st.sampled_from(["permanent", "temporary", "replacement"]), st.sampled_from([5, 6, 7, 8, 9, 10])),
        max_size=8,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_replacement_uses_no_weight_whoever_it_replaces(centres, extra) -> None:
    base = list(centres.plan.jobs.order_by("pk"))
    more = [
        Job(plan=centres.plan, office="consulent", person=f"P{place}", fraction=Decimal(tenths) / 10, kind=kind)
        for place, (kind, tenths) in enumerate(extra)
    ]
    counts = sum((Decimal(tenths) / 10 for kind, tenths in extra if kind != "replacement"), Decimal(0))
    used = checked(centres.plan, [*base, *more]).answer.used - checked(centres.plan, base).answer.used
    assert used == counts * Decimal("1.3")


def test_a_titular_with_a_replacement_is_planned_as_two_people_and_one_weight(centres, greet) -> None:
    titular = counsellor(centres, centres.plan, "Mia Peeters")
    stand_in = counsellor(centres, centres.plan, "Vera Wils", "replacement")
    assert "wie wordt vervangen" in greet.get(reverse("staffing_plan", args=[centres.plan.pk])).content.decode()
    said = {
        "member": str(stand_in.member_id),
        "replaced": str(titular.member_id),
        "starts_on": "2017-01-09",
        "ends_on": "2017-01-01",
    }
    address = reverse("staffing_job_more", args=[stand_in.pk])
    assert greet.post(address, said).context["form"].errors["ends_on"]
    greet.post(address, {**said, "ends_on": "2017-03-31"})
    assert sheet(centres.plan).answer.asks == []
    page = greet.get(reverse("staffing_people", args=[centres.plan.pk])).content.decode()
    assert "vervangen door Vera Wils, 100%" in page
    assert "31 maart 2017" in page
    jobs.remove(centres.director, centres.plan.jobs.get(person="Mia Peeters"))
    assert "Mia Peeters" in sheet(centres.plan).answer.asks[0]


def test_what_a_leave_before_a_pension_frees_may_be_a_temporary_job_and_is_asked_for(centres) -> None:
    facts = {"office": "consulent", "person": "Tine Vos", "fraction": Decimal("0.75"), "kind": "pre_retirement"}
    jobs.add(centres.director, centres.plan, facts)
    assert "andere 25%" in sheet(centres.plan).answer.asks[0]
    rest = {**facts, "person": "Bo Maes", "fraction": Decimal("0.25"), "kind": "temporary"}
    jobs.add(centres.director, centres.plan, rest)
    assert codes(centres.plan) == []
    assert sheet(centres.plan).answer.asks == []
    jobs.add(centres.director, centres.plan, {**rest, "office": "medewerker"})
    assert codes(centres.plan) == ["fraction_not_allowed"]


def test_the_people_and_the_history_of_another_centre_are_not_there(centres, greet) -> None:
    theirs = centres.theirs
    for name, pk in (
        ("staffing_people", theirs.pk),
        ("staffing_history", theirs.board_id),
        ("staffing_plan_choose", theirs.pk),
        ("staffing_job_more", theirs.jobs.first().pk),
    ):
        assert greet.get(reverse(name, args=[pk])).status_code == 404
