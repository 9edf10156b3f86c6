"""ORG-3, ORG-4, ORG-8, ORG-12: the direction keeps the school's own facts; everybody of the school may read them."""

from datetime import date

import pytest
from django.urls import reverse

from driehoek.access.wall import within
from driehoek.journal.models import Line
from driehoek.schools.models import Closure
from tests.cast import LEIE


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data)


def test_rita_adds_a_study_day_and_the_journal_says_so(cast, client) -> None:
    client.force_login(cast.rita)
    answer = post(
        client, "school_part_new", cast.lindeboom.pk, "calendar", kind="study", first="2027-01-20", last="2027-01-20"
    )
    assert answer.status_code == 302
    with within(LEIE):
        assert Closure.objects.get().first == date(2027, 1, 20)
        assert Line.objects.filter(act="school.changed", stream=cast.lindeboom.pk).count() == 1


@pytest.mark.parametrize(
    ("first", "last"), [("2027-01-20", "2027-01-19"), ("2027-09-31", "2027-10-01"), ("", "2027-01-19")]
)
def test_a_closure_that_cannot_be_is_refused_with_the_field_named(cast, client, first, last) -> None:
    client.force_login(cast.rita)
    answer = post(client, "school_part_new", cast.lindeboom.pk, "calendar", kind="study", first=first, last=last)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) & {"first", "last"}
    with within(LEIE):
        assert not Closure.objects.exists()


def test_a_day_that_stands_in_the_calendar_already_is_refused_by_name(cast, client) -> None:
    client.force_login(cast.rita)
    day = {"kind": "study", "first": "2027-01-20", "last": "2027-01-22"}
    post(client, "school_part_new", cast.lindeboom.pk, "calendar", **day, title="Studiedagen")
    again = post(client, "school_part_new", cast.lindeboom.pk, "calendar", **{**day, "first": "2027-01-22"})
    assert "Studiedagen" in again.context["form"].errors["first"][0]


def test_a_school_is_asked_only_what_its_country_has(cast, client) -> None:
    client.force_login(cast.rita)
    settings = client.get(reverse("school_settings", args=[cast.lindeboom.pk])).context["form"]
    bodies = client.get(reverse("school_part_new", args=[cast.lindeboom.pk, "outside-bodies"])).context["form"]
    assert "region" not in settings.fields
    assert {"clb", "pupil_rights"} <= set(dict(bodies.fields["kind"].choices))
    assert "reporting_centre" not in dict(bodies.fields["kind"].choices)


def test_kathleen_reads_the_calendar_but_cannot_change_it(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert client.get(reverse("school_part", args=[cast.lindeboom.pk, "calendar"])).status_code == 200
    assert post(client, "school_part_new", cast.lindeboom.pk, "calendar", first="2027-01-20").status_code == 404


def test_mallory_of_another_board_does_not_find_the_school(cast, client) -> None:
    client.force_login(cast.mallory)
    assert client.get(reverse("school", args=[cast.lindeboom.pk])).status_code == 404


@pytest.mark.parametrize("slug", ["calendar", "hours", "sites", "clb-moments", "outside-bodies", "own-values"])
def test_every_part_of_the_settings_opens_for_rita(cast, client, slug) -> None:
    client.force_login(cast.rita)
    assert client.get(reverse("school_part", args=[cast.lindeboom.pk, slug])).status_code == 200
    assert client.get(reverse("school_part_new", args=[cast.lindeboom.pk, slug])).status_code == 200


def test_the_official_holidays_stand_beside_the_calendar_in_both_countries(cast, client) -> None:
    for user, school, holiday in (
        (cast.rita, cast.lindeboom, "krokusvakantie"),
        (cast.bas, cast.beuk, "voorjaarsvakantie"),
    ):
        client.force_login(user)
        page = client.get(reverse("school_part", args=[school.pk, "calendar"])).content.decode()
        assert holiday in page


def test_ten_percent_of_the_parents_make_a_parents_council_mandatory(cast, client) -> None:
    """Participation decree of 2 April 2004, art. 45."""
    client.force_login(cast.rita)
    post(client, "school_parents", cast.lindeboom.pk, parents=310, parents_asking=31)
    assert client.get(reverse("school", args=[cast.lindeboom.pk])).context["parents_council"].value["mandatory"]
    post(client, "school_parents", cast.lindeboom.pk, parents=310, parents_asking=30)
    assert not client.get(reverse("school", args=[cast.lindeboom.pk])).context["parents_council"].value["mandatory"]


def test_more_parents_asking_than_there_are_is_refused(cast, client) -> None:
    client.force_login(cast.rita)
    answer = post(client, "school_parents", cast.lindeboom.pk, parents=3, parents_asking=4)
    assert "parents_asking" in answer.context["form"].errors


def test_a_board_sets_its_own_value_but_never_that_of_a_law(cast, client) -> None:
    client.force_login(cast.rita)
    page = reverse("school_part_new", args=[cast.lindeboom.pk, "own-values"])
    offered = {value for value, _title in client.get(page).context["form"].fields["parameter"].choices}
    assert "be.absence.problematic_threshold" not in offered
    own = sorted(offered)[0]
    good = {"parameter": own, "amount": "7", "valid_from": "2027-01-01", "source": "Beslissing bestuur 3/2027"}
    assert client.post(page, good | {"amount": "zeven"}).context["form"].errors["amount"]
    assert client.post(page, good | {"parameter": "be.absence.problematic_threshold"}).status_code == 200
    assert client.post(page, good).status_code == 302


def test_removing_asks_first(cast, client) -> None:
    client.force_login(cast.rita)
    with within(LEIE):
        day = Closure.objects.create(board_id=LEIE, school=cast.lindeboom, first="2027-01-20", last="2027-01-20")
    address = reverse("school_part_remove", args=[cast.lindeboom.pk, "calendar", day.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    with within(LEIE):
        assert not Closure.objects.exists()


def test_the_fixed_moment_of_the_clb_stands_on_the_schools_page_with_the_anchor_person(cast, client) -> None:
    """DOS-5."""
    moment = {"weekday": "1", "part": "am", "first_day": "2026-09-01"}
    client.force_login(cast.rita)
    new = reverse("school_part_new", args=[cast.lindeboom.pk, "clb-moments"])
    assert client.post(new, moment).status_code == 302
    twice = client.post(new, moment)
    assert list(twice.context["form"].errors) == ["weekday"]
    backwards = client.post(new, moment | {"weekday": "2", "last_day": "2026-08-31"})
    assert list(backwards.context["form"].errors) == ["last_day"]
    client.force_login(cast.zoe)
    page = client.get(reverse("school", args=[cast.lindeboom.pk])).content.decode()
    assert "elke dinsdag, voormiddag" in page
    assert client.post(new, moment).status_code == 404


def test_a_dutch_school_has_no_moment_of_the_clb(cast, client) -> None:
    client.force_login(cast.bas)
    assert "clb-moments" not in client.get(reverse("school", args=[cast.beuk.pk])).content.decode()
