"""Who sits on the council of a school, in which section and until when (ORG-8)."""

from datetime import date

import pytest
from django.urls import reverse

from driehoek.access.functions import COUNCIL_SECTIONS, Function
from driehoek.access.models import Appointment
from driehoek.access.policy import TABLE
from driehoek.duties.models import Duty
from driehoek.safetyplan.sweep import sweep
from tests.cast import LEIE, MEIERIJ, appoint, person

from .test_council import seated

PARENTS, STAFF, COMMUNITY = COUNCIL_SECTIONS


@pytest.fixture(autouse=True)
def autumn(time_machine, cast):
    time_machine.move_to("2026-11-23T09:00:00+01:00", tick=False)


def named(client, function: str, number: int, school, **more: str):
    """What the direction fills in to name a member; the answer of the page."""
    told = {
        "given_name": f"Lid{number}",
        "family_name": "Raad",
        "function": function,
        "school": str(school.pk),
        "first_day": "2026-11-01",
        **more,
    }
    return client.post(reverse("appoint"), told)


def council(client, school, *sections: str, **more: str) -> None:
    for number, section in enumerate(sections):
        assert named(client, section, number, school, **more).status_code == 302, section


def due() -> list[date]:
    return list(Duty.objects.open().filter(code="compose_council").values_list("due", flat=True))


@pytest.mark.parametrize("section", COUNCIL_SECTIONS)
def test_a_flemish_member_sits_for_four_years_unless_it_is_shorter(cast, client, section):
    client.force_login(cast.rita)
    assert "Decreet betreffende participatie op school" in str(
        named(client, section, 1, cast.lindeboom, last_day="2030-11-01").context["form"].errors["last_day"]
    )
    assert named(client, section, 1, cast.lindeboom).status_code == 302
    assert named(client, section, 2, cast.lindeboom, last_day="2028-06-30").status_code == 302
    days = Appointment.objects.filter(function=section).order_by("last_day").values_list("last_day", flat=True)
    assert list(days) == [date(2028, 6, 30), date(2030, 10, 31)]


def test_the_law_of_the_netherlands_names_no_term_so_the_rules_of_the_council_are_asked(cast, client):
    client.force_login(cast.bas)
    assert "last_day" in named(client, PARENTS, 1, cast.beuk).context["form"].errors
    offered = dict(client.get(reverse("appoint")).context["form"].fields["function"].choices)
    assert (PARENTS in offered, COMMUNITY in offered) == (True, False)


def test_uneven_sections_are_warned_of_with_the_article_and_even_ones_are_not(cast, client):
    client.force_login(cast.rita)
    council(client, cast.lindeboom, PARENTS, PARENTS, STAFF, STAFF, COMMUNITY)
    page = client.get(reverse("participation")).text
    assert "tellen niet evenveel leden" in page
    assert "Decreet betreffende participatie op school van 2 april 2004, 10; 14" in page
    assert named(client, COMMUNITY, 9, cast.lindeboom).status_code == 302
    page = client.get(reverse("participation"))
    assert not page.context["seating"].wrong
    assert "31 oktober 2030" in page.text


def test_the_end_of_a_term_is_a_duty_until_somebody_follows(cast, client):
    client.force_login(cast.bas)
    council(client, cast.beuk, PARENTS, PARENTS, STAFF, STAFF, last_day="2026-12-31")
    assert due() == [date(2026, 12, 31)]
    for number, section in enumerate((PARENTS, PARENTS, STAFF)):
        named(client, section, number + 10, cast.beuk, first_day="2027-01-01", last_day="2029-12-31")
    assert due() == [date(2026, 12, 31)]
    named(client, STAFF, 20, cast.beuk, first_day="2027-01-01", last_day="2029-12-31")
    assert due() == [date(2029, 12, 31)]


def test_a_member_who_leaves_makes_the_duty_at_once_and_the_night_keeps_it(cast, client):
    client.force_login(cast.rita)
    council(client, cast.lindeboom, *COUNCIL_SECTIONS, *COUNCIL_SECTIONS)
    assert due() == [date(2030, 10, 31)]
    leaving = Appointment.objects.filter(function=STAFF).first()
    client.post(reverse("appointment", args=[leaving.pk]), {"last_day": "2026-12-10"})
    assert due() == [date(2026, 12, 10)]
    sweep(date(2026, 12, 15))
    assert due() == [date(2026, 12, 10)]


@pytest.mark.parametrize("section", COUNCIL_SECTIONS)
def test_a_seat_opens_the_plan_and_no_child(section):
    rights = {right for function, right in TABLE if function == section}
    assert rights == {"plan.read", "report.read", "school.read"}


def test_a_flemish_chair_notes_what_the_school_council_says_and_a_member_cannot(cast, client):
    chair = seated_in_flanders("Leen", Function.SCHOOL_COUNCIL_CHAIR, cast)
    member = seated_in_flanders("Lut", COMMUNITY, cast)
    given = {"verdict": "agrees", "remarks": "", "said_on": "2026-11-20"}
    for user, answer in ((chair, 302), (member, 404)):
        client.force_login(user)
        assert client.post(reverse("participation_say", args=["plan"]), given).status_code == answer
    assert "Leen" in client.get(reverse("participation")).text


def test_the_council_reads_the_report_with_small_numbers_kept_back(cast, client):
    client.force_login(seated("Mees", "Ouder", PARENTS, school=cast.beuk))
    assert client.get(reverse("safety_report")).context["report"].exact is False


def seated_in_flanders(given, function, cast):
    user = appoint(person(given, "Raad"), function, LEIE, school=cast.lindeboom).user
    user.authenticator_set.create(type="totp", data={})
    return user


def test_another_board_sees_no_seat(cast, client):
    appoint(person("Mies", "Raad"), PARENTS, MEIERIJ, school=cast.beuk, last_day=date(2027, 1, 1))
    client.force_login(cast.mallory)
    assert client.get(reverse("participation") + f"?school={cast.beuk.pk}").status_code == 404
