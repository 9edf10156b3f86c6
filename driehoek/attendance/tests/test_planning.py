"""Absences settled beforehand stand in the class and in the counts on their days, and vanish when taken back (F25)."""

import json
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driehoek.access.queries import actor_of
from driehoek.attendance import planning
from driehoek.attendance.actions import Change, ground_of, record
from driehoek.attendance.models import Absence, AbsenceVersion, PlannedAbsence
from driehoek.attendance.planning import Plan, plan_absence, withdraw_planned
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from tests.cast import MONDAY

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
SUSPENDED = Plan("suspended", MONDAY, FRIDAY, document_on=date(2026, 11, 20))


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=False)


@pytest.fixture
def rita(cast):
    return actor_of(cast.rita)


def absent():
    rows = Absence.objects.filter(state="absent").order_by("day", "part")
    return [(row.day, row.part, row.reason) for row in rows]


def tap(client, cast, **more):
    body = {"changes": [{"pupil": cast.adam.pk.hex, "part": "am", "state": "present", **more}]}
    url = f"/class/{cast.class_3a.pk}/{MONDAY}/save/"
    return client.post(url, json.dumps(body), content_type="application/json").json()


def test_a_suspension_stands_on_each_of_its_half_days_with_its_document(cast, rita):
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    assert len(absent()) == 9  # Wednesday afternoon has no lessons
    row = Absence.objects.first()
    assert (row.reason, row.document, row.document_on) == ("suspended", "discipline_decision", date(2026, 11, 20))
    assert Line.objects.get(act="attendance.plan").pupil_id == cast.adam.pk


def test_telling_it_twice_changes_nothing(cast, rita):
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    before = list(Absence.objects.order_by("pk").values())
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    assert list(Absence.objects.order_by("pk").values()) == before
    assert PlannedAbsence.objects.count() == 1


def test_taken_back_it_vanishes_and_what_was_known_before_stands_again(cast, rita):
    told = Change(cast.adam.pk, MONDAY, "am", "absent", None, {"reported_by": "mama"})
    record(rita, ground_of(cast.lindeboom), [told], about=cast.adam)
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    assert absent()[0] == (MONDAY, "am", "suspended")
    withdraw_planned(rita, cast.adam, "case:1")
    assert absent() == [(MONDAY, "am", "not_yet_known")]
    assert Absence.objects.get(state="absent").reported_by == "mama"
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    assert len(absent()) == 9


def test_a_changed_plan_keeps_the_days_both_have(cast, rita):
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED._replace(last_day=TUESDAY)])
    assert {day for day, _, _ in absent()} == {MONDAY, TUESDAY}


def test_a_weekly_pattern_stands_on_its_half_days_alone(cast, rita):
    plan = Plan("rehabilitation", MONDAY, date(2026, 12, 11), pattern=("1am", "3pm"))
    plan_absence(rita, cast.adam, "case:2", [plan])
    assert [(day.day, part) for day, part, _ in absent()] == [
        (24, "am"),
        (26, "pm"),
        (1, "am"),
        (3, "pm"),
        (8, "am"),
        (10, "pm"),
    ]


def test_without_a_last_day_it_goes_to_the_end_of_the_school_year(cast, rita):
    plan_absence(rita, cast.adam, "case:3", [Plan("excluded", MONDAY)])
    assert absent()[-1][0] == date(2027, 6, 30)


def test_hours_are_said_in_the_class_and_the_child_counts_as_present(cast, client, rita):
    plan = Plan("rehabilitation", MONDAY, FRIDAY, pattern=("0am",), since=time(10), until=time(11))
    plan_absence(rita, cast.adam, "case:2", [plan])
    assert not absent()
    client.force_login(cast.kathleen)
    page = client.get(f"/class/{cast.class_3a.pk}/{MONDAY}/").content.decode()
    assert "10:00–11:00" in page
    assert page.count('value="present" checked') == 4
    assert tap(client, cast, state="absent", version=1)["saved"]  # ill that day: nothing to ask


