"""The address of the house stands on every letter; a link that was shown once and lost can be had again."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from driehoek.access import house
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, PublicAddress, User
from driehoek.schools.models import Board

from .test_setup import SCHOOL, printed_address

LOST = {"given_name": "Wim", "family_name": "Wouters", "email": "wim@kiem.example", "function": "board_member"}
LINK = re.compile(r"<pre>(http\S+/invitation/\S+)</pre>")


@pytest.fixture
def alone(cast, monkeypatch, settings):
    """A house of one board, that answers to a name of its own."""
    for module in ("start.views.address", "start.entries", "keeping.templatetags.keeping"):
        monkeypatch.setattr(f"driehoek.{module}.one_board", lambda: True)
    settings.ALLOWED_HOSTS = ["testserver", "school.example", "driehoek"]
    return cast


@pytest.fixture
def rita(alone, client) -> Client:
    client.force_login(alone.rita)
    return client


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://school.example", "https://school.example/"),
        ("school.example", "https://school.example/"),
        ("http://driehoek:8000/", "http://driehoek:8000/"),
        ("http://localhost:8000", None),
        ("127.0.0.1", None),
        ("https://elsewhere.example", None),
        ("school.example/inloggen", None),
        ("a@school.example", None),
        ("javascript:alert(1)", None),
        ("ftp://school.example", None),
        ("", None),
    ],
)
def test_only_an_address_at_which_the_house_answers_to_others_is_kept(rita, typed: str, kept: str | None) -> None:
    assert rita.post(reverse("house_address"), {"root": typed}).status_code == (302 if kept else 422)
    assert PublicAddress.objects.values_list("root", flat=True).first() == kept


@pytest.mark.parametrize(
    ("served", "cure"),
    [
        ("http://localhost:8000/", "./run serve --host 0.0.0.0"),
        ("http://0.0.0.0:8000/", "./run serve --host 0.0.0.0"),
        ("http://school.lan:8000/", "docs/running.md"),
        ("https://localhost:8000/", "docs/running.md"),
        ("", "docs/running.md"),
    ],
)
def test_the_cure_fits_how_the_server_was_started(rita, settings, tmp_path, served: str, cure: str) -> None:
    settings.VAR = tmp_path
    if served:
        (tmp_path / "served_at").write_text(served)
    page = rita.post(reverse("house_address"), {"root": "http://elsewhere.example"}).content.decode()
    assert cure in page


def test_until_it_is_chosen_everything_with_an_address_warns_and_afterwards_carries_it(rita, alone) -> None:
    row = Appointment.objects.get(user=alone.kathleen, function=Function.CLASS_TEACHER)
    row.user.set_unusable_password()
    row.user.save()
    pages = [
        reverse("appointment", args=[row.pk]),
        reverse("invite_all"),
        reverse("invite_parents"),
        reverse("appoint"),
    ]
    for page in pages:
        assert reverse("house_address") in rita.get(page).content.decode(), page
    assert "testserver" in rita.post(reverse("hand_over", args=[row.pk])).content.decode()
    assert "nog niet" in rita.get(reverse("start_list", args=[alone.lindeboom.pk])).content.decode()
    rita.post(reverse("house_address"), {"root": "school.example"})
    paper = rita.post(reverse("hand_over", args=[row.pk])).content.decode()
    assert "https://school.example/" in paper
    assert "testserver" not in paper
    for page in pages:
        assert reverse("house_address") not in rita.get(page).content.decode(), page


def test_a_house_of_several_boards_has_it_from_who_runs_it(cast, client) -> None:
    client.force_login(cast.rita)
    assert client.get(reverse("house_address")).status_code == 404
    assert "Wie Driehoek bij u beheert" in client.get(reverse("invite_parents")).content.decode()


def test_who_sets_up_by_a_real_name_chose_it_thereby(db, client, settings) -> None:
    settings.ALLOWED_HOSTS = ["school.example"]
    address = printed_address()
    client.get(address, headers={"host": "school.example"})
    client.post(reverse("setup") + "?for=be", SCHOOL, headers={"host": "school.example"})
    assert house.chosen() == "http://school.example/"


def test_a_mail_to_choose_a_new_password_carries_it_too(cast, client, settings, mailoutbox) -> None:
    settings.PUBLIC_ADDRESS = "https://school.example/"
    client.post(reverse("account_reset_password"), {"email": cast.rita.email})
    assert "https://school.example/" in mailoutbox[0].body


def test_no_page_takes_the_address_from_the_browser_by_itself() -> None:
    """`access.house` is the one place that asks the browser; the page of the API and the choice itself mean it."""
    own = {"access/house.py", "api.py", "start/views/address.py"}
    root = Path(house.__file__).parents[1]
    asking = {
        str(path.relative_to(root)) for path in root.rglob("*.py") if "build_absolute_uri" in path.read_text("utf-8")
    }
    assert {path for path in asking if "/tests/" not in path} == own


def test_the_board_makes_a_new_link_for_who_never_logged_in_and_for_nobody_else(cast, client, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client.force_login(cast.oona)
    board = Board.objects.get(pk=cast.lindeboom.board_id)
    shown = client.post(reverse("board_person", args=[board.pk]), LOST)
    first = LINK.search(shown.content.decode())[1]
    made = Appointment.objects.get(user__email=LOST["email"])
    assert reverse("board_again", args=[made.pk]) in client.get(reverse("board")).content.decode()
    second = LINK.search(client.post(reverse("board_again", args=[made.pk])).content.decode())[1]
    for link in (first, second):
        assert Client().get(link.removeprefix("http://testserver")).status_code == 302
    made.user.set_password("een lang en onbekend wachtwoord")
    made.user.save()
    assert client.post(reverse("board_again", args=[made.pk])).status_code == 404
    assert reverse("board_again", args=[made.pk]) not in client.get(reverse("board")).content.decode()
    client.force_login(cast.kathleen)
    assert client.post(reverse("board_again", args=[made.pk])).status_code == 404


def test_the_command_line_gives_the_first_director_a_new_link(db, client, settings, tmp_path) -> None:
    settings.VAR = tmp_path
    (tmp_path / "served_at").write_text("http://testserver/")
    client.get(printed_address())
    client.post(reverse("setup") + "?for=be", {**SCHOOL, "is_me": ""})
    said = StringIO()
    call_command("invitation", SCHOOL["email"].upper(), stdout=said)
    (link,) = (word for word in said.getvalue().split() if word.startswith("http://testserver/invitation/"))
    assert "wachtwoord" in Client().get(link.removeprefix("http://testserver"), follow=True).content.decode()
    with pytest.raises(CommandError):
        call_command("invitation", "nobody@kiem.example")


def test_an_empty_house_says_on_its_first_page_how_to_begin(db, client) -> None:
    assert "setup_link" in client.get("/", follow=True).content.decode()
    client.get(printed_address())
    client.post(reverse("setup") + "?for=be", SCHOOL)
    assert "setup_link" not in Client().get("/", follow=True).content.decode()
    assert User.objects.exists()
