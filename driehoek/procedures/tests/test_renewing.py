"""A case that goes on from another one (ATT-12, ATT-13)."""

import pytest
from django.urls import reverse

from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.models import Case

from .telling import Teller

PAPERS = ("parents_statement", "clb_advice", "cooperation_agreement")
ASKED = {"situation": "learning_need", "minutes_per_week": "100"}


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    rita = Teller(client, time_machine, cast.rita)
    rita.opens("be.rehabilitation", cast.adam)
    rita.does("ask", *PAPERS, **ASKED)
    rita.does("decide", "director_permission", decision="granted", reasons="…")
    return rita


def renews(rita, pupil, origin: str) -> None:
    given = {"definition": "be.rehabilitation", "on": rita.day, "cause": ""}
    answer = rita.client.post(f"{reverse('case_new', args=[pupil.pk])}?origin={origin}", given)
    rita.case = Case.objects.get(pk=answer.headers["Location"].split("/")[2])


def test_without_the_providers_evaluation_the_permission_is_not_renewed(cast, rita):
    renews(rita.on("2027-09-01"), cast.adam, f"case:{rita.case.pk}")
    rita.does("ask", *PAPERS, **ASKED)
    assert "evaluatie" in rita.is_refused("decide", "director_permission", decision="granted", reasons="…")
    rita.does("papers", "provider_evaluation")
    rita.does("decide", "director_permission", decision="granted", reasons="…")


@pytest.mark.parametrize("origin", ["case:nonsense", "case:", "duty", "case:00000000-0000-0000-0000-000000000001"])
def test_an_origin_that_is_no_case_of_this_pupil_renews_nothing(cast, rita, origin):
    renews(rita, cast.noor, origin)
    assert "Gaat verder op" not in rita.page()
    rita.does("ask", *PAPERS, **ASKED)
    rita.does("decide", "director_permission", decision="granted", reasons="…")


def test_what_is_carried_over_is_a_fact_of_the_same_procedure():
    for definition in DEFINITIONS.values():
        known = {
            f"{step.code}.{name}"
            for step in definition.steps
            for name in ("on", *(field.name for field in step.fields))
        }
        for step in definition.steps:
            assert {field.carried for field in step.fields} - {""} <= known, step.code
            assert definition.renews or not any(field.carried for field in step.fields)
