"""The direction opens and ends accounts (ACC-2, ACC-3, ACC-10, ORG-2)."""

import re
from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from driehoek.access.functions import GIVEN_BY_DIRECTION, NOT_TO_ONESELF, ONLY_IN
from driehoek.access.models import Appointment, User
from driehoek.journal.models import Line
from tests.cast import Cast


def form(cast: Cast, **changed: object) -> dict[str, object]:
    return {
        "given_name": "Wim",
        "family_name": "Baert",
        "email": "wim.baert@clb.example",
        "phone": "",
        "function": "clb_worker",
        "school": str(cast.lindeboom.pk),
        "group": "",
        "organisation": "CLB Leie",
        "days": ["0", "3"],
        "deputy_for": "",
        "first_day": "2026-11-01",
        "last_day": "",
        **changed,
    }


def test_rita_appoints_a_clb_worker_who_gets_a_link_that_works_once(cast, client) -> None:
    client.force_login(cast.rita)
    client.post(reverse("appoint"), form(cast))
    made = Appointment.objects.get(user__email="wim.baert@clb.example")
    assert (made.weekdays, made.organisation, made.board_id) == (0b1001, "CLB Leie", cast.lindeboom.board_id)
    (letter,) = mail.outbox
    assert "Wim" not in letter.subject
    assert "Baert" not in letter.subject
    client.logout()
    link = re.search(r"http://testserver(\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    assert page.status_code == 200
    secret = "een lang en onbekend wachtwoord"
    client.post(page.redirect_chain[-1][0], {"new_password1": secret, "new_password2": secret})
    assert User.objects.get(email="wim.baert@clb.example").check_password(secret)
    client.logout()
    assert "werkt niet meer" in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize("address", ["info@clb.example", "clb.tielt@clb.example", "Secretariaat2@school.example"])
def test_an_address_of_an_office_is_refused_because_an_account_is_personal(cast, client, address) -> None:
    client.force_login(cast.rita)
    page = client.post(reverse("appoint"), form(cast, email=address))
    assert page.context["form"].errors["email"]
    assert not Appointment.objects.filter(organisation="CLB Leie").exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": ""}, "email"),
        ({"days": []}, "days"),
        ({"function": "class_teacher"}, "group"),
        ({"last_day": "2026-10-01"}, "last_day"),
        ({"function": "parent"}, "function"),
        ({"function": "emergency"}, "function"),
        ({"first_day": "31/11/2026"}, "first_day"),
    ],
)
def test_an_appointment_that_makes_no_sense_names_the_field(cast, client, changed, field) -> None:
    client.force_login(cast.rita)
    assert field in client.post(reverse("appoint"), form(cast, **changed)).context["form"].errors


def test_a_double_click_gives_no_second_function(cast, client) -> None:
    client.force_login(cast.rita)
    client.post(reverse("appoint"), form(cast, last_day="2027-06-30"))
    again = client.post(reverse("appoint"), form(cast, email="Wim.Baert@clb.example"))
    assert "person" in again.context["form"].errors
    same = {"person": str(User.objects.get(email="wim.baert@clb.example").pk)}
    assert "function" in client.post(reverse("appoint"), form(cast, **same)).context["form"].errors
    client.post(reverse("appoint"), form(cast, first_day="2027-09-01", **same))
    assert Appointment.objects.filter(user__email="wim.baert@clb.example").count() == 2


def test_a_direction_is_offered_the_functions_of_its_own_country(cast, client) -> None:
    client.force_login(cast.rita)
    offered = dict(client.get(reverse("appoint")).context["form"].fields["function"].choices)
    assert offered["class_teacher"] == "klastitularis"
    assert "clb_worker" in offered
    assert "participation_chair" not in offered


def test_a_group_of_another_school_is_refused(cast, client) -> None:
    client.force_login(cast.rita)
    page = client.post(reverse("appoint"), form(cast, function="class_teacher", group=str(cast.groep_5.pk)))
    assert "group" in page.context["form"].errors


def test_a_contact_outside_the_school_needs_no_account(cast, client) -> None:
    client.force_login(cast.rita)
    client.post(reverse("appoint"), form(cast, function="police_contact", email="", organisation="Politiezone"))
    assert Appointment.objects.get(function="police_contact").user.email is None
    assert mail.outbox == []


