"""Children by hand in a real browser: enrolled, seen by the teacher, moved, undone; next year's classes."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from driehoek.people.models import Membership, Pupil
from tests.browser import as_user, axe, eventually, fits, on_phone, photograph
from tests.cast import child

pytestmark = pytest.mark.browser


def test_sam_enrols_a_child_the_teacher_sees_it_and_it_is_moved_and_back(page, cast) -> None:
    as_user(page, cast.sam)
    page.goto(reverse("pupils"))
    page.get_by_role("link", name="Leerling inschrijven").click()
    expect(page.locator("#id_given_name")).to_be_visible()
    axe(page)
    photograph(page, "enrol")
    page.locator("#id_given_name").fill("Adam")
    page.locator("#id_family_name").fill("Nowak")
    page.locator("#id_birth_date").fill("2018-04-09")
    page.locator("#id_group").select_option(str(cast.class_3a.pk))
    page.locator("#id_agreed_on").fill("2026-11-20")
    page.locator("#id_agreed_by").fill("Samira Haddou")
    page.locator("#id_first-given_name").fill("Samira")
    page.locator("#id_first-family_name").fill("Haddou")
    page.locator("#id_first-phone").fill("0470 11 22 33")
    page.locator("#id_only_one").check()
    page.get_by_role("button", name="Inschrijven").click()
    expect(page.get_by_text("Is het dit kind?")).to_be_visible()  # a wrong turn: Adam is known
    axe(page)
    page.locator("#id_given_name").fill("Yara")
    page.get_by_role("button", name="Inschrijven").click()
    page.get_by_role("link", name="Naar een andere klas").click()
    expect(page.locator("#id_group")).to_be_visible()
    axe(page)
    page.locator("#id_group").select_option(str(cast.class_4b.pk))
    page.get_by_role("button", name="In deze klas plaatsen").click()
    eventually(page, Membership.objects.filter(pupil__given_name="Yara", group=cast.class_4b).exists)
    made = Pupil.objects.get(given_name="Yara")
    assert Membership.objects.on(timezone.localdate()).get(pupil=made).group == cast.class_4b
    axe(page)
    photograph(page, "enrolment")
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.get_by_text("alles is zoals het was")).to_be_visible()
    as_user(page, cast.kathleen)
    page.goto(reverse("pupils") + "?q=yara")
    expect(page.get_by_role("link", name="Yara Nowak")).to_be_visible()


def test_next_years_classes_are_seen_before_they_are_made_and_taken_back(page, cast) -> None:
    as_user(page, cast.sam)
    page.goto(reverse("school_classes", args=[cast.lindeboom.pk]))
    axe(page)
    page.get_by_role("link", name="Klassen van volgend schooljaar maken").click()
    expect(page.get_by_text("Wie blijft in 3A?")).to_be_visible()
    axe(page)
    page.get_by_text("Wie blijft in 3A?").click()
    page.get_by_label("Noor Véral").check()
    page.get_by_role("button", name="Tonen wat het wordt").click()
    expect(page.locator("#preview")).to_contain_text("Adam Nowak")
    axe(page)
    photograph(page, "next-year")
    on_phone(page)
    expect(page.get_by_text("Wie blijft in 3A?")).to_be_hidden()
    page.get_by_text("Toon wie").first.click()
    expect(page.locator("#preview details").first).to_have_attribute("open", "")
    fits(page)
    photograph(page, "next-year-phone")
    page.get_by_text("Wijzig wie overgaat").click()
    page.get_by_text("Wie blijft in 3A?").click()
    expect(page.get_by_label("Noor Véral")).to_be_checked()
    fits(page)
    page.get_by_role("button", name="Deze klassen maken").click()
    first = date(2027, 9, 1)
    assert Membership.objects.on(first).get(pupil=cast.noor).group.name == "3A"
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.get_by_text("alles is zoals het was")).to_be_visible()
    assert not Membership.objects.filter(first_day=first).exists()


def test_two_of_one_name_are_told_apart_on_a_phone(page, cast) -> None:
    for born, key in ((date(2018, 5, 3), "a"), (date(2018, 11, 12), "b")):
        child(cast.class_3a, "Daan", "De Wit", born, key)
    as_user(page, cast.sam)
    on_phone(page)
    page.goto(reverse("office") + "?name=dewit")
    page.get_by_role("link", name="Daan De Wit (12 november 2018)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 november 2018")
    page.goto(reverse("school_enrol", args=[cast.lindeboom.pk]))
    fits(page)
    page.goto(reverse("classes_next_year", args=[cast.lindeboom.pk]))
    fits(page)
