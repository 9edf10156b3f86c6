"""The office: who has not taken the class, reports of parents, reasons and documents afterwards, doubt (ATT-1 to 9)."""

from datetime import date

import pytest

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.attendance.models import Absence, Register
from driehoek.duties.models import Duty
from driehoek.kit.names import fold
from driehoek.schools.models import ParameterOverride
from tests.cast import LEIE, MEIERIJ, MONDAY, appoint


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:20:00+01:00", tick=False)


def report(client, pupil, first=MONDAY, last=MONDAY, **more):
    sent = {
        "first_day": first,
        "first_part": "am",
        "last_day": last,
        "last_part": "pm",
        "reason": "ill_note",
        "reported_by": "mama",
        "reported_at": "07:52",
        **more,
    }
    return client.post(f"/office/report/{pupil.pk}/", sent, follow=True)


def ill(pupil, *days, reason="ill_note"):
    Absence.objects.bulk_create(
        Absence(board_id=pupil.board_id, pupil=pupil, day=day, part="am", reason=reason) for day in days
    )


def test_sam_sees_which_classes_have_not_been_taken(cast, client):
    Register.objects.create(board_id=LEIE, group=cast.class_3a, day=MONDAY, part="am")
    client.force_login(cast.sam)
    groups = {one.group.name: (one.am, one.pm) for one in client.get("/office/").context["groups"]}
    assert groups == {"3A": (True, False), "4B": (False, False)}


def test_on_wednesday_nobody_waits_for_the_afternoon(cast, client):
    client.force_login(cast.sam)
    groups = client.get("/office/?day=2026-11-18").context["groups"]
    assert {one.pm for one in groups} == {None}


def test_a_teacher_has_no_office(cast, client):
    client.force_login(cast.kathleen)
    assert client.get("/office/").status_code == 404
    assert client.get(f"/office/report/{cast.adam.pk}/").status_code == 404


def test_sam_finds_noor_without_her_accent_and_not_daan(cast, client):
    client.force_login(cast.sam)
    type(cast.noor).objects.filter(pk=cast.noor.pk).update(search_name=fold("Noor Véral"))
    assert [pupil.name for pupil in client.get("/office/?name=VERAL").context["found"]] == ["Noor Véral"]
    assert not client.get("/office/?name=daan").context["found"]


def test_mama_reports_adam_ill_and_kathleen_sees_it_already_filled_in(cast, client):
    client.force_login(cast.sam)
    shown = report(client, cast.adam).content.decode()
    assert "briefje 1 van de 4" in shown.lower()
    assert {(row.part, row.reason, row.reported_by) for row in Absence.objects.all()} == {
        ("am", "ill_note", "mama"),
        ("pm", "ill_note", "mama"),
    }
    client.force_login(cast.kathleen)
    page = client.get(f"/class/{cast.class_3a.pk}/{MONDAY}/").content.decode()
    assert "gemeld door mama, 07:52" in page
    assert "briefje 1 van 4" in page


def test_before_and_after_the_hour_of_the_school(cast, client, time_machine):
    """ATT-1: an absence is reported before the hour that the school sets (08.25)."""
    client.force_login(cast.sam)
    report(client, cast.adam)
    assert {one.in_time for one in client.get("/office/").context["seen"].away} == {True}
    time_machine.move_to("2026-11-23T10:00:00+01:00", tick=False)
    report(client, cast.noor, reported_at="09:58")
    assert [one.in_time for one in client.get("/office/").context["seen"].away if one.row.pupil == cast.noor] == [
        False
    ] * 2


def test_four_calendar_days_need_a_certificate(cast, client):
    """Circular 13281: up to three consecutive calendar days a note, Friday to Monday is four."""
    client.force_login(cast.sam)
    shown = report(client, cast.adam, date(2026, 11, 20), MONDAY).content.decode()
    assert "medisch attest is nodig" in shown
    assert Absence.objects.count() == 4


