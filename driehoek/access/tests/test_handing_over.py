"""What the page of a colleague says about logging in is true, and the paper with the code can be printed and copied."""

import pytest
from django.test import Client
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User


@pytest.fixture
def rita(cast, client) -> Client:
    client.force_login(cast.rita)
    return client


@pytest.fixture
def roos(cast) -> Appointment:
    """A teacher who came with the pupil list: no address, never logged in."""
    user = User.objects.create_user(None, given_name="Roos", family_name="Claes")
    return Appointment.objects.create(
        board=cast.lindeboom.board,
        school=cast.lindeboom,
        user=user,
        function=Function.CLASS_TEACHER,
        group=cast.class_3a,
        first_day="2021-01-01",
    )


def test_without_an_address_the_page_says_what_opens_the_account_and_never_that_nothing_does(rita, roos) -> None:
    page = rita.get(reverse("appointment", args=[roos.pk])).content.decode()
    assert "geen e-mailadres bekend" in page
    assert "kan niemand" not in page
    assert "code doorgegeven" not in page
    rita.post(reverse("hand_over", args=[roos.pk]))
    page = rita.get(reverse("appointment", args=[roos.pk])).content.decode()
    assert "is een code doorgegeven" in page
    roos.user.letter_codes.update(ends_on="2021-01-01")
    assert "code doorgegeven" not in rita.get(reverse("appointment", args=[roos.pk])).content.decode()


def test_the_paper_with_the_code_has_a_button_to_print_and_one_to_copy(rita, roos) -> None:
    page = rita.post(reverse("hand_over", args=[roos.pk])).content.decode()
    assert "data-print hidden" in page, "shown by the script alone: without it both would do nothing"
    assert 'data-copy="link"' in page
    assert '<textarea id="link"' in page
