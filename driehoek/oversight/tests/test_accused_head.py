"""Who stands accused reads in no journal who reported it, and about which child (SAF-11)."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.safety.tests.incident_story import long_served, now_at  # noqa: F401  # the cast works today
from tests.cast import MEIERIJ, appoint, person


def seen_by(user, *where: str) -> str:
    browser = Client()
    browser.force_login(user)
    return "".join(browser.get(one).content.decode() for one in where)


@pytest.mark.usefixtures("long_served")
def test_the_accused_head_does_not_read_who_reported_and_another_of_the_direction_does(cast) -> None:
    other = person("Door", "Mede")
    appoint(other, Function.DIRECTOR, MEIERIJ, school=cast.beuk)
    Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={})
    now_at(cast.beuk, cast.fenna, [("victim", cast.daan), ("perpetrator", cast.bas)])
    where = [
        reverse("journal"),
        reverse("journal_of_pupil", args=[cast.daan.pk]),
        reverse("journal_of_pupil", args=[cast.daan.pk]) + "?format=csv",
    ]
    for page in where:
        assert "een incident melden" not in seen_by(cast.bas, page)
        assert "een incident melden" in seen_by(other, page)
