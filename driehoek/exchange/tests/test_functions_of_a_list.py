"""A pupil list opens no function to an account that can log in: it proposes, the direction confirms (ACC-2, S1-3)."""

import pytest

from driehoek.access.actions import same_person
from driehoek.access.models import Appointment, User
from driehoek.access.queries import actor_of
from driehoek.exchange import actions
from driehoek.exchange.actions import CannotApply

from .importing import FILES, imported, planned

LIST = FILES / "lindeboom.xml"


def waiting(cast) -> User:
    return User.objects.filter(family_name="Heylen", email=None).get()


@pytest.mark.parametrize("who", ["sam", "rita"])
def test_an_equal_name_gives_no_account_a_function_whoever_brings_the_list_in(cast, who) -> None:
    before = set(Appointment.objects.filter(user=cast.kathleen).values_list("pk", flat=True))
    imported(cast.lindeboom, LIST, by=getattr(cast, who))
    assert set(Appointment.objects.filter(user=cast.kathleen).values_list("pk", flat=True)) == before
    assert waiting(cast).appointments.exists()


def confirmed(cast) -> None:
    """The direction said once that it is the same person: the key of the list is on the account now."""
    imported(cast.lindeboom, LIST, by=cast.sam)
    row = Appointment.objects.filter(user=waiting(cast)).first()
    same_person(actor_of(cast.rita), row, cast.kathleen)


def test_the_same_list_again_changes_no_function_that_was_confirmed(cast) -> None:
    confirmed(cast)
    before = set(Appointment.objects.values_list("pk", "user", "last_day"))
    imported(cast.lindeboom, LIST, by=cast.sam)
    assert set(Appointment.objects.values_list("pk", "user", "last_day")) == before


def test_a_list_is_taken_back_after_the_direction_confirmed_a_person_of_it(cast) -> None:
    """The functions it brought are the account's by then; they go from there, and the account keeps its own."""
    before = set(Appointment.objects.values_list("pk", "user", "last_day"))
    people = set(User.objects.values_list("pk", flat=True))
    run = imported(cast.lindeboom, LIST, by=cast.sam)
    row = Appointment.objects.filter(user=waiting(cast)).first()
    same_person(actor_of(cast.rita), row, cast.kathleen)
    actions.undo(actor_of(cast.sam), run)
    assert set(Appointment.objects.values_list("pk", "user", "last_day")) == before
    assert set(User.objects.values_list("pk", flat=True)) == people


@pytest.mark.parametrize(("who", "opened"), [("sam", False), ("rita", True)])
def test_a_new_class_for_a_known_key_waits_unless_the_direction_brings_it(cast, tmp_path, who, opened) -> None:
    confirmed(cast)
    Appointment.objects.filter(user=cast.kathleen).exclude(external_key="").delete()
    row = Appointment.objects.get(user=cast.kathleen)
    Appointment.objects.filter(pk=row.pk).update(external_key=key_of(cast), group=None)
    imported(cast.lindeboom, LIST, by=getattr(cast, who))
    assert Appointment.objects.filter(user=cast.kathleen).exclude(group=None).exists() is opened


def test_what_the_direction_sent_is_not_confirmed_by_the_office(cast) -> None:
    """The office may write a list; the function in it of somebody who logs in is for the direction to open."""
    confirmed(cast)
    Appointment.objects.filter(user=cast.kathleen).exclude(external_key="").delete()
    row = Appointment.objects.get(user=cast.kathleen)
    Appointment.objects.filter(pk=row.pk).update(external_key=key_of(cast), group=None)
    run = planned(cast.lindeboom, LIST, by=cast.rita)
    with pytest.raises(CannotApply, match="direction"):
        actions.apply(actor_of(cast.sam), run)
    assert not Appointment.objects.filter(user=cast.kathleen).exclude(group=None).exists()
    assert actions.apply(actor_of(cast.rita), run).state == "applied"


def key_of(cast) -> str:
    return LIST.read_text().partition("<achternaam>Heylen")[0].rpartition('leerkracht key="')[2].partition('"')[0]
