"""A nursery child that by agreement does not come every half day (ATT-6; decreet basisonderwijs, art. 26)."""

from datetime import date

import pytest
from django.urls import reverse

from driehoek.access.queries import actor_of
from driehoek.attendance import part_time
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.duties.models import Duty
from driehoek.schools.models import Group
from tests.cast import LEIE, MONDAY, YEAR, child

FRIDAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=False)


@pytest.fixture
def k1(cast):
    return Group.objects.create(
        board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K1", level="nursery", year=1
    )


@pytest.fixture
def three(k1):
    return child(k1, "Lio", "Peeters", date(2023, 3, 3))


def away(pupil):
    rows = Absence.objects.filter(pupil=pupil, state="absent", day__lte=FRIDAY).order_by("day", "part")
    return [(row.day.weekday(), row.part, row.reason) for row in rows]


def agree(client, pupil, *pattern, first="2026-11-23", **more):
    sent = {"first_day": first, "pattern": pattern, **more}
    return client.post(reverse("part_time", args=[pupil.pk]), sent, follow=True)


def test_the_half_days_at_home_stand_in_the_class_and_ask_nobody_to_call(cast, client, three) -> None:
    client.force_login(cast.sam)
    assert "Komt niet elke halve dag" in client.get(reverse("pupil_enrolment", args=[three.pk])).content.decode()
    page = agree(client, three, "0pm", "4pm").content.decode()
    assert "Maandag, namiddag; Vrijdag, namiddag" in page
    assert away(three) == [(0, "pm", "nursery_absence"), (4, "pm", "nursery_absence")]
    assert not Duty.objects.open().filter(pupil=three).exists()


def test_another_agreement_from_a_day_leaves_what_was_and_none_ends_it(cast, client, three) -> None:
    client.force_login(cast.sam)
    agree(client, three, "0pm", "1pm")
    agree(client, three, "3am", first="2026-11-24")
    assert away(three) == [(0, "pm", "nursery_absence"), (3, "am", "nursery_absence")]
    agree(client, three, first="2026-11-24")
    assert away(three) == [(0, "pm", "nursery_absence")]


def test_a_child_of_five_and_one_in_primary_have_no_pattern(cast, client, k1) -> None:
    client.force_login(cast.sam)
    for pupil in (child(k1, "Nour", "Claes", date(2021, 5, 5)), cast.adam):
        assert not part_time.is_possible(ground_of(cast.lindeboom), pupil, MONDAY)
        assert "halve dagen gevraagd" in agree(client, pupil, "0pm").content.decode()
        assert away(pupil) == []


@pytest.mark.parametrize("last", ["2026-11-20", "2027-10-01"])
def test_a_last_day_before_the_first_or_in_another_year_is_refused(cast, client, three, last: str) -> None:
    client.force_login(cast.sam)
    assert agree(client, three, "0pm", last_day=last).context["form"].errors["last_day"]
    assert away(three) == []


def test_a_teacher_does_not_agree_it(cast, client, three) -> None:
    client.force_login(cast.kathleen)
    assert client.get(reverse("part_time", args=[three.pk])).status_code == 404


def test_agreeing_the_same_twice_changes_nothing(cast, three) -> None:
    sam = actor_of(cast.sam)
    for _time in range(2):
        part_time.agree(sam, three, MONDAY, None, ["0pm"])
    assert part_time.standing(three).count() == 1
