"""How often somebody may try, how long a session lasts, what lies sealed (faults/security.md S2-7, S2-8, S3)."""

import contextlib
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from driehoek.access.models import User
from driehoek.access.sealing import seal, unseal
from driehoek.journal.actions import HOUSE
from driehoek.journal.models import Head

SECRET = "een lang en onbekend wachtwoord"


@pytest.fixture(autouse=True)
def _quick_and_uncounted(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


def test_a_school_behind_one_address_logs_in_and_a_stranger_locks_nobody_out(cast) -> None:
    user = cast.dirk
    user.set_password(SECRET)
    user.save()
    for number in range(40):
        assert entered(user, SECRET, "10.0.0.1"), number
    for _try in range(60):
        entered(user, "fout", "10.6.6.6")
    assert not entered(user, SECRET, "10.6.6.6")
    assert entered(user, SECRET, "10.0.0.1")


def entered(user: User, password: str, place: str) -> bool:
    client = Client(REMOTE_ADDR=place)
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return "_auth_user_id" in client.session


def test_the_address_behind_our_own_proxy_is_believed_and_no_other(cast, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = cast.dirk
    user.set_password(SECRET)
    user.save()
    for _try in range(6):
        forwarded(user, "fout", "8.8.8.8, 10.6.6.6")
    assert not forwarded(user, SECRET, "1.1.1.1, 10.6.6.6")
    assert forwarded(user, SECRET, "1.1.1.1, 10.0.0.7")


def forwarded(user: User, password: str, chain: str) -> bool:
    client = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=chain)
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return "_auth_user_id" in client.session


def test_guessing_tokens_fills_no_journal(cast, client) -> None:
    Head.objects.get_or_create(pk=HOUSE)
    before = Head.objects.get(pk=HOUSE).number
    for _try in range(40):
        assert client.get("/api/roster/schools", headers={"Authorization": "Bearer x"}).status_code == 401
    assert Head.objects.get(pk=HOUSE).number == before + 1


def test_secrets_of_the_second_factor_are_sealed_and_older_ones_still_open() -> None:
    kept = seal("7GZK", "second factor")
    assert "7GZK" not in kept
    assert unseal(kept, "second factor") == "7GZK"
    assert unseal("7GZK", "second factor") == "7GZK"


def test_a_session_of_staff_ends_when_nothing_was_asked_for_long(cast, client, time_machine_to) -> None:
    time_machine_to("2026-11-23 09:00")
    client.force_login(cast.kathleen)
    assert client.get(reverse("policy")).status_code == 404  # she is in, and it is not hers
    time_machine_to("2026-11-23 10:30")
    assert client.get(reverse("home")).status_code == 302
    time_machine_to("2026-11-23 13:00")
    assert "_auth_user_id" in client.session
    assert reverse("account_login") in client.get(reverse("home")).headers["Location"]


def test_no_browser_keeps_a_page_of_somebody_who_is_logged_in(cast, client) -> None:
    for who in (cast.rita, cast.dirk, cast.clara):
        client.force_login(who)
        assert "no-store" in client.get(reverse("home"), follow=True).headers["Cache-Control"]


def test_a_new_address_counts_once_its_mailbox_was_shown_and_the_old_one_hears_of_it(cast, client) -> None:
    user = cast.dirk
    user.set_password(SECRET)
    user.save()
    old, new = user.email, "dirk@nieuw.example"
    client.force_login(user)
    assert reverse("account_reauthenticate") in client.get(reverse("account_email")).headers["Location"]
    client.post(reverse("account_reauthenticate"), {"password": SECRET})
    for way in ("action_add", "action_primary"):  # the buttons of allauth's own page do nothing here
        client.post(reverse("account_email"), {"email": new, way: ""})
    assert User.objects.get(pk=user.pk).email == old
    assert [one.to[0] for one in mail.outbox[:2]] == [old, new]
    shown = re.search(r"http://testserver(\S+)", mail.outbox[1].body)[1]
    Client().get(shown)
    assert User.objects.get(pk=user.pk).email == old
    Client().post(shown)
    assert User.objects.get(pk=user.pk).email == new
    assert mail.outbox[-1].to == [old]
    assert "werkt niet meer" in Client().post(shown).content.decode()


def test_asking_for_the_address_of_another_account_tells_and_changes_nothing(cast, client) -> None:
    user = cast.dirk
    user.set_password(SECRET)
    user.save()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": SECRET})
    client.post(reverse("account_email"), {"email": cast.rita.email})
    assert [one.to for one in mail.outbox] == [[user.email]]


@pytest.mark.parametrize(
    ("backend", "says"),
    [("dummy", "No mail is set up"), ("smtp", "did not take the mail"), ("locmem", "took the mail")],
)
def test_check_mail_tells_truly_what_happened(settings, capsys, backend, says) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = f"django.core.mail.backends.{backend}.EmailBackend", 1
    with contextlib.suppress(SystemExit):
        call_command("check_mail", "ict@school.example")
    assert says in "".join(capsys.readouterr())
