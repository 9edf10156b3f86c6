"""What the office changes afterwards: late stays late, a second report asks, an illness is one (ATT-1, ATT-2)."""

from datetime import date

import pytest

from driehoek.attendance import reasons
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence, AbsenceVersion
from driehoek.attendance.office_queries import illness_around
from driehoek.schools.models import Group, Level
from tests.cast import LEIE, MONDAY, YEAR, child

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:00:00+01:00", tick=False)


def report(client, pupil, first=MONDAY, last=MONDAY, **more):
    sent = {
        "first_day": first,
        "first_part": "am",
        "last_day": last,
        "last_part": "pm",
        "reason": "ill_note",
        "reported_by": "mama",
        "reported_on": "2026-11-23",
        "reported_at": "07:52",
        **more,
    }
    return client.post(f"/office/report/{pupil.pk}/", sent, follow=True)


def away(pupil, *days, **more):
    rows = (Absence(board_id=LEIE, pupil=pupil, day=day, part=part, **more) for day in days for part in ("am", "pm"))
    return Absence.objects.bulk_create(rows)


def reasons_of(pupil, day):
    return set(Absence.objects.filter(pupil=pupil, day=day).values_list("reason", "document"))


@pytest.mark.parametrize("reason", ["external", "not_yet_known", "ill_note"])
def test_a_late_child_stays_late_with_its_hour_when_a_reason_is_given(cast, client, reason):
    row = Absence.objects.create(
        board_id=LEIE, pupil=cast.adam, day=MONDAY, part="am", state="late", arrived_at="08:41"
    )
    client.force_login(cast.sam)
    page = client.get(f"/office/absence/{row.pk}/").content.decode()
    assert "Bij ziekte" not in page
    client.post(f"/office/absence/{row.pk}/", {"reason": reason})
    row.refresh_from_db()
    assert (row.state, f"{row.arrived_at:%H:%M}") == ("late", "08:41")


def test_a_second_report_that_differs_asks_and_keeps_the_certificate(cast, client):
    away(cast.adam, MONDAY, reason="ill_certificate", document="medical_certificate", document_on=MONDAY)
    client.force_login(cast.sam)
    asked = report(client, cast.adam, MONDAY, TUESDAY, reason="not_yet_known")
    assert asked.status_code == 422
    assert "replace" in asked.context["form"].errors
    assert not Absence.objects.filter(day=TUESDAY).exists()
    report(client, cast.adam, MONDAY, TUESDAY, reason="not_yet_known", replace="keep")
    assert reasons_of(cast.adam, MONDAY) == {("ill_certificate", "medical_certificate")}
    assert reasons_of(cast.adam, TUESDAY) == {("not_yet_known", "")}
    report(client, cast.adam, MONDAY, MONDAY, reason="ill_note", replace="replace")
    assert reasons_of(cast.adam, MONDAY) == {("ill_note", "medical_certificate")}


def test_a_half_day_says_what_it_said_before_and_who_wrote_it(cast, client):
    row = away(cast.adam, MONDAY, reason="unauthorised", recorded_by=cast.kathleen)[0]
    client.force_login(cast.sam)
    assert client.post(f"/office/absence/{row.pk}/", {"reason": "ill_note"}).status_code == 302
    assert [one.recorded_by for one in AbsenceVersion.objects.all()] == [cast.kathleen] * 2
    page = client.get(f"/office/absence/{row.pk}/").content.decode()
    assert "Geschiedenis" in page
    assert cast.kathleen.get_full_name() in page
    assert cast.sam.get_full_name() in page


def test_an_illness_told_day_by_day_is_judged_over_all_its_days(cast, client):
    """Circular 13281: a note for three calendar days. Thursday's call is about an illness of five."""
    client.force_login(cast.sam)
    report(client, cast.adam, date(2026, 11, 16), date(2026, 11, 18))
    shown = report(client, cast.adam, date(2026, 11, 19), date(2026, 11, 20)).content.decode()
    assert "medisch attest is nodig" in shown


def test_an_illness_goes_on_over_a_weekend_and_not_over_a_holiday(cast):
    ground = ground_of(cast.lindeboom)
    away(cast.adam, date(2026, 11, 20), reason="ill_note")
    assert illness_around(ground, cast.adam.pk, MONDAY, MONDAY) == (date(2026, 11, 20), MONDAY)
    away(cast.adam, date(2026, 10, 30), reason="ill_note")  # the Friday before the autumn holiday
    monday_after = date(2026, 11, 9)
    assert illness_around(ground, cast.adam.pk, monday_after, monday_after) == (monday_after, monday_after)


