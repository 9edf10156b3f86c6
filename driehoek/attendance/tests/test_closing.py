"""A day closed afterwards no longer counts, at once, in both countries, and a page says before what it touches (F8)."""

from datetime import date

import pytest

from driehoek.access.queries import actor_of
from driehoek.attendance.actions import Change, ground_of, record
from driehoek.attendance.models import Absence
from driehoek.attendance.planning import Plan, plan_absence
from driehoek.duties.models import Duty
from driehoek.schools.models import Closure
from tests.cast import MONDAY


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=False)


DAYS = [date(2026, 11, day) for day in (16, 17, 19, 20)]
CLOSED = {"first": "2026-11-19", "last": "2026-11-20", "kind": "free", "title": "Staking"}


def away(head, school, pupil, days=DAYS):
    actor = actor_of(head)
    changes = [
        Change(pupil.pk, day, part, "absent", None, {"reason": "unauthorised"}) for day in days for part in ("am", "pm")
    ]
    record(actor, ground_of(school), changes, about=pupil)


@pytest.mark.parametrize(
    ("place", "duty"),
    [(("rita", "lindeboom", "adam"), "problematic_contact_clb"), (("bas", "beuk", "daan"), "notification_report")],
)
def test_it_is_asked_first_and_counted_again_at_once(cast, client, place, duty):
    head, where, child = (getattr(cast, one) for one in place)
    away(head, where, child)
    assert Duty.objects.open().filter(code=duty).exists()
    client.force_login(head)
    url = f"/schools/{where.pk}/calendar/new/"
    asked = client.post(url, CLOSED)
    assert "4 halve dagen" in asked.content.decode()
    assert not Closure.objects.exists()
    client.post(url, {**CLOSED, "sure": "yes"})
    assert not Duty.objects.open().filter(code=duty).exists()
    assert Absence.objects.filter(state="absent").count() == 8  # what was recorded stays
    listed = client.get("/office/problematic/").context["rows"]
    assert {row.day for row in listed} == set(DAYS[:2])
    row = Closure.objects.get()
    client.post(f"/schools/{where.pk}/calendar/{row.pk}/remove/")
    assert Duty.objects.open().filter(code=duty).exists()


def test_where_nothing_was_recorded_nothing_is_asked(cast, client):
    client.force_login(cast.rita)
    answer = client.post(f"/schools/{cast.lindeboom.pk}/calendar/new/", CLOSED)
    assert answer.status_code == 302
    assert Closure.objects.get().title == "Staking"


def test_what_was_settled_beforehand_stands_on_the_days_with_lessons(cast, client):
    plan_absence(actor_of(cast.rita), cast.adam, "case:1", [Plan("suspended", MONDAY, date(2026, 11, 24))])
    client.force_login(cast.rita)
    closed = {**CLOSED, "first": "2026-11-24", "last": "2026-11-24", "sure": "yes"}
    client.post(f"/schools/{cast.lindeboom.pk}/calendar/new/", closed)
    assert set(Absence.objects.filter(state="absent").values_list("day", flat=True)) == {MONDAY}
    client.post(f"/schools/{cast.lindeboom.pk}/calendar/{Closure.objects.get().pk}/remove/")
    assert Absence.objects.filter(state="absent").count() == 4


def test_a_teacher_closes_nothing(cast, client):
    client.force_login(cast.kathleen)
    assert client.post(f"/schools/{cast.lindeboom.pk}/calendar/new/", CLOSED).status_code == 404


def test_an_afternoon_without_lessons_counts_no_more_the_moment_the_hours_are_saved(cast, client):
    away(cast.rita, cast.lindeboom, cast.adam)
    client.force_login(cast.rita)
    codes = set(Duty.objects.open().values_list("code", flat=True))
    assert "problematic_contact_clb" in codes
    for row in cast.lindeboom.weekdays.exclude(afternoon_from=None):
        sent = {
            "weekday": row.weekday,
            "morning_from": "08:30",
            "morning_until": "12:05",
            "afternoon_from": "",
            "afternoon_until": "",
        }
        assert client.post(f"/schools/{cast.lindeboom.pk}/hours/{row.pk}/", sent).status_code == 302
    assert not Duty.objects.open().filter(code="problematic_contact_clb").exists()
    assert Duty.objects.open().filter(code="problematic_contact_parents").count() == 4
    all_days = {
        "morning_from": "08:30",
        "morning_until": "12:05",
        "afternoon_from": "13:10",
        "afternoon_until": "15:00",
    }
    client.post(f"/schools/{cast.lindeboom.pk}/hours/all-days/", all_days)
    assert Duty.objects.open().filter(code="problematic_contact_clb").exists()


def test_shorter_hours_are_fewer_hours_of_absence_at_once(cast, client):
    away(cast.bas, cast.beuk, cast.daan)
    assert Duty.objects.open().filter(code="notification_report").exists()
    client.force_login(cast.bas)
    short = {"morning_from": "08:30", "morning_until": "10:00", "afternoon_from": "13:10", "afternoon_until": "14:00"}
    client.post(f"/schools/{cast.beuk.pk}/hours/all-days/", short)
    assert not Duty.objects.open().filter(code="notification_report").exists()


def test_another_holiday_region_is_counted_by_at_once(cast, client):
    """The autumn holiday of the south is a school week of the north: 2026-2027."""
    away(cast.bas, cast.beuk, cast.daan, [date(2026, 10, day) for day in (12, 13, 15, 16)])
    assert Duty.objects.open().filter(code="notification_report").exists()
    client.force_login(cast.bas)
    sent = {"name": "De Beuk", "region": "noord", "cut_off": "08:45", "bullying_follows": cast.beuk.bullying_follows}
    form = client.post(f"/schools/{cast.beuk.pk}/settings/", sent)
    assert form.status_code == 302, form.context["form"].errors
    assert not Duty.objects.open().filter(code="notification_report").exists()
