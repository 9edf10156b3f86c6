"""Petra keeps the plan in Chromium: each story with one wrong turn (SAF-1 to SAF-5, SAF-15, SAF-18, SAF-21)."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from driehoek.access.functions import Function
from driehoek.safety.models import Incident
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Answer, ChapterText, Measure, Turn
from tests.browser import as_user, axe, fits, on_phone
from tests.cast import MEIERIJ, appoint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_petra_fills_in_a_chapter_and_has_the_statement_of_intent_signed(page, cast, console) -> None:
    as_user(page, cast.petra)
    page.goto(reverse("safety"))
    page.get_by_role("link", name="Veiligheidsplan").click()
    expect(page.get_by_label("Zoeken in het plan")).to_be_visible()
    axe(page)
    page.get_by_label("Zoeken in het plan").fill("media")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Omgaan met de media").click()
    page.get_by_role("link", name="Wijzigen").click()
    page.get_by_label("Eerste aanspreekpunt: naam").fill("")
    page.get_by_label("status").select_option("adopted")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Een vastgesteld hoofdstuk zegt iets").first).to_be_visible()
    console.clear()
    axe(page)
    page.get_by_label("Tweede aanspreekpunt: naam").fill("Ivo Kok")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard als nieuwe versie")).to_be_visible()
    assert ChapterText.objects.get().blanks["media_second_name"] == "Ivo Kok"
    axe(page)
    page.goto(reverse("plan_papers"))
    page.get_by_role("link", name="Intentieverklaring").click()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Een ondertekening noteren").click()
    page.get_by_label("wie ondertekende").fill("Bas Jansen")
    page.get_by_label("Als", exact=True).fill("directeur")
    page.get_by_label("ondertekend op").fill("2099-01-01")
    page.get_by_role("button", name="Ondertekening noteren").click()
    expect(page.get_by_text("Niemand ondertekende op een dag die nog moet komen").first).to_be_visible()
    console.clear()
    page.get_by_label("ondertekend op").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.get_by_role("button", name="Ondertekening noteren").click()
    expect(page.get_by_text("De ondertekening is genoteerd")).to_be_visible()
    axe(page)


def test_on_a_phone_a_drill_is_recorded_and_what_went_wrong_becomes_a_measure(page, cast, console) -> None:
    on_phone(page)
    as_user(page, cast.petra)
    page.goto(reverse("drills"))
    fits(page)
    page.get_by_role("link", name="Een oefening noteren").click()
    expect(page.get_by_label("Minuten tot iedereen buiten was")).to_be_visible()
    fits(page)
    axe(page)
    page.get_by_label("gedaan door").fill("Petra")
    page.get_by_label("Minuten tot iedereen buiten was").fill("6")
    page.get_by_label("Iedereen hoorde het alarm").select_option("no")
    page.get_by_label("resultaat").select_option("good")
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_text("Niet alles is in orde").first).to_be_visible()
    console.clear()
    assert not Turn.objects.exists()
    page.get_by_label("resultaat").select_option("findings")
    page.get_by_role("button", name="Noteren").click()
    page.get_by_role("link", name="Iedereen hoorde het alarm").click()
    page.get_by_role("link", name="Wat, wie of wanneer wijzigen").click()
    page.get_by_label("vóór").fill("2099-01-01")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("uiterlijk")).to_be_visible()
    fits(page)
    axe(page)
    assert Measure.objects.get().due.year == 2099
    page.goto(reverse("checks"))
    fits(page)
    axe(page)


def test_a_place_where_it_happens_again_and_again_becomes_a_risk_with_a_measure(page, cast, console) -> None:
    for day in (2, 3, 4):
        Incident.objects.create(
            board_id=MEIERIJ,
            school=cast.beuk,
            happened_at=f"2026-11-{day:02}T10:30+01:00",
            place="toilets",
            is_physical=True,
            reported_by=cast.petra,
        )
    as_user(page, cast.petra)
    page.goto(reverse("risks"))
    expect(page.get_by_text("direct een boete", exact=True)).to_be_visible()
    axe(page)
    page.get_by_role("listitem").filter(has_text="3 incidenten in een jaar").first.get_by_role("link").click()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert").filter(has_text="Over")).to_be_visible()
    console.clear()
    page.get_by_label("Over", exact=True).select_option("aggression")
    page.get_by_label("wat er mis kan gaan").fill("Ruzie bij de toiletten")
    page.get_by_label("hoe waarschijnlijk").select_option("3")
    page.get_by_label("hoe erg").select_option("3")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("verhoogd van 9")).to_be_visible()
    page.get_by_text("Een maatregel toevoegen").click()
    page.get_by_label("wat er gedaan wordt").fill("Toezicht erbij")
    page.get_by_label("Wie", exact=True).select_option("director")
    page.get_by_label("vóór").fill("2099-01-01")
    page.locator("details[open] form button").click()
    expect(page.get_by_role("link", name="Toezicht erbij")).to_be_visible()
    axe(page)
    page.goto(reverse("responders"))
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)


def test_a_child_answers_with_a_code_and_petra_reads_when_it_is_over(page, cast, console) -> None:
    cache.clear()
    as_user(page, cast.petra)
    page.goto(reverse("surveys"))
    axe(page)
    page.get_by_role("link", name="Een nieuwe vragenlijst").click()
    page.get_by_label("wie gevraagd wordt").select_option("upper")
    page.get_by_label("laatste dag").fill("2020-01-01")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De laatste dag ligt vóór de eerste").first).to_be_visible()
    console.clear()
    page.get_by_label("laatste dag").fill("2099-01-01")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_label("Groep", exact=True).select_option(label="Groep 5")
    page.get_by_label("hoeveel codes").fill("2")
    axe(page)
    page.get_by_role("button", name="Codes maken en afdrukken").click()
    code = page.locator(".slips b").first.inner_text()
    axe(page)
    page.context.clear_cookies()
    on_phone(page)
    page.goto(reverse("enter"))
    page.get_by_label("je code").fill("XXXX-XXXX")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Deze code kennen we niet").first).to_be_visible()
    console.clear()
    page.get_by_label("je code").fill(code)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("group", name="Ik word gepest.")).to_be_visible()
    fits(page)
    axe(page)
    for question in catalogue.questions("upper"):
        page.get_by_role("group", name=question.words["nl"]).get_by_label("soms").check()
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", name="Dank je wel")).to_be_visible()
    assert Answer.objects.count() == 1


def test_the_board_reads_the_year_without_a_small_number(page, cast) -> None:
    appoint(cast.oona, Function.BOARD_MEMBER, MEIERIJ)
    for number in range(8):
        Incident.objects.create(
            board_id=MEIERIJ,
            school=cast.beuk,
            happened_at=f"2026-10-0{number + 1}T10:30+02:00",
            place="playground" if number else "gym",
            is_physical=True,
            reported_by=cast.petra,
        )
    as_user(page, cast.petra)
    page.goto(reverse("safety_report"))
    expect(page.get_by_text("Incidenten naar plaats")).to_be_visible()
    axe(page)
    as_user(page, cast.oona)
    page.goto(reverse("safety_report") + f"?school={cast.beuk.pk}")
    expect(page.get_by_text("Getallen onder de vijf")).to_be_visible()
    expect(page.get_by_text("<5").first).to_be_visible()
    axe(page)
    on_phone(page)
    page.goto(reverse("safety_report"))
    fits(page)
    axe(page)
