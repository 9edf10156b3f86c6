"""A child that is placed in a class on a day that was confirmed already (ATT-1, ORG-5)."""

from datetime import date

import pytest
from django.urls import reverse

from driehoek.attendance.models import Register
from driehoek.people.models import Pupil

from .test_children import TODAY, enrol


@pytest.mark.parametrize(("first", "left"), [("2026-11-25", 2), ("2026-11-24", 1), ("2026-11-20", 1)])
def test_a_class_is_confirmed_again_when_a_child_comes_into_it_on_that_day(cast, client, time_machine, first, left):
    """Nobody looked at it, so it is not taken for present; who comes tomorrow changes nothing today."""
    time_machine.move_to("2026-11-24T09:10:00+01:00", tick=False)
    for day in (TODAY, date(2026, 11, 23)):
        Register.objects.create(board_id=cast.class_3a.board_id, group=cast.class_3a, day=day, part="am")
    client.force_login(cast.sam)
    assert enrol(client, cast.lindeboom, group=str(cast.class_3a.pk), first_day=first).status_code == 302
    assert Register.objects.count() == left


def test_so_does_a_child_that_moves_from_another_class(cast, client, time_machine):
    time_machine.move_to("2026-11-24T09:10:00+01:00", tick=False)
    for group in (cast.class_3a, cast.class_4b):
        Register.objects.create(board_id=group.board_id, group=group, day=TODAY, part="am")
    client.force_login(cast.sam)
    adam = Pupil.objects.get(pk=cast.adam.pk)
    sent = {"group": str(cast.class_4b.pk), "first_day": "2026-11-24"}
    answer = client.post(reverse("pupil_move", args=[adam.pk]), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert list(Register.objects.values_list("group", flat=True)) == [cast.class_3a.pk]
