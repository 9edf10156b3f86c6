"""A password that is refused says why, in Dutch, beside the password itself; a forgotten one gets a true answer."""

from collections.abc import Callable
from smtplib import SMTPException

import pytest
from allauth.account.forms import ResetPasswordKeyForm
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import translation

from driehoek.access.entering import OpenForm
from driehoek.access.models import User
from driehoek.access.passwords import ChoosePasswordForm

WANDA = User(given_name="Wanda", family_name="Wouters", email="wanda@kiem.example")
FORMS: list[tuple[str, str, Callable]] = [
    ("new_password1", "new_password2", lambda data: ChoosePasswordForm(WANDA, data)),
    ("new_password1", "new_password2", lambda data: OpenForm(WANDA, data)),
    ("password1", "password2", lambda data: ResetPasswordKeyForm(data, user=WANDA)),
]
TRIED = {
    "kort": "te kort", "password1234": "veel mensen", "wanda@kiem.example": "uw naam of e-mailadres",
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "form"), FORMS)
@pytest.mark.parametrize(("typed", "said"), TRIED.items())
def test_a_refused_password_says_why_in_dutch_beside_the_password(first, second, form, typed: str, said: str) -> None:
    with translation.override("nl"):
        errors = form({first: typed, second: typed}).errors
    assert said in errors[first][0]
    assert second not in errors


def test_every_validator_of_the_settings_was_tried(settings) -> None:
    assert len(settings.AUTH_PASSWORD_VALIDATORS) == len(TRIED)


@pytest.mark.parametrize(("first", "second", "form"), FORMS)
def test_another_repetition_is_said_beside_the_repetition(first, second, form) -> None:
    with translation.override("nl"):
        errors = form({first: "vier woorden uit het bos", second: "vier woorden"}).errors
    assert list(errors) == [second]


def answers(client, *addresses: str) -> list[str]:
    """What is said for each address, from asking to the page after it."""
    ask = reverse("account_reset_password")
    pages = [client.post(ask, {"email": one}, follow=True) for one in addresses]
    return [page.content.decode().partition("<main")[2].partition("</main>")[0] for page in pages]


def test_where_no_mail_goes_out_nobody_is_told_that_one_was_sent(cast, client, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    page = client.get(reverse("account_reset_password")).content.decode()
    assert "vertrekt geen mail" in page
    assert "./run manage invitation" in page
    assert 'name="email"' not in page
    known, unknown = answers(client, cast.kathleen.email, "nobody@kiem.example")
    assert known == unknown
    assert "vertrekt geen mail" in known


def test_known_and_unknown_addresses_get_the_same_answer(cast, client) -> None:
    known, unknown = answers(client, cast.kathleen.email, "nobody@kiem.example")
    assert known == unknown
    assert "onderweg" in known
    assert [one.to for one in mail.outbox] == [[cast.kathleen.email], ["nobody@kiem.example"]]


def test_a_mail_server_that_is_down_is_said_for_both(cast, client, monkeypatch) -> None:
    def down(*_args: object) -> int:
        raise SMTPException

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    known, unknown = answers(client, cast.kathleen.email, "nobody@kiem.example")
    assert known == unknown
    assert "nam de mail niet aan" in known
