"""Somebody stands at every post, or somebody must be named (SAF-16; safety plan 6)."""

from datetime import date, time

import pytest
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.duties.models import Duty
from driehoek.safetyplan.models.supervision import Away, Post, Replacement
from tests.cast import LEIE, MEIERIJ, MONDAY, appoint, person


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to("2026-11-23T08:00:00+01:00", tick=False)


@pytest.fixture
def shed(cast) -> Post:
    """Kathleen stands at the bicycle shed on Tuesdays."""
    return Post.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        weekday=1,
        moment="noon",
        begins=time(12, 5),
        ends=time(12, 35),
        place="Fietsenstalling",
        is_risk=True,
        attention="Achter de muur kijken",
        person=cast.kathleen,
        first_day=date(2026, 9, 1),
    )


def cannot(client, school, first="2026-11-24", last="2026-11-24", **more):
    return client.post(reverse("supervision_away", args=[school.pk]), {"first_day": first, "last_day": last, **more})


def entered(cast, **changed):
    return {
        "weekday": "1",
        "moment": "noon",
        "begins": "12:05",
        "ends": "12:35",
        "place": "Poort",
        "person": str(cast.tom.pk),
        "first_day": "2026-11-23",
        "attention": "",
        **changed,
    }


def test_kathleen_cannot_and_until_tom_is_named_the_secretariat_has_a_duty(cast, client, shed) -> None:
    client.force_login(cast.kathleen)
    cannot(client, cast.lindeboom)
    duty = Duty.objects.open().get(code="replace_supervisor")
    assert (duty.holder, duty.due) == ("secretariat", date(2026, 11, 24))
    client.force_login(cast.sam)
    part = client.get(reverse("supervision")).context["schools"][0]
    assert [(one.day, one.post) for one in part["gaps"]] == [(date(2026, 11, 24), shed)]
    client.post(reverse("supervision_replace", args=[shed.pk, "2026-11-24"]), {"person": str(cast.tom.pk)})
    assert not Duty.objects.open().filter(code="replace_supervisor").exists()
    client.force_login(cast.tom)
    assert [(one.day, one.instead_of) for one in client.get(reverse("supervision")).context["mine"]] == [
        (date(2026, 11, 24), cast.kathleen)
    ]


def test_who_was_named_and_then_cannot_leaves_the_gap_open_again_when_unnamed(cast, client, shed) -> None:
    client.force_login(cast.sam)
    cannot(client, cast.lindeboom, person=str(cast.kathleen.pk))
    client.post(reverse("supervision_replace", args=[shed.pk, "2026-11-24"]), {"person": str(cast.tom.pk)})
    client.post(reverse("supervision_unreplace", args=[Replacement.objects.get().pk]))
    assert Duty.objects.open().filter(code="replace_supervisor").exists()


def test_an_absence_that_is_taken_back_frees_the_replacement_and_ends_the_duty(cast, client, shed) -> None:
    client.force_login(cast.sam)
    cannot(client, cast.lindeboom, person=str(cast.kathleen.pk))
    client.post(reverse("supervision_replace", args=[shed.pk, "2026-11-24"]), {"person": str(cast.tom.pk)})
    client.force_login(cast.kathleen)
    client.post(reverse("supervision_back", args=[Away.objects.get().pk]))
    assert not Replacement.objects.exists()
    assert [one.post for one in client.get(reverse("supervision")).context["mine"]] == [shed]
    assert not Duty.objects.open().filter(code="replace_supervisor").exists()


def test_only_school_days_leave_a_gap(cast, client, shed) -> None:
    client.force_login(cast.kathleen)
    cannot(client, cast.lindeboom, "2026-12-22", "2027-01-03")
    assert not Duty.objects.filter(code="replace_supervisor").exists()


def test_a_colleague_who_stands_elsewhere_or_cannot_is_no_replacement(cast, client, shed) -> None:
    client.force_login(cast.sam)
    client.post(reverse("supervision_post_new", args=[cast.lindeboom.pk]), entered(cast))
    cannot(client, cast.lindeboom, person=str(cast.kathleen.pk))
    address = reverse("supervision_replace", args=[shed.pk, "2026-11-24"])
    assert client.post(address, {"person": str(cast.tom.pk)}).context["form"].errors["person"]
    cannot(client, cast.lindeboom, person=str(cast.zoe.pk))
    assert client.post(address, {"person": str(cast.zoe.pk)}).context["form"].errors["person"]
    assert client.post(address, {"person": str(cast.bas.pk)}).context["form"].errors["person"]
    assert not Replacement.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends": "12:00"}, "ends"),
        ({"is_risk": "on"}, "attention"),
        ({"person": ""}, "person"),
        ({"weekday": "6"}, "weekday"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, client, changed, field) -> None:
    client.force_login(cast.rita)
    answer = client.post(reverse("supervision_post_new", args=[cast.lindeboom.pk]), entered(cast, **changed))
    assert field in answer.context["form"].errors
    assert not Post.objects.exists()


def test_nobody_stands_in_two_places_at_once(cast, client, shed) -> None:
    client.force_login(cast.rita)
    answer = client.post(
        reverse("supervision_post_new", args=[cast.lindeboom.pk]), entered(cast, person=str(cast.kathleen.pk))
    )
    assert "Fietsenstalling" in answer.context["form"].errors["person"][0]


def test_a_teacher_reads_the_roster_and_changes_nothing_and_another_school_sees_nothing(cast, client, shed) -> None:
    client.force_login(cast.tom)
    assert b"Fietsenstalling" in client.get(reverse("supervision_print", args=[cast.lindeboom.pk])).content
    assert client.get(reverse("supervision_post", args=[shed.pk])).status_code == 404
    assert client.get(reverse("supervision_replace", args=[shed.pk, "2026-11-24"])).status_code == 404
    client.force_login(cast.bas)
    assert client.get(reverse("supervision_print", args=[cast.lindeboom.pk])).status_code == 404
    assert b"Fietsenstalling" not in client.get(reverse("supervision")).content


def test_a_day_that_is_none_or_without_school_is_not_there(cast, client, shed) -> None:
    client.force_login(cast.sam)
    for day in ("2026-11-25", "2026-12-29", "today"):
        assert client.get(reverse("supervision_replace", args=[shed.pk, day])).status_code == 404


def test_a_teacher_says_it_for_oneself_alone(cast, client, shed) -> None:
    client.force_login(cast.tom)
    cannot(client, cast.lindeboom, person=str(cast.kathleen.pk))
    assert Away.objects.get().person == cast.tom


def test_a_post_that_ended_is_shown_until_its_day(cast, client, shed) -> None:
    client.force_login(cast.rita)
    client.post(reverse("supervision_post_end", args=[shed.pk]))
    shed.refresh_from_db()
    assert shed.last_day == MONDAY
    assert client.get(reverse("supervision")).context["schools"][0]["gaps"] == []


def test_where_there_is_no_secretariat_the_direction_names_somebody_and_the_plan_is_the_source(cast, client) -> None:
    guard = person("Gerda", "Wacht")
    appoint(guard, Function.SUPPORT_TEACHER, MEIERIJ, school=cast.beuk, group=cast.groep_5)
    Post.objects.create(
        board_id=MEIERIJ,
        school=cast.beuk,
        weekday=1,
        moment="noon",
        begins=time(12),
        ends=time(12, 30),
        place="Plein",
        person=cast.fenna,
        first_day=date(2026, 9, 1),
    )
    client.force_login(cast.fenna)
    cannot(client, cast.beuk)
    duty = Duty.objects.open().get(code="replace_supervisor")
    assert (duty.holder, duty.source["article"]) == ("director", "6")
