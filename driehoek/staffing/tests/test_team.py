"""Greet sees who of Leieland works at which school until when, and where somebody lacks (ACC-3)."""

import re
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.wall import within
from driehoek.staffing.queries.team import teams_of
from tests.cast import LEIE, appoint

from .conftest import LEIELAND, all_centres


@pytest.fixture
def clara(cast, centres):
    """Clara works for Leieland, and De Lindeboom wrote so."""
    Appointment.objects.filter(user=cast.clara).update(organisation="CLB Leieland")
    appoint(cast.clara, Function.CLB_WORKER, LEIELAND)
    return cast.clara


def test_a_school_without_anchor_and_doctor_is_a_gap(cast, centres, clara, client) -> None:
    client.force_login(centres.greet)
    page = client.get(reverse("staffing_team", args=[LEIELAND])).content.decode()
    assert "De Lindeboom" in page
    assert "Clara Baeten" in page
    assert "geen ankerfiguur" in page
    assert "geen arts" in page


def test_an_anchor_a_doctor_and_no_last_day_are_no_gap(cast, centres, clara) -> None:
    appoint(clara, Function.CLB_ANCHOR, LEIE, school=cast.lindeboom, organisation="CLB Leieland")
    appoint(clara, Function.CLB_DOCTOR, LEIE, school=cast.lindeboom, organisation="clb leieland")
    (team,) = teams_of(centres.leieland, centres.director)
    assert not team.has_gaps


def test_an_assignment_that_ends_soon_or_has_ended_is_told_with_its_day(cast, centres, clara) -> None:
    own = Appointment.objects.get(user=clara, school=cast.lindeboom)
    Appointment.objects.filter(pk=own.pk).update(last_day=centres.director.on)
    (team,) = teams_of(centres.leieland, centres.director)
    assert team.posts[0].ends_soon
    Appointment.objects.filter(pk=own.pk).update(last_day=date(2026, 11, 1))
    (team,) = teams_of(centres.leieland, centres.director)
    assert team.has_nobody


def test_neither_leg_alone_shows_anything(cast, centres) -> None:
    """The centre alone says that Clara is its worker: nothing. The school alone names the centre: nothing."""
    appoint(cast.clara, Function.CLB_WORKER, LEIELAND)
    assert teams_of(centres.leieland, centres.director) == []
    Appointment.objects.filter(user=cast.clara, board=LEIELAND).delete()
    Appointment.objects.filter(user=cast.clara).update(organisation="CLB Leieland")
    assert teams_of(centres.leieland, centres.director) == []


def test_another_centre_sees_no_team_and_adds_nobody(cast, centres, clara, client) -> None:
    assert teams_of(centres.scheldeland, centres.other) == []
    client.force_login(centres.omar)
    assert client.get(reverse("staffing_team", args=[LEIELAND])).status_code == 404
    with all_centres():
        own = Appointment.objects.get(user=clara, board=LEIELAND)
    assert client.post(reverse("staffing_worker_end", args=[own.pk])).status_code == 404


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
def test_the_teams_are_read_across_the_wall_and_nothing_else_is(cast, centres, clara) -> None:
    with within(LEIELAND):
        (team,) = teams_of(centres.leieland, centres.director)
        assert team.name == "De Lindeboom"
        assert {row.board_id for row in Appointment.objects.all()} == {LEIELAND}


def test_an_appointment_at_the_centre_opens_no_file(cast, centres, clara, client) -> None:
    Appointment.objects.filter(user=clara, school=cast.lindeboom).update(last_day=date(2026, 11, 1))
    client.force_login(clara)
    assert "geen enkele school" in client.get(reverse("clb")).content.decode().lower()
    assert client.get(reverse("pupil", args=[cast.adam.pk])).status_code == 404
    assert client.get(reverse("staffing")).status_code == 404


def test_greet_adds_somebody_by_an_own_address_and_ends_it(cast, centres, client) -> None:
    client.force_login(centres.greet)
    address = reverse("staffing_team", args=[LEIELAND])
    sent = {"given_name": "Wim", "family_name": "Baert", "email": "info@clb.example", "first_day": "2026-11-01"}
    assert client.post(address, sent).context["form"].errors["email"]
    client.post(address, {**sent, "email": "wim.baert@clb.example"})
    assert "CLB Leieland" in mail.outbox[0].body
    made = Appointment.objects.get(user__email="wim.baert@clb.example")
    assert (made.board_id, made.school, made.function) == (LEIELAND, None, "clb_worker")
    client.post(reverse("staffing_worker_end", args=[made.pk]))
    made.refresh_from_db()
    assert made.last_day


def test_without_mail_the_direction_hands_a_worker_a_code_and_nobody_whose_account_is_not_theirs(
    cast, centres, client, settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client.force_login(centres.greet)
    told = {"given_name": "Wim", "family_name": "Werker", "email": "wim@centrum.example", "first_day": "2026-12-01"}
    page = client.post(reverse("staffing_team", args=[LEIELAND]), told, follow=True).content.decode()
    made = Appointment.objects.get(user__email="wim@centrum.example")
    code = reverse("staffing_worker_code", args=[made.pk])
    assert "De uitnodiging wacht" in page
    assert code in page
    handed = client.post(code).content.decode()
    assert "Wim Werker" in handed
    assert "CLB Leieland" in handed
    found = re.search(r'<b class="big">([\w-]+)</b>', handed)
    assert found is not None
    assert Client().post(reverse("letter_code"), {"code": found[1]}).status_code == 302
    with within(LEIE):
        appoint(made.user, Function.CLB_WORKER, LEIE, school=cast.lindeboom)
    refused = client.post(code, follow=True).content.decode()
    assert "Alleen wie ze allemaal beheert" in refused
    made.user.set_password("vier woorden die ik onthoud")
    made.user.save()
    assert client.post(code).status_code == 404
