"""One more step: the second factor of staff, set up on one page right after the password."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import get_resolver, reverse

from driehoek.access.invitations import link_of
from driehoek.access.models import User
from driehoek.access.second_factor import OPEN_WHILE_PENDING
from driehoek.journal.models import Line
from tests.test_house import addresses

NEW = "een lang en onbekend wachtwoord"


@pytest.fixture
def kathleen(cast, client) -> User:
    """Kathleen on her first day: logged in, with no second factor yet."""
    cast.kathleen.authenticator_set.all().delete()
    client.force_login(cast.kathleen)
    return cast.kathleen


def code_of(client: Client, steps_ago: int = 0) -> str:
    newest = list(totp.yield_hotp_counters_from_time())[1]
    return totp.format_hotp_value(totp.hotp_value(client.session[totp.SECRET_SESSION_KEY], newest - steps_ago))


def test_kathleen_reads_why_and_sees_no_menu_that_would_only_send_her_back(kathleen, client) -> None:
    page = client.get(reverse("second_factor")).content.decode()
    assert "Nog één stap" in page
    assert "<nav" not in page
    assert "otpauth://totp/" in page
    assert reverse("mfa_index") not in page


def test_the_code_of_the_app_or_the_one_just_before_ends_the_step_without_another_password(kathleen, client) -> None:
    client.get(reverse("second_factor"))
    answer = client.post(reverse("second_factor"), {"code": code_of(client, steps_ago=1)})
    assert answer.headers["Location"] == reverse("second_factor_codes")
    page = client.get(reverse("second_factor_codes")).content.decode()
    codes = re.findall(r"<code>(\d+)</code>", page)
    assert len(codes) == 10
    assert client.get(reverse("second_factor_codes") + "?format=txt").content.decode().split() == codes
    assert client.post(reverse("second_factor_codes")).headers["Location"] == reverse("home")
    assert client.get(reverse("second_factor_codes")).status_code == 302, "shown once"
    assert client.get(reverse("policy")).status_code in {200, 404}
    assert Line.objects.filter(act="account.factor_added", actor_id=kathleen.pk).count() == 1


def test_a_wrong_code_says_so_and_keeps_the_picture(kathleen, client) -> None:
    client.get(reverse("second_factor"))
    secret = client.session[totp.SECRET_SESSION_KEY]
    answer = client.post(reverse("second_factor"), {"code": "00000x"})
    assert answer.status_code == 422
    assert "past niet" in answer.content.decode()
    assert client.session[totp.SECRET_SESSION_KEY] == secret
    assert not Authenticator.objects.filter(user=kathleen).exists()


def test_a_passkey_that_the_browser_did_not_make_changes_nothing(kathleen, client) -> None:
    assert client.post(reverse("second_factor_passkey"), {"credential": "{}"}).status_code == 422
    assert not Authenticator.objects.filter(user=kathleen).exists()


def test_whoever_has_a_factor_or_needs_none_is_sent_on(cast, client) -> None:
    for user in (cast.tom, cast.dirk):
        client.force_login(user)
        assert client.get(reverse("second_factor")).headers["Location"] == reverse("home")
        assert client.post(reverse("second_factor_passkey")).headers["Location"] == reverse("home")


def test_until_then_no_page_opens_but_the_named_ones_not_even_one_that_looks_like_the_accounts(
    kathleen, client
) -> None:
    for route, pattern in addresses(get_resolver().url_patterns):
        if "<" in route or "^" in route or not pattern.name or pattern.name in OPEN_WHILE_PENDING:
            continue
        if route.startswith("api/"):
            continue
        answer = client.get(f"/{route}")
        assert answer.headers.get("Location") == reverse("second_factor"), route
    assert client.get("/account/not-there/").headers["Location"] == reverse("second_factor")


def test_an_invitation_ends_at_the_step_without_typing_the_password_twice(cast, client) -> None:
    cast.kathleen.authenticator_set.all().delete()
    page = client.get(link_of(cast.kathleen, "http://testserver/"), follow=True)
    address = page.redirect_chain[-1][0]
    answer = client.post(address, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("second_factor")


def test_an_invitation_does_not_go_around_a_factor_that_is_there(cast, client) -> None:
    page = client.get(link_of(cast.kathleen, "http://testserver/"), follow=True)
    client.post(page.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})
    assert "_auth_user_id" not in client.session
