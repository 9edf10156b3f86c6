"""An account that somebody logs in with is opened by nobody else's invitation, with a password or without (ACC-2)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from tests.cast import LEIE, appoint


def used_without_a_password(user) -> None:
    """As who logs in by the account of the school or with a passkey."""
    user.set_unusable_password()
    user.last_login = timezone.now()
    user.save()


@pytest.mark.parametrize(("who", "door"), [("rita", "hand_over"), ("rita", "give_address"), ("oona", "board_again")])
def test_no_new_link_is_made_for_an_account_that_is_in_use(cast, client, who: str, door: str) -> None:
    appoint(cast.oona, Function.BOARD_MEMBER, LEIE)
    row = Appointment.objects.get(user=cast.rita if door == "board_again" else cast.kathleen, school=cast.lindeboom)
    used_without_a_password(row.user)
    client.force_login(getattr(cast, who))
    assert client.post(reverse(door, args=[row.pk])).status_code == 404


def test_the_news_of_a_function_carries_no_link_to_a_password(cast, client, mailoutbox) -> None:
    row = Appointment.objects.get(user=cast.kathleen, school=cast.lindeboom)
    used_without_a_password(row.user)
    client.force_login(cast.rita)
    client.post(reverse("invite_again", args=[row.pk]))
    assert all("/invitation/" not in mail.body for mail in mailoutbox)
