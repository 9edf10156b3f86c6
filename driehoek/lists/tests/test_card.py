"""The school in numbers on the first page of who leads it: each number is a way to what is behind it."""

from datetime import date

import pytest

from driehoek.attendance.models import Absence, Register
from driehoek.attendance.sweep import sweep
from driehoek.journal.models import Line
from tests.cast import LEIE, MEIERIJ, MONDAY


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T10:00:00+01:00", tick=False)


def unauthorised(board, pupil, *days, part="am"):
    Absence.objects.bulk_create(
        Absence(board_id=board, pupil=pupil, day=date(2026, 11, day), part=part, reason="unauthorised") for day in days
    )


def test_rita_sees_who_is_away_which_class_is_not_confirmed_and_what_is_overdue_by_whom(cast, client) -> None:
    for part in ("am", "pm"):
        Absence.objects.create(board_id=LEIE, pupil=cast.adam, day=MONDAY, part=part)
    Absence.objects.create(board_id=LEIE, pupil=cast.ilias, day=MONDAY, part="am", state="late")
    Register.objects.create(board_id=LEIE, group=cast.class_4b, day=MONDAY, part="am")
    unauthorised(LEIE, cast.noor, 16, 17, 18, 19)
    sweep(MONDAY)
    client.force_login(cast.rita)
    (card,) = client.get("/today/school/").context["cards"]
    assert (card.absent, card.late, card.unreported) == (1, 1, 1)
    assert (card.classes, card.unconfirmed, card.near) == (2, 1, 1)
    (late,) = card.overdue
    assert (late.who, late.number) == (str(cast.kathleen), 4)
    assert client.get(late.url).context["heading"].total == 4
    assert not Line.objects.filter(act="attendance.office").exists()


def test_the_card_costs_few_statements_however_many_children(cast, client, django_assert_max_num_queries) -> None:
    client.force_login(cast.rita)
    client.get("/today/school/")
    with django_assert_max_num_queries(25):
        client.get("/today/school/", headers={"HX-Request": "true"})


def test_dutch_hours_near_the_threshold_count_there(cast, client) -> None:
    """Half of the sixteen hours: 3 h 35 a morning, so three mornings are eleven."""
    unauthorised(MEIERIJ, cast.daan, 16, 17, 18)
    cast.beuk.region = "zuid"
    cast.beuk.save()
    client.force_login(cast.bas)
    assert client.get("/today/school/").context["cards"][0].near == 1


@pytest.mark.parametrize("who", ["kathleen", "clara", "dirk", "oona", "petra"])
def test_who_does_not_lead_has_no_card_and_no_way_to_it(cast, client, who) -> None:
    client.force_login(getattr(cast, who))
    assert client.get("/today/school/").status_code == 404
    assert "/today/school/" not in client.get("/today/").content.decode()
