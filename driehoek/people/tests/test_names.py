"""One search for names and one order of lists, wherever a name is asked or listed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from driehoek.kit.names import sounds_as, written
from driehoek.people.models import Pupil
from tests.cast import child

BORN = date(2018, 5, 1)
# Somebody's name, what people type for it, and what does not mean it.
TYPED = [
    ("Lotte", "D'Hondt", ["D'Hondt", "dhondt", "d’hondt", "d hondt", "hondt lotte", "Lotte d'H"], ["ondt", "dlotte"]),
    ("Łukasz", "Véral", ["lukasz", "ŁUKASZ", "veral", "Véral luk"], ["ukasz"]),
    ("Ann", "De Smet", ["De Smet", "desmet", "smet", "de sm", "ann desmet", "smet de"], ["met"]),
    ("Bo", "Desmet", ["Desmet", "de smet", "De Smet bo"], ["smet"]),
    ("Jan-Willem", "van den Broeck", ["vandenbroeck", "van den broeck", "denbroeck", "janwillem", "jan van den b"], []),
]


@pytest.mark.parametrize(("given", "family", "finds", "misses"), TYPED)
def test_a_name_is_found_however_it_is_spaced_signed_and_written(cast, given, family, finds, misses) -> None:
    made = child(cast.class_3a, given, family, BORN)
    for typed in finds:
        assert made in Pupil.objects.named(typed), typed
        assert sounds_as(typed, made.name), typed
    for typed in misses:
        assert made not in Pupil.objects.named(typed), typed
        assert not sounds_as(typed, made.name), typed
    assert written("de  SMET") == written("Desmet")


def _ordered(group, *families: str) -> list[str]:
    group.memberships.all().delete()
    for family in families:
        child(group, f"Kim {family}", family, BORN)
    return [one.family_name for one in Pupil.objects.filter(memberships__group=group).order_by("search_name")]


def test_flemish_names_are_filed_under_the_particle_and_dutch_ones_after_it(cast) -> None:
    names = ("Zoon", "de Smet", "Van Damme", "Claes", "Smit", "D'Hondt")
    assert _ordered(cast.class_3a, *names) == ["Claes", "de Smet", "D'Hondt", "Smit", "Van Damme", "Zoon"]
    assert _ordered(cast.groep_5, *names) == ["Claes", "D'Hondt", "de Smet", "Smit", "Van Damme", "Zoon"]


def test_a_dutch_prefix_in_its_own_field_is_filed_alike(cast) -> None:
    made = Pupil.objects.create(
        board_id=cast.beuk.board_id, school=cast.beuk, key="p", given_name="Sem", prefix="van der", family_name="Aa"
    )
    assert made.search_name.startswith("aa sem")
    assert made in Pupil.objects.named("vanderaa")


@pytest.mark.parametrize(("place", "asked"), [("pupils", "q"), ("office", "name")])
def test_a_child_with_a_planned_last_day_is_there_until_that_day(cast, client, place, asked) -> None:
    client.force_login(cast.sam)
    today = timezone.localdate()
    for last, there in ((today, True), (today + timedelta(days=18), True), (today - timedelta(days=1), False)):
        Pupil.objects.filter(pk=cast.adam.pk).update(left_on=last)
        assert ("Adam Nowak" in client.get(reverse(place), {asked: "nowak"}).content.decode()) is there


def test_former_pupils_are_found_when_asked(cast, client) -> None:
    Pupil.objects.filter(pk=cast.adam.pk).update(left_on=date(2026, 10, 1))
    client.force_login(cast.sam)
    assert "Adam" not in client.get(reverse("pupils"), {"q": "nowak"}).content.decode()
    page = client.get(reverse("pupils"), {"q": "nowak", "former": "on"}).content.decode()
    assert "Adam" in page
    assert "1 oktober 2026" in page or "1 October 2026" in page
