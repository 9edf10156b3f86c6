"""Who sees a duty, and who may discharge it: every function against what is asked of every function (ACC-9)."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from driehoek.access.functions import CLB_FUNCTIONS, Function
from driehoek.access.policy import TABLE
from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from tests.cast import LEIE, MONDAY, appoint, person

SCHOOL_WIDE = {Function.DIRECTOR, Function.CARE_COORDINATOR, Function.SECRETARIAT}
OF_A_GROUP = {Function.CLASS_TEACHER, Function.SUPPORT_TEACHER}
HOLDERS = [one for one in Function if (one, "duty.see") in TABLE and one != Function.CLB_DIRECTOR]


@pytest.fixture
def duties(cast):
    """One duty about Adam of 3A asked of each function."""
    return {
        holder: Duty.objects.create(
            board_id=LEIE,
            school=cast.lindeboom,
            group=cast.class_3a,
            pupil=cast.adam,
            holder=holder,
            code="x",
            rule="be.absence.problematic",
            origin=f"x:{holder}",
            key="x",
            due=MONDAY,
        )
        for holder in HOLDERS
    }


def expected(function: Function) -> tuple[set[Function], set[Function]]:
    """What a function sees, and what it discharges, said once more in other words than the code's."""
    inside = set(HOLDERS) - CLB_FUNCTIONS
    if function in CLB_FUNCTIONS:
        return set(HOLDERS) & CLB_FUNCTIONS, {function}
    if function is Function.DIRECTOR:
        return set(HOLDERS), inside
    if function in SCHOOL_WIDE:
        return set(HOLDERS), {function} | OF_A_GROUP
    return (set(HOLDERS) if function in OF_A_GROUP else {function}), {function}


@pytest.mark.parametrize("function", HOLDERS)
def test_what_is_seen_and_what_is_done(cast, duties, function) -> None:
    new = cast.clara if function in CLB_FUNCTIONS else person("Nieuw", "Iemand")  # Clara read the agreement
    group = {"group": cast.class_3a} if function in OF_A_GROUP else {}
    appoint(new, function, LEIE, school=cast.lindeboom, **group)
    actor = actor_of(new)
    sees, does = (
        {Function(one.holder) for one in Duty.objects.visible_to(actor, right)}
        for right in ("duty.see", "duty.discharge")
    )
    assert (sees, does) == expected(function)


@pytest.mark.parametrize("function", sorted({one for one, _ in TABLE} - set(HOLDERS) - {Function.CLB_DIRECTOR}))
def test_who_has_no_duties_sees_none(cast, duties, function) -> None:
    new = person("Nieuw", "Iemand")
    hour = {"until": timezone.now() + timedelta(hours=1), "reason": "x"} if function == Function.EMERGENCY else {}
    appoint(new, function, LEIE, school=cast.lindeboom, group=cast.class_3a, pupil=cast.adam, **hour)
    assert not Duty.objects.visible_to(actor_of(new)).exists()


def test_a_prevention_officer_discharges_nothing_of_the_director(cast, client, duties) -> None:
    guy = person("Guy", "Preventie")
    appoint(guy, Function.PREVENTION_OFFICER, LEIE, school=cast.lindeboom)
    Authenticator.objects.create(user=guy, type=Authenticator.Type.TOTP, data={})
    client.force_login(guy)
    sent = {"how": "done", "on": "2026-11-20", "outcome": "x"}
    for address in ("", "why/"):
        url = f"/duties/{duties[Function.DIRECTOR].pk}/{address}"
        assert client.get(url).status_code == 404
    assert client.post(f"/duties/{duties[Function.DIRECTOR].pk}/", sent).status_code == 404
    assert Duty.objects.open().count() == len(HOLDERS)


def test_a_duty_with_a_page_of_its_own_is_done_there_alone(cast, client) -> None:
    duty = Duty.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        holder="director",
        code="review_emergency_access",
        rule="",
        origin="emergency x",
        key="review",
        due=MONDAY,
        facts={"appointment": str(cast.adam.pk)},
    )
    client.force_login(cast.rita)
    answer = client.post(f"/duties/{duty.pk}/", {"how": "done", "on": "2026-11-20", "outcome": "x"})
    assert answer.headers["Location"] == f"/emergency/{cast.adam.pk}/"
    assert Duty.objects.open().count() == 1


def test_what_is_given_to_one_person_by_name_is_not_a_colleagues_to_note_as_done(cast) -> None:
    Duty.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        holder="class_teacher",
        person=cast.tom,
        code="x",
        rule="",
        origin="x",
        key="x",
        due=MONDAY,
    )
    can = {
        name
        for name in ("rita", "sam", "zoe", "kathleen", "tom")
        if Duty.objects.visible_to(actor_of(getattr(cast, name)), "duty.discharge").exists()
    }
    assert can == {"rita", "tom"}
