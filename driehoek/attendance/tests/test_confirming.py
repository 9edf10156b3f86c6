"""When a class can be confirmed, what undoes it, and what its figures say of before (ATT-1, ATT-11)."""

from datetime import date

import pytest

from driehoek.attendance.models import Register
from tests.cast import child

from .test_class import absent, page_of, tap


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=False)


def test_the_afternoon_is_confirmed_once_the_morning_is_over_and_not_before(cast, client, time_machine):
    """By the hours of the school; a page that stayed open shows the button then, and the server says the same."""
    client.force_login(cast.kathleen)
    assert tap(client, cast.class_3a, confirm=["am", "pm"]).json()["confirmed"] == ["am"]
    client.post(page_of(cast.class_3a), {"confirm": "pm"})
    assert list(Register.objects.values_list("part", flat=True)) == ["am"]
    assert 'data-from="' in client.get(page_of(cast.class_3a)).content.decode()
    assert tap(client, cast.class_3a, day=date(2026, 11, 20), confirm=["pm"]).json()["confirmed"] == ["pm"]
    time_machine.move_to("2026-11-23T12:30:00+01:00", tick=False)
    client.force_login(cast.kathleen)
    assert tap(client, cast.class_3a, confirm=["pm"]).json()["confirmed"] == ["pm"]


def test_the_figures_of_a_class_begin_where_attendance_began_and_stand_in_the_order_of_a_list(cast, client):
    for number, name in enumerate(("Zeger Aerts", "Anna Zoets")):
        given, family = name.split()
        child(cast.class_3a, given, family, date(2018, 3, 1), f"z{number}")
    absent(cast.adam, date(2026, 11, 16), reason="ill_note")
    client.force_login(cast.kathleen)
    page = client.get(f"/class/{cast.class_3a.pk}/year/").content.decode()
    assert page.index("Zeger Aerts") < page.index("Anna Zoets")
    assert "sinds maandag 16 november 2026" in page
    assert "sep" not in page.split("Per kind")[0].split("Halve dagen afwezig")[-1]
