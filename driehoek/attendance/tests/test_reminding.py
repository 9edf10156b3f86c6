"""Who has not taken the class by nine is reminded once (school secretary 10)."""

import pytest
from django.core import mail
from django.core.management import call_command

from driehoek.attendance.models import Register
from tests.cast import LEIE, MONDAY


def remind() -> list[str]:
    mail.outbox.clear()
    call_command("remind_attendance")
    return sorted(sent.to[0].split("@")[0] for sent in mail.outbox)


def test_at_nine_the_teachers_of_classes_not_taken_are_reminded_once(cast, time_machine) -> None:
    Register.objects.create(board_id=LEIE, group=cast.class_4b, day=MONDAY, part="am")
    time_machine.move_to("2026-11-23T08:59:00+01:00", tick=False)
    assert remind() == []
    time_machine.move_to("2026-11-23T09:00:00+01:00", tick=False)
    assert remind() == ["fenna", "kathleen"]
    assert all("Adam" not in sent.body and sent.subject.startswith("Driehoek") for sent in mail.outbox)
    assert remind() == []
    time_machine.move_to("2026-11-23T14:00:00+01:00", tick=False)
    assert remind() == ["fenna", "kathleen", "tom"]


@pytest.mark.parametrize("at", ["11-22T10:00", "11-03T10:00", "11-25T14:00", "11-23T20:00"])
def test_nobody_is_reminded_of_a_half_day_without_lessons(cast, time_machine, at) -> None:
    """A Sunday, a Flemish holiday, Wednesday afternoon, the evening."""
    time_machine.move_to(f"2026-{at}:00+01:00", tick=False)
    assert [one for one in remind() if one != "fenna"] == []
