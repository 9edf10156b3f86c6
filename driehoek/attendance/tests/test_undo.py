"""What the office just saved names the child, and is taken back with one button (ATT-1)."""

import re

import pytest

from driehoek.attendance.models import Absence
from driehoek.journal.models import Line
from tests.cast import MONDAY

UNDO = re.compile(r'action="(/office/undo/[^"]+)"')
ALL_DAY = {"first_day": MONDAY, "first_part": "am", "last_day": MONDAY, "last_part": "pm", "reason": "ill_note"}


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    return time_machine.move_to("2026-11-23T08:20:00+01:00", tick=True)


def say(client, address, **asked):
    """What the office then reads, and where that is taken back."""
    page = client.post(address, asked, follow=True).content.decode()
    found = UNDO.search(page)
    return page, found[1] if found else ""


def said(*pupils):
    rows = Absence.objects.filter(pupil__in=pupils, day=MONDAY).order_by("part")
    return [(row.state, row.reason, row.reported_by) for row in rows]


def test_a_report_names_the_child_with_its_class_and_is_taken_back_once(cast, client) -> None:
    client.force_login(cast.sam)
    page, undo = say(client, f"/office/report/{cast.adam.pk}/", **ALL_DAY, reported_by="mama")
    assert f"Bewaard: {cast.adam.name}, 3A, 2 halve dagen." in page
    assert "Teruggenomen: 2 halve dagen." in say(client, undo)[0]
    assert said(cast.adam) == [("present", "not_yet_known", "")] * 2
    assert Line.objects.filter(act="attendance.undo", pupil_id=cast.adam.pk).count() == 1
    assert "Niets teruggenomen" in say(client, undo)[0]


def test_what_was_known_before_stands_there_again(cast, client) -> None:
    client.force_login(cast.sam)
    say(client, f"/office/report/{cast.adam.pk}/", **ALL_DAY, reported_by="mama")
    before = said(cast.adam)
    row = Absence.objects.get(pupil=cast.adam, part="am")
    _page, undo = say(client, f"/office/absence/{row.pk}/", reason="unauthorised")
    assert said(cast.adam) != before
    say(client, undo)
    assert said(cast.adam) == before


def test_many_children_are_counted_and_taken_back_together(cast, client) -> None:
    client.force_login(cast.sam)
    pupils = [cast.adam, cast.noor]
    page, undo = say(client, f"/office/many/?group={cast.class_3a.pk}", pupils=[one.pk for one in pupils], **ALL_DAY)
    assert "Bewaard: 2 kinderen, 4 halve dagen." in page
    say(client, undo)
    assert {state for state, *_rest in said(*pupils)} == {"present"}


def test_what_a_colleague_changed_since_stays_and_nobody_takes_back_the_work_of_another(cast, client) -> None:
    client.force_login(cast.sam)
    undo = say(client, f"/office/report/{cast.adam.pk}/", **ALL_DAY)[1]
    client.force_login(cast.rita)
    assert "Niets teruggenomen" in say(client, undo)[0]
    row = Absence.objects.get(pupil=cast.adam, part="am")
    say(client, f"/office/absence/{row.pk}/", reason="funeral")
    stood = said(cast.adam)
    client.force_login(cast.sam)
    assert "Niets teruggenomen" in say(client, undo)[0]
    assert said(cast.adam) == stood


def test_the_next_day_it_is_corrected_and_no_longer_taken_back(cast, client, time_machine) -> None:
    client.force_login(cast.sam)
    undo = say(client, f"/office/report/{cast.adam.pk}/", **ALL_DAY)[1]
    time_machine.move_to("2026-11-24T08:20:00+01:00", tick=True)
    client.force_login(cast.sam)
    assert "Niets teruggenomen" in say(client, undo)[0]
