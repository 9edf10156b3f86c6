"""Aggression at De Beuk, from the first hour to the end of the ban, with the wrong turns (SAF-9; annex 4)."""

import pytest
from django.urls import reverse

from driehoek.access.models import Appointment
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.procedures.models import Case
from driehoek.procedures.reviewing import settle, sweep
from driehoek.procedures.tests.telling import Teller, can, day, due, event, refused, stands
from tests.cast import MONDAY

CODE = "nl.aggression"
HANDLING = ("director", "prevention_officer")
WHAT = {"who": "parent", "offender": "M. de Wit", "kind": "verbal", "description": "Schold.", "place": "hal",
        "staff": "Fenna Visser"}  # fmt: skip
REPORT = event("report", "2026-11-23", **WHAT)
BAN = {"ban_ground": "threat_or_violence", "first_day": "2026-11-23", "last_day": "2026-12-23",
       "area": "gebouw en plein", "contact_person": "Bas", "staff_heard": True, "reasons": "Dat kan niet."}  # fmt: skip


def report(**facts):
    return event("report", "2026-11-23", **{**WHAT, **facts})


def test_the_talks_come_the_same_day_after_3_to_4_days_4_to_5_weeks_half_a_year_and_stay_on_the_agenda_for_a_year():
    where = stands(CODE, [REPORT], "2026-11-23", land="nl")
    talks = ("talk_1", "talk_2", "talk_3", "half_year", "on_agenda")
    found = [due(where, code).isoformat() for code in talks]
    assert found == ["2026-11-23", "2026-11-27", "2026-12-28", "2027-05-23", "2027-11-23"]
    later = stands(
        CODE,
        [REPORT, event("talk_1", "2026-11-24", with_whom="Fenna", said="Ja.", enough="yes")],
        "2026-12-01",
        land="nl",
    )
    assert {one.step: one.code for one in later.consequences} == {"talk_1": "late", "talk_2": "missed"}


def test_a_ban_without_a_warning_is_refused_unless_there_was_a_threat_or_violence():
    assert refused(CODE, [REPORT], event("ban", "2026-11-23", **BAN), who=HANDLING, land="nl") == [
        "refused_by_rule",
        "ground_wrong",
    ]
    assert refused(CODE, [report(kind="vandalism")], event("ban", "2026-11-23", **BAN), who=HANDLING, land="nl")
    for kind in ("threat", "violence"):
        assert refused(CODE, [report(kind=kind)], event("ban", "2026-11-23", **BAN), who=HANDLING, land="nl") == []
    warned = report(earlier_warning=True, warned_on="2026-10-01")
    after = event("ban", "2026-11-23", **{**BAN, "ban_ground": "after_warning"})
    assert refused(CODE, [warned], after, who=HANDLING, land="nl") == []


def test_a_pupil_is_not_banned_but_suspended_and_a_ban_does_not_end_before_it_starts():
    ban = event("ban", "2026-11-23", **BAN)
    assert refused(CODE, [report(kind="violence", who="pupil")], ban, who=HANDLING, land="nl") == ["pupil_not_banned"]
    backwards = event("ban", "2026-11-23", **{**BAN, "last_day": "2026-11-20"})
    assert refused(CODE, [report(kind="violence")], backwards, who=HANDLING, land="nl") == ["ends_before"]


def test_the_police_come_after_two_orders_to_leave_or_at_once_in_danger():
    order, call = event("order", "2026-11-23", ordered_by="Bas"), event("police", "2026-11-23", danger=False)
    assert refused(CODE, [REPORT], call, who=HANDLING, land="nl") == ["not_ordered_twice"]
    assert refused(CODE, [REPORT, order], call, who=HANDLING, land="nl") == ["not_ordered_twice"]
    assert refused(CODE, [REPORT, order, order._replace(id="2")], call, who=HANDLING, land="nl") == []
    assert refused(CODE, [REPORT], event("police", "2026-11-23", danger=True), who=HANDLING, land="nl") == []


def test_it_is_always_reported_formally_after_injury_or_damage_and_the_case_waits_for_it():
    told = event("police_report", "2026-11-23", police_form="notification")
    assert refused(CODE, [REPORT], told, who=HANDLING, land="nl") == []
    assert refused(CODE, [report(injury=True)], told, who=HANDLING, land="nl") == ["must_be_declared"]
    talks = [
        event(code, "2026-11-23", with_whom="F", said="x", enough="yes")
        for code in ("talk_1", "talk_2", "talk_3", "half_year")
    ]
    rest = [event("team", "2026-11-23", signals="x"), event("no_letter", "2026-11-23", staff_heard=True, reasons="x")]
    assert stands(CODE, [REPORT, *talks, *rest], "2026-11-23", land="nl").ended is None
    assert stands(CODE, [REPORT, *talks, *rest, told], "2026-11-23", land="nl").ended.code == "over"


