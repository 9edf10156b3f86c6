"""Who gets in, and who does not: password, second factor, a provider of the school's own choice."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from driehoek.access.models import User
from driehoek.access.second_factor import HAS_SECOND_FACTOR

# The provider of the tests runs in this process and leans on parts that will change in its own next version.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
PASSWORD = "een lang en onbekend wachtwoord"


@pytest.fixture(autouse=True)
def _no_earlier_failures(settings) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


def log_in(client: Client, user: User, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def test_dirk_the_parent_gets_in_with_a_password_alone(cast, client) -> None:
    log_in(client, with_password(cast.dirk))
    assert client.session["_auth_user_id"] == str(cast.dirk.pk)


def test_kathleen_is_asked_for_her_second_factor_before_she_is_in(cast, client) -> None:
    answer = log_in(client, with_password(cast.kathleen))
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_five_wrong_passwords_slow_the_sixth_down_even_when_it_is_right(cast, client) -> None:
    with_password(cast.dirk)
    for _try in range(5):
        log_in(client, cast.dirk, "fout wachtwoord dat lang is")
    log_in(client, cast.dirk)
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast, client) -> None:
    with_password(cast.dirk)
    known = log_in(client, cast.dirk, "fout wachtwoord dat lang is").content.decode()
    unknown = log_in(Client(), User(email="niemand@driehoek.example"), "fout wachtwoord dat lang is").content.decode()
    assert errors(known) == errors(unknown) != []


def errors(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if "klopt niet" in line]


def test_nobody_signs_up(cast, client) -> None:
    page = client.post(
        reverse("account_signup"), {"email": "nieuw@x.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert page.status_code == 200
    assert not User.objects.filter(email="nieuw@x.example").exists()


def test_the_second_factor_costs_no_query_a_request_and_is_forgotten_when_it_may_change(
    cast, client, django_assert_num_queries
) -> None:
    client.force_login(cast.kathleen)
    client.get(reverse("policy"))
    assert client.session[HAS_SECOND_FACTOR]
    client.get(reverse("mfa_index"))
    assert HAS_SECOND_FACTOR not in client.session
    cast.kathleen.authenticator_set.all().delete()
    assert client.get("/").headers["Location"] == reverse("second_factor")


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def with_provider(provider, settings) -> str:
    app = {
        "provider_id": "school",
        "name": "De school",
        "client_id": "driehoek",
        "secret": "geheim",
        "settings": {"server_url": provider, "domains": ["driehoek.example"]},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return provider


def through(provider: str, client: Client, address: str, *, verified: bool = True):
    """The whole round: our button, the provider's page, back with a code."""
    claims = {"email": address, "email_verified": verified}
    requests.put(f"{provider}/users/{address}", json=claims, timeout=5)
    start = client.post("/account/oidc/school/login/")
    back = requests.post(start.headers["Location"], data={"sub": address}, allow_redirects=False, timeout=5)
    where = urlsplit(back.headers["Location"])
    return client.get(f"{where.path}?{where.query}", follow=True)


def test_a_provider_opens_the_account_that_the_school_opened(cast, client, with_provider) -> None:
    through(with_provider, client, with_password(cast.dirk).email)
    assert client.session["_auth_user_id"] == str(cast.dirk.pk)
    assert User.objects.get(pk=cast.dirk.pk).check_password(PASSWORD), (
        "the password goes on working beside the provider"
    )
    assert SocialAccount.objects.get().user == cast.dirk


def test_a_provider_does_not_skip_the_second_factor(cast, client, with_provider) -> None:
    page = through(with_provider, client, cast.kathleen.email)
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_an_unknown_person_is_refused_whatever_the_provider_says(cast, client, with_provider) -> None:
    before = User.objects.count()
    through(with_provider, client, "onbekend@elders.example")
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == before


def test_an_address_the_provider_did_not_verify_opens_nobodys_account(cast, client, with_provider) -> None:
    through(with_provider, client, cast.dirk.email, verified=False)
    assert "_auth_user_id" not in client.session