def test_holidays_are_left_out_of_a_long_absence(cast, client):
    client.force_login(cast.sam)
    report(client, cast.adam, date(2026, 10, 30), date(2026, 11, 12))
    days = set(Absence.objects.values_list("day", flat=True))
    assert days == {date(2026, 10, 30), date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 12)}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"first_day": "2026-11-24", "last_day": "2026-11-23"}, "last_day"),
        ({"first_day": "2026-11-22", "last_day": "2026-11-22"}, "first_day"),
        ({"last_day": "2027-10-01"}, "last_day"),
        ({"reason": "nonsense"}, "reason"),
        ({"document_on": "2026-11-23"}, "document"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(cast, client, wrong, field):
    client.force_login(cast.sam)
    answer = report(client, cast.adam, **wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Absence.objects.exists()


def test_a_reason_given_afterwards_goes_for_the_whole_absence_and_withdraws_the_duties(cast, client):
    ill(cast.adam, *(date(2026, 11, day) for day in (16, 17, 18, 19, 20)), reason="unauthorised")
    client.force_login(cast.sam)
    row = Absence.objects.first()
    client.post(f"/office/absence/{row.pk}/", {"reason": "unauthorised"})
    assert (
        Duty.objects.open().filter(code="problematic_contact_clb").exists() is False
    )  # nothing changed, nothing settled
    client.post(
        f"/office/absence/{row.pk}/",
        {"reason": "ill_certificate", "document": "medical_certificate", "document_on": "2026-11-23"},
    )
    assert set(Absence.objects.values_list("reason", "document")) <= {
        ("ill_certificate", "medical_certificate"),
        ("unauthorised", ""),
    }
    assert not Duty.objects.open().filter(code="problematic_contact_clb").exists()


def test_both_layers_of_the_reason_stand_side_by_side(cast, client):
    ill(cast.adam, MONDAY)
    client.force_login(cast.sam)
    (one,) = client.get("/office/").context["seen"].away
    assert one.official == "Z"
    assert one.missing == "parents_note"
    assert "AGODI" in client.get(f"/office/absence/{one.row.pk}/").content.decode()


def test_doubt_about_a_certificate_is_for_the_doctor_of_the_clb(cast, client):
    """S1 5.1.1 (ATT-7): the school contacts the CLB when it doubts a certificate."""
    ill(cast.adam, MONDAY, reason="ill_certificate")
    client.force_login(cast.sam)
    row = Absence.objects.get()
    client.post(f"/office/absence/{row.pk}/doubt/")
    client.post(f"/office/absence/{row.pk}/doubt/")
    duty = Duty.objects.get()
    assert (duty.holder, duty.pupil) == (Function.CLB_DOCTOR, cast.adam)
    client.post(f"/office/absence/{row.pk}/present/")
    assert Duty.objects.get().withdrawn_at


def test_the_clb_sees_what_is_addressed_to_it_and_nothing_else(cast, client):
    ill(cast.adam, MONDAY, reason="ill_certificate")
    ill(cast.ilias, MONDAY, reason="unauthorised")
    client.force_login(cast.sam)
    client.post(f"/office/absence/{Absence.objects.get(pupil=cast.adam).pk}/doubt/")
    appoint(cast.clara, Function.CLB_ANCHOR, LEIE, school=cast.lindeboom)
    Duty.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        holder="director",
        code="problematic_contact_clb",
        rule="be.absence.problematic",
        origin="x",
        key="x",
        due=MONDAY,
    )
    client.force_login(cast.clara)
    assert {duty.holder for duty in client.get("/today/?whose=school").context["page"]} == {Function.CLB_DOCTOR}


# The Netherlands


@pytest.fixture
def office_of_beuk(cast, client):
    Appointment.objects.filter(user=cast.bas).update(school=cast.beuk)
    client.force_login(cast.bas)
    return client


def nl_absent(client, pupil, first, last, reason="unauthorised"):
    return report(client, pupil, first, last, reason=reason, reported_by="", reported_at="")


def test_an_absence_nobody_reported_is_asked_about_the_same_half_day(cast, office_of_beuk):
    """Safety plan 3.3 (ATT-8)."""
    nl_absent(office_of_beuk, cast.daan, MONDAY, MONDAY, "not_yet_known")
    assert set(Duty.objects.values_list("code", "holder", "due")) == {
        ("unreported_ask_parents", "class_teacher", MONDAY)
    }
    assert Duty.objects.count() == 2


def test_sixteen_hours_in_four_weeks_must_be_reported(cast, office_of_beuk):
    """Leerplichtwet art. 21a (ATT-9): 3 h 35 and 1 h 50 make 5 h 25 a day; the third day brings 16 h 15."""
    nl_absent(office_of_beuk, cast.daan, date(2026, 11, 16), date(2026, 11, 17))
    assert not Duty.objects.filter(code="notification_report").exists()
    nl_absent(office_of_beuk, cast.daan, date(2026, 11, 20), date(2026, 11, 20))
    duty = Duty.objects.get(code="notification_report")
    assert (duty.holder, duty.due) == ("director", date(2026, 11, 20))
    office_of_beuk.post(f"/office/absence/{Absence.objects.first().pk}/present/")
    assert Duty.objects.get(code="notification_report").withdrawn_at


def late(client, cast, *days):
    for day in days:
        body = f'{{"changes":[{{"pupil":"{cast.daan.pk.hex}","part":"am","state":"late","version":0,"at":"08:40"}}]}}'
        client.post(f"/class/{cast.groep_5.pk}/{day}/save/", body, content_type="application/json")


def test_often_late_asks_for_a_talk_and_the_number_is_the_schools_own(cast, client):
    """Safety plan 3.3.1 says "often"; the board of De Beuk chose two."""
    ParameterOverride.objects.create(
        board_id=MEIERIJ,
        school=cast.beuk,
        parameter="nl.absence.late_times",
        valid_from=date(2026, 8, 1),
        amount="2",
        source="Protocol te laat komen",
    )
    client.force_login(cast.fenna)
    late(client, cast, date(2026, 11, 16))
    assert not Duty.objects.exists()
    late(client, cast, date(2026, 11, 17))
    assert Duty.objects.get().code == "late_talk_with_parents"


def test_the_list_for_the_attendance_officer_names_every_unauthorised_half_day(cast, office_of_beuk):
    nl_absent(office_of_beuk, cast.daan, date(2026, 11, 16), date(2026, 11, 16))
    rows = office_of_beuk.get("/office/problematic/").context["rows"]
    assert [(row.pupil, row.day, row.part) for row in rows] == [
        (cast.daan, date(2026, 11, 16), "am"),
        (cast.daan, date(2026, 11, 16), "pm"),
    ]


def test_a_day_without_school_leads_to_the_last_school_day(cast, client) -> None:
    client.force_login(cast.sam)
    answer = client.get("/office/", {"day": "2026-11-15"})  # a Sunday
    assert 'href="?day=2026-11-13"' in answer.content.decode()
    assert "?day=" not in client.get("/office/", {"day": "2026-11-13"}).content.decode()


def test_a_day_that_does_not_exist_is_named(cast, client) -> None:
    client.force_login(cast.sam)
    sent = {"first_day": "2026-09-31", "last_day": "2026-09-30", "reason": "ill_note", "reported_by": "mama"}
    answer = client.post(f"/office/report/{cast.adam.pk}/", sent)
    assert "september heeft 30 dagen" in answer.content.decode()
