"""What opens an account is made by, shown to and taken from nobody who may not hold all that it opens (ACC-2)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from driehoek.access.functions import Function
from driehoek.access.invitations import letter_code, link_of
from driehoek.access.models import Appointment, User
from driehoek.access.wall import within
from driehoek.people.models import Guardian, Guardianship
from tests.cast import LEIE, MEIERIJ, Cast, appoint

PASSWORD = "zeven groene fietsen"


def pending(cast: Cast, *functions: str) -> User:
    """An account nobody opened yet: of a director of De Lindeboom, a helper at De Beuk, a parent, or several."""
    user = User.objects.create_user("nieuw@school.example", given_name="Pas", family_name="Benoemd")
    for function in functions:
        if function == "director":
            appoint(user, Function.DIRECTOR, LEIE, school=cast.lindeboom)
        elif function == "helper":
            appoint(user, Function.EMERGENCY_RESPONDER, MEIERIJ, school=cast.beuk)
        else:
            appoint(user, Function.PARENT, LEIE, school=cast.lindeboom, pupil=cast.adam)
    return user


def logged_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def row_of(user: User, board) -> Appointment:
    with within(LEIE, MEIERIJ):
        return Appointment.objects.get(user=user, board=board)


@pytest.mark.parametrize(
    ("functions", "rita_may", "bas_may"),
    [(("director",), True, None), (("helper",), None, True), (("director", "helper"), False, False)],
)
def test_only_who_manages_all_functions_holds_the_key(cast, functions, rita_may, bas_may) -> None:
    user = pending(cast, *functions)
    for who, board, may in ((cast.rita, LEIE, rita_may), (cast.bas, MEIERIJ, bas_may)):
        if may is None:
            continue
        row, browser = row_of(user, board), logged_in(who)
        page = browser.post(reverse("hand_over", args=[row.pk]))
        assert (page.status_code == 200) is may
        other = "dief@x.example" if not may else "beter@school.example"
        browser.post(reverse("give_address", args=[row.pk]), {"email": other})
        user.refresh_from_db()
        assert (user.email == other) is may
        shown = browser.get(reverse("appointment", args=[row.pk])).content.decode()
        assert (reverse("hand_over", args=[row.pk]) in shown) is may


@pytest.mark.parametrize(("functions", "may"), [(("parent",), True), (("parent", "director"), False)])
def test_the_secretariat_writes_a_code_for_a_parents_account_alone(cast, functions, may) -> None:
    user = pending(cast, *functions)
    guardian = Guardian.objects.create(board_id=LEIE, given_name="Pas", family_name="Benoemd", account=user)
    tie = Guardianship.objects.create(
        board_id=LEIE, guardian=guardian, pupil=cast.adam, relation="parent", call_order=5
    )
    browser = logged_in(cast.sam)
    answer = browser.post(reverse("account_letter", args=[tie.pk]))
    assert (answer.headers["Content-Type"] == "application/pdf") is may
    together = {"school": str(cast.lindeboom.pk), "group": "", "letter": "1"}
    browser.post(reverse("invite_parents"), together)
    assert user.letter_codes.exists() is may


def test_a_code_opens_nothing_after_its_owner_came_in_by_the_link(cast) -> None:
    user = pending(cast, "parent")
    code, link = letter_code(user), link_of(user, "http://testserver", mailed=True)
    typed_before = Client()
    assert typed_before.post(reverse("letter_code"), {"code": code}).status_code == 302
    owner = Client()
    form = owner.get(link, follow=True)
    owner.post(form.redirect_chain[-1][0], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert Client().post(reverse("letter_code"), {"code": code}).status_code == 422
    late = typed_before.post(reverse("open_account"), {"new_password1": "x" * 14, "new_password2": "x" * 14})
    assert late.headers["Location"] == reverse("letter_code")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_code_opens_nothing_where_somebody_logs_in_without_a_password(cast) -> None:
    user = pending(cast, "parent")
    code = letter_code(user)
    user.last_login = timezone.now()
    user.save()
    assert Client().post(reverse("letter_code"), {"code": code}).status_code == 422


def test_naming_the_same_person_gives_no_address_to_who_works_elsewhere_too(cast) -> None:
    user = pending(cast, "director", "helper")
    user.email = None
    user.save()
    told = {
        "given_name": "Pas",
        "family_name": "Benoemd",
        "email": "dief@x.example",
        "function": "emergency_responder",
        "school": str(cast.beuk.pk),
        "first_day": "2026-12-01",
        "phone": "",
    }
    page = logged_in(cast.bas).post(reverse("appoint"), told).content.decode()
    shown = re.search(r'name="person" value="([0-9a-f-]{36})"', page)
    logged_in(cast.bas).post(reverse("appoint"), told | {"person": shown[1] if shown else str(user.pk)})
    user.refresh_from_db()
    assert user.email is None
