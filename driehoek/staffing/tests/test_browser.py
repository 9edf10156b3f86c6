"""Greet's plan in Chromium: typing, the wrong turns, a transfer that Omar answers, a file, forms, a phone."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from xlsxwriter import Workbook

from driehoek.staffing.actions import jobs
from driehoek.staffing.models import Job, Paper, Plan, Transfer
from tests.browser import as_user, axe, fits, on_phone, photograph

from .conftest import LEIELAND, SCHELDELAND, YEAR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_plan(page, centres) -> None:
    as_user(page, centres.greet)
    page.goto(reverse("staffing_plan", args=[centres.plan.pk]))


def test_the_balance_follows_what_is_typed_and_a_wrong_percentage_says_so(page, centres) -> None:
    open_plan(page, centres)
    axe(page)
    doctor = page.locator("#office-arts ~ .job-row").first
    expect(page.locator("#figures dd").first).to_have_text("9,2")
    doctor.get_by_label("%").fill("250")
    expect(doctor.locator(".wrong")).to_contain_text("hoogstens 100")
    expect(page.locator("#figures dd").first).to_have_text("9,2")
    axe(page)
    doctor.get_by_label("%").fill("50")
    expect(page.locator("#figures dd").first).to_have_text("8,4")
    expect(doctor.locator(".wrong")).to_be_empty()
    expect(page.locator("#figures")).to_contain_text("basisformatie niet gehaald")
    axe(page)
    photograph(page, "staffing")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#figures dd").first).to_have_text("9,2")


def test_by_keyboard_alone_a_job_is_added_and_the_arrows_walk_a_column(page, centres) -> None:
    open_plan(page, centres)
    office = page.locator("section.office", has=page.locator("#office-consulent"))
    office.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Tine Vos")
    page.keyboard.press("Tab")
    page.keyboard.type("60")
    page.keyboard.press("Enter")
    expect(page.locator("#office-consulent ~ .job-row")).to_have_count(1)
    first = page.locator(".job-row input[name=percent]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".job-row input[name=percent]").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()


def test_greet_cannot_accept_her_own_proposal_nor_go_over_five_percent_and_omar_signs(page, centres) -> None:
    as_user(page, centres.greet)
    page.goto(reverse("staffing_transfer_new", args=[LEIELAND]))
    page.get_by_label("wij dragen gewicht over").check()
    page.get_by_label("Het andere centrum, of de ondersteuningscel").select_option(str(SCHELDELAND))
    page.get_by_label("Schooljaar").fill(YEAR)
    page.get_by_label("Gewicht", exact=True).fill("3")
    page.get_by_label("Te beantwoorden tot en met").fill("2099-01-01")
    page.get_by_role("button", name="Tekenen en voorstellen").click()
    expect(page.get_by_role("alert").filter(has_text="5%")).to_be_visible()
    axe(page)
    page.get_by_label("Gewicht", exact=True).fill("0,5")
    page.get_by_role("button", name="Tekenen en voorstellen").click()
    expect(page.get_by_role("button", name="Voorstel intrekken")).to_be_visible()
    expect(page.get_by_role("button", name="Tekenen en aanvaarden")).to_have_count(0)
    axe(page)
    as_user(page, centres.omar)
    page.goto(reverse("staffing_transfers", args=[SCHELDELAND]))
    axe(page)
    page.get_by_role("link", name="van CLB Leieland").click()
    page.get_by_label("Naam van wie voor het centrum tekent").fill("")
    page.get_by_role("button", name="Tekenen en aanvaarden").click()
    expect(page.get_by_text("Schrijf de naam van wie voor het centrum tekent")).to_be_visible()
    page.get_by_label("Naam van wie voor het centrum tekent").fill("Omar Haddad")
    page.get_by_role("button", name="Tekenen en aanvaarden").click()
    expect(page.get_by_text("door beide ondertekend")).to_be_visible()
    assert Transfer.objects.in_force().count() == 2


def test_a_cell_that_does_not_fit_is_named_and_the_right_file_comes_in_and_goes_again(
    page, centres, tmp_path, console
) -> None:
    for name, percent in (("fout", 120), ("goed", 50)):
        with Workbook(tmp_path / f"{name}.xlsx") as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Ambt", "Personeelslid", "Procent", "Aard"])
            sheet.write_row(1, 0, ["arts", "Bo Stevens", percent, "tijdelijk"])
    open_plan(page, centres)
    page.get_by_role("link", name="Betrekkingen uit een bestand").click()
    page.get_by_label("Bestand").set_input_files(tmp_path / "fout.xlsx")
    page.get_by_role("button", name="Eerst bekijken").click()
    expect(page.get_by_role("alert").filter(has_text="niets ingelezen")).to_be_visible()
    expect(page.get_by_text("“120” is geen percentage")).to_be_visible()
    axe(page)
    console.clear()  # the browser notes the 422 of the refused file
    page.get_by_role("link", name="Een ander bestand").click()
    page.get_by_label("Bestand").set_input_files(tmp_path / "goed.xlsx")
    page.get_by_role("button", name="Eerst bekijken").click()
    expect(page.get_by_text("De 1 betrekking uit het bestand")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Inlezen").click()
    expect(page.locator(".job-row")).to_have_count(1)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".job-row")).to_have_count(9)


def test_a_form_with_a_violation_is_made_only_with_its_explanation(page, centres) -> None:
    Plan.objects.filter(pk=centres.plan.pk).update(negotiated_on=date(2016, 9, 20))
    jobs.remove(centres.director, Job.objects.get(plan=centres.plan, office="arts"))
    as_user(page, centres.greet)
    page.goto(reverse("staffing_forms", args=[YEAR]))
    axe(page)
    make = page.get_by_role("button", name=re.compile("Formulier maken.*APF"))
    make.click()
    expect(page.get_by_text("leg uit waarom het plan afwijkt")).to_be_visible()
    assert not Paper.objects.exists()
    page.get_by_label("Waarom het plan afwijkt").fill("De arts is met pensioen, de vacature staat open.")
    make.click()
    expect(page.get_by_role("link", name="PDF van")).to_be_visible()
    page.get_by_role("button", name="Noteren als verstuurd").first.click()
    expect(page.get_by_text("verstuurd op")).to_be_visible()
    axe(page)


def test_the_pages_hold_on_a_tablet_and_on_a_phone_and_print_without_buttons(page, centres) -> None:
    as_user(page, centres.greet)
    pages = [
        reverse("staffing"),
        reverse("staffing_plan", args=[centres.plan.pk]),
        reverse("staffing_people", args=[centres.plan.pk]),
        reverse("staffing_history", args=[LEIELAND]),
        reverse("staffing_members", args=[LEIELAND]),
        reverse("staffing_member_new", args=[LEIELAND]),
        reverse("staffing_person", args=[centres.plan.jobs.first().member_id]),
        reverse("staffing_years", args=[LEIELAND, YEAR]),
        reverse("staffing_plan_why", args=[centres.plan.pk]),
        reverse("staffing_team", args=[LEIELAND]),
        reverse("staffing_weights", args=[LEIELAND]),
        reverse("staffing_cell_new", args=[LEIELAND]),
        reverse("staffing_cells", args=[LEIELAND]),
        reverse("staffing_forms", args=[YEAR]),
    ]
    for address in pages:
        page.goto(address)
        fits(page)
        axe(page)
    on_phone(page)
    for address in pages:
        page.goto(address)
        fits(page)
    page.goto(pages[1])
    axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_hidden()
    expect(page.locator("svg.bars")).to_be_visible()
