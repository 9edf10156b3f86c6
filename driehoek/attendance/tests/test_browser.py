"""A class in Chromium: taps, keys, the connection that drops, two teachers, phone and tablet, axe (ATT-1, ALL-5)."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.attendance.models import Absence, Register
from driehoek.attendance.planning import Plan, plan_absence
from driehoek.people.models import Membership, Pupil
from tests.browser import PHONE, as_user, axe, eventually, fits
from tests.cast import child

pytestmark = [pytest.mark.browser]
TUESDAY = date(2026, 11, 17)
PLACES = "all => [...new Set(all.map(one => Math.round(one.getBoundingClientRect().x)))]"


@pytest.fixture
def class_page(page, cast):
    """Kathleen's class on a school day that has passed; the real clock runs."""
    as_user(page, cast.kathleen)

    def opened():
        page.goto(f"/class/{cast.class_3a.pk}/{TUESDAY}/")
        return page

    return opened


def button(page, pupil, part, state):
    return page.locator(f'.seg[data-pupil="{pupil.pk.hex}"][data-part="{part}"] input[value="{state}"]')


def state_of(pupil, part="am"):
    row = Absence.objects.filter(pupil=pupil, part=part).first()
    return row.state if row else None


def saved(page):
    page.locator("#saved", has_text="bewaard om").wait_for()


def test_one_tap_is_saved_and_the_page_passes_axe(class_page, cast):
    page = class_page()
    axe(page)
    button(page, cast.adam, "am", "absent").check()
    saved(page)
    assert state_of(cast.adam) == "absent"
    axe(page)


def test_arrows_and_letters_do_the_same(class_page, cast):
    page = class_page()
    button(page, cast.adam, "am", "present").focus()
    page.keyboard.press("z")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("t")
    saved(page)
    eventually(page, lambda: (state_of(cast.adam), state_of(cast.noor)) == ("absent", "late"))
    page.keyboard.press("a")
    eventually(page, lambda: state_of(cast.noor) == "present")


def test_a_reason_is_chosen_beside_the_name(class_page, cast):
    page = class_page()
    button(page, cast.adam, "am", "absent").check()
    page.locator(f"#k{cast.adam.pk.hex} select.reason").select_option("unauthorised")
    eventually(page, Absence.objects.filter(pupil=cast.adam, reason="unauthorised").exists)