def test_a_deputy_is_named_for_the_function_that_has_one(cast, client) -> None:
    client.force_login(cast.rita)
    own = Appointment.objects.get(user=cast.zoe)
    client.post(reverse("appoint"), form(cast, function="care_coordinator", deputy_for=str(own.pk)))
    assert list(own.deputies.values_list("user__given_name", flat=True)) == ["Wim"]


def test_ending_at_once_stops_an_open_session_at_its_next_click(cast, client, client_factory) -> None:
    worker = client_factory()
    worker.force_login(cast.clara)
    assert worker.get(reverse("clb")).status_code == 200
    client.force_login(cast.rita)
    client.post(reverse("end_at_once", args=[Appointment.objects.get(user=cast.clara).pk]))
    answer = worker.get(reverse("clb"))
    assert answer.headers["Location"] == reverse("no_function")
    assert "_auth_user_id" not in worker.session


def test_a_function_that_ended_yesterday_opens_nothing_in_a_session_of_then(cast, client, time_machine_to) -> None:
    Appointment.objects.filter(user=cast.clara).update(last_day=date(2026, 11, 23))
    time_machine_to("2026-11-23 23:30")
    client.force_login(cast.clara)
    assert client.get(reverse("clb")).status_code == 200
    time_machine_to("2026-11-24 00:10")
    assert client.get(reverse("clb")).headers["Location"] == reverse("no_function")


def test_rita_cannot_end_her_own_function_by_one_wrong_click(cast, client) -> None:
    client.force_login(cast.rita)
    own = Appointment.objects.get(user=cast.rita)
    client.post(reverse("end_at_once", args=[own.pk]))
    own.refresh_from_db()
    assert own.until is None


def test_bas_cannot_end_a_function_at_ritas_school(cast, client) -> None:
    client.force_login(cast.bas)
    row = Appointment.objects.get(user=cast.clara)
    assert client.post(reverse("end_at_once", args=[row.pk])).status_code == 404
    assert Line.objects.filter(actor_id=cast.bas.pk, allowed=False).exists()


def test_kathleen_opens_no_accounts(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert client.get(reverse("people")).status_code == 404
    assert client.post(reverse("appoint"), form(cast)).status_code == 404


def test_the_register_keeps_itself_and_goes_out_as_csv_without_formulas(cast, client) -> None:
    User.objects.filter(pk=cast.tom.pk).update(family_name="=2+2")
    Appointment.objects.filter(user=cast.kathleen).update(last_day=date(2026, 10, 1))
    client.force_login(cast.rita)
    page = client.get(reverse("register"))
    assert {row.user_id for row in page.context["before"]} >= {cast.kathleen.pk}
    assert cast.bas.pk not in {row.user_id for row in page.context["now"]}
    text = client.get(reverse("register") + "?format=csv").content.decode()
    assert "Clara Baeten" in text
    assert ";=" not in text


def test_the_policy_table_is_readable_and_complete_as_csv(cast, client) -> None:
    client.force_login(cast.rita)
    assert client.get(reverse("policy")).status_code == 200
    rows = client.get(reverse("policy") + "?format=csv").content.decode().splitlines()
    assert any("clb_worker" in row and "file.read:report" in row for row in rows)
    assert not any("clb_worker" in row and "file.write" in row for row in rows)


def test_a_lost_second_factor_is_taken_away_by_the_direction(cast, client) -> None:
    client.force_login(cast.rita)
    client.post(reverse("reset_second_factor", args=[Appointment.objects.get(user=cast.tom).pk]))
    assert not cast.tom.authenticator_set.exists()


@pytest.mark.parametrize("function", sorted(NOT_TO_ONESELF & set(GIVEN_BY_DIRECTION)))
def test_nobody_gives_themselves_a_function_that_looks_at_what_they_do(cast, client, function) -> None:
    land = cast.beuk if function in ONLY_IN["nl"] else cast.lindeboom
    head = cast.bas if land == cast.beuk else cast.rita
    client.force_login(head)
    mine = form(
        cast,
        given_name=head.given_name,
        family_name=head.family_name,
        email=head.email,
        function=str(function),
        school=str(land.pk),
        person=str(head.pk),
        last_day="2027-06-30",
    )
    page = client.post(reverse("appoint"), mine)
    assert "zichzelf" in str(page.context["form"].errors["function"])
    assert not Appointment.objects.filter(user=head, function=function).exists()
