"""Who sees which entry (DOS-2, DOS-3, ACC-9): the table per category, then what the entry itself asks."""

from datetime import date
from itertools import product

import pytest

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.people.queries import with_groups
from driehoek.pupils.actions import rights
from driehoek.pupils.models import Entry
from driehoek.pupils.models.sight import sight
from driehoek.pupils.queries import categories

from .story import consent, note, titles

pytestmark = pytest.mark.django_db


def test_kathleen_reads_what_zoe_noted_about_a_child_of_her_class(cast) -> None:
    note(cast.zoe, cast.adam)
    assert titles(cast.kathleen, cast.adam) == {"Adam slaapt slecht"}


def test_tom_of_another_class_sees_nothing_of_adam(cast) -> None:
    note(cast.zoe, cast.adam)
    assert titles(cast.tom, cast.adam) == set()


def test_the_secretariat_reads_no_observations(cast) -> None:
    note(cast.zoe, cast.adam)
    assert titles(cast.sam, cast.adam) == set()


def test_a_director_of_another_board_sees_nothing(cast) -> None:
    note(cast.zoe, cast.adam)
    assert titles(cast.mallory, cast.adam) == set()


def test_a_board_member_and_a_parent_see_no_entries(cast) -> None:
    note(cast.zoe, cast.adam)
    assert titles(cast.oona, cast.adam) == titles(cast.dirk, cast.adam) == set()


def test_a_sanction_is_not_for_the_class_teacher(cast) -> None:
    note(cast.zoe, cast.adam, "sanction", details={"measure": "nablijven"})
    assert titles(cast.kathleen, cast.adam) == set()


def test_what_was_told_in_strict_confidence_is_for_author_direction_and_who_is_named(cast) -> None:
    """Schoolveiligheidsplan 3.6: only with the direction and colleagues who have to do with the pupil."""
    note(cast.kathleen, cast.adam, visibility="named")
    assert titles(cast.kathleen, cast.adam) == titles(cast.rita, cast.adam) == {"Adam slaapt slecht"}
    assert titles(cast.zoe, cast.adam) == titles(cast.clara, cast.adam) == set()


def test_a_colleague_named_on_it_reads_it_too(cast) -> None:
    note(cast.kathleen, cast.adam, visibility="named", readers=(cast.zoe,))
    assert titles(cast.zoe, cast.adam) == {"Adam slaapt slecht"}


def test_being_named_does_not_open_another_class(cast) -> None:
    note(cast.kathleen, cast.adam, visibility="named", readers=(cast.tom,))
    assert titles(cast.tom, cast.adam) == set()


def test_health_without_consent_is_hidden_from_everyone(cast) -> None:
    """School regulations 18.1: data on health only with the parents' written consent."""
    note(cast.zoe, cast.adam, "health", readers=(cast.kathleen, cast.rita))
    for user in (cast.zoe, cast.kathleen, cast.rita, cast.clara, cast.sam):
        assert titles(user, cast.adam) == set()


def test_health_with_consent_is_for_those_named_alone(cast) -> None:
    consent(cast.zoe, cast.adam)
    note(cast.zoe, cast.adam, "health", readers=(cast.kathleen,))
    assert titles(cast.zoe, cast.adam) == titles(cast.kathleen, cast.adam) == {"Adam slaapt slecht"}
    assert titles(cast.rita, cast.adam) == titles(cast.clara, cast.adam) == set()


def test_a_withdrawn_consent_closes_health_from_that_day(cast) -> None:
    held = consent(cast.zoe, cast.adam)
    note(cast.zoe, cast.adam, "health")
    rights.withdraw_consent(actor_of(cast.zoe), held)
    assert titles(cast.zoe, cast.adam) == set()


def test_consent_for_tests_does_not_open_health(cast) -> None:
    consent(cast.zoe, cast.adam, "third_party_results")
    note(cast.zoe, cast.adam, "health")
    assert titles(cast.zoe, cast.adam) == set()


def test_emergency_access_reads_health_and_nothing_told_in_confidence(cast) -> None:
    actor = actor_of(cast.tom)
    note(cast.zoe, cast.adam, "health", title="Astma")
    note(cast.zoe, cast.adam, visibility="named", title="In vertrouwen")
    Appointment.objects.create(
        board=cast.adam.board,
        user=cast.tom,
        function=Function.EMERGENCY,
        school=cast.lindeboom,
        pupil=cast.adam,
        first_day=actor.on,
        until=actor.at.replace(year=actor.at.year + 1),
        reason="aanval",
    )
    assert titles(cast.tom, cast.adam) == {"Astma"}


def test_clara_of_the_clb_reads_what_is_not_kept_inside(cast) -> None:
    note(cast.zoe, cast.adam)
    note(cast.zoe, cast.adam, visibility="staff", title="Van de school")
    assert titles(cast.clara, cast.adam) == {"Adam slaapt slecht"}


def test_a_third_partys_test_reaches_the_clb_with_the_parents_consent_only(cast) -> None:
    """DOS-3; Schoolveiligheidsplan 3.6."""
    note(cast.zoe, cast.adam, "external_test", details={"by": "logopedist"})
    assert titles(cast.zoe, cast.adam) == {"Adam slaapt slecht"}
    assert titles(cast.clara, cast.adam) == set()
    consent(cast.zoe, cast.adam, "third_party_results")
    assert titles(cast.clara, cast.adam) == {"Adam slaapt slecht"}


def test_the_clb_writes_nothing(cast) -> None:
    note(cast.zoe, cast.adam)
    assert titles(cast.clara, cast.adam, "file.write") == set()


def test_a_group_changes_hands_with_the_day(cast) -> None:
    note(cast.zoe, cast.adam)
    membership = cast.adam.memberships.get()
    membership.last_day = date(2026, 9, 30)
    membership.save()
    assert titles(cast.kathleen, cast.adam) == set()


def test_a_kind_brings_its_category(cast) -> None:
    assert note(cast.zoe, cast.adam, "mdo").category == "meeting"
    assert Entry.objects.get().category == "meeting"


def test_an_open_file_shows_exactly_what_the_table_gives(cast) -> None:
    """`sight` answers for one pupil what `visible_to` answers for all; everyone of the cast sees the same by both."""
    kinds, named = ("observation", "sanction", "external_test", "health"), ((), (cast.kathleen, cast.clara))
    for held in (None, "health", "third_party_results"):
        if held:
            consent(cast.zoe, cast.adam, held)
        for kind, visibility, readers in product(kinds, Entry.Visibility.values, named):
            title = f"{held} {kind} {visibility} {len(readers)}"
            note(cast.zoe, cast.adam, kind, readers, visibility=visibility, title=title)
        for user in (cast.rita, cast.zoe, cast.kathleen, cast.tom, cast.sam, cast.clara, cast.dirk, cast.mallory):
            actor = actor_of(user)
            (adam,) = with_groups([cast.adam], actor.on)
            shown = Entry.objects.within(sight(actor, adam, categories(actor, adam))).values_list("title", flat=True)
            assert set(shown) == titles(user, cast.adam), user
