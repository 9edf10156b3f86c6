"""What time alone brings: the nightly sweep settles what no write settled, and changes nothing the second time."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driehoek.access.queries import actor_of
from driehoek.attendance import sweep
from driehoek.attendance.actions import Change, ground_of, record
from driehoek.attendance.models import Absence
from driehoek.attendance.sweep import sweep_board
from driehoek.duties.models import Duty
from driehoek.people.models import Brought, Membership
from driehoek.schools.models import Group, Level
from tests.cast import LEIE, MEIERIJ, MONDAY, YEAR, child

HALF_DAYS = [(date(2026, 11, day), "am") for day in (16, 17, 18, 19, 20, 23)]


def away(pupil, *days, part="am", **more):
    Absence.objects.bulk_create(
        Absence(board_id=pupil.board_id, pupil=pupil, day=day, part=part, **{"reason": "unauthorised", **more})
        for day in days
    )


def rows():
    return sorted(Duty.objects.values_list("key", "due", "withdrawn_at", "origin"))


def test_imported_half_days_get_their_duties_and_twice_is_once(cast):
    away(cast.adam, *(day for day, _ in HALF_DAYS))
    first = sweep_board(LEIE, MONDAY)
    assert (first.counted, first.changed) == (1, Duty.objects.count())
    assert Duty.objects.filter(code="problematic_contact_clb", due=date(2026, 11, 20)).exists()
    before = rows()
    assert sweep_board(LEIE, MONDAY) == (1, 0)
    assert rows() == before


def test_half_days_that_vanished_withdraw_their_duties(cast):
    away(cast.adam, MONDAY)
    sweep_board(LEIE, MONDAY)
    Absence.objects.all().delete()
    sweep_board(LEIE, MONDAY)
    assert not Duty.objects.open().exists()


def test_a_new_school_year_starts_from_nought(cast):
    """T9: the count begins again on 1 September."""
    away(cast.adam, *(day for day, _ in HALF_DAYS))
    assert sweep_board(LEIE, date(2027, 9, 2)) == (0, 0)


def test_contacts_kept_with_one_fact_only_get_all_of_them(cast):
    away(cast.adam, *(day for day, _ in HALF_DAYS))
    sweep_board(LEIE, MONDAY)
    contacts = Duty.objects.filter(code="problematic_contact_parents")
    contacts.update(facts={"half_days": ["2026-11-16/am"]})
    assert sweep_board(LEIE, MONDAY) == (1, contacts.count())
    assert {len(duty.facts["half_days"]) for duty in contacts} == {len(HALF_DAYS)}
    assert sweep_board(LEIE, MONDAY) == (1, 0)


def kindergarten(cast, born):
    group = Group.objects.create(board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K3", level=Level.NURSERY)
    return child(group, "Lou", "Klein", born)


def test_a_nursery_child_of_four_cannot_be_absent_unlawfully(cast):
    """Decreet basisonderwijs art. 26: not of compulsory age before five (ATT-6)."""
    away(kindergarten(cast, date(2022, 5, 5)), *(day for day, _ in HALF_DAYS))
    sweep_board(LEIE, MONDAY)
    assert not Duty.objects.exists()


def test_a_five_year_old_who_can_no_longer_reach_290_half_days_gets_a_talk(cast):
    lou = kindergarten(cast, date(2021, 5, 5))
    Membership.objects.filter(pupil=lou).update(first_day=MONDAY)
    sweep_board(LEIE, MONDAY)
    talk = Duty.objects.get()
    assert (talk.code, talk.pupil) == ("nursery_presence_talk", lou)
    assert talk.words["missing"] > talk.words["remaining"]


def test_a_five_year_old_who_is_there_gets_none(cast):
    kindergarten(cast, date(2021, 5, 5))
    sweep_board(LEIE, MONDAY)
    assert not Duty.objects.exists()


def test_the_direction_of_a_dutch_school_gets_the_list_of_the_month_that_ended(cast):
    """Safety plan 3.4 (ATT-9): once a month."""
    away(cast.daan, date(2026, 10, 12), state="late")
    sweep_board(MEIERIJ, MONDAY)
    sweep_board(MEIERIJ, MONDAY)
    duty = Duty.objects.get(code="monthly_absence_list")
    assert (duty.due, duty.words["month"], duty.holder) == (date(2026, 11, 2), "2026-10-01", "director")


def test_the_command_walks_all_boards(cast):
    away(cast.adam, MONDAY)
    away(cast.daan, MONDAY, reason="not_yet_known")
    call_command("sweep", on=MONDAY)
    assert set(Duty.objects.values_list("pupil", flat=True)) >= {cast.adam.pk, cast.daan.pk}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(HALF_DAYS), st.sets(st.sampled_from(HALF_DAYS)))
def test_the_order_in_which_half_days_are_written_makes_no_difference(cast, order, corrected):
    """Recomputation is idempotent and independent of order (design: a write recomputes, idempotently)."""
    Absence.objects.all().delete()
    Duty.objects.all().delete()
    actor = actor_of(cast.sam, datetime(2026, 11, 23, 9, tzinfo=UTC))
    ground = ground_of(cast.lindeboom)

    def write(day, part, state, **values):
        record(actor, ground, [Change(cast.adam.pk, day, part, state, None, values)], about=cast.class_3a)

    for day, part in order:
        write(day, part, "absent", reason="unauthorised")
    for day, part in corrected:
        write(day, part, "present")
    left = sorted(set(HALF_DAYS) - corrected)
    contacts = Duty.objects.open().filter(code="problematic_contact_parents")
    assert sorted(contacts.values_list("due", flat=True)) == [day for day, _ in left]
    clb = Duty.objects.open().filter(code="problematic_contact_clb").values_list("due", flat=True)
    assert list(clb) == ([left[4][0]] if len(left) >= 5 else [])


def test_a_five_year_old_who_changes_class_keeps_the_half_days_of_the_class_before(cast):
    """F17: presence is counted over the whole year and all classes, and the absences with it."""
    lou = kindergarten(cast, date(2021, 5, 5))
    away(lou, *(date(2026, 9, day) for day in range(1, 29) if date(2026, 9, day).weekday() < 5), reason="ill_note")
    other = Group.objects.create(
        board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K3B", level=Level.NURSERY
    )
    Membership.objects.filter(pupil=lou).update(last_day=date(2026, 11, 22))
    Membership.objects.create(board_id=LEIE, pupil=lou, group=other, first_day=MONDAY)
    sweep_board(LEIE, MONDAY)
    assert not Duty.objects.exists()


def test_half_days_at_a_former_school_count_as_present(cast):
    lou = kindergarten(cast, date(2021, 5, 5))
    Membership.objects.filter(pupil=lou).update(first_day=MONDAY)
    Brought.objects.create(
        board_id=LEIE,
        pupil=lou,
        school_year=YEAR,
        school_name="Elders",
        until=date(2026, 11, 20),
        present=100,
        recorded_by=cast.sam,
    )
    sweep_board(LEIE, MONDAY)
    assert not Duty.objects.exists()


def test_a_board_that_fails_does_not_stop_the_others_and_is_named(cast, monkeypatch):
    away(cast.daan, MONDAY, reason="not_yet_known")
    swept = sweep.sweep_board

    def failing(board, on):
        if board == LEIE:
            raise ZeroDivisionError
        return swept(board, on)

    monkeypatch.setattr(sweep, "sweep_board", failing)
    with pytest.raises(sweep.SweepFailed, match=f"{LEIE}: ZeroDivisionError"):
        sweep.sweep(MONDAY)
    assert Duty.objects.filter(pupil=cast.daan).exists()
