"""Classes by hand: made, changed, closed, and next year's from this year's (SET-2)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from driehoek.duties.models import Duty
from driehoek.enrolment.models import Handwork
from driehoek.people.models import Enrolment, Membership, Pupil
from driehoek.schools.models import Group, Level
from tests.cast import LEIE, YEAR, child

from .test_children import CHILD, everything, place_of, undo

NEXT, FIRST = "2027-2028", date(2027, 9, 1)


def of_school(client, address: str, cast, **fields: object):
    return client.post(reverse(address, args=[cast.lindeboom.pk]), fields)


def test_a_class_is_made_renamed_and_taken_back(cast, client) -> None:
    client.force_login(cast.sam)
    new = {"school_year": YEAR, "name": "K1B", "level": "nursery", "year": "1"}
    assert of_school(client, "class_new", cast, **new).status_code == 302
    made = Group.objects.get(name="K1B")
    again = of_school(client, "class_new", cast, **new | {"name": "k1b"})
    assert again.context["form"].errors["name"]
    changed = {"name": "K1C", "level": "nursery", "year": "1"}
    assert client.post(reverse("class_change", args=[made.pk]), changed).status_code == 302
    assert Group.objects.get(pk=made.pk).name == "K1C"
    undo(client)
    assert Group.objects.get(pk=made.pk).name == "K1B"
    undo(client)
    assert not Group.objects.filter(pk=made.pk).exists()


def test_a_class_with_children_is_closed_only_when_they_have_another(cast, client) -> None:
    client.force_login(cast.sam)
    before, today = everything(), timezone.localdate()
    address = reverse("class_close", args=[cast.class_3a.pk])
    assert client.post(address, {"day": today.isoformat()}).context["form"].errors["to"]
    client.post(address, {"day": today.isoformat(), "to": str(cast.class_4b.pk)})
    assert place_of(cast.adam, today) == ["4B"]
    assert place_of(cast.noor, today) == ["4B"]
    assert place_of(cast.adam, today - timedelta(days=1)) == ["3A"]
    client.get(reverse("office"))  # what was said once is read
    assert "3A" not in client.get(reverse("office")).content.decode()
    undo(client)
    assert everything() == before


def test_next_years_classes_are_shown_first_and_undone_until_the_year_starts(cast, client) -> None:
    client.force_login(cast.sam)
    before = everything()
    page = client.get(reverse("classes_next_year", args=[cast.lindeboom.pk]))
    form = page.context["form"]
    assert [str(to.initial) for _rung, to, _stay in form.rows()] == ["4B", ""]
    chosen = {f"to_{cast.class_3a.pk}": "4B", f"to_{cast.class_4b.pk}": "", f"stay_{cast.class_3a.pk}": [cast.noor.pk]}
    page = of_school(client, "classes_next_year", cast, **chosen)
    assert [one.pk for one in page.context["made"].classes["4B"]] == [cast.adam.pk]
    assert [one.pk for one in page.context["made"].classes["3A"]] == [cast.noor.pk]
    assert [one.pk for one in page.context["made"].leaves] == [cast.ilias.pk]
    assert everything() == before
    assert of_school(client, "classes_next_year", cast, confirm="1", **chosen).status_code == 302
    assert (place_of(cast.adam, FIRST), place_of(cast.noor, FIRST), place_of(cast.ilias, FIRST)) == (["4B"], ["3A"], [])
    assert place_of(cast.ilias, date(2026, 12, 1)) == ["4B"]
    assert cast.ilias.enrolments.get().end == Enrolment.End.COMPLETED
    assert Group.objects.filter(school=cast.lindeboom, school_year=NEXT).count() == 2
    undo(client)
    assert everything() == before


def test_once_the_year_started_next_years_classes_stay(cast) -> None:
    act = Handwork(kind=Handwork.Kind.NEXT_YEAR, day=FIRST)
    assert act.may_be_undone(FIRST - timedelta(days=1))
    assert not act.may_be_undone(FIRST)


def test_who_is_enrolled_for_next_year_is_offered_a_class_of_it(cast, client) -> None:
    client.force_login(cast.sam)
    client.post(reverse("school_enrol", args=[cast.lindeboom.pk]), CHILD | {"first_day": "2027-09-01"})
    made = Pupil.objects.get(family_name="El Amrani")
    of_school(client, "classes_next_year", cast, confirm="1", **{f"new_{made.pk}": "3A"})
    assert place_of(made, FIRST) == ["3A"]
    assert place_of(made, date(2026, 12, 1)) == []


def test_classes_move_up_by_their_letter(cast, client) -> None:
    for name, level, year in (("K3A", "nursery", 3), ("1A", "primary", 1), ("1B", "primary", 1), ("2B", "primary", 2)):
        Group.objects.create(board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name=name, level=level, year=year)
    client.force_login(cast.rita)
    form = client.get(reverse("classes_next_year", args=[cast.lindeboom.pk])).context["form"]
    assert {rung.group.name: rung.proposed for rung, _to, _stay in form.rows()} == {
        "K3A": "1A",
        "1A": "2B",
        "1B": "2B",
        "2B": "3A",
        "3A": "4B",
        "4B": "",
    }


@pytest.mark.parametrize("level", [*Level.values, ""])
def test_a_class_whose_year_nobody_filled_in_stays_and_nothing_moves_into_it(cast, client, level) -> None:
    for name, of, year in (("K3A", "nursery", 3), ("Pelikanen", level, None), ("1A", "primary", 1)):
        Group.objects.create(board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name=name, level=of, year=year)
    client.force_login(cast.rita)
    form = client.get(reverse("classes_next_year", args=[cast.lindeboom.pk])).context["form"]
    proposed = {rung.group.name: rung.proposed for rung, _to, _stay in form.rows()}
    assert (proposed["Pelikanen"], proposed["K3A"]) == ("Pelikanen", "1A")
    page = client.get(reverse("classes_next_year", args=[cast.lindeboom.pk])).content.decode()
    unknown = Group.objects.get(name="Pelikanen")
    assert "wordt voorgesteld dat hun kinderen blijven" in page
    assert reverse("class_change", args=[unknown.pk]) in page


def test_a_planned_move_takes_the_duties_along_on_its_day(cast, client) -> None:
    client.force_login(cast.sam)
    day = timezone.localdate() + timedelta(days=3)
    Duty.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        group=cast.class_3a,
        pupil=cast.adam,
        origin="x",
        key="x",
        code="x",
        rule="x",
        holder="class_teacher",
        due=day,
    )
    client.post(reverse("pupil_move", args=[cast.adam.pk]), {"group": str(cast.class_4b.pk), "first_day": day})
    assert Duty.objects.get(origin="x").group == cast.class_3a
    call_command("follow_places", on=day)
    assert Duty.objects.get(origin="x").group == cast.class_4b


@pytest.mark.parametrize("who", ["kathleen", "clara", "dirk", "oona", "mallory"])
def test_nobody_else_touches_a_class(cast, client, who) -> None:
    client.force_login(getattr(cast, who))
    for name in ("school_classes", "class_new", "classes_next_year"):
        assert client.get(reverse(name, args=[cast.lindeboom.pk])).status_code == 404
    for name in ("class_change", "class_close"):
        assert client.get(reverse(name, args=[cast.class_3a.pk])).status_code == 404


def test_a_child_enters_and_leaves_a_dutch_school_by_the_same_pages(cast, client) -> None:
    child(cast.groep_5, "Sem", "Vos", date(2018, 2, 2))
    client.force_login(cast.bas)
    page = client.get(reverse("classes_next_year", args=[cast.beuk.pk]))
    assert page.status_code == 200
    assert Membership.objects.filter(group=cast.groep_5).count() == 3
