"""A parent reads who looked at what about the own child: file, attendance, lists, and no name of a reader (ACC-11)."""

import pytest
from django.urls import reverse

from driehoek.access.wall import within
from driehoek.journal import actions as journal
from driehoek.journal.acts import acts
from driehoek.pupils.looking import MOST, looks
from tests.cast import BOARDS


def of_adam(cast) -> list[tuple[str, str]]:
    with within(*BOARDS):
        return [(", ".join(one.functions), one.what) for one in looks(cast.adam)]


def test_dirk_reads_that_the_class_the_office_and_a_list_showed_his_child(cast, client) -> None:
    client.force_login(cast.kathleen)
    client.get(reverse("class_today"), follow=True)
    client.force_login(cast.sam)
    client.get(reverse("listing", args=["class"]), {"over": str(cast.class_3a.pk)})
    client.force_login(cast.dirk)
    page = client.get(reverse("my_child")).content.decode()
    assert "aanwezigheid" in page
    assert "een lijst waarop uw kind staat" in page
    assert "Kathleen" not in page
    with within(*BOARDS):
        assert not looks(cast.ilias), "another class and no list of it"


@pytest.mark.parametrize("act", [code for code, act in acts().items() if act.look])
def test_every_act_that_shows_a_child_is_told_as_a_look(cast, act: str) -> None:
    with within(*BOARDS):
        journal.listed(None, act, [cast.adam.pk], stream=cast.lindeboom.pk)
    assert len(of_adam(cast)) == 1
    assert of_adam(cast)[0][1]


def test_a_look_that_was_refused_is_none(cast) -> None:
    with within(*BOARDS):
        journal.refused(None, "file.open", kind="pupils.pupil", pk=cast.adam.pk)
    assert of_adam(cast) == []


def test_the_class_of_every_day_does_not_push_the_file_out_of_sight(cast) -> None:
    with within(*BOARDS):
        journal.opened(None, "file.open", cast.adam)
        for _time in range(MOST + 1):
            journal.listed(None, "attendance.record", [cast.adam.pk], stream=cast.lindeboom.pk)
    assert sorted(what for _who, what in of_adam(cast)) == ["aanwezigheid", "het dossier"]


def test_what_happened_between_children_is_told_by_the_school_and_not_here(cast) -> None:
    with within(*BOARDS):
        for act in ("incident.read", "bullying.read", "case.read"):
            journal.listed(None, act, [cast.adam.pk], stream=cast.lindeboom.pk)
    assert of_adam(cast) == []
