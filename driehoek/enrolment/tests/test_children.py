"""Children by hand: enrolled on a Tuesday, placed, moved, put right, and every act taken back (ORG-5, ORG-11)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.attendance.models import Absence
from driehoek.attendance.sweep import sweep_board
from driehoek.duties.models import Duty
from driehoek.enrolment import actions
from driehoek.enrolment.models import Handwork
from driehoek.exchange.tests.importing import FILES, imported
from driehoek.journal.models import Line
from driehoek.people import personal_number
from driehoek.people.models import Enrolment, Guardian, Membership, Pupil
from driehoek.schools.models import Group, Site
from tests.cast import BOARDS, LEIE, YEAR

TODAY = date(2026, 11, 24)
CHILD = {
    "given_name": "Yara", "family_name": "El Amrani", "birth_date": "2018-02-03", "sex": "f", "first_day": "2026-11-24",
    "previous_school": "De Vlieger", "agreed_on": "2026-11-20", "agreed_by": "Samira Haddou",
    "regulations_version": "2026-2027", "first-relation": "mother", "first-given_name": "Samira",
    "first-family_name": "Haddou", "first-phone": "0470 11 22 33", "first-email": "samira@ouder.example",
    "first-address": "Kerkstraat 1, 9000 Gent", "first-lives_with": "on", "first-has_authority": "on",
    "second-relation": "father", "second-given_name": "Omar", "second-family_name": "El Amrani",
    "second-phone": "0470 44 55 66", "second-has_authority": "on", "second-is_informed": "on",
}  # fmt: skip


def enrol(client, school, **fields: str):
    return client.post(reverse("school_enrol", args=[school.pk]), CHILD | fields)


def undo(client):
    return client.post(reverse("handwork_undo", args=[Handwork.objects.filter(undone_at=None).latest("done_at").pk]))


def place_of(pupil: Pupil, day: date) -> list[str]:
    return list(Membership.objects.on(day).filter(pupil=pupil).values_list("group__name", flat=True))


def everything() -> list[object]:
    """All rows an act may touch, of every board, to see that undo leaves nothing behind."""
    with within(*BOARDS):
        return [
            list(model.objects.order_by("pk").values()) for model in (Pupil, Enrolment, Membership, Guardian, Group)
        ]


def test_the_secretary_enrols_a_child_into_a_class_and_the_teacher_sees_it(cast, client) -> None:
    """ORG-5; SET-2: both parents with address and telephone, the previous school, the dated agreement."""
    client.force_login(cast.sam)
    answer = enrol(client, cast.lindeboom, group=str(cast.class_3a.pk), personal_number="18.02.03-004.36")
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    made = Pupil.objects.get(family_name="El Amrani")
    assert personal_number.reveal(made.personal_number, made.pk) == "18020300436"
    assert place_of(made, TODAY) == ["3A"]
    assert (made.enrolments.get().previous_school, made.guardianships.count()) == ("De Vlieger", 2)
    assert Line.objects.filter(act="enrolment.start", pupil_id=made.pk).count() == 1
    client.force_login(cast.kathleen)
    assert "Yara" in client.get(reverse("pupils"), {"q": "elamrani"}).content.decode()


def test_what_is_missing_is_asked_and_nothing_is_kept(cast, client) -> None:
    client.force_login(cast.sam)
    for wrong in (
        {"agreed_on": ""},
        {"first-family_name": ""},
        {"first-phone": "", "first-email": ""},
        {"birth_date": "2099-01-01"},
        {"birth_date": "1890-01-01"},
        {
            "second-given_name": "",
            "second-family_name": "",
            "second-phone": "",
            "second-relation": "",
            "second-has_authority": "",
        },
        {"group": str(cast.class_3a.pk), "first_day": "2027-09-02"},
    ):
        assert enrol(client, cast.lindeboom, **wrong).status_code == 200, wrong
    assert not Pupil.objects.filter(family_name="El Amrani").exists()
    second = {name: "" for name in CHILD if name.startswith("second-")}
    assert enrol(client, cast.lindeboom, **second, only_one="on").status_code == 302


def test_a_child_of_the_same_name_and_birth_date_is_asked_about_first(cast, client) -> None:
    client.force_login(cast.sam)
    same = {"given_name": "adam", "family_name": "NOWAK", "birth_date": "2018-04-09"}
    page = enrol(client, cast.lindeboom, **same)
    assert page.status_code == 200
    assert reverse("pupil_enrolment", args=[cast.adam.pk]) in page.content.decode()
    assert enrol(client, cast.lindeboom, **same, another="on").status_code == 302
    assert Pupil.objects.get(pk=cast.adam.pk).has_namesake


def test_the_parent_of_a_brother_or_sister_is_kept_once(cast, client) -> None:
    client.force_login(cast.sam)
    enrol(client, cast.lindeboom)
    enrol(client, cast.lindeboom, given_name="Bilal", birth_date="2019-02-03")
    assert Guardian.objects.filter(family_name="Haddou").count() == 1


def test_a_dutch_school_asks_bsn_prefix_and_its_own_words(cast, client) -> None:
    client.force_login(cast.bas)
    page = client.get(reverse("school_enrol", args=[cast.beuk.pk])).content.decode()
    assert "BSN" in page
    assert "id_prefix" in page
    assert "rijksregister" not in page.lower()
    assert "schoolreglement" not in page.lower()
    client.force_login(cast.sam)
    page = client.get(reverse("school_enrol", args=[cast.lindeboom.pk])).content.decode()
    assert "BSN" not in page
    assert "id_prefix" not in page


@pytest.mark.parametrize("who", ["kathleen", "clara", "dirk", "oona", "mallory", "tom"])
def test_nobody_else_enrols_or_moves(cast, client, who) -> None:
    client.force_login(getattr(cast, who))
    for address in (
        reverse("school_enrol", args=[cast.lindeboom.pk]),
        reverse("pupil_move", args=[cast.adam.pk]),
        reverse("pupil_enrolment", args=[cast.adam.pk]),
        reverse("enrolment_correct", args=[cast.adam.enrolments.get().pk]),
    ):
        assert client.get(address).status_code == 404, address


def test_a_move_from_a_day_takes_duties_along_and_can_be_undone(cast, client) -> None:
    client.force_login(cast.sam)
    for day in (9, 10, 12, 13, 16):
        gone = date(2026, 11, day)
        Absence.objects.create(board_id=LEIE, pupil=cast.adam, day=gone, part="am", reason="unauthorised")
    before = everything()
    today = timezone.localdate()
    move = {"group": str(cast.class_4b.pk), "first_day": today.isoformat()}
    assert client.post(reverse("pupil_move", args=[cast.adam.pk]), move).status_code == 302
    assert place_of(cast.adam, today) == ["4B"]
    assert place_of(cast.adam, today - timedelta(days=1)) == ["3A"]
    assert set(Duty.objects.open().filter(pupil=cast.adam).values_list("group", flat=True)) == {cast.class_4b.pk}
    assert undo(client).status_code == 302
    assert everything() == before
    assert set(Duty.objects.open().filter(pupil=cast.adam).values_list("group", flat=True)) == {cast.class_3a.pk}


def test_a_move_put_right_on_its_own_day_leaves_no_trace_of_the_first(cast, client) -> None:
    client.force_login(cast.sam)
    other = Group.objects.create(board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="3C", year=3)
    for group in (cast.class_4b, other, cast.class_3a):
        client.post(reverse("pupil_move", args=[cast.adam.pk]), {"group": str(group.pk), "first_day": "2026-11-24"})
        assert place_of(cast.adam, TODAY) == [group.name]
    assert Membership.objects.filter(pupil=cast.adam, group__in=[other, cast.class_4b]).count() == 0


def test_a_class_on_another_site_brings_the_child_there(cast, client) -> None:
    site = Site.objects.create(board_id=LEIE, school=cast.lindeboom, name="Veld")
    Group.objects.filter(pk=cast.class_4b.pk).update(site=site)
    client.force_login(cast.sam)
    client.post(reverse("pupil_move", args=[cast.adam.pk]), {"group": str(cast.class_4b.pk), "first_day": "2026-11-24"})
    assert Pupil.objects.get(pk=cast.adam.pk).site == site


def test_an_enrolment_ended_by_mistake_is_corrected_and_the_class_with_it(cast, client) -> None:
    """file-access-attendance F12d: it could be ended and never repaired."""
    client.force_login(cast.sam)
    held = cast.adam.enrolments.get()
    client.post(reverse("enrolment_end", args=[held.pk]), {"last_day": "2026-11-20", "end": "change_of_school"})
    assert place_of(cast.adam, TODAY) == []
    right = {"first_day": "2026-09-01", "last_day": "", "end": ""}
    assert client.post(reverse("enrolment_correct", args=[held.pk]), right).status_code == 302
    assert place_of(cast.adam, TODAY) == ["3A"]
    assert Pupil.objects.get(pk=cast.adam.pk).left_on is None


def test_who_comes_back_is_in_a_class_at_once(cast, client) -> None:
    """file-access-attendance F13: a child enrolled again stood in no class and on no list."""
    client.force_login(cast.sam)
    held = cast.adam.enrolments.get()
    client.post(reverse("enrolment_end", args=[held.pk]), {"last_day": "2026-10-30", "end": "no_agreement"})
    again = {
        "first_day": "2026-11-24",
        "agreed_on": "2026-11-20",
        "agreed_by": "Dirk Nowak",
        "regulations_version": YEAR,
        "group": str(cast.class_3a.pk),
    }
    assert client.post(reverse("pupil_enrolment", args=[cast.adam.pk]), again).status_code == 302
    assert place_of(cast.adam, TODAY) == ["3A"]


def test_an_enrolment_that_never_was_goes_with_its_places_and_comes_back(cast, client) -> None:
    client.force_login(cast.sam)
    before = everything()
    assert client.post(reverse("enrolment_remove", args=[cast.adam.enrolments.get().pk])).status_code == 302
    assert (place_of(cast.adam, TODAY), cast.adam.enrolments.count()) == ([], 0)
    undo(client)
    assert everything() == before


def test_every_act_undone_leaves_all_as_it_was(cast, client) -> None:
    client.force_login(cast.sam)
    before, held = everything(), cast.adam.enrolments.get().pk
    acts = [
        lambda: enrol(client, cast.lindeboom, group=str(cast.class_3a.pk)),
        lambda: client.post(reverse("enrolment_end", args=[held]), {"last_day": "2026-11-20", "end": "completed"}),
        lambda: client.post(
            reverse("enrolment_correct", args=[held]), {"first_day": "2026-09-03", "last_day": "", "end": ""}
        ),
    ]
    for act in acts:
        assert act().status_code == 302
        assert everything() != before
        undo(client)
        assert everything() == before


def test_an_enrolment_somebody_worked_with_is_not_undone(cast, client) -> None:
    client.force_login(cast.sam)
    enrol(client, cast.lindeboom, group=str(cast.class_3a.pk))
    made = Pupil.objects.get(family_name="El Amrani")
    Absence.objects.create(board_id=LEIE, pupil=made, day=TODAY, part="am")
    page = undo(client)
    assert Pupil.objects.filter(pk=made.pk).exists()
    assert page.status_code == 302


def test_a_roster_that_brings_back_who_was_ended_by_mistake_is_taken_in(cast, client) -> None:
    """F12d: the same class from the same first day is that place again, not a second one that the database refuses."""
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    lena = Pupil.objects.get(key="Lena-1")
    (held,) = place_of(lena, TODAY)
    client.force_login(cast.sam)
    ended = {"last_day": "2026-11-23", "end": "change_of_school"}
    client.post(reverse("enrolment_end", args=[lena.enrolments.get().pk]), ended)
    assert place_of(lena, TODAY) == []
    imported(cast.lindeboom, FILES / "lindeboom.xml", on=TODAY)
    assert place_of(lena, TODAY) == [held]


def test_half_days_after_the_last_day_count_no_more_and_count_again_when_it_is_corrected(cast, client) -> None:
    """imports-and-more C, F12: an enrolment ended, and the half days after it still led to duties."""
    for day in (16, 17, 19, 20):
        for part in ("am", "pm"):
            Absence.objects.create(
                board_id=LEIE, pupil=cast.adam, day=date(2026, 11, day), part=part, reason="unauthorised"
            )
    sweep_board(LEIE, date(2026, 11, 23))
    asked = Duty.objects.open().filter(pupil=cast.adam, code="problematic_contact_clb")
    assert asked.exists()
    row = cast.adam.enrolments.get()
    actions.end(actor_of(cast.sam), row, date(2026, 11, 17), "change_of_school")
    assert not asked.exists()
    assert sweep_board(LEIE, date(2026, 11, 23)).changed == 0
    client.force_login(cast.sam)
    asked_for = {"since": "2026-11-01", "until": "2026-11-30"}
    assert {one.day.day for one in client.get(reverse("problematic"), asked_for).context["rows"]} == {16, 17}
    actions.correct(actor_of(cast.sam), Enrolment.objects.get(pk=row.pk), row.first_day, None)
    assert asked.exists()


@pytest.mark.parametrize("first", ["2026-11-24", "2026-11-25", "2027-01-11"])
def test_an_enrolment_is_undone_after_a_move_that_was_undone(cast, client, first: str) -> None:
    other = Group.objects.create(
        board_id=cast.lindeboom.board_id, school=cast.lindeboom, name="3B", school_year=YEAR, level="primary", year=3
    )
    client.force_login(cast.sam)
    before = everything()
    enrol(client, cast.lindeboom, group=str(cast.class_3a.pk))
    made = Pupil.objects.get(family_name="El Amrani")
    client.get(reverse("pupil", args=[made.pk]))
    moved = client.post(reverse("pupil_move", args=[made.pk]), {"group": str(other.pk), "first_day": first})
    assert moved.status_code == 302, moved.context["form"].errors
    undo(client)
    undo(client)
    assert everything() == before