def test_a_warning_is_said_first_and_only_the_head_of_school_decides():
    where = stands(CODE, [REPORT], "2026-11-23", land="nl")
    assert "warn" not in can(where)
    warn = event("warn", "2026-11-23", staff_heard=True, reasons="x")
    assert refused(CODE, [REPORT], warn, who=HANDLING, land="nl") == ["not_yet"]
    assert "wrong_person" in refused(CODE, [REPORT], warn, who=("prevention_officer",), land="nl")


@pytest.fixture
def tells(client, time_machine, cast) -> Teller:
    Appointment.objects.update(first_day=day("2020-09-01"))
    return Teller(client, time_machine, cast.petra, "2026-11-23")


def test_a_ban_stands_in_the_register_and_on_the_paper_for_the_staff_room_without_its_reasons(tells, cast, client):
    tells.opens(CODE, school=cast.beuk)
    tells.does("report", **{**WHAT, "kind": "threat", "description": "Dreigde met een mes."})
    tells.on("2026-11-23", cast.bas).does("ban", **BAN)
    page = client.get("/safety/bans/").text
    assert "M. de Wit" in page
    assert "23-12-2026" in page or "23/12/2026" in page or "23 dec" in page
    paper = client.get(f"/safety/bans/print/{cast.beuk.pk}/").text
    assert "M. de Wit" in paper
    assert "gebouw en plein" in paper
    for reason in ("Dat kan niet.", "Dreigde", "bedreiging"):
        assert reason not in paper
    assert Line.objects.filter(act="bans.print", subject_id=cast.beuk.pk).count() == 1
    tells.on("2027-01-04", cast.bas)
    assert "Niemand heeft een toegangsverbod" in client.get("/safety/bans/").text
    assert tells.is_refused("ban_ended", on="2026-12-20")
    tells.does("ban_ended")
    assert "M. de Wit" in client.get("/safety/bans/").text  # among the past ones


def test_the_register_and_its_print_are_not_there_for_a_teacher_or_another_board(client, cast):
    for user in (cast.fenna, cast.mallory):
        client.force_login(user)
        assert client.get(f"/safety/bans/print/{cast.beuk.pk}/").status_code == 404
    client.force_login(cast.fenna)
    assert client.get("/safety/bans/").status_code == 404
    assert client.get("/safety/bans/review/2026/").status_code == 404


def test_the_review_weeks_are_a_duty_of_the_prevention_officer_once(cast, client):
    settle(cast.beuk, MONDAY)
    settle(cast.beuk, MONDAY)
    rows = Duty.objects.filter(rule="nl.aggression.review_meetings", withdrawn_at=None)
    assert [(row.holder, row.earliest.isoformat(), row.due.isoformat()) for row in rows] == [
        ("prevention_officer", "2027-01-04", "2027-01-10")
    ]
    client.force_login(cast.petra)
    assert "/safety/bans/review/2027/" in client.get(f"/duties/{rows[0].pk}/").text


def test_the_director_holds_the_review_where_there_is_no_prevention_officer(cast):
    Appointment.objects.filter(user=cast.petra).delete()
    assert sweep(MONDAY) >= 1
    assert Duty.objects.get(rule="nl.aggression.review_meetings").holder == "director"


def test_the_review_counts_the_half_year_and_names_the_talks_that_were_not_held(tells, cast, client):
    tells.opens(CODE, school=cast.beuk)
    tells.does("report", **WHAT)
    tells.on("2027-01-05", cast.petra)
    page = client.get("/safety/bans/review/2027/").text
    assert "1 geval van agressie" in page
    assert "Eerste gesprek" in page
    assert client.get("/safety/bans/review/1500/").status_code == 404


def test_the_duties_of_the_talks_go_to_the_head_of_school(tells, cast):
    tells.opens(CODE, school=cast.beuk)
    tells.does("report", **WHAT)
    rows = Duty.objects.filter(origin=Case.objects.get().duties_origin).order_by("due")
    assert [row.code for row in rows] == [
        "aggression_first_talk",
        "aggression_second_talk",
        "aggression_third_talk",
        "aggression_inventory",
        "aggression_on_the_agenda",
    ]
    assert rows[1].earliest == day("2026-11-26")


def test_a_flemish_school_gets_the_talks_as_advice_and_no_register(tells, cast, client):
    tells.on("2026-11-23", cast.rita)
    page = client.get("/safety/bans/").text
    assert "geen register van toegangsverboden" in page
    tells.opens("be.aggression", school=cast.lindeboom)
    tells.does("report", **WHAT)
    assert "Tweede gesprek, na 3 tot 4 dagen" in tells.page()
    tells.does("police", danger=False)  # the two orders to leave are of the Dutch protocol
    assert not Duty.objects.filter(rule="nl.aggression.review_meetings").exists()
    where = stands("be.aggression", [REPORT], "2026-11-23")
    assert due(where, "talk_2").isoformat() == "2026-11-27"
    assert "ban" not in can(where)


def test_a_year_before_the_plan_has_no_weeks_and_no_error(cast, client) -> None:
    client.force_login(cast.bas)
    assert client.get(reverse("bans_review", args=[2015])).status_code == 200
