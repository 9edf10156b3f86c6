"""Logging in: the pages in the house's look, and the demonstration's list that is nowhere else."""

import re
from datetime import date

import pytest
from django.test import Client, override_settings

from driehoek.access.models import User
from driehoek.schools.models import Board, School
from driehoek.web.queries import demo_people

PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "school",
                "name": "Schoolaccount",
                "client_id": "driehoek",
                "secret": "s",
                "settings": {"server_url": "https://login.school.example"},
            }
        ]
    }
}


@pytest.fixture
def invented(cast) -> User:
    """Rita as one of the demonstration's people."""
    Board.objects.filter(pk=cast.lindeboom.board_id).update(is_demo=True)
    User.objects.filter(pk=cast.rita.pk).update(is_demo=True)
    return cast.rita


def test_the_demonstration_lists_its_people_by_school_and_logs_in_with_one_click(invented, client) -> None:
    with override_settings(DEMO=True):
        page = client.get("/account/login/").content.decode()
        assert re.search(r"De Lindeboom.*Rita Maes.*directeur", page, re.DOTALL)
        assert "Mallory" not in page
        assert client.post("/demo-login/", {"person": str(invented.pk)}).headers["Location"] == "/"
        assert client.session["_auth_user_id"] == str(invented.pk)


def test_the_demonstration_has_one_button_a_person_with_all_functions_and_the_largest_school_first(
    invented, client
) -> None:
    board = invented.appointments.get().board
    empty = School.objects.create(board=board, name="Aaltje", jurisdiction="be")
    for school, function in ((empty, "counsellor"), (None, "board_member")):
        invented.appointments.create(board=board, school=school, function=function, first_day=date(2020, 9, 1))
    lindeboom = invented.appointments.get(function="director").school
    invented.appointments.create(board=board, school=lindeboom, function="media_contact", first_day=date(2020, 9, 1))
    User.objects.filter(appointments__school=lindeboom).update(is_demo=True)
    places = demo_people()
    assert [place for place, _people in places] == ["De Lindeboom", "Aaltje", board.name]
    assert [one.functions for one in places[0][1] if one.pk == invented.pk] == ["directeur, aanspreekpunt voor de pers"]


def test_outside_the_demonstration_nobody_is_listed_and_nobody_gets_in(invented, client) -> None:
    assert "Rita" not in client.get("/account/login/").content.decode()
    assert client.get("/demo-login/").status_code == 404
    assert client.post("/demo-login/", {"person": str(invented.pk)}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("person", ["", "nobody", "00000000-0000-0000-0000-000000000000"])
def test_in_the_demonstration_only_invented_people_can_be_chosen(cast, client, person: str) -> None:
    with override_settings(DEMO=True):
        assert client.post("/demo-login/", {"person": person}).status_code == 404
        assert client.post("/demo-login/", {"person": str(cast.rita.pk)}).status_code == 404
        assert client.get("/demo-login/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_says_so_and_keeps_the_address(cast, client) -> None:
    page = client.post("/account/login/", {"login": "rita@driehoek.example", "password": "guess"}).content.decode()
    assert 'class="errors"' in page
    assert 'value="rita@driehoek.example"' in page


def test_a_configured_provider_has_its_button(db) -> None:
    with override_settings(SOCIALACCOUNT_PROVIDERS=PROVIDERS):
        page = Client().get("/account/login/").content.decode()
    assert 'href="/account/oidc/school/login/' in page
    assert "Verder met Schoolaccount" in page


def test_without_a_provider_there_is_no_empty_list(db, client) -> None:
    assert "Verder met" not in client.get("/account/login/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/account/2fa/",
        "/account/2fa/recovery-codes/",
        "/account/2fa/webauthn/",
        "/account/password/change/",
        "/account/email/",
        "/account/3rdparty/",
        "/account/logout/",
        "/account/reauthenticate/",
    ],
)
def test_the_pages_of_the_account_wear_the_house_and_speak_dutch(cast, client, address: str) -> None:
    cast.rita.set_password("an easy one to test with")
    cast.rita.save()
    client.force_login(cast.rita)
    page = client.get(address, follow=True).content.decode()
    assert "web/driehoek.css" in page
    assert '<html lang="nl">' in page
