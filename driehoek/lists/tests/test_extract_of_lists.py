"""A list, a class page and a file of a school stand in the extract of each child on it (ACC-11)."""

from datetime import date

import pytest

from driehoek.access.queries import actor_of
from driehoek.oversight import queries as oversight
from driehoek.pupils.looking import lines_of_pupil
from tests.cast import MONDAY, YEAR


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:20:00+01:00", tick=False)


def test_a_list_stands_in_the_extract_of_each_child_on_it_and_of_no_other(cast, client) -> None:
    client.force_login(cast.kathleen)
    client.get("/lists/telephones/", {"as": "xlsx"})
    client.get(f"/class/{cast.class_3a.pk}/{MONDAY}/")

    def acts(pupil):
        return {row.act for row in lines_of_pupil(pupil)}

    assert acts(cast.adam) == acts(cast.noor) == {"list.exported", "attendance.record"}
    assert acts(cast.ilias) == set()
    shown = oversight.shown(actor_of(cast.rita), lines_of_pupil(cast.adam))
    assert any("lijst" in one.what and one.who == str(cast.kathleen) for one in shown)


def test_a_class_page_of_before_or_after_a_child_was_in_the_class_is_not_in_its_extract(cast, client) -> None:
    cast.noor.memberships.update(last_day=date(2026, 11, 20))
    client.force_login(cast.kathleen)
    client.get(f"/class/{cast.class_3a.pk}/{MONDAY}/")
    assert not lines_of_pupil(cast.noor).exists()


def test_the_file_of_a_school_stands_in_the_extract_of_its_children(cast, client) -> None:
    client.force_login(cast.sam)
    answer = client.get("/roster/export/", {"what": "roster", "school": cast.lindeboom.pk, "year": YEAR})
    assert b"".join(answer.streaming_content)
    assert [row.act for row in lines_of_pupil(cast.ilias)] == ["roster.export"]
