"""The mail a day: for who chose it, at that hour, once, and without a name."""

from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command

from driehoek.attendance.models import Absence
from driehoek.attendance.sweep import sweep
from driehoek.duties.models import DailyMail
from driehoek.journal.models import Line
from tests.cast import LEIE, MONDAY


@pytest.fixture(autouse=True)
def early(time_machine, cast):
    time_machine.move_to("2026-11-23T07:10:00+01:00", tick=False)
    Absence.objects.create(board_id=LEIE, pupil=cast.adam, day=date(2026, 11, 20), part="am", reason="unauthorised")
    sweep(MONDAY)


def choose(client, user, hour):
    client.force_login(user)
    return client.post("/today/mail/", {"hour": hour}, follow=True)


def test_kathleen_gets_her_counts_at_her_hour_once_and_nobody_is_named(cast, client, time_machine) -> None:
    assert choose(client, cast.kathleen, "8").status_code == 200
    call_command("daily_mail")
    assert mail.outbox == []
    time_machine.move_to("2026-11-23T08:00:00+01:00", tick=False)
    call_command("daily_mail")
    call_command("daily_mail")
    (sent,) = mail.outbox
    assert sent.to == [cast.kathleen.email]
    assert "Te laat: 1" in sent.body
    assert "http://testserver/today/" in sent.body
    for word in ("Adam", "Nowak", "Kathleen", "3A", "Lindeboom"):
        assert word not in sent.subject + sent.body
    time_machine.move_to("2026-11-24T09:30:00+01:00", tick=False)
    call_command("daily_mail")
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("who", "at"), [("tom", "2026-11-23T12:00:00+01:00"), ("kathleen", "2026-11-22T12:00:00+01:00")]
)
def test_no_mail_when_there_is_nothing_to_do_nor_in_the_weekend(cast, client, time_machine, who, at) -> None:
    choose(client, getattr(cast, who), "8")
    time_machine.move_to(at, tick=False)
    call_command("daily_mail")
    assert mail.outbox == []


def test_whoever_no_longer_works_here_gets_no_mail(cast, client, time_machine) -> None:
    choose(client, cast.kathleen, "8")
    cast.kathleen.appointments.update(last_day=date(2026, 11, 20))
    time_machine.move_to("2026-11-23T12:00:00+01:00", tick=False)
    call_command("daily_mail")
    assert mail.outbox == []


def test_the_choice_is_taken_back_by_choosing_none_and_both_stand_in_the_journal(cast, client) -> None:
    choose(client, cast.rita, "8")
    assert DailyMail.objects.get().user == cast.rita
    choose(client, cast.rita, "")
    assert not DailyMail.objects.exists()
    assert [line.facts["hour"] for line in Line.objects.filter(act="duty.mail").order_by("number")] == [8, None]
    assert choose(client, cast.rita, "3").context["form"].errors


def test_a_parent_has_no_such_page(cast, client) -> None:
    client.force_login(cast.dirk)
    assert client.get("/today/mail/").status_code == 404
