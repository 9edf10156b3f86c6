"""Two children of one name in one class: every list, search and form shows which is which (SAF-6, SAF-10)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from driehoek.access.functions import Function
from driehoek.attendance.models import Absence
from driehoek.duties.models import Duty
from driehoek.people.models import Pupil
from driehoek.safety.queries import naming

from .cast import LEIE, appoint, child

BORN = {date(2018, 5, 3): "3 mei 2018", date(2018, 11, 12): "12 november 2018"}


@pytest.fixture
def twice(cast) -> list[Pupil]:
    """Two of one name in class 3A, one of them written with a capital particle, each away and each with a duty."""
    found = [
        child(cast.class_3a, "Daan", name, born, f"k{born.day}")
        for name, born in zip(("De Wit", "de Wit"), BORN, strict=True)
    ]
    today = timezone.localdate()
    for one in found:
        for state, part in (("absent", "am"), ("late", "pm")):
            Absence.objects.create(board_id=LEIE, pupil=one, day=today, part=part, state=state)
        Absence.objects.create(board_id=LEIE, pupil=one, day=date(2026, 11, 13), part="am", reason="unauthorised")
        Duty.objects.create(
            board_id=LEIE,
            school=cast.lindeboom,
            group=cast.class_3a,
            pupil=one,
            origin=f"x:{one.pk}",
            key="x",
            code="problematic_contact_parents",
            rule="be.absence.problematic",
            holder="class_teacher",
            due=today,
            words={"half_day": "2026-11-13/am"},
        )
    return found


# Every page where a name is looked for or listed: who opens it, the address, what is typed.
PLACES = [
    ("sam", "pupils", {}), ("sam", "pupils", {"q": "dewit"}), ("kathleen", "pupils", {"q": "daan"}),
    ("sam", "office", {"name": "de wit"}), ("sam", "office", {}),
    ("sam", "problematic", {"since": "2026-11-01", "until": "2026-11-30"}),
    ("clara", "clb", {"q": "de wit"}), ("kathleen", "today", {}), ("rita", "today", {"whose": "school"}),
    ("kathleen", "today", {"whose": "group", "name": "dewit"}), ("kathleen", "class_today", {}),
    ("zoe", "firstaid", {"q": "daan"}), ("zoe", "signal_find", {"q": "daan"}),
    ("zoe", "medication_forms", {"q": "daan"}),
]  # fmt: skip


@pytest.mark.parametrize(("who", "place", "query"), PLACES)
@pytest.mark.usefixtures("twice")
def test_two_of_one_name_stand_apart_by_class_and_date_of_birth(cast, client, who, place, query) -> None:
    client.force_login(getattr(cast, who))
    page = client.get(reverse(place), query, follow=True).content.decode()
    for one in BORN.values():
        assert one in page, f"{place}: the date of birth of the one born on {one}"
    assert "3A" in page


def test_a_name_nobody_shares_stands_without_a_date_of_birth(cast, twice, client) -> None:
    client.force_login(cast.sam)
    page = client.get(reverse("pupils"), {"q": "adam"}).content.decode()
    assert "Adam Nowak" in page
    assert "2018" not in page


def test_a_report_names_each_of_the_two_by_the_label_it_was_offered(cast, twice, client) -> None:
    """The label of the list, typed back, means that child; the bare name means nobody and offers both."""
    appoint(cast.kathleen, Function.FIRST_AIDER, LEIE, school=cast.lindeboom)
    actor = _actor(cast.kathleen, client)
    offered = naming.candidates(actor, cast.lindeboom, "daan de wit", "staff")
    assert {one.pupil_id for one in offered} == {one.pk for one in twice}
    for one in offered:
        meant, maybe = naming.meant(actor, cast.lindeboom, one.label, "staff")
        assert (meant.pupil_id, maybe) == (one.pupil_id, [])
    for typed in ("Daan de Wit", "Daan de Wit · 3A"):
        meant, maybe = naming.meant(actor, cast.lindeboom, typed, "staff")
        assert meant is None
        assert {one.label for one in maybe} == {one.label for one in offered}


def _actor(user, client):
    client.force_login(user)
    return client.get(reverse("today")).wsgi_request.actor


def test_headings_of_what_one_does_to_a_child_say_which_one(cast, twice, client) -> None:
    client.force_login(cast.sam)
    for one in twice:
        for name in ("office_report", "pupil", "pupil_enrolment"):
            page = client.get(reverse(name, args=[one.pk])).content.decode()
            assert escape(one.name) in page, name
            assert BORN[one.birth_date] in page


def test_a_letter_writes_the_name_alone(cast, twice) -> None:
    one = Pupil.objects.get(pk=twice[0].pk)
    assert one.full_name == "Daan De Wit"
    assert one.name != one.full_name
