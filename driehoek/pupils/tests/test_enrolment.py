"""Enrolling (ORG-5, ORG-7, ORG-11)."""

from datetime import date

from django.urls import reverse

from driehoek.journal.models import Line
from driehoek.people.models import Enrolment, Membership, Pupil
from driehoek.schools.models import School
from tests.cast import LEIE

AGREED = {"agreed_on": "2026-11-20", "agreed_by": "Dirk Nowak", "regulations_version": "2026-2027"}


def enrol(client, pupil: Pupil, **fields: str):
    return client.post(reverse("pupil_enrolment", args=[pupil.pk]), {"first_day": "2026-11-20"} | AGREED | fields)


def ended(pupil: Pupil, end: str, last_day: date) -> None:
    pupil.enrolments.update(last_day=last_day, end=end)


def test_a_child_is_enrolled_with_the_parents_dated_agreement(cast, client) -> None:
    """ORG-5; school regulations part II, 2."""
    ended(cast.adam, "definitive_exclusion", date(2026, 10, 1))
    client.force_login(cast.sam)
    assert enrol(client, cast.adam, agreed_on="").context["form"].errors["agreed_on"]
    assert enrol(client, cast.adam, agreed_by="").context["form"].errors["agreed_by"]
    assert enrol(client, cast.adam).status_code == 302
    made = cast.adam.enrolments.get(last_day=None)
    assert (made.agreed_by, made.regulations_version) == ("Dirk Nowak", "2026-2027")
    assert Line.objects.filter(act="enrolment.start", pupil_id=cast.adam.pk).count() == 1


def test_a_child_already_enrolled_is_not_enrolled_again(cast, client) -> None:
    client.force_login(cast.sam)
    assert enrol(client, cast.adam).context["form"].errors["first_day"]
    assert cast.adam.enrolments.count() == 1


def test_the_same_child_at_another_school_of_the_board_is_refused(cast, client) -> None:
    """ORG-11; school regulations 3.4: a child goes to one school at a time."""
    other = School.objects.create(board_id=LEIE, name="De Wilg", jurisdiction="be")
    twin = Pupil.objects.create(
        board_id=LEIE, school=other, key="x", given_name="Adam", family_name="Nowak", birth_date=cast.adam.birth_date
    )
    Enrolment.objects.create(board_id=LEIE, pupil=twin, first_day=date(2026, 9, 1))
    ended(cast.adam, "no_agreement", date(2026, 8, 31))
    client.force_login(cast.sam)
    assert "De Wilg" in enrol(client, cast.adam).context["form"].errors["first_day"][0]


def test_enrolling_in_turn_in_two_schools_within_one_school_year_is_refused(cast, client) -> None:
    """ORG-11; school regulations 3.4 (co-schooling)."""
    ended(cast.adam, "change_of_school", date(2026, 10, 1))
    client.force_login(cast.sam)
    assert "3.4" in enrol(client, cast.adam).context["form"].errors["first_day"][0]
    assert enrol(client, cast.adam, first_day="2027-09-01").status_code == 302


def test_who_was_excluded_for_good_may_be_refused_and_the_page_says_so(cast, client) -> None:
    """ORG-7; school regulations 9.4.3: in the current, the previous or the year before."""
    client.force_login(cast.sam)
    address = reverse("pupil_enrolment", args=[cast.adam.pk])
    assert client.get(address).context["refusal"] is None
    ended(cast.adam, "definitive_exclusion", date(2026, 10, 1))
    assert client.get(address).context["refusal"].value is True
    ended(cast.adam, "definitive_exclusion", date(2023, 10, 1))
    assert client.get(address).context["refusal"].value is False


def test_an_enrolment_ends_by_a_listed_end_and_the_child_leaves_its_group(cast, client) -> None:
    client.force_login(cast.sam)
    address = reverse("enrolment_end", args=[cast.adam.enrolments.get().pk])
    assert client.post(address, {"last_day": "2026-11-20", "end": "tired"}).context["form"].errors["end"]
    assert client.post(address, {"last_day": "2026-08-01", "end": "completed"}).context["form"].errors["last_day"]
    assert client.post(address, {"last_day": "2026-11-20", "end": "change_of_school"}).status_code == 302
    assert Membership.objects.get(pupil=cast.adam).last_day == date(2026, 11, 20)
    cast.adam.refresh_from_db()
    assert cast.adam.left_on == date(2026, 11, 20)


def test_the_agreement_of_an_imported_enrolment_is_recorded_afterwards(cast, client) -> None:
    held = cast.adam.enrolments.get()
    Enrolment.objects.filter(pk=held.pk).update(agreed_on=None)
    client.force_login(cast.sam)
    assert client.post(reverse("enrolment_agree", args=[held.pk]), AGREED).status_code == 302
    held.refresh_from_db()
    assert (held.agreed_on, held.first_day) == (date(2026, 11, 20), date(2026, 9, 1))


def test_a_teacher_enrols_nobody(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert enrol(client, cast.adam).status_code == 404
