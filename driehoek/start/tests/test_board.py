"""The board lets the house grow, and nobody gives a function to themselves."""

import pytest
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.journal.models import Line
from driehoek.schools.models import Board, School
from driehoek.start import actions
from driehoek.start.models import SetupLink

NEW = {"given_name": "Nele", "family_name": "Nys", "email": "nele@leie.example"}


@pytest.fixture
def oona(cast, client):
    client.force_login(cast.oona)
    return cast.oona


def director_leaves(cast) -> None:
    Appointment.objects.filter(function=Function.DIRECTOR, school=cast.lindeboom).update(last_day="2026-10-01")


def test_oona_opens_a_second_school_whose_director_is_invited(cast, oona, client, mailoutbox) -> None:
    told = {**NEW, "school": "De Twijg", "number": "37722"}
    client.post(reverse("board_school", args=[cast.lindeboom.board_id]), told)
    school = School.objects.get(name="De Twijg")
    assert school.board_id == cast.lindeboom.board_id
    assert Appointment.objects.get(school=school).function == Function.DIRECTOR
    assert mailoutbox[0].to == [NEW["email"]]
    page = client.get(reverse("board")).content.decode()
    assert "De Twijg" in page
    again = client.post(reverse("board_school", args=[cast.lindeboom.board_id]), {**told, "email": "x@leie.example"})
    assert again.status_code == 422, "one number, one school"


@pytest.mark.parametrize("function", [Function.BOARD_MEMBER, Function.DATA_PROTECTION_OFFICER])
def test_oona_invites_for_the_board(cast, oona, client, function: str) -> None:
    client.post(reverse("board_person", args=[cast.lindeboom.board_id]), {**NEW, "function": function})
    made = Appointment.objects.get(user__email=NEW["email"])
    assert (made.function, made.school, made.board_id) == (function, None, cast.lindeboom.board_id)
    assert Line.objects.filter(act="person.appointed", actor_id=oona.pk, subject_id=made.pk).exists()


def test_a_function_that_is_not_the_boards_to_give_is_refused(cast, oona, client) -> None:
    told = {**NEW, "function": Function.DIRECTOR}
    assert client.post(reverse("board_person", args=[cast.lindeboom.board_id]), told).status_code == 422


def test_the_board_appoints_a_director_only_where_none_is_left(cast, oona, client) -> None:
    address = reverse("board_director", args=[cast.lindeboom.pk])
    assert client.post(address, NEW).headers["Location"] == reverse("board")
    assert not Appointment.objects.filter(user__email=NEW["email"]).exists()
    director_leaves(cast)
    assert "Directeur aanstellen" in client.get(reverse("board")).content.decode()
    client.post(address, NEW)
    assert Appointment.objects.get(user__email=NEW["email"]).function == Function.DIRECTOR


@pytest.mark.parametrize("name", ["board_director", "board_person", "board_school"])
def test_nobody_gives_a_function_to_themselves(cast, oona, client, name: str) -> None:
    director_leaves(cast)
    pk = cast.lindeboom.pk if name == "board_director" else cast.lindeboom.board_id
    before = Appointment.objects.filter(user=oona).count()
    told = {**NEW, "email": oona.email.upper(), "function": "dpo", "school": "Twijg", "number": "37723"}
    assert client.post(reverse(name, args=[pk]), told).status_code == 422
    assert Appointment.objects.filter(user=oona).count() == before


def test_the_act_itself_refuses_it_too(cast, oona) -> None:
    with pytest.raises(actions.OwnFunction):
        actions.appoint_director(
            actor_of(oona), cast.lindeboom, {"given_name": "Oona", "family_name": "Deckers", "email": oona.email}
        )


def test_another_board_is_invited_by_an_address_and_stands_in_the_same_community(cast, oona, client) -> None:
    board = cast.lindeboom.board_id
    client.post(reverse("board_community", args=[board]), {"community": "Leiestreek"})
    page = client.post(reverse("board_link", args=[board, "school"])).content.decode()
    address = page.split("<pre>")[1].split("</pre>")[0].removeprefix("http://testserver")
    client.logout()
    client.get(address)
    told = {**NEW, "board_name": "De Buren", "school": "De Haag", "number": "40001"}
    client.post(reverse("setup") + "?for=be", told)
    assert Board.objects.get(name="De Buren").community == "Leiestreek"
    client.force_login(oona)
    assert "De Buren" in client.get(reverse("board")).content.decode()


def test_an_invited_centre_founds_a_centre_and_nothing_else(cast, oona, client) -> None:
    client.post(reverse("board_link", args=[cast.lindeboom.board_id, "centre"]))
    assert SetupLink.objects.get().kind == SetupLink.Kind.CENTRE


def test_the_first_board_member_is_invited_by_the_direction_and_only_the_first(cast, client) -> None:
    client.force_login(cast.rita)
    address = reverse("start_board_member", args=[cast.lindeboom.pk])
    assert client.get(address).status_code == 302, "there is one already"
    Appointment.objects.filter(user=cast.oona).update(last_day="2026-10-01")
    assert client.post(address, {**NEW, "email": cast.rita.email}).status_code == 422
    client.post(address, NEW)
    assert Appointment.objects.get(user__email=NEW["email"]).function == Function.BOARD_MEMBER


def test_another_boards_pages_are_not_there(cast, client) -> None:
    client.force_login(cast.oona)
    elsewhere = cast.elsewhere.board_id
    for name in ("board_school", "board_person", "board_community"):
        assert client.get(reverse(name, args=[elsewhere])).status_code == 404
    assert client.get(reverse("board_link", args=[elsewhere, "school"])).status_code == 404
    assert client.get(reverse("board_director", args=[cast.elsewhere.pk])).status_code == 404
    client.force_login(cast.rita)
    assert client.get(reverse("board")).status_code == 404
