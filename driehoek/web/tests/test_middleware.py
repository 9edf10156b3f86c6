"""An address that only takes a form leads to its page when somebody opens it."""

import pytest
from django.urls import reverse

from driehoek.web.middleware import page_above
from tests.cast import MONDAY


def test_opening_the_address_of_an_act_leads_to_its_page(cast, client) -> None:
    client.force_login(cast.kathleen)
    page = reverse("class_day", args=[cast.class_3a.pk, MONDAY])
    answer = client.get(f"{page}save/")
    assert (answer.status_code, answer.headers["Location"]) == (302, page)


def test_whoever_is_not_logged_in_logs_in_first(cast, client) -> None:  # there is a class
    answer = client.get(reverse("class_save", args=[cast.class_3a.pk, MONDAY]))
    assert answer.headers["Location"].startswith("/account/login/")


def test_a_program_is_told_what_http_says(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert client.delete(reverse("class_save", args=[cast.class_3a.pk, MONDAY])).status_code == 405


@pytest.mark.parametrize(
    ("path", "above"), [("/roster/absences/x/confirm/", "/roster/absences/"), ("/language/", "/"), ("/", "/")]
)
def test_the_nearest_page_that_exists_is_taken(path, above) -> None:
    assert page_above(path) == above


@pytest.mark.parametrize("https", [True, False])
def test_every_answer_says_what_a_browser_may_not_use(cast, client, settings, https) -> None:  # there is a house
    settings.SECURE_SSL_REDIRECT = https
    for path in ("/", reverse("account_login"), "/nothing/"):
        answer = client.get(path)
        assert (answer.status_code == 301) is https
        assert "geolocation=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
