"""The REST API of the law: what rules.md promises, for programs without an account."""

import json

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings

from driehoek.api import api
from driehoek.wsgi import application

APPEAL = "/api/law/be.discipline.appeal_due"


def ask(address: str, facts: object, client: Client | None = None):
    body = facts if isinstance(facts, str) else json.dumps(facts)
    return (client or Client()).post(address, body, content_type="application/json")


def test_the_answer_is_that_of_the_command_line(db) -> None:
    answer = ask(APPEAL, {"decision_sent": "2021-05-06"})
    assert answer.status_code == 200
    found = answer.json()
    assert found["value"] == {"received": "2021-05-11", "due": "2021-05-19"}
    assert list(found) == ["rule", "value", "duties", "reasons", "days", "parameters", "not_covered"]
    assert found["duties"][0]["holder"] == "parents"
    assert {"date": "2021-05-13", "counted": False, "why": "ascension"} in found["days"]


@pytest.mark.parametrize(
    ("facts", "status", "code", "fact"),
    [
        ({}, 422, "bad_fact", "decision_sent"),
        ({"decision_sent": "2021-09-31"}, 422, "bad_fact", "decision_sent"),
        ({"decision_sent": 20210506}, 422, "bad_fact", "decision_sent"),
        ({"decision_sent": "2021-05-06", "colour": "red"}, 422, "bad_fact", "colour"),
        ({"decision_sent": "1980-05-06"}, 409, "not_in_force", None),
        ([], 400, "unreadable", "facts"),
        ("{", 400, "unreadable", None),
    ],
)
def test_a_refusal_has_a_code_and_names_the_fact(db, facts: object, status: int, code: str, fact: str | None) -> None:
    answer = ask(APPEAL, facts)
    assert (answer.status_code, answer.json()["code"], answer.json().get("fact")) == (status, code, fact)
    assert answer.json()["message"]


def test_a_day_before_the_law_names_the_first_day_that_is_known(db) -> None:
    assert ask(APPEAL, {"decision_sent": "1980-05-06"}).json()["since"] == "2020-09-01"


def test_a_staffing_plan_is_sent_as_it_is_and_its_weights_come_back_as_exact_decimals(db) -> None:
    jobs = [{"office": "arts", "fraction": "0.7", "kind": "permanent"}, {"office": "directeur", "fraction": 1}]
    plan = {
        "centre": "Netevallei",
        "school_year": "2014-2015",
        "total_weight": 12.5,
        "linear_weight": "11",
        "jobs": jobs,
    }
    found = ask("/api/law/clb.staffing.check?lang=en", {**plan, "transfers": [], "roc": []}).json()["value"]
    assert (found["used"], found["balance"]) == ("1.12", "11.38")
    assert found["violations"][0]["code"] == "base_formation_short"
    assert found["violations"][0]["text"].startswith("The base formation is not met")
    wrong = ask("/api/law/clb.staffing.check", {**plan, "jobs": [{"office": "tandarts", "fraction": 1}]})
    assert (wrong.status_code, wrong.json()["fact"]) == (422, "jobs")


def test_a_rule_that_is_not_there_is_404_however_it_is_asked(db, client) -> None:
    assert ask("/api/law/be.nothing", {}).json()["code"] == "unknown_rule"
    assert client.get("/api/law/be.nothing").status_code == 404


def test_every_rule_is_listed_and_shown(db, client) -> None:
    listed = client.get("/api/law").json()
    assert {"be.discipline.appeal_due", "nl.leave.decide"} <= {row["rule"] for row in listed}
    for row in listed:
        shown = client.get(f"/api/law/{row['rule']}")
        assert shown.status_code == 200, row
        assert shown["Cache-Control"] == "public, max-age=3600"


def test_texts_come_in_english_when_asked_for(db) -> None:
    facts = {"decision_sent": "2021-05-06"}
    assert ask(APPEAL, facts).json()["duties"][0]["text"] != ask(f"{APPEAL}?lang=en", facts).json()["duties"][0]["text"]


def test_no_session_and_no_csrf_token_is_needed(db) -> None:
    answer = ask(APPEAL, {"decision_sent": "2021-05-06"}, Client(enforce_csrf_checks=True))
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_documentation_is_a_plain_page_that_names_every_operation(db, client) -> None:
    page = client.get("/api/").content.decode()
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in page
    assert "<script>" not in page


def test_every_operation_outside_the_law_asks_for_a_token() -> None:
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                assert prefix.startswith("/law") or operation.auth_callbacks, f"{prefix}{path} is open to anybody"


# Described without a request: when tests are collected there is no database yet.
schema = schemathesis.openapi.from_dict(api.get_openapi_schema()).include(path_regex="^/api/law")
schema.app = application


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_whatever_a_program_sends_the_answer_is_what_the_documentation_promises(db, case) -> None:
    case.call_and_validate()