def test_without_a_connection_taps_wait_in_the_browser_and_are_sent_when_it_returns(class_page, cast, console):
    page = class_page()
    page.context.set_offline(True)
    button(page, cast.adam, "am", "absent").check()
    page.wait_for_selector("#waiting:not([hidden])")
    expect(page.locator("#waiting")).to_contain_text("Nog niet bewaard")
    assert state_of(cast.adam) is None
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert cast.adam.pk.hex in kept
    assert "Adam" not in kept
    page.context.set_offline(False)
    saved(page)
    assert state_of(cast.adam) == "absent"
    expect(page.locator("#waiting")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    console.clear()  # the failed fetch is what was meant


def test_two_teachers_at_once_and_a_person_chooses(class_page, cast):
    page = class_page()
    Absence.objects.create(
        board_id=cast.adam.board_id, pupil=cast.adam, day=TUESDAY, part="am", state="late", recorded_by=cast.tom
    )
    button(page, cast.adam, "am", "absent").check()
    page.wait_for_selector("#clash[open]")
    expect(page.locator("#clash")).to_contain_text("Tom Aerts")
    assert state_of(cast.adam) == "late"
    page.get_by_role("button", name="Mijn keuze houden").click()
    eventually(page, lambda: state_of(cast.adam) == "absent")


def test_a_tap_on_what_was_settled_beforehand_is_asked_about(class_page, cast):
    with within(cast.adam.board_id):
        plan_absence(actor_of(cast.rita), cast.adam, "case:1", [Plan("suspended", TUESDAY, TUESDAY)])
    page = class_page()
    expect(page.locator(f"#s{cast.adam.pk.hex}")).to_contain_text("vooraf vastgelegd")
    button(page, cast.adam, "am", "present").check()
    page.wait_for_selector("#clash[open]")
    expect(page.locator("#clash")).to_contain_text("Dit was vooraf vastgelegd")
    axe(page)
    page.get_by_role("button", name="Laten zoals het is").click()
    expect(button(page, cast.adam, "am", "absent")).to_be_checked()
    button(page, cast.adam, "am", "present").check()
    page.get_by_role("button", name="Mijn keuze houden").click()
    eventually(page, lambda: state_of(cast.adam) == "present")


def test_a_tap_that_is_refused_is_marked_and_the_others_are_saved(class_page, cast, console):
    page = class_page()
    Membership.objects.filter(pupil=cast.noor).update(last_day=date(2026, 11, 16))
    page.context.set_offline(True)
    button(page, cast.noor, "am", "absent").check()
    button(page, cast.adam, "am", "absent").check()
    page.context.set_offline(False)
    expect(page.locator(f"#s{cast.noor.pk.hex} .late")).to_contain_text("niet in deze klas")
    eventually(page, lambda: state_of(cast.adam) == "absent")
    console.clear()  # the failed fetch is what was meant


def test_a_session_that_ended_asks_to_log_in_again_and_keeps_the_taps(class_page, cast, console):
    page = class_page()
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    button(page, cast.adam, "am", "absent").check()
    expect(page.locator("#login")).to_contain_text("meld u opnieuw aan")
    expect(page.locator("#waiting")).to_be_hidden()
    axe(page)
    page.context.add_cookies(cookies)
    class_page()
    eventually(page, lambda: state_of(cast.adam) == "absent")
    console.clear()


def test_a_page_that_is_no_longer_todays_takes_no_tap(class_page, cast):
    page = class_page()
    page.locator("#roll").evaluate("form => { form.dataset.today = 'yes'; }")  # opened that morning, left open since
    button(page, cast.adam, "am", "absent").check()
    page.wait_for_selector("#stale[open]")
    axe(page)
    expect(page.locator("#stale .btn").first).to_have_attribute("href", "/class/")
    page.locator("#stale .btn.q").click()
    expect(button(page, cast.adam, "am", "present")).to_be_checked()
    assert state_of(cast.adam) is None


def test_confirming_the_class_stays_on_the_page(class_page, cast):
    page = class_page()
    page.locator("button[name=confirm][value=am]").click()
    page.wait_for_selector(".bar .chip.ok")
    assert Register.objects.get().part == "am"


def test_a_phone_of_320_pixels_needs_no_sideways_scrolling(class_page, cast, page):
    page.set_viewport_size(PHONE)
    class_page()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    axe(page)


def test_twenty_five_children_fit_a_tablet_without_scrolling(class_page, cast, page):
    for number in range(23):
        child(cast.class_3a, f"Kind{number}", "Van Lange Achternaam", date(2018, 1, 1))
    assert Pupil.objects.filter(memberships__group=cast.class_3a).count() == 25
    page.set_viewport_size({"width": 1024, "height": 1366})
    class_page()
    last = page.locator(".kind").last.bounding_box()
    assert last["y"] + last["height"] <= 1366
    page.screenshot(path="var/class_tablet.png")


@pytest.mark.parametrize("path", ["/office/", "/today/", "/office/problematic/"])
def test_the_office_passes_axe(page, cast, path):
    as_user(page, cast.sam)
    page.goto(path)
    axe(page)


def test_figures_pass_axe_and_fit_a_phone(page, cast):
    Absence.objects.create(board_id=cast.adam.board_id, pupil=cast.adam, day=TUESDAY, part="am", reason="unauthorised")
    as_user(page, cast.kathleen)
    page.set_viewport_size(PHONE)
    for path in (f"/pupils/{cast.adam.pk}/attendance/", f"/class/{cast.class_3a.pk}/year/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        axe(page)


def test_a_phone_shows_one_half_day_at_a_time_and_says_which(class_page, cast):
    page = class_page()
    page.set_viewport_size(PHONE)
    page.locator(".choose-half label", has_text="namiddag").click()
    expect(button(page, cast.adam, "am", "absent")).to_be_hidden()
    button(page, cast.adam, "pm", "absent").check()
    saved(page)
    expect(page.locator(f"#k{cast.adam.pk.hex} .half.pm .which")).to_have_text("NM")
    fits(page)
    axe(page)
    page.locator(".choose-half label", has_text="voormiddag").click()
    expect(button(page, cast.adam, "pm", "absent")).to_be_hidden()
    assert (state_of(cast.adam, "pm"), state_of(cast.adam, "am")) == ("absent", None)


def test_the_bar_counts_each_half_day_and_what_is_confirmed_stays_in_sight(class_page, cast):
    page = class_page()
    page.set_viewport_size(PHONE)
    page.locator(".choose-half label", has_text="voormiddag").click()
    button(page, cast.adam, "am", "absent").check()
    morning = page.locator(".tally[data-part=am]")
    expect(morning.locator("[data-count=absent]")).to_have_text("1")
    expect(page.locator(".tally[data-part=pm] [data-count=absent]")).to_have_text("0")
    morning.get_by_role("button").click()
    expect(morning.locator(".chip.ok")).to_contain_text("bevestigd")
    assert Register.objects.get().part == "am"
    page.reload()
    expect(morning.locator(".chip.ok")).to_be_visible()


def test_the_time_of_a_late_child_is_corrected_below_its_name(class_page, cast):
    page = class_page()
    button(page, cast.adam, "am", "late").check()
    time = page.locator(f"#k{cast.adam.pk.hex} .at input")
    time.fill("08:47")
    time.blur()
    eventually(page, Absence.objects.filter(pupil=cast.adam, arrived_at="08:47").exists)
    button(page, cast.adam, "am", "present").check()
    expect(time).to_have_count(0)


def test_each_half_day_keeps_its_place_whatever_stands_below_a_name(class_page, cast):
    page = class_page()
    button(page, cast.adam, "am", "absent").check()
    page.locator(f"#k{cast.adam.pk.hex} select.reason").wait_for()
    lefts = page.eval_on_selector_all(".half.am", PLACES)
    assert len(lefts) <= 2  # two columns of children


def test_late_is_the_hour_of_the_school_on_a_device_of_another_time_zone(chromium, live_server, cast, time_machine):
    """A device set to New York, six hours behind the school (C36)."""
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=True)
    context = chromium.new_context(base_url=str(live_server), locale="nl-BE", timezone_id="America/New_York")
    page = context.new_page()
    as_user(page, cast.kathleen)
    page.goto(f"/class/{cast.class_3a.pk}/2026-11-23/")
    button(page, cast.adam, "am", "late").check()
    expect(page.locator(f"#k{cast.adam.pk.hex} .at input")).to_have_value(re.compile("08:4[34]"))
    saved(page)
    assert Absence.objects.get().arrived_at.hour == 8
    # A wrong turn: an hour before the lessons is marked, and is not kept.
    page.locator(f"#k{cast.adam.pk.hex} .at input").fill("07:10")
    page.locator(f"#k{cast.adam.pk.hex} .at input").blur()
    expect(page.locator(f"#s{cast.adam.pk.hex}")).to_contain_text("Te laat is tussen 08:30 en 12:05")
    assert Absence.objects.get().arrived_at.hour == 8
    context.close()
