"""A study day or other hours move what a case counts, in the same act (item 9, 13; PRO, ORG-4)."""

from datetime import date

from driehoek.attendance.models import Absence, PlannedAbsence
from driehoek.procedures.tests.telling import Teller
from driehoek.schools.models import Closure


def test_a_suspension_of_five_school_days_ends_a_day_later_after_a_study_day(cast, client, time_machine) -> None:
    rita = Teller(client, time_machine, cast.rita)
    rita.opens("be.preventive_suspension", cast.adam)
    rita.does("suspend", first_day="2026-11-23", reasons="…", alternative="…", cared_for=True)
    assert PlannedAbsence.objects.get(withdrawn_at=None).last_day == date(2026, 11, 27)
    closed = {"first": "2026-11-26", "last": "2026-11-26", "kind": "free", "title": "Studiedag", "sure": "yes"}
    assert client.post(f"/schools/{cast.lindeboom.pk}/calendar/new/", closed).status_code == 302
    assert PlannedAbsence.objects.get(withdrawn_at=None).last_day == date(2026, 11, 30)
    days = set(Absence.objects.filter(state="absent").values_list("day", flat=True))
    assert days == {date(2026, 11, day) for day in (23, 24, 25, 27, 30)}
    client.post(f"/schools/{cast.lindeboom.pk}/calendar/{Closure.objects.get().pk}/remove/")
    assert PlannedAbsence.objects.get(withdrawn_at=None).last_day == date(2026, 11, 27)
