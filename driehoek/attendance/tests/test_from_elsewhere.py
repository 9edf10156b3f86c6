"""What a former school counted, and what the age asks: on every page about a child (ATT-2, ATT-5, ATT-6, ATT-11)."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.attendance import nursery
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.people.models import Brought
from driehoek.schools.models import Closure, Group
from tests.cast import LEIE, MONDAY, YEAR, appoint, child


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=False)


def brings(cast, pupil, **counts):
    return Brought.objects.create(
        board_id=LEIE,
        pupil=pupil,
        school_year=YEAR,
        school_name="De Vlieger",
        until=date(2026, 10, 30),
        recorded_by=cast.sam,
        **counts,
    )


def page(client, who, url):
    client.force_login(who)
    answer = client.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def test_half_days_of_a_former_school_stand_on_the_class_the_year_the_office_and_the_board(cast, client):
    brings(cast, cast.adam, unauthorised=5)
    said = {
        ("kathleen", f"/class/{cast.class_3a.pk}/{MONDAY}/"): "5e halve dag: CLB",
        ("kathleen", f"/class/{cast.class_3a.pk}/year/"): "5 op de vorige school",
        ("sam", f"/pupils/{cast.adam.pk}/attendance/"): "5 op de vorige school",
        ("sam", "/office/problematic/"): "De Vlieger",
        ("oona", "/figures/"): "van een vorige school meebrengen: 5",
    }
    for (who, url), words in said.items():
        assert words in page(client, getattr(cast, who), url), url
    client.force_login(cast.kathleen)
    rows = {one.name: one for one, _cells in client.get(f"/class/{cast.class_3a.pk}/year/").context["near"]}
    assert rows["Adam Nowak"].standing == (5, 5, True)
    assert rows["Noor Véral"].standing.so_far == 0


def test_fewer_than_five_on_the_page_of_the_board_could_be_one_child(cast, client):
    brings(cast, cast.adam, unauthorised=4)
    assert "van een vorige school meebrengen: minder dan vijf" in page(client, cast.oona, "/figures/")


def test_one_half_day_from_the_threshold_counts_those_of_the_former_school(cast, client):
    brings(cast, cast.adam, unauthorised=4)
    client.force_login(cast.rita)
    (card,) = client.get(reverse("school_today")).context["cards"]
    assert card.near == 1


def test_the_number_of_the_note_goes_on_from_the_former_school(cast, client):
    brings(cast, cast.adam, notes=2)
    Absence.objects.create(board_id=LEIE, pupil=cast.adam, day=MONDAY, part="am", reason="ill_note")
    assert "briefje 3 van 4" in page(client, cast.kathleen, f"/class/{cast.class_3a.pk}/{MONDAY}/")


def test_another_school_year_is_not_added(cast, client):
    Brought.objects.create(
        board_id=LEIE,
        pupil=cast.adam,
        school_year="2025-2026",
        school_name="De Vlieger",
        until=date(2026, 5, 1),
        recorded_by=cast.sam,
        unauthorised=9,
        notes=3,
    )
    assert "halve dag" not in page(client, cast.kathleen, f"/class/{cast.class_3a.pk}/{MONDAY}/").split("<ul")[1]


# --- the half days of a five-year-old in nursery school (art. 26)


@pytest.fixture
def bo(cast):
    group = Group.objects.create(
        board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K3", level="nursery", year=3
    )
    Appointment.objects.filter(user=cast.kathleen).update(group=group)
    made = child(group, "Bo", "Claes", date(2021, 3, 1))
    Absence.objects.create(board_id=LEIE, pupil=made, day=MONDAY, part="am", reason="not_yet_known")
    appoint(cast.dirk, Function.PARENT, LEIE, school=cast.lindeboom, pupil=made)
    return made


def pages_about(cast, pupil):
    group, row = pupil.memberships.get().group_id, Absence.objects.get(pupil=pupil)
    return [
        (cast.kathleen, f"/class/{group}/{MONDAY}/"),
        (cast.kathleen, f"/class/{group}/year/"),
        (cast.kathleen, f"/pupils/{pupil.pk}/attendance/"),
        (cast.sam, f"/office/report/{pupil.pk}/"),
        (cast.sam, f"/office/absence/{row.pk}/"),
        (cast.dirk, "/my-child/"),
    ]


def test_every_page_about_a_five_year_old_says_how_far_the_290_half_days_are(cast, client, bo):
    one = nursery.presence(ground_of(cast.lindeboom), MONDAY, [bo.pk])[bo.pk]
    assert (one.required, one.reached, one.still_possible) == (290, False, True)
    for who, url in pages_about(cast, bo):
        shown = page(client, who, url)
        assert str(one.counted) in shown, url
        assert "290" in shown, url
    for who, url in pages_about(cast, bo)[2:]:  # with the article it stands in
        assert one.source in page(client, who, url), url


@pytest.mark.parametrize("born", [date(2022, 3, 1), date(2020, 3, 1)])
def test_who_turns_four_or_six_hears_nothing_of_it(cast, client, bo, born):
    bo.birth_date = born
    bo.save()
    for who, url in pages_about(cast, bo):
        assert "290" not in page(client, who, url), url


def test_a_day_closed_afterwards_is_neither_there_nor_away(cast, bo):
    ground = ground_of(cast.lindeboom)
    before = nursery.presence(ground, MONDAY, [bo.pk])[bo.pk].counted
    Closure.objects.create(
        board_id=LEIE, school=cast.lindeboom, first=MONDAY, last=MONDAY, kind="free", title="Staking"
    )
    after = nursery.presence(ground_of(cast.lindeboom), MONDAY, [bo.pk])[bo.pk].counted
    assert after == before - 1  # the afternoon on which Bo was there is gone; the morning was not there anyway
