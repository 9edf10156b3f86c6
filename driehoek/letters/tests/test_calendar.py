"""ACC-7 and PRO-14: appointments by mail and deadlines in a calendar, without anybody's name."""

import re
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.letters import feed
from driehoek.letters.invitations import Appointment, cancel, invite
from driehoek.letters.models import FeedAddress
from tests.cast import LEIE

BRUSSELS = ZoneInfo("Europe/Brussels")
TALK = Appointment(
    uid=UUID(int=7), start=datetime(2026, 11, 27, 14, tzinfo=UTC), end=datetime(2026, 11, 27, 15, tzinfo=UTC),
    place="Kerkstraat 1, Gent", school="De Lindeboom", summary_code="talk",
)  # fmt: skip


def event_in(message):
    _name, content, kind = message.attachments[0]
    calendar = Calendar.from_ical(content)
    return kind, calendar, calendar.walk("VEVENT")[0]


def test_each_parent_gets_an_own_mail_that_names_nobody() -> None:
    assert invite(["dirk@home.example", "ewa@home.example"], TALK, sender="info@lindeboom.example") == 2
    first, second = mail.outbox
    assert first.to == ["dirk@home.example"]
    assert first.subject == "Gesprek in De Lindeboom"
    kind, calendar, event = event_in(first)
    assert kind == "text/calendar; method=REQUEST"
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == f"{UUID(int=7)}@driehoek"
    assert event["SEQUENCE"] == 0
    assert str(event["SUMMARY"]) == "Gesprek in De Lindeboom"
    assert "ewa" not in first.message().as_string()
    assert "vrijdag 27 november 2026" in first.body
    assert "15:00" in first.body  # in Ghent it is an hour later
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    assert {value.params["TZID"] for value in (event["DTSTART"], event["DTEND"]) if "TZID" in value.params} <= zones

    assert second.to == ["ewa@home.example"]


def test_a_talk_of_another_zone_brings_that_zone_along() -> None:
    """RFC 5545, 3.2.19: a program that does not know the zone shows the talk an hour off."""
    summer = TALK._replace(
        start=datetime(2027, 3, 29, 9, tzinfo=BRUSSELS), end=datetime(2027, 3, 29, 10, tzinfo=BRUSSELS)
    )
    invite(["dirk@home.example"], summer, sender="info@lindeboom.example")
    _kind, calendar, event = event_in(mail.outbox[0])
    assert event["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Brussels"]


def test_a_moved_talk_keeps_its_uid_and_a_cancelled_one_leaves_the_calendar() -> None:
    moved = TALK._replace(start=datetime(2026, 11, 27, 14, 30, tzinfo=UTC), sequence=1)
    invite(["dirk@home.example"], moved, sender="info@lindeboom.example")
    cancel(["dirk@home.example"], moved._replace(sequence=2), sender="info@lindeboom.example")
    events = [event_in(message) for message in mail.outbox]
    assert [event["SEQUENCE"] for _kind, _calendar, event in events] == [1, 2]
    assert {str(event["UID"]) for _kind, _calendar, event in events} == {f"{UUID(int=7)}@driehoek"}
    assert events[1][1]["METHOD"] == "CANCEL"
    assert events[1][2]["STATUS"] == "CANCELLED"
    assert mail.outbox[1].subject.startswith("Afgelast")


@pytest.mark.parametrize(
    "wrong",
    [{"end": TALK.start}, {"start": datetime(2026, 11, 27, 14)}, {"summary_code": "about Adam"}],  # noqa: DTZ001  # meant
)
def test_an_appointment_that_cannot_be_is_not_mailed(wrong) -> None:
    with pytest.raises(ValueError, match=r"appointment|summary"):
        invite(["dirk@home.example"], TALK._replace(**wrong), sender="info@lindeboom.example")
    assert not mail.outbox


def test_a_line_break_in_a_school_name_makes_no_header() -> None:
    with pytest.raises(ValueError, match="newlines"):
        invite(["dirk@home.example"], TALK._replace(school="X\nBcc: all@x.example"), sender="info@lindeboom.example")


@pytest.fixture
def duty(cast):
    return Duty.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        holder="director",
        code="x",
        origin="o",
        key="k",
        rule="be.discipline.decision_due",
        due="2026-12-04",
    )


def address(secret: str) -> str:
    return reverse("calendar_feed", args=[secret])


def test_rita_sees_her_deadline_by_rule_and_school_and_no_name(cast, client, duty) -> None:
    secret = feed.renew(actor_of(cast.rita))
    answer = client.get(address(secret))
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(event["DTSTART"].dt) == "2026-12-04"
    assert str(event["SUMMARY"]).endswith("De Lindeboom")
    assert b"Adam" not in answer.content
    assert b"Nowak" not in answer.content
    assert not answer.cookies
    assert answer.headers["Content-Type"].startswith("text/calendar")


def test_only_who_must_do_it_finds_a_duty_in_the_calendar(cast, client, duty) -> None:
    for user in (cast.mallory, cast.kathleen):
        answer = client.get(address(feed.renew(actor_of(user))))
        assert b"VEVENT" not in answer.content


def without_secrets(answer) -> str:
    """A page without the form's token and the address it was asked for."""
    return re.sub(r'"[\w/.-]{30,}"|"/calendar/[^"]*"', "", answer.content.decode())


def test_a_renewed_an_ended_and_an_unknown_address_are_equally_not_there(cast, client, duty) -> None:
    actor = actor_of(cast.rita)
    old = feed.renew(actor)
    new = feed.renew(actor)
    assert client.get(address(old)).status_code == 404
    assert client.get(address(new)).status_code == 200
    feed.revoke(actor)
    answers = [client.get(address(secret)) for secret in (new, "x", "Kc" * 30)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_secrets(answer) for answer in answers}) == 1
    assert not FeedAddress.objects.exists()


def test_the_address_ends_with_the_last_function(cast, client, duty) -> None:
    secret = feed.renew(actor_of(cast.rita))
    apps.get_model("access", "Appointment").objects.filter(user=cast.rita).update(last_day="2026-09-02")
    assert client.get(address(secret)).status_code == 404


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(cast, client, duty) -> None:
    client.force_login(cast.rita)
    page = client.post(reverse("calendar_address"), {"do": "make"})
    secret = page.context["made"].rpartition("/")[2].removesuffix(".ics")
    assert secret in page.content.decode()
    assert secret not in client.get(reverse("calendar_address")).content.decode()
    with within(LEIE):
        assert FeedAddress.objects.get().digest == feed.digest_of(secret)
        assert Line.objects.filter(act="feed.made").count() == 1
    client.post(reverse("calendar_address"), {"do": "end"})
    client.logout()
    assert client.get(address(secret)).status_code == 404
