"""The people on a case: who is known as staff, the account of a committee member from outside, how the votes count."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.procedures.models import Party
from driehoek.procedures.tests.telling import Teller
from driehoek.procedures.tests.test_exclusion_engine import HEARD
from driehoek.procedures.tests.test_in_browser import told
from tests.cast import LEIE, appoint, person


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    return Teller(client, time_machine, cast.rita)


@pytest.mark.parametrize("name", ["Tom Aerts", "tom aerts", "Clara Baeten"])
def test_staff_and_clb_are_known_by_name_and_cannot_be_the_confidant(cast, rita, name):
    rita.opens("be.exclusion", cast.adam)
    answer = rita.client.post(reverse("case_party", args=[rita.case.pk]), {"role": "confidant", "name": name})
    assert answer.status_code == 422
    assert "schoolreglement 9.4.3" in answer.text
    assert not Party.objects.filter(role="confidant").exists()


def test_a_confidant_from_outside_is_welcome_and_the_account_says_who_belongs_to_the_school(cast, rita):
    rita.opens("be.exclusion", cast.adam)
    rita.names("confidant", "Oom Jan")
    rita.names("committee_internal", "Iemand", user=str(cast.tom.pk))
    rita.names("committee_internal", "Oona Deckers")
    flags = Party.objects.exclude(role="parents").values_list("name", "works_here", "of_the_board")
    assert set(flags) == {("Oom Jan", False, False), ("Iemand", True, False), ("Oona Deckers", False, True)}


def test_a_chair_from_outside_reads_and_works_on_the_one_case_that_names_her(cast, rita, client):
    chair = person("Rik", "Vandaele")
    Authenticator.objects.create(user=chair, type=Authenticator.Type.TOTP, data={})
    appoint(chair, Function.COMMITTEE_MEMBER, LEIE, school=cast.lindeboom)
    case = told(cast, "be.exclusion", HEARD, pupil=cast.adam)
    other = told(cast, "be.exclusion", HEARD, pupil=cast.noor)
    rita.case = case
    rita.hands_over(cast.oona)
    rita.names("committee_chair", "Rik Vandaele", user=str(chair.pk), opens="on")
    rita.names("committee_internal", "Sam Claes")
    rita.names("committee_external", "Piet")
    rita.on("2026-11-23", chair)
    assert "Wat u nu kunt doen" in rita.page()
    rita.is_refused("appeal_decision", result="annulled", reasons="…")  # without proof of posting
    rita.does("appeal_decision", "proof_of_posting", result="annulled", reasons="…")
    for path in (reverse("case", args=[other.pk]), reverse("pupil", args=[cast.adam.pk])):
        assert client.get(path).status_code == 404, path


def test_the_votes_are_noted_with_the_members_and_counted(cast, rita):
    rita.case = told(cast, "be.exclusion", HEARD, pupil=cast.adam)
    rita.hands_over(cast.oona)
    members = {}
    for role, name in (
        ("committee_internal", "Sam Claes"),
        ("committee_external", "Piet"),
        ("committee_chair", "Rik"),
    ):
        rita.names(role, name)
        members[role] = str(Party.objects.get(name=name).pk)
    where = reverse("case_votes", args=[rita.case.pk])
    rita.client.post(where, {members["committee_internal"]: "against", members["committee_external"]: "for"})
    refused = rita.is_refused("appeal_decision", "proof_of_posting", result="annulled", reasons="…")
    assert "de stem van de voorzitter beslist" in refused
    given = {members["committee_internal"]: "against", members["committee_external"]: "for"}
    rita.client.post(where, {**given, members["committee_chair"]: "for"})
    refused = rita.is_refused("appeal_decision", "proof_of_posting", result="confirmed", reasons="…")
    assert "stemming" in refused
    rita.does("appeal_decision", "proof_of_posting", result="annulled", reasons="…")
