"""The direction of a CLB centre has a start-up list of its own: true, put aside line by line, and all of it undone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from driehoek.access.functions import Function
from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.journal.models import Line
from driehoek.staffing.models import Plan
from driehoek.staffing.tests.conftest import CENTRES, LEIELAND, SCHELDELAND, build
from driehoek.start.centre import items_of_centre
from driehoek.start.entries import Item
from driehoek.start.models import StartList
from tests.browser import as_user, axe, fits, on_phone, photograph
from tests.cast import BOARDS, appoint, person


@pytest.fixture
def centres(cast) -> Iterator[Any]:
    with within(*BOARDS, *CENTRES):
        made = build()
        StartList.objects.create(board_id=LEIELAND)
        yield made


def address(name: str = "centre_start", *args: str) -> str:
    return reverse(name, args=[LEIELAND, *args])


def item(centres, slug: str) -> Item:
    return next(one for one in items_of_centre(centres.leieland, actor_of(centres.greet)) if one.slug == slug)


def test_who_leads_a_centre_lands_on_its_list_and_nobody_else_opens_it(cast, centres, client) -> None:
    client.force_login(centres.greet)
    assert client.get(reverse("home")).headers["Location"] == address()
    page = client.get(address()).content.decode()
    assert "CLB Leieland" in page
    assert "wordt ingericht" in client.get(reverse("today")).content.decode()
    for user in (centres.omar, cast.rita, cast.clara):
        other = Client()
        other.force_login(user)
        assert other.get(address()).status_code == 404
        assert other.post(address("centre_aside")).status_code == 404
        assert not other.get(reverse("home")).headers["Location"].startswith("/start/centre")


def test_the_state_of_each_line_follows_from_what_is_there(centres) -> None:
    assert not item(centres, "team").done
    assert not item(centres, "factor").done
    assert item(centres, "members").done
    assert not item(centres, "plan").done
    worker = appoint(person("Wim", "Werker"), Function.CLB_WORKER, LEIELAND)
    assert "aangemeld: 0 van 1" in item(centres, "team").state
    User.objects.filter(pk=worker.user_id).update(last_login="2026-11-30T08:00:00Z")
    assert "aangemeld: 1 van 1" in item(centres, "team").state
    assert item(centres, "team").done
    assert not item(centres, "factor").done, "logged in, and no second factor yet"
    plan = Plan.objects.get(pk=centres.plan.pk)
    Plan.objects.filter(pk=plan.pk).update(school_year="2026-2027")
    assert item(centres, "plan").done


def test_lines_and_the_list_are_put_aside_and_come_back_with_a_line_in_the_journal(centres, client) -> None:
    client.force_login(centres.greet)
    lines = items_of_centre(centres.leieland, actor_of(centres.greet))
    left = [one for one in lines if not one.done]
    for one in left:
        page = client.post(address("centre_item_aside", one.slug), follow=True).content.decode()
        assert address("centre_item_back", one.slug) in page
    assert f"{len(lines)} van {len(lines)} klaar" in page
    for one in left:
        client.post(address("centre_item_back", one.slug))
    assert client.post(address("centre_item_aside", "nothing")).status_code == 404
    page = client.post(address("centre_aside"), follow=True).content.decode()
    assert address("centre_back") in page
    assert client.get(reverse("home")).headers["Location"] != address()
    client.post(address("centre_back"))
    assert client.get(reverse("home")).headers["Location"] == address()
    row = StartList.objects.get(board=LEIELAND)
    acts = Line.objects.filter(subject_id=row.pk).values_list("act", "stream")
    assert len(acts) == 2 * len(left) + 2, acts
    assert {stream for _act, stream in acts} == {LEIELAND}


def test_a_centre_has_one_list(centres) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StartList.objects.create(board_id=LEIELAND)
    StartList.objects.create(board_id=SCHELDELAND)


@pytest.mark.browser
def test_greet_goes_through_the_list_on_a_computer_and_on_a_phone(page, centres) -> None:
    as_user(page, centres.greet)
    page.goto(reverse("home"))
    expect(page.get_by_role("heading", name="Startlijst van CLB Leieland")).to_be_visible()
    axe(page)
    photograph(page, "start-centre")
    page.get_by_role("button", name=re.compile("Niet voor ons.*Personeelsformatie")).click()
    expect(page.get_by_text("Weggelegd: Personeelsformatie")).to_be_visible()
    page.get_by_role("button", name=re.compile("Weer op de lijst.*Personeelsformatie")).click()
    expect(page.get_by_text("Weer op de lijst: Personeelsformatie.")).to_be_visible()
    on_phone(page)
    fits(page)
    photograph(page, "start-centre-phone")
    page.get_by_role("button", name="Deze startlijst wegleggen").click()
    expect(page.get_by_role("heading", name="Personeelsformatie").first).to_be_visible()
