"""Clara of the CLB reads and never writes (ACC-3 to ACC-7)."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from driehoek.access.limits import Limit
from driehoek.access.models import Appointment
from driehoek.clb.models import ReportRequest
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.journal.words import purposes


@pytest.fixture
def clara(cast, client):
    client.force_login(cast.clara)
    return client


def ask(client, pupil, **changed: str):
    data = {"what": "action_plan", "details": "Handelingsplan rekenen", "why": "Vraagverheldering", **changed}
    return client.post(reverse("ask_report", args=[pupil.pk]), {"needed_by": "2099-01-15", **data})


def test_clara_searches_among_the_pupils_of_todays_schools_alone(cast, clara) -> None:
    assert [one.name for one in clara.get(reverse("clb") + "?q=ada").context["found"]] == ["Adam Nowak"]
    assert clara.get(reverse("clb") + "?q=daan").context["found"] == []
    assert clara.get(reverse("clb") + "?q=eve").context["found"] == []


def test_on_a_day_outside_the_assignment_nothing_opens(cast, clara) -> None:
    today = Appointment.objects.get(user=cast.clara)
    Appointment.objects.filter(pk=today.pk).update(weekdays=0)
    assert clara.get(reverse("clb")).headers["Location"] == reverse("no_function")


def test_the_pupils_opened_today_stand_on_the_first_page_to_go_back_to(cast, clara) -> None:
    assert clara.get(reverse("clb")).context["opened"] == []
    clara.post(reverse("state_purpose", args=[cast.adam.pk]), {"purpose": "absence"})
    assert [pupil.name for pupil in clara.get(reverse("clb")).context["opened"]] == ["Adam Nowak"]


def test_a_purpose_in_own_words_needs_words(cast, clara) -> None:
    address = reverse("state_purpose", args=[cast.adam.pk])
    assert clara.post(address, {"purpose": "other", "words": ""}).context["form"].errors["words"]
    clara.post(address, {"purpose": "other", "words": "overleg met de huisarts"})
    line = Line.objects.get(act="purpose.state")
    assert purposes([line]) == {line.pk: "overleg met de huisarts"}


def test_a_purpose_stands_in_the_session_for_the_day(cast, clara) -> None:
    clara.post(reverse("state_purpose", args=[cast.adam.pk]), {"purpose": "absence"})
    assert clara.session["purposes"] == {str(cast.adam.pk): "absence"}


def test_no_purpose_can_be_stated_for_a_child_of_another_board(cast, clara) -> None:
    assert clara.get(reverse("state_purpose", args=[cast.eve.pk])).status_code == 404
    assert clara.get(reverse("state_purpose", args=[cast.daan.pk])).status_code == 404


def test_clara_asks_for_a_plan_zoe_answers_and_clara_sees_it(cast, clara, client_of) -> None:
    ask(clara, cast.adam)
    asked = ReportRequest.objects.get()
    duty = Duty.objects.get(code="answer_report_request")
    assert (duty.holder, duty.due, duty.pupil_id) == ("care_coordinator", date(2099, 1, 15), cast.adam.pk)
    zoe = client_of(cast.zoe)
    zoe.post(reverse("report_request", args=[asked.pk]), {"answer": "no", "answer_text": "Er is nog geen plan."})
    assert "Er is nog geen plan." in clara.get(reverse("clb")).content.decode()
    duty.refresh_from_db()
    assert duty.discharged_by_id == cast.zoe.pk


def test_without_a_care_coordinator_the_director_answers(cast, clara) -> None:
    Appointment.objects.filter(user=cast.zoe).update(last_day="2026-10-01")
    ask(clara, cast.adam)
    assert Duty.objects.get(code="answer_report_request").holder == "director"


def test_a_no_needs_an_explanation_and_an_added_needs_the_entry(cast, clara, client_of) -> None:
    ask(clara, cast.adam)
    address = reverse("report_request", args=[ReportRequest.objects.get().pk])
    zoe = client_of(cast.zoe)
    assert zoe.post(address, {"answer": "no"}).context["form"].errors["answer_text"]
    assert zoe.post(address, {"answer": "added"}).context["form"].errors["entry"]


def test_a_day_in_the_past_is_refused(cast, clara) -> None:
    assert ask(clara, cast.adam, needed_by="2020-01-01").context["form"].errors["needed_by"]


def test_kathleen_answers_no_question_of_the_clb(cast, clara, client_of) -> None:
    ask(clara, cast.adam)
    asked = ReportRequest.objects.get()
    assert (
        client_of(cast.kathleen).post(reverse("report_request", args=[asked.pk]), {"answer": "no"}).status_code == 404
    )
    assert client_of(cast.bas).post(reverse("report_request", args=[asked.pk]), {"answer": "no"}).status_code == 404


def test_an_invitation_goes_out_as_icalendar_without_a_name_in_the_subject(cast, client_of) -> None:
    client_of(cast.zoe).post(
        reverse("invite_clb", args=[cast.lindeboom.pk]),
        {
            "workers": ["clara@driehoek.example"],
            "others": "arts@clb.example",
            "day": "2099-01-12",
            "begins": "10:00",
            "ends": "11:00",
            "place": "De Lindeboom, zorglokaal",
            "subject": "Kernteam",
        },
    )
    assert [letter.to for letter in mail.outbox] == [["clara@driehoek.example"], ["arts@clb.example"]]
    for letter in mail.outbox:
        assert letter.subject == "Afspraak op De Lindeboom"
        assert "Kernteam" in letter.body
        event = Calendar.from_ical(letter.attachments[0][1]).walk("VEVENT")[0]
        assert event.decoded("dtstart").isoformat() == "2099-01-12T10:00:00+01:00"
        assert str(event["attendee"]) == f"mailto:{letter.to[0]}"


def test_an_invitation_to_nobody_or_that_ends_before_it_begins_is_refused(cast, client_of) -> None:
    page = client_of(cast.zoe).post(
        reverse("invite_clb", args=[cast.lindeboom.pk]),
        {"others": "", "day": "2099-01-12", "begins": "10:00", "ends": "09:00", "place": "hier", "subject": "Kernteam"},
    )
    assert {"workers", "ends"} <= set(page.context["form"].errors)
    assert mail.outbox == []


def test_nobody_mails_the_whole_world_from_a_school(cast, client_of, monkeypatch) -> None:
    monkeypatch.setattr("driehoek.clb.forms.MOST", Limit(1, 3600))
    said = {
        "others": "arts@clb.example",
        "day": "2099-01-12",
        "begins": "10:00",
        "ends": "11:00",
        "place": "hier",
        "subject": "Kernteam",
    }
    where = reverse("invite_clb", args=[cast.lindeboom.pk])
    assert client_of(cast.zoe).post(where, said).status_code == 302
    page = client_of(cast.zoe).post(where, said)
    assert "probeer het over een uur opnieuw" in page.content.decode()
    assert len(mail.outbox) == 1


def test_the_way_to_invite_the_clb_and_to_ask_the_school_stands_where_one_looks(cast, client) -> None:
    """F27 and F28: both pages worked, and nothing led to them."""
    client.force_login(cast.zoe)
    assert reverse("invite_clb", args=[cast.lindeboom.pk]) in client.get(reverse("report_requests")).content.decode()
    client.force_login(cast.clara)
    client.post(reverse("state_purpose", args=[cast.adam.pk]), {"purpose": "absence"})
    opened = client.get(reverse("pupil", args=[cast.adam.pk]))
    assert opened.status_code == 200
    assert reverse("ask_report", args=[cast.adam.pk]) in opened.content.decode()
    client.force_login(cast.kathleen)
    assert (
        reverse("ask_report", args=[cast.adam.pk])
        not in client.get(reverse("pupil", args=[cast.adam.pk])).content.decode()
    )
