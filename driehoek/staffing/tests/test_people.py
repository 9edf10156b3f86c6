"""A person of a centre is who they are, not how they are written (STA-5)."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from driehoek.access.models import Appointment
from driehoek.staffing import spreadsheet
from driehoek.staffing.actions import jobs, members, plans
from driehoek.staffing.models import Formation, Job, JobKind, Member, Step
from driehoek.staffing.queries.people import people_of
from driehoek.staffing.queries.plans import sheet

from .conftest import LEIELAND, SCHELDELAND, YEAR, all_centres
from .test_faults import counsellor


@pytest.fixture
def greet(centres, client):
    client.force_login(centres.greet)
    return client


def person(centres, name: str, born: date | None = None) -> Member:
    return members.keep(centres.director, Member(board_id=LEIELAND, name=name, born_on=born))


def given(centres, member: Member, office: str = "consulent", kind: str = JobKind.PERMANENT, **more) -> Job:
    facts = {"office": office, "member": member, "fraction": Decimal("0.5"), "kind": kind, **more}
    return jobs.add(centres.director, centres.plan, facts)


@pytest.fixture
def two(centres) -> tuple[Member, Member]:
    """Two of one name, each with a job."""
    pks = [person(centres, "An Peeters", day).pk for day in (date(1980, 5, 3), date(1991, 12, 24))]
    first, second = (Member.objects.get(pk=pk) for pk in pks)
    for one in (first, second):
        given(centres, one)
    return first, second


BOTH = ("An Peeters (°3/5/1980)", "An Peeters (°24/12/1991)")


def test_a_corrected_name_keeps_jobs_service_leave_replacement_and_what_undo_takes_back(centres, greet) -> None:
    job = counsellor(centres, centres.plan, "Tine Vosch")
    member = job.member
    members.add_leave(centres.director, member, {"starts_on": date(2017, 1, 9), "fraction": Decimal(1)})
    given(centres, person(centres, "Vera Wils"), kind=JobKind.REPLACEMENT, replaced=member)
    plans.keep(centres.director, centres.plan, Formation.Event.SENT, date(2016, 10, 5))
    gone = given(centres, member, office="medewerker")
    jobs.remove(centres.director, gone)
    said = {"name": "Tine Vos", "in_service_since": "2009-09-01", "born_on": ""}
    greet.post(reverse("staffing_person", args=[member.pk]), said)
    with all_centres():
        (found,) = [one for one in people_of(centres.plan) if one.member == member.pk]
        assert (found.name, found.since, len(found.leaves)) == ("Tine Vos", date(2009, 9, 1), 1)
        assert [one.person for one in found.replaced_by] == ["Vera Wils"]
        assert found.lost == 0
        assert "change_makes_redundant" not in {one.code for one in sheet(centres.plan).answer.violations}
        jobs.undo(centres.director, centres.plan)
        assert {one.person for one in Job.objects.filter(member=member)} == {"Tine Vos"}
        assert Job.objects.filter(member=member).count() == 2
        jobs.undo(centres.director, centres.plan)
    assert Member.objects.filter(name__startswith="Tine").count() == 1


def test_two_of_one_name_are_two_on_every_page_and_in_what_each_is_told(centres, greet, two) -> None:
    first, second = two
    members.add_leave(centres.director, first, {"starts_on": date(2016, 9, 1), "fraction": Decimal(1)})
    for name, pk in (
        ("staffing_plan", centres.plan.pk),
        ("staffing_people", centres.plan.pk),
        ("staffing_members", LEIELAND),
    ):
        page = greet.get(reverse(name, args=[pk])).content.decode()
        assert all(label in page for label in BOTH)
    with all_centres():
        found = {one.member: one for one in people_of(centres.plan)}
        assert [len(found[one.pk].leaves) for one in (first, second)] == [1, 0]
        assert [found[one.pk].fraction for one in (first, second)] == [Decimal("0.5")] * 2
        scenario = plans.copy(centres.director, centres.plan, YEAR, "zonder een van beiden")
        jobs.remove(centres.director, scenario.jobs.get(member=second))
        moment = plans.choose(centres.director, scenario, "Zuiniger", date(2016, 6, 20))
    assert [one["person"] for one in moment.redundant] == [BOTH[1]]


@pytest.mark.parametrize(
    ("born", "other"),
    [(None, None), (None, date(1980, 5, 3)), (date(1980, 5, 3), None), (date(1980, 5, 3), date(1980, 5, 3))],
)
def test_who_has_the_name_of_another_is_kept_only_with_both_days_of_birth(centres, greet, born, other) -> None:
    person(centres, "An Peeters", born)
    said = {"name": "An Peeters", "born_on": other.isoformat() if other else ""}
    answer = greet.post(reverse("staffing_member_new", args=[LEIELAND]), said)
    assert "Schrijf van beiden de geboortedatum" in answer.content.decode()
    assert Member.objects.filter(name="An Peeters").count() == 1


def test_a_name_that_two_share_is_nobody_until_one_says_whom(centres, greet, two) -> None:
    typed = {"office": "arts", "percent": "50", "kind": "temporary"}
    page = greet.post(
        reverse("staffing_job_add", args=[centres.plan.pk]), {**typed, "person": "An Peeters"}, follow=True
    )
    assert "Twee mensen van het centrum hebben deze naam" in page.content.decode()
    greet.post(reverse("staffing_job_add", args=[centres.plan.pk]), {**typed, "person": BOTH[1]})
    assert Job.objects.get(plan=centres.plan, office="arts", kind="temporary").member == two[1]
    file = b"Ambt;Personeelslid;Procent;Aard\narts;An Peeters;50%;vast\n"
    address = reverse("staffing_plan_import", args=[centres.plan.pk])
    answer = greet.post(address, {"sent": SimpleUploadedFile("plan.csv", file)})
    assert answer.status_code == 422
    assert "Twee mensen van het centrum heten" in answer.content.decode()
    rows = [["arts", "An Peeters", "50%", "permanent", "", "", ""]]
    assert (
        greet.post(reverse("staffing_plan_import_confirm", args=[centres.plan.pk]), {"rows": rows}).status_code == 422
    )


def test_a_plan_with_two_of_one_name_comes_back_from_a_file_as_it_was(centres, two) -> None:
    given(centres, person(centres, "Vera Wils"), kind=JobKind.REPLACEMENT, replaced=two[0])
    before = sorted((one.office, str(one.member_id), str(one.replaced_id)) for one in centres.plan.jobs.all())
    sent = SimpleUploadedFile("plan.csv", spreadsheet.as_csv(centres.plan.jobs.in_order()))
    jobs.replace_all(centres.director, centres.plan, spreadsheet.read(sent).jobs)
    after = sorted((one.office, str(one.member_id), str(one.replaced_id)) for one in centres.plan.jobs.all())
    assert after == before


def test_who_no_longer_shares_a_name_loses_the_day_of_birth_beside_it(centres, two) -> None:
    first, second = two
    second.name = "Anna Peeters"
    members.keep(centres.director, second)
    assert [one.person for one in Job.objects.filter(member__in=two).order_by("pk")] == ["An Peeters", "Anna Peeters"]
    assert Member.objects.get(pk=first.pk).label == "An Peeters"


def test_a_person_may_have_an_account_of_the_centre_and_of_nobody_else(centres, greet) -> None:
    member = person(centres, "Greet Lambert")
    address = reverse("staffing_person", args=[member.pk])
    assert greet.post(address, {"name": "Greet Lambert", "account": centres.omar.pk}).context["form"].errors["account"]
    greet.post(address, {"name": "Greet Lambert", "account": centres.greet.pk})
    with all_centres():
        assert Member.objects.get(pk=member.pk).account == centres.greet
        assert Appointment.objects.filter(user=centres.greet, board=LEIELAND).exists()


def test_the_people_of_another_centre_are_not_there(centres, greet) -> None:
    theirs = Member.objects.filter(board=SCHELDELAND).first()
    for name, pk in (
        ("staffing_person", theirs.pk),
        ("staffing_leave_new", theirs.pk),
        ("staffing_members", SCHELDELAND),
        ("staffing_member_new", SCHELDELAND),
    ):
        assert greet.get(reverse(name, args=[pk])).status_code == 404
    own = centres.plan.jobs.first()
    greet.post(reverse("staffing_job_more", args=[own.pk]), {"member": theirs.pk})
    with all_centres():
        assert Job.objects.get(pk=own.pk).member_id == own.member_id


def test_what_stood_there_by_name_becomes_persons(centres) -> None:
    """A house of the release before: names in jobs, steps and the history, service beside some of them."""
    job = counsellor(centres, centres.plan, "Tine Vos")
    stand_in = counsellor(centres, centres.plan, "Vera Wils", "replacement")
    jobs.change(centres.director, stand_in, {"replaces": "Tine Vos"})
    plans.keep(centres.director, centres.plan, Formation.Event.SENT, date(2016, 10, 5))
    counsellor(centres, centres.plan, "")
    Member.objects.filter(pk=job.member_id).update(in_service_since=date(2009, 9, 1))
    _forget_persons(kept="Tine Vos")
    editor = type("Editor", (), {"connection": connection})
    import_module("driehoek.staffing.migrations.0004_people_of_a_centre").tie(apps, editor)
    with all_centres():
        assert not Job.objects.exclude(person="").filter(member=None).exists()
        assert Job.objects.get(pk=job.pk).member.in_service_since == date(2009, 9, 1)
        assert Job.objects.get(pk=stand_in.pk).replaced.label == "Tine Vos"
        assert Job.objects.filter(person="", member=None).count() == 1
        for _turn in range(4):
            assert jobs.undo(centres.director, centres.plan)
        assert sheet(centres.plan).answer.violations


def _forget_persons(kept: str) -> None:
    """As 0003 kept it."""
    Job.objects.update(member=None, replaced=None)
    Member.objects.exclude(name=kept).delete()
    Member.objects.update(label="")
    for step in Step.objects.all():
        step.changes = [
            {**one, **{side: one[side] and _old(one[side]) for side in ("before", "after")}} for one in step.changes
        ]
        step.save()
    for moment in Formation.objects.all():
        Formation.objects.filter(pk=moment.pk).update(jobs=[_old(one) for one in moment.jobs])


def _old(facts: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if name not in {"member", "replaced"}}
