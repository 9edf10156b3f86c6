"""People in service and on leave, and three school years beside each other (STA-5)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from driehoek.staffing.actions import jobs, members, plans, transfers
from driehoek.staffing.models import Job, Leave, Member, Plan
from driehoek.staffing.queries.plans import sheet
from driehoek.staffing.queries.years import years_of

from .conftest import LEIELAND, YEAR, all_centres
from .test_faults import counsellor
from .test_transfers import copy_of, proposed

THREE = ["2016-2017", "2017-2018", "2018-2019"]


@pytest.fixture
def greet(centres, client):
    client.force_login(centres.greet)
    return client


def test_leave_is_of_a_person_in_every_plan_and_asks_who_replaces(centres, greet) -> None:
    job = counsellor(centres, centres.plan)
    address = reverse("staffing_leave_new", args=[job.member_id])
    wrong = {"starts_on": "2017-01-09", "ends_on": "2017-01-01", "fraction": "50"}
    assert greet.post(address, wrong).context["form"].errors["ends_on"]
    greet.post(address, {**wrong, "ends_on": "2017-03-31"})
    (asks,) = sheet(centres.plan).answer.asks
    assert asks == (
        "Tine Vos is voor 50% met verlof, van 9 jan 2017 tot en met 31 mrt 2017, en niemand vervangt. "
        "De betrekking houdt haar gewicht."
    )
    assert "met verlof 50%" in greet.get(reverse("staffing_people", args=[centres.plan.pk])).content.decode()
    instead = counsellor(centres, centres.plan, "Vera Wils", "replacement")
    jobs.change(centres.director, instead, {"replaces": "Tine Vos"})
    assert sheet(centres.plan).answer.asks == []
    again = plans.copy(centres.director, centres.plan, "2017-2018", "basis")
    assert sheet(again).answer.asks == []  # in that year nobody is away
    page = greet.get(reverse("staffing_person", args=[job.member_id])).content.decode()
    assert "31 maart 2017" in page
    greet.post(reverse("staffing_leave_remove", args=[Leave.objects.get().pk]))
    assert not Leave.objects.exists()


def test_who_loses_a_job_stands_there_with_the_service_and_who_served_less_and_stays(centres, greet) -> None:
    for name, since in (("Tine Vos", "2009-09-01"), ("Bo Maes", "2014-01-06")):
        job = counsellor(centres, centres.plan, name)
        address = reverse("staffing_person", args=[job.member_id])
        assert greet.post(address, {"name": name, "in_service_since": since}).status_code == 302
    assert greet.post(address, {"name": name, "in_service_since": "2999-01-01"}).status_code == 200
    with all_centres():
        scenario = plans.copy(centres.director, centres.plan, YEAR, "zonder")
        jobs.remove(centres.director, scenario.jobs.get(person="Tine Vos"))
        (found,) = sheet(scenario).answer.violations
    assert "Tine Vos (100%, in dienst sinds 1 sep 2009)" in found.text
    assert "Bo Maes (6 jan 2014). De volgorde is niet nagekeken." in found.text
    assert Member.objects.filter(in_service_since__isnull=False).count() == 2


def test_the_years_that_lack_begin_with_the_year_before_without_who_has_stopped(centres, greet) -> None:
    stays, stops = counsellor(centres, centres.plan, "Bo Maes"), counsellor(centres, centres.plan)
    jobs.change(centres.director, stops, {"ends_on": date(2018, 1, 31)})
    transfers.accept(centres.other, copy_of(proposed(centres)), "Omar Haddad", "nl")
    page = greet.get(reverse("staffing_years", args=[LEIELAND, YEAR])).content.decode()
    assert page.count("Nog geen formatie") == 2
    greet.post(reverse("staffing_carry_on", args=[LEIELAND, YEAR]))
    with all_centres():
        first, second, third = years_of(centres.leieland, YEAR)
        assert [one.school_year for one in (first, second, third)] == THREE
        assert [job.person for job in second.stops] == ["Tine Vos"]
        assert stays.person in {job.person for job in third.sheet.jobs}
        assert "Tine Vos" not in {job.person for job in third.sheet.jobs}
        assert len(first.transfers) == len(second.ended) == 1
        assert not third.gone
        assert third.sheet.answer.is_unchecked
    page = greet.get(reverse("staffing_years", args=[LEIELAND, YEAR])).content.decode()
    for said in ("Stopt in dit jaar", "niet opnieuw afgesproken", "niet nagekeken"):
        assert said in page
    with all_centres():
        jobs.move(
            centres.director, Job.objects.get(plan=second.sheet.plan, person="Tine Vos"), third.sheet.plan, "consulent"
        )
        assert [job.person for job in years_of(centres.leieland, YEAR)[2].gone] == ["Tine Vos"]
        assert plans.carry_on(centres.director, centres.leieland, YEAR) == []
        assert Plan.objects.filter(board=LEIELAND, is_chosen=True).count() == 3
    page = greet.get(reverse("staffing_years", args=[LEIELAND, YEAR])).content.decode()
    assert "staat er nog in" in page


def test_a_centre_without_a_plan_has_three_years_without_a_formation(centres, greet) -> None:
    page = greet.get(reverse("staffing_years", args=[LEIELAND, "2030-2031"])).content.decode()
    assert page.count("Nog geen formatie") == 3
    assert "De ontbrekende jaren maken" not in page
    assert greet.get(reverse("staffing_years", args=[LEIELAND, "abc"])).status_code == 404
    assert greet.get(reverse("staffing_years_now", args=[LEIELAND])).status_code == 302


def test_a_leave_of_another_centre_is_not_there(centres, greet) -> None:
    theirs = centres.theirs.jobs.first().member
    leave = members.add_leave(centres.other, theirs, {"starts_on": date(2017, 1, 9), "fraction": Decimal(1)})
    for name, pk in (("staffing_person", theirs.pk), ("staffing_leave_new", theirs.pk)):
        assert greet.get(reverse(name, args=[pk])).status_code == 404
    assert greet.post(reverse("staffing_leave_remove", args=[leave.pk])).status_code == 404
