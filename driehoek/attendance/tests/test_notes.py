"""Parents' notes for illness: four a school year and three days each; beyond that somebody must act (ATT-2, F26)."""

from datetime import date

import pytest

from driehoek.access.queries import actor_of
from driehoek.attendance.actions import Change, ground_of, record
from driehoek.attendance.models import Absence
from driehoek.attendance.sweep import sweep_board
from driehoek.duties.models import Duty
from driehoek.people.models import Brought
from tests.cast import LEIE, MONDAY, YEAR

ILLNESSES = [date(2026, 9, 14), date(2026, 9, 29), date(2026, 10, 13), date(2026, 11, 10), MONDAY]


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=False)


def ill(cast, days, reason="ill_note"):
    changes = [
        Change(cast.adam.pk, day, part, "absent", None, {"reason": reason}) for day in days for part in ("am", "pm")
    ]
    record(actor_of(cast.sam), ground_of(cast.lindeboom), changes, about=cast.adam)


def asked():
    return list(Duty.objects.open().filter(code="ask_certificate").values_list("due", "holder", "pupil__given_name"))


def page(client, cast):
    client.force_login(cast.kathleen)
    return client.get(f"/class/{cast.class_3a.pk}/{MONDAY}/").content.decode()


@pytest.mark.parametrize(("before", "number"), [(0, 4), (0, 5), (2, 2), (2, 3)])
def test_the_fifth_note_of_the_year_warns_and_asks_for_a_certificate(cast, client, before, number):
    if before:
        Brought.objects.create(
            board_id=LEIE,
            pupil=cast.adam,
            school_year=YEAR,
            school_name="x",
            notes=before,
            until=date(2026, 9, 1),
            recorded_by=cast.sam,
        )
    ill(cast, ILLNESSES[-number:])
    used = before + number
    assert bool(asked()) is (used > 4)
    assert f"briefje {used} van 4" in page(client, cast)
    assert ("vraag een attest" in page(client, cast)) is (used > 4)


def test_the_certificate_that_comes_in_takes_the_duty_away(cast, client):
    ill(cast, ILLNESSES)
    assert asked() == [(MONDAY, "secretariat", "Adam")]
    client.force_login(cast.rita)
    assert "Waarom" in client.get(f"/duties/{Duty.objects.get(code='ask_certificate').pk}/").content.decode()
    assert client.get(f"/duties/{Duty.objects.get(code='ask_certificate').pk}/why/").status_code == 200
    ill(cast, [MONDAY], "ill_certificate")
    assert asked() == []


def test_a_note_for_more_than_three_calendar_days_asks_for_a_certificate(cast, client):
    ill(cast, [date(2026, 11, 20)])
    assert asked() == []
    ill(cast, [MONDAY])  # Friday to Monday: four calendar days, told in two reports
    assert [due for due, _who, _name in asked()] == [MONDAY]
    assert "vraag een attest" in page(client, cast)


def test_no_note_is_asked_of_a_nursery_child(cast):
    cast.class_3a.level = "nursery"
    cast.class_3a.save()
    cast.adam.birth_date = date(2022, 4, 9)
    cast.adam.save()
    ill(cast, ILLNESSES)
    assert asked() == []


def test_notes_that_came_in_with_a_list_are_seen_by_the_nightly_sweep(cast):
    Absence.objects.bulk_create(
        Absence(board_id=LEIE, pupil=cast.adam, day=day, part="am", reason="ill_note") for day in ILLNESSES
    )
    sweep_board(LEIE, MONDAY)
    assert len(asked()) == 1
    assert sweep_board(LEIE, MONDAY).changed == 0
