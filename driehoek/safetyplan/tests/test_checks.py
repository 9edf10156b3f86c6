"""What comes back at De Beuk: terms of the lawbook, findings that become measures, duties (SAF-2, SAF-3, SAF-5)."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.safety.models import Incident, RegisterReview
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.actions.due import settle
from driehoek.safetyplan.models import Measure, Risk, Turn
from driehoek.safetyplan.queries import gathering, norms, risks, turns
from lawbook.netherlands import safety as law

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _on_that_day(time_machine) -> None:
    time_machine.move_to("2026-11-22T10:00+01:00", tick=False)


@pytest.fixture
def petra(cast, client):
    client.force_login(cast.petra)
    return client


def record(client, school, kind: str, **changed: str):
    data = {"done_on": "2026-11-20", "done_by": "Petra en de GGD", "result": "good", **changed}
    return client.post(reverse("check_record", args=[kind]) + f"?school={school.pk}", data)


def test_every_kind_with_a_term_is_one_the_lawbook_knows() -> None:
    known = set(law.Check.__args__)
    assert {kind.code for kind in catalogue.kinds().values() if kind.term == "check"} <= known


def test_a_yearly_check_is_due_a_year_after_the_last(cast, petra) -> None:
    record(petra, cast.beuk, "playground", done_on="2025-12-01")
    found = {one.kind.code: one for one in turns.standings(cast.beuk, TODAY)}
    assert found["playground"].due == date(2026, 12, 1)
    assert (found["gas"].due, found["gas"].never) == (date(2027, 1, 3), True)


def test_the_duty_comes_six_weeks_before_and_recording_discharges_it(cast, petra) -> None:
    record(petra, cast.beuk, "playground", done_on="2025-12-01")
    duty = Duty.objects.open().get(code="do_safety_check")
    assert (duty.holder, duty.due) == ("prevention_officer", date(2026, 12, 1))
    assert petra.get(reverse("duty", args=[duty.pk])).status_code == 200
    record(petra, cast.beuk, "playground")
    duty.refresh_from_db()
    assert duty.evidence["on"] == "2026-11-20"
    assert not Duty.objects.open().filter(code="do_safety_check").exists()


def test_withdrawing_a_check_opens_its_duty_again(cast, petra) -> None:
    record(petra, cast.beuk, "playground", done_on="2025-12-01")
    record(petra, cast.beuk, "playground")
    mistaken = Turn.objects.get(done_on=date(2026, 11, 20))
    petra.post(reverse("turn_withdraw", args=[mistaken.pk]), {"why": "verkeerde school"})
    assert Duty.objects.open().get(code="do_safety_check").due == date(2026, 12, 1)


def test_what_is_not_in_order_becomes_a_measure_once(cast, petra) -> None:
    assert record(petra, cast.beuk, "playground", item_ground="no").context["form"].errors["result"]
    record(petra, cast.beuk, "playground", item_ground="no", result="findings")
    record(petra, cast.beuk, "playground", item_ground="no", result="findings")
    assert Measure.objects.get().what == "Niet in orde: De ondergrond vangt een val op"


def test_remarks_need_words_and_no_check_is_done_tomorrow(cast, petra) -> None:
    assert record(petra, cast.beuk, "gas", result="bad").context["form"].errors["findings"]
    assert record(petra, cast.beuk, "gas", done_on="2026-11-23").context["form"].errors["done_on"]
    assert not Turn.objects.exists()


def test_a_planned_drill_becomes_the_one_that_was_held(cast, petra) -> None:
    petra.post(reverse("check_plan", args=["evacuation_drill"]), {"planned_on": "2026-11-22"})
    record(petra, cast.beuk, "evacuation_drill", done_on="2026-11-22", field_minutes="4", field_went_well="Rustig")
    held = Turn.objects.get()
    assert (held.planned_on, held.done_on, held.details["minutes"]) == (TODAY, TODAY, 4)
    assert "Rustig" in petra.get(reverse("drills")).content.decode()


def test_the_toilets_are_counted_by_the_plan_and_too_few_are_named(cast, petra) -> None:
    record(
        petra,
        cast.beuk,
        "building",
        field_women="31",
        field_women_toilets="2",
        field_largest_room="101",
        field_largest_room_exits="1",
        field_screen_run="2",
        result="findings",
    )
    found = {one.what: one for one in norms.of(Turn.objects.get())}
    toilets, exits, screen = found.values()
    assert (toilets.asked, toilets.met) == ("ten minste 3", False)
    assert (exits.asked, exits.met) == ("ten minste 2", False)
    assert screen.met
    assert petra.get(reverse("turn", args=[Turn.objects.get().pk])).status_code == 200


def test_the_group_in_the_gym_is_measured_against_the_schools_own_norm(cast, petra) -> None:
    record(petra, cast.beuk, "pe_hall", field_largest_group="31", field_norm="30", result="bad")
    assert not norms.of(Turn.objects.get())[0].met


def test_what_becomes_known_later_is_added_and_what_was_said_stays(cast, petra) -> None:
    """SAF-2, SAF-3: the team evaluates days after the drill, the service reviews weeks after the inventory."""
    record(petra, cast.beuk, "evacuation_drill", done_on="2026-11-10", field_minutes="6")
    turn = Turn.objects.get()
    address = reverse("turn_later", args=[turn.pk])
    assert "field_minutes" not in petra.get(address).context["form"].fields
    for wrong in ({"field_evaluated_on": "2026-11-23"}, {"field_evaluated_on": "2026-11-09"}, {}):
        assert petra.post(address, wrong).status_code in {200, 422}
    told = {"field_evaluated_on": "2026-11-20", "field_minutes": "3", "remark": "De deur klemde."}
    page = petra.post(address, told, follow=True).content.decode()
    assert "vrijdag 20 november 2026" in page
    assert "De deur klemde." in page
    turn.refresh_from_db()
    assert turn.details["minutes"] == 6
    assert [one["on"] for one in turn.details["later"]] == ["2026-11-22"]
    petra.post(reverse("turn_withdraw", args=[turn.pk]), {"why": "verkeerde school"})
    assert petra.get(address).status_code == 404


def test_water_is_flushed_on_the_first_school_day_after_the_next_holiday(cast, petra) -> None:
    """Christmas holidays of 2026-2027 in the south end on Sunday 3 January."""
    record(petra, cast.beuk, "water", done_on="2026-11-02")
    assert turns.one(cast.beuk, "water", TODAY).due == date(2027, 1, 4)


def test_the_inventory_is_due_after_four_years_and_five_is_named_too(cast, petra) -> None:
    """Safety plan: four years in the introduction, five in 9.2; the stricter counts."""
    record(petra, cast.beuk, "rie", done_on="2022-12-05")
    found = turns.one(cast.beuk, "rie", TODAY)
    assert found.due == date(2026, 12, 5)
    page = petra.get(reverse("risks")).content.decode()
    assert "5 december 2026" in page
    assert "5 december 2027" in page


def test_without_an_inventory_an_inspection_fines_and_without_terms_it_warns(cast, petra) -> None:
    assert risks.inspection(cast.beuk, None, TODAY).status == "fine"
    ticks = {f"item_{one.code}": "yes" for one in catalogue.kinds()["rie"].items}
    record(petra, cast.beuk, "rie", field_reviewed_on="2026-11-21", field_service="Arbodienst", **ticks)
    Measure.objects.create(board_id=cast.beuk.board_id, school=cast.beuk, what="Hoek zichtbaar maken", owner="director")
    last = turns.one(cast.beuk, "rie", TODAY).last
    warned = risks.inspection(cast.beuk, last, TODAY)
    assert (warned.status, warned.months, len(warned.missing)) == ("warning", 3, 1)
    Measure.objects.update(due=date(2027, 1, 1))
    assert risks.inspection(cast.beuk, last, TODAY).status == "ok"


def test_repeated_incidents_at_a_place_raise_its_risk_and_an_unnamed_place_is_shown(cast, petra) -> None:
    for day in (2, 3, 4):
        Incident.objects.create(
            board_id=cast.beuk.board_id,
            school=cast.beuk,
            happened_at=f"2026-11-{day:02}T10:30+01:00",
            place="playground",
            is_physical=True,
            reported_by=cast.petra,
        )
    assert any(one.place == "playground" for one in risks.unseen(cast.beuk.pk, TODAY))
    petra.post(
        reverse("risk_new"),
        {
            "topic": "playground",
            "what": "Vechten achter de schuur",
            "likelihood": "3",
            "effect": "3",
            "place": "playground",
        },
    )
    found = risks.one(Risk.objects.get(), TODAY)
    assert (found.risk.weight, found.weight, found.incidents) == (9, 12, 3)
    assert not any(one.place == "playground" for one in risks.unseen(cast.beuk.pk, TODAY))


def test_a_measure_is_followed_done_and_open_again(cast, petra) -> None:
    risk = Risk.objects.create(
        board_id=cast.beuk.board_id,
        school=cast.beuk,
        topic="noise",
        what="Lawaai in de hal",
        likelihood=2,
        effect=2,
        found_on=TODAY,
    )
    petra.post(reverse("risk", args=[risk.pk]), {"what": "Gordijnen", "owner": "director", "due": "2026-12-01"})
    made = Measure.objects.get()
    assert Duty.objects.open().get(code="do_plan_measure").due == date(2026, 12, 1)
    address = reverse("measure", args=[made.pk])
    assert petra.post(address, {"text": "Klaar", "done_on": "2099-01-01"}).status_code == 422
    petra.post(address, {"text": "Besteld"})
    petra.post(address, {"text": "Hangt", "done_on": "2026-11-22"})
    assert not Duty.objects.open().filter(code="do_plan_measure").exists()
    assert made.notes.count() == 2


def test_a_closed_risk_stays_to_be_read(cast, petra) -> None:
    risk = Risk.objects.create(
        board_id=cast.beuk.board_id,
        school=cast.beuk,
        topic="noise",
        what="Lawaai",
        likelihood=2,
        effect=2,
        found_on=TODAY,
    )
    petra.post(reverse("risk_close", args=[risk.pk]), {"why": "Gordijnen hangen"})
    assert not risks.weighed(cast.beuk.pk, TODAY)
    assert "Gordijnen hangen" in petra.get(reverse("risks")).content.decode()
    petra.post(reverse("risk_reopen", args=[risk.pk]))
    assert len(risks.weighed(cast.beuk.pk, TODAY)) == 1


def test_settling_again_changes_nothing_and_a_teacher_changes_nothing(cast, petra, client) -> None:
    record(petra, cast.beuk, "playground", done_on="2025-12-01")
    before = list(Duty.objects.values())
    settle(cast.beuk, TODAY)
    assert list(Duty.objects.values()) == before
    client.force_login(cast.fenna)
    assert client.get(reverse("checks")).status_code == 200
    assert record(client, cast.beuk, "gas").status_code == 404
    assert actor_of(cast.fenna).may("plan.read")


def test_other_boards_see_nothing_of_it(cast, petra, client) -> None:
    record(petra, cast.beuk, "playground")
    client.force_login(cast.mallory)
    assert client.get(reverse("turn", args=[Turn.objects.get().pk])).status_code == 404
    assert client.get(reverse("checks") + f"?school={cast.beuk.pk}").status_code == 404


def test_time_alone_brings_a_check_onto_the_list_of_a_school(cast, petra) -> None:
    record(petra, cast.beuk, "playground", done_on="2026-11-02")
    assert not Duty.objects.open().filter(code="do_safety_check").exists()
    call_command("plan_duties", on=date(2027, 10, 1), stdout=StringIO())
    call_command("plan_duties", on=date(2027, 10, 1), stdout=StringIO())
    assert Duty.objects.open().get(code="do_safety_check").due == date(2027, 11, 2)


FAILING = {
    "emergency_lighting": {"lux": "0", "seconds": "20", "minutes": "30"},
    "building": {"women": "31", "women_toilets": "2", "largest_room": "101", "largest_room_exits": "1",
                 "screen_run": "3"},
    "pe_hall": {"largest_group": "31", "norm": "30"},
}  # fmt: skip


@pytest.mark.parametrize(("kind", "measured"), FAILING.items())
def test_what_falls_short_of_a_norm_is_not_in_order_and_becomes_a_measure_with_a_term(cast, petra, kind, measured):
    told = {f"field_{code}": value for code, value in measured.items()}
    assert "result" in record(petra, cast.beuk, kind, **told).context["form"].errors
    assert not Turn.objects.exists()
    record(petra, cast.beuk, kind, **told, result="bad")
    short = [one for one in norms.of(Turn.objects.get()) if not one.met]
    assert short
    assert Measure.objects.count() == len(short)
    assert not Measure.objects.filter(due=None).exists()


def test_what_was_never_done_is_due_six_weeks_after_the_first_day_in_one_duty_per_owner_and_the_inventory_at_once(cast):
    settle(cast.beuk, TODAY)
    duties = dict(Duty.objects.open().values_list("code", "due"))
    assert duties == {
        "do_first_checks": date(2027, 1, 3),
        "do_first_inventory": TODAY,
        "adopt_safety_plan": date(2027, 1, 3),
    }
    assert {row.kind.code for row in turns.standings(cast.beuk, TODAY) if row.never} == {
        code for code, kind in catalogue.kinds().items() if kind.term
    }
    late = gathering.late_checks([cast.beuk], date(2027, 1, 4))
    with_term = sum(kind.term in {"check", "inventory"} for kind in catalogue.kinds().values())
    assert late[cast.beuk.pk] == with_term


def test_a_look_at_the_accident_register_is_the_check_of_it(cast):
    settle(cast.beuk, TODAY)
    RegisterReview.objects.create(
        board_id=cast.beuk.board_id,
        school=cast.beuk,
        year=2026,
        on=date(2026, 11, 2),
        conclusions="Niets bijzonders.",
        recorded_by=cast.petra,
    )
    found = turns.one(cast.beuk, "accident_register", TODAY)
    assert (found.last.done_on, found.due, found.never) == (date(2026, 11, 2), date(2027, 11, 2), False)