@pytest.mark.parametrize(
    ("born", "level", "offered"),
    [
        (date(2018, 4, 9), Level.PRIMARY, set()),
        (date(2021, 5, 5), Level.NURSERY, {"accepted_five"}),
        (date(2023, 5, 5), Level.NURSERY, {"nursery_absence"}),
    ],
)
def test_nursery_five_year_olds_and_primary_each_have_their_own_reasons(cast, client, born, level, offered):
    group = Group.objects.create(board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K", level=level)
    lou = child(group, "Lou", "Klein", born)
    client.force_login(cast.sam)
    for reason in ("accepted_five", "nursery_absence"):
        answer = report(client, lou, reason=reason, replace="replace")
        assert (answer.status_code == 200) == (reason in offered), reason


def test_a_child_of_three_needs_no_certificate_and_reaches_no_threshold(cast, client):
    group = Group.objects.create(board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K1", level=Level.NURSERY)
    lou = child(group, "Lou", "Klein", date(2023, 5, 5))
    client.force_login(cast.sam)
    shown = report(client, lou, date(2026, 11, 17), date(2026, 11, 20)).content.decode()
    assert "attest" not in shown
    away(lou, *(date(2026, 11, day) for day in (9, 10, 12, 13)), reason="unauthorised")
    client.force_login(cast.rita)
    for url in (f"/class/{group.pk}/{MONDAY}/", f"/pupils/{lou.pk}/attendance/", f"/class/{group.pk}/year/"):
        page = client.get(url).content.decode()
        assert "halve dag: CLB" not in page
        assert "briefje 1" not in page
        assert "/ 5" not in page


def test_a_day_on_which_the_child_was_not_here_yet_is_refused(cast, client):
    client.force_login(cast.sam)
    lou = child(cast.class_3a, "Lou", "Laat", date(2018, 5, 5))
    lou.memberships.update(first_day=TUESDAY)
    assert "first_day" in report(client, lou).context["form"].errors


def test_the_day_of_the_call_can_be_given(cast, client):
    client.force_login(cast.sam)
    report(client, cast.adam, date(2026, 11, 20), date(2026, 11, 20), reported_on="2026-11-20", reported_at="08:00")
    (one, *_) = client.get("/office/", {"day": "2026-11-20"}).context["seen"].away
    assert one.in_time


DECIDED = [
    (country, code) for country in ("be", "nl") for code in reasons.codes(country)
    if (found := reasons.find(country, code)) and found.document in reasons.DECIDED
]  # fmt: skip


@pytest.mark.parametrize(("country", "code"), DECIDED)
def test_a_reason_that_the_school_decides_on_is_given_with_that_decision_alone(cast, client, country, code):
    """F21: the office wrote "personal reason" over a month without anybody's permission."""
    head, pupil = (cast.sam, cast.adam) if country == "be" else (cast.bas, cast.daan)
    client.force_login(head)
    row = Absence.objects.create(board_id=pupil.board_id, pupil=pupil, day=MONDAY, part="am", reason="not_yet_known")
    refused = report(client, pupil, TUESDAY, TUESDAY, reason=code)
    if "reason" in refused.context["form"].errors:
        return  # not offered on that day
    assert "document" in refused.context["form"].errors
    assert "document" in client.post(f"/office/absence/{row.pk}/", {"reason": code}).context["form"].errors
    document = reasons.find(country, code).document
    told = {"reason": code, "document": document, "document_on": "2026-11-20"}
    assert client.post(f"/office/absence/{row.pk}/", told).status_code == 302
    report(client, pupil, TUESDAY, TUESDAY, **told)
    assert set(Absence.objects.filter(pupil=pupil).values_list("reason", flat=True)) == {code}


@pytest.mark.parametrize(("code", "kept"), [("personal", False), ("external", False), ("mourning", True)])
def test_permission_never_stretches_a_holiday_at_the_office_either(cast, client, code, kept):
    """Thursday and Friday before Christmas 2026."""
    client.force_login(cast.sam)
    told = {"reason": code, "document": "director_permission", "document_on": "2026-11-20", "reported_on": ""}
    answer = report(client, cast.adam, date(2026, 12, 17), date(2026, 12, 18), **told)
    assert Absence.objects.exists() is kept
    assert kept or "eerder met vakantie" in answer.content.decode()