def test_an_unexplained_absence_is_explained_by_the_plan_and_its_duties_go(cast, rita):
    ground = ground_of(cast.lindeboom)
    unlawful = {"reason": "unauthorised"}
    record(rita, ground, [Change(cast.adam.pk, MONDAY, "am", "absent", None, unlawful)], about=cast.adam)
    assert Duty.objects.open().exists()
    plan_absence(rita, cast.adam, "case:4", [Plan("personal", MONDAY, MONDAY)])
    assert not Duty.objects.open().exists()


def test_an_illness_with_its_certificate_is_not_overwritten(cast, rita):
    ill = {"reason": "ill_certificate", "document": "medical_certificate"}
    record(rita, ground_of(cast.lindeboom), [Change(cast.adam.pk, MONDAY, "am", "absent", None, ill)], about=cast.adam)
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    assert absent()[0] == (MONDAY, "am", "ill_certificate")
    withdraw_planned(rita, cast.adam, "case:1")
    assert absent() == [(MONDAY, "am", "ill_certificate")]


def test_the_class_shows_it_filled_in_and_a_tap_on_top_of_it_is_asked_about(cast, client, rita):
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    client.force_login(cast.kathleen)
    page = client.get(f"/class/{cast.class_3a.pk}/{MONDAY}/").content.decode()
    assert "vooraf vastgelegd: " in page
    asked = tap(client, cast, version=1)
    assert asked["conflicts"][0]["planned"]
    assert not asked["saved"]
    assert tap(client, cast, version=1, sure=True)["saved"]
    assert AbsenceVersion.objects.get().reason == "suspended"


def test_without_a_script_it_is_asked_with_a_tick_box(cast, client, rita):
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    client.force_login(cast.kathleen)
    url, field = f"/class/{cast.class_3a.pk}/{MONDAY}/", f"am-{cast.adam.pk.hex}"
    sent = {field: "present", f"seen-{field}": "1 absent "}
    assert "vooraf vastgelegd en blijft staan" in client.post(url, sent, follow=True).content.decode()
    assert absent()[0] == (MONDAY, "am", "suspended")
    client.post(url, {**sent, f"sure-{field}": "on"})
    assert absent()[0] == (MONDAY, "pm", "suspended")


def test_who_has_no_plan_is_not_touched(cast, rita):
    plan_absence(rita, cast.adam, "case:1", [SUSPENDED])
    assert set(Absence.objects.values_list("pupil", flat=True)) == {cast.adam.pk}


PLANS = st.builds(
    Plan,
    reason=st.sampled_from(["suspended", "personal", "rehabilitation"]),
    first_day=st.dates(date(2026, 11, 9), date(2026, 11, 27)),
    last_day=st.dates(date(2026, 11, 27), date(2026, 12, 18)),
    first_part=st.sampled_from(["am", "pm"]),
    last_part=st.sampled_from(["am", "pm"]),
    since=st.none(),
    until=st.none(),
    document_on=st.none(),
    pattern=st.lists(st.sampled_from(["0am", "0pm", "2am", "4pm"]), unique=True).map(tuple),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PLANS, max_size=3), st.lists(PLANS, max_size=3))
def test_whatever_is_planned_and_taken_back_leaves_nobody_absent(cast, rita, first, second):
    plan_absence(rita, cast.adam, "case:1", first)
    plan_absence(rita, cast.adam, "case:2", second)
    calendar = ground_of(cast.lindeboom).calendar
    rows = planning.of_days(cast.adam.board_id, [cast.adam.pk], date(2026, 9, 1), date(2027, 6, 30))
    wanted = {half for one in rows for half in planning.half_days(calendar, one, one.first_day, one.last_day)}
    assert {(day, part) for day, part, _ in absent()} == {tuple(one) for one in wanted}
    withdraw_planned(rita, cast.adam, "case:1")
    withdraw_planned(rita, cast.adam, "case:2")
    assert absent() == []
