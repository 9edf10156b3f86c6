"""Certificates, a talk, a starting teacher and the roster of supervision in Chromium (SAF-16, SAF-20)."""

import re
from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from driehoek.safetyplan.models.supervision import Post
from driehoek.schools.queries import calendar_of
from tests.browser import as_user, axe, fits, on_phone, photograph
from tests.cast import LEIE

pytestmark = [pytest.mark.browser]


def test_bas_records_a_certificate_after_a_wrong_day_and_a_talk_that_asks_about_safety(page, cast) -> None:
    today = timezone.localdate()
    as_user(page, cast.bas)
    page.goto(reverse("certificate_new"))
    page.locator("#id_person").select_option(label="Fenna Visser")
    page.locator("#id_kind").select_option("first_aid")
    page.locator("#id_issued_on").fill(today.isoformat())
    page.locator("#id_expires_on").fill("2020-01-01")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("voor het certificaat behaald is").first).to_be_visible()
    axe(page)
    page.locator("#id_expires_on").fill(today.isoformat())
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Het certificaat is genoteerd")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Een gesprek noteren").click()
    page.locator("#id_kind").select_option("career_talk")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("vraagt hoe veilig iemand zich voelt").first).to_be_visible()
    page.locator("#id_safety").fill("Voelt zich veilig")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Het gesprek is genoteerd")).to_be_visible()
    page.get_by_role("link", name=re.compile("^loopbaangesprek")).click()
    expect(page.get_by_text("Voelt zich veilig")).to_be_visible()
    axe(page)
    page.goto(reverse("trainings"))
    axe(page)
    photograph(page, "trainings")
    on_phone(page)
    fits(page)


def test_ivo_coaches_fenna_and_notes_a_step(page, cast) -> None:
    as_user(page, cast.bas)
    page.goto(reverse("start_new"))
    page.locator("#id_person").select_option(label="Fenna Visser")
    page.locator("#id_coach").select_option(label="Fenna Visser")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("niemand begeleidt zichzelf").first).to_be_visible()
    page.locator("#id_coach").select_option(label="Ivo Kok")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De begeleiding begint")).to_be_visible()
    as_user(page, cast.ivo)
    page.goto(reverse("my_training"))
    axe(page)
    page.get_by_role("link", name="Fenna Visser").click()
    page.locator("summary", has_text="Wegwijs maken").click()
    page.locator("#id_show_around-done_on").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name=re.compile("Bewaren.*Wegwijs maken")).click()
    expect(page.get_by_text("Genoteerd.", exact=True)).to_be_visible()
    axe(page)


def at_the_shed(cast, weekday: int) -> None:
    Post.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        weekday=weekday,
        moment="noon",
        begins=time(12, 5),
        ends=time(12, 35),
        place="Fietsenstalling",
        is_risk=True,
        attention="Achter de muur kijken",
        person=cast.kathleen,
        first_day=date(2026, 9, 1),
    )


def test_kathleen_cannot_stand_at_the_shed_and_sam_names_tom_not_someone_who_cannot(page, cast) -> None:
    day = calendar_of(cast.lindeboom).next_school_day(timezone.localdate())
    at_the_shed(cast, day.weekday())
    as_user(page, cast.kathleen)
    on_phone(page)
    page.goto(reverse("supervision"))
    fits(page)
    axe(page)
    page.get_by_role("link", name="Ik kan niet").click()
    page.locator("#id_first_day").fill(day.isoformat())
    page.locator("#id_last_day").fill(day.isoformat())
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("een taak van het secretariaat")).to_be_visible()
    as_user(page, cast.sam)
    page.goto(reverse("supervision"))
    axe(page)
    photograph(page, "supervision")
    page.get_by_role("link", name="Iemand kan niet").click()
    page.locator("#id_person").select_option(label="Zoe Peeters")
    page.locator("#id_first_day").fill(day.isoformat())
    page.locator("#id_last_day").fill(day.isoformat())
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name=re.compile("^Vervanging aanwijzen.*Fietsenstalling")).click()
    page.locator("#id_person").select_option(label="Zoe Peeters")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Deze collega kan die dag ook niet.").first).to_be_visible()
    axe(page)
    page.locator("#id_person").select_option(label="Tom Aerts")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Aangewezen. Zeg het aan deze collega.")).to_be_visible()
    page.get_by_role("link", name="Voor de personeelskamer").click()
    page.wait_for_url("**/print/")
    axe(page)
