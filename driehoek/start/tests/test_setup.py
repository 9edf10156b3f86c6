"""From an empty database to a director at the start-up list: the address, the page, the password, the second factor."""

from io import StringIO

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from driehoek import cli
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.wall import within
from driehoek.schools.models import Board, School
from driehoek.staffing.models import Centre
from driehoek.start import founding
from driehoek.start.models import SetupLink
from tests.cast import BOARDS

PASSWORD = "een lang en onbekend wachtwoord"
SCHOOL = {
    "board_name": "De Nieuwe Scholen", "school": "De Kiem", "number": "37.721", "given_name": "Wanda",
    "family_name": "Wouters", "email": "wanda@kiem.example", "is_me": "on",
}  # fmt: skip
RITA = {**SCHOOL, "given_name": "Rita", "family_name": "Maes"}


def printed_address() -> str:
    said = StringIO()
    call_command("setup_link", "--root", "http://testserver/", stdout=said)
    (address,) = (word for word in said.getvalue().split() if word.startswith("http://testserver/setup/"))
    return address.removeprefix("http://testserver")


@pytest.fixture
def address(db) -> str:
    return printed_address()


def test_the_printed_address_is_no_secret_of_the_database_and_stays_out_of_the_page(address, client) -> None:
    token = address.rstrip("/").rpartition("/")[2]
    assert token not in str(SetupLink.objects.values())
    page = client.get(address, follow=True)
    assert page.redirect_chain[-1][0] == reverse("setup")
    assert token not in page.content.decode()


def test_the_address_works_once(address, client) -> None:
    client.get(address)
    assert client.post(reverse("setup") + "?for=be", SCHOOL).status_code == 302
    assert "werkt niet meer" in Client().get(address).content.decode()
    assert Client().get(address).status_code == 404
    assert client.get(reverse("setup")).status_code == 404


def test_the_address_works_for_an_hour_and_not_a_second_longer(address, client) -> None:
    link = SetupLink.objects.get()
    assert round((link.ends_at - link.made_at).total_seconds()) == founding.AN_HOUR
    client.get(address)
    SetupLink.objects.update(ends_at=timezone.now())
    assert client.get(reverse("setup")).status_code == 404, "also for whoever had the page open already"
    assert client.post(reverse("setup") + "?for=be", SCHOOL).status_code == 404
    assert client.get(address).status_code == 404
    assert not Board.objects.exists()


def test_of_two_who_press_at_once_one_founds_the_board(address, client) -> None:
    link = SetupLink.objects.get()
    founding.found_school(link, {**SCHOOL, "board": "Een", "country": "be"})
    with pytest.raises(founding.LinkIsGone):
        founding.found_school(link, {**SCHOOL, "board": "Twee", "country": "be", "email": "x@kiem.example"})


def test_only_an_empty_house_prints_the_address_by_itself(cast) -> None:
    said = StringIO()
    call_command("setup_link", "--when-empty", stdout=said)
    assert said.getvalue() == ""


def test_wanda_goes_from_the_address_to_the_start_up_list_and_types_her_password_once(address, client) -> None:
    client.get(address)
    answer = client.post(reverse("setup") + "?for=be", SCHOOL)
    page = client.get(answer.headers["Location"], follow=True)
    answer = client.post(page.redirect_chain[-1][0], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    page = client.get(answer.headers["Location"], follow=True)
    assert page.redirect_chain[-1][0] == reverse("second_factor")
    secret = client.session[totp.SECRET_SESSION_KEY]
    code = totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[1]))
    client.post(reverse("second_factor"), {"code": code})
    page = client.post(reverse("second_factor_codes"), follow=True)
    board = Board.objects.get()
    with within(board.pk):
        school = School.objects.get()
        assert page.redirect_chain[-1][0] == reverse("start_list", args=[school.pk])
        assert (school.official_number, school.board.name) == ("037721", "De Nieuwe Scholen")
        held = Appointment.objects.get()
        assert (held.function, held.school, held.user.email) == (Function.DIRECTOR, school, "wanda@kiem.example")
    text = page.content.decode()
    assert "Schooluren" in text
    assert "de schoolvakanties staan er al" in text
    for front in ("today", "office", "pupils"):
        text = client.get(reverse(front)).content.decode()
        assert "De Kiem wordt ingericht" in text
        assert "<h2>Niets te doen</h2>" not in text
        assert "Niemand gevonden" not in text
        assert "Geen school op deze dag" not in text


@pytest.mark.parametrize(
    ("where", "number"),
    [("be", "12AB"), ("be", "1234567"), ("be", "000000"), ("be", "٣٤٥٦٧٨"), ("nl", "123456"), ("nl", "1AB2")],
)
def test_a_number_that_cannot_be_is_refused(address, client, where: str, number: str) -> None:
    client.get(address)
    answer = client.post(f"{reverse('setup')}?for={where}", {**SCHOOL, "number": number, "region": "zuid"})
    assert answer.status_code == 422
    assert not Board.objects.exists()


def test_a_dutch_school_says_its_region_so_that_its_holidays_are_known(address, client) -> None:
    client.get(address)
    client.post(reverse("setup") + "?for=nl", {**SCHOOL, "number": "12 ab", "region": "zuid"})
    board = Board.objects.get(jurisdiction="nl")
    with within(board.pk):
        assert (School.objects.get().official_number, School.objects.get().region) == ("12AB", "zuid")


def test_somebody_who_sets_up_for_another_gets_an_address_to_hand_over(address, client) -> None:
    client.get(address)
    page = client.post(reverse("setup") + "?for=be", {**SCHOOL, "is_me": ""}, follow=True)
    assert "/invitation/" in page.content.decode()
    assert "/invitation/" not in client.get(reverse("setup_done"), follow=True).content.decode()


def test_an_account_that_is_there_is_entered_by_its_own_password_alone(cast, client) -> None:
    """Whoever sets up could type anybody's address: that must open nothing of theirs."""
    client.get(printed_address())
    assert client.post(reverse("setup") + "?for=be", {**SCHOOL, "email": cast.rita.email}).status_code == 422
    page = client.post(reverse("setup") + "?for=be", {**RITA, "email": cast.rita.email.upper()}, follow=True)
    assert "/invitation/" not in page.content.decode()
    assert "_auth_user_id" not in client.session
    assert User.objects.filter(email__iexact=cast.rita.email).count() == 1


def test_a_centre_is_founded_as_a_board_of_its_own(address, client) -> None:
    client.get(address)
    answer = client.post(reverse("setup") + "?for=clb", {**SCHOOL, "board_name": "CLB Leie"})
    assert "/invitation/" in answer.headers["Location"]
    centre = Centre.objects.get()
    with within(centre.pk):
        assert Appointment.objects.get(board=centre.pk).function == Function.CLB_DIRECTOR


def test_createsuperuser_says_what_to_do_instead() -> None:
    with pytest.raises(SystemExit, match="setup_link"):
        cli.manage(["createsuperuser"])


def test_all_days_alike_are_filled_in_at_once(cast, client) -> None:
    client.force_login(cast.rita)
    address = reverse("school_hours", args=[cast.lindeboom.pk])
    told = {"morning_from": "08:40", "morning_until": "12:00", "afternoon_from": "13:00", "afternoon_until": "15:30"}
    assert client.post(address, {**told, "afternoon_from": "11:00"}).status_code == 422
    client.post(address, told)
    with within(*BOARDS):
        days = list(cast.lindeboom.weekdays.order_by("weekday"))
    assert [f"{day.morning_from:%H:%M}" for day in days] == ["08:40"] * 5
    assert [day.weekday for day in days if day.afternoon_from is None] == [2]
