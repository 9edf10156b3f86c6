"""Programs with a token: the same door and the same refusals as the pages."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from driehoek.access.models import ApiToken
from driehoek.access.queries import actor_of
from driehoek.attendance.models import Absence
from driehoek.attendance.planning import Plan, plan_absence
from driehoek.duties.models import Duty
from driehoek.exchange import tokens
from driehoek.exchange.tokens import SCOPES, digest
from driehoek.journal.models import Line
from tests.cast import LEIE, appoint

DAY = "2026-11-19"


def token_of(user, *scopes: str, ends_on: date | None = None) -> dict[str, str]:
    day = ends_on or timezone.localdate()
    _token, secret = tokens.create(actor_of(user), user, "test", scopes or tuple(SCOPES), day)
    return {"Authorization": f"Bearer {secret}"}


def duty_of(cast) -> Duty:
    return Duty.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        group=cast.class_3a,
        pupil=cast.adam,
        holder="class_teacher",
        code="do_plan_action",
        rule="be.absence.problematic",
        origin="x",
        key="y",
        due=date(2026, 11, 24),
    )


def test_rita_reads_her_school_its_groups_and_pupils(cast, client) -> None:
    headers = token_of(cast.rita)
    assert [one["name"] for one in client.get("/api/roster/schools", headers=headers).json()] == ["De Lindeboom"]
    groups = client.get(f"/api/roster/schools/{cast.lindeboom.pk}/groups", headers=headers).json()
    assert [one["name"] for one in groups] == ["3A", "4B"]
    answer = client.get(f"/api/roster/groups/{cast.class_3a.pk}/pupils", headers=headers)
    assert [one["given_name"] for one in answer.json()] == ["Adam", "Noor"]
    assert "personal" not in answer.content.decode()
    assert Line.objects.get(act="roster.export", subject_id=cast.class_3a.pk).actor_id == cast.rita.pk


def test_what_is_not_there_and_what_is_not_hers_get_the_same_answer(cast, client) -> None:
    headers = token_of(cast.mallory)
    for missing, theirs in (
        (f"/api/roster/schools/{uuid4()}/groups", f"/api/roster/schools/{cast.lindeboom.pk}/groups"),
        (f"/api/roster/groups/{uuid4()}/pupils", f"/api/roster/groups/{cast.class_3a.pk}/pupils"),
        (f"/api/attendance/groups/{uuid4()}/{DAY}", f"/api/attendance/groups/{cast.class_3a.pk}/{DAY}"),
    ):
        answers = [client.get(address, headers=headers) for address in (missing, theirs)]
        assert [one.status_code for one in answers] == [404, 404]
        assert answers[0].content == answers[1].content


def test_kathleen_reads_her_class_and_records_a_half_day(cast, client) -> None:
    headers = token_of(cast.kathleen, "attendance")
    address = f"/api/attendance/pupils/{cast.adam.pk}/{DAY}/am"
    wanted = {"state": "absent", "reason": "ill_note", "seen": 0}
    answer = client.put(address, wanted, content_type="application/json", headers=headers)
    assert answer.json() == {"part": "am", "state": "absent", "reason": "ill_note", "arrived_at": None, "version": 1}
    shown = client.get(f"/api/attendance/groups/{cast.class_3a.pk}/{DAY}", headers=headers).json()
    assert shown["pupils"][0]["half_days"][0]["state"] == "absent"
    assert Absence.objects.get().recorded_by == cast.kathleen


def test_two_programs_do_not_overwrite_each_other(cast, client) -> None:
    headers, address = token_of(cast.kathleen), f"/api/attendance/pupils/{cast.adam.pk}/{DAY}/am"
    client.put(address, {"state": "absent"}, content_type="application/json", headers=headers)
    answer = client.put(address, {"state": "late", "seen": 0}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    ("day", "body", "fact"),
    [
        ("2026-11-22", {"state": "absent"}, "day"),
        (DAY, {"state": "absent", "reason": "nonsense"}, "reason"),
        (DAY, {"state": "present", "reason": "ill_note"}, "reason"),
        (DAY, {"state": "absent", "arrived_at": "09:00"}, "arrived_at"),
    ],
)
def test_what_cannot_be_recorded_names_the_fact(cast, client, day: str, body: dict[str, str], fact: str) -> None:
    address = f"/api/attendance/pupils/{cast.adam.pk}/{day}/am"
    answer = client.put(address, body, content_type="application/json", headers=token_of(cast.kathleen))
    assert (answer.status_code, answer.json()["fact"]) == (422, fact)
    assert not Absence.objects.exists()


def test_tom_cannot_record_for_another_class(cast, client) -> None:
    address = f"/api/attendance/pupils/{cast.adam.pk}/{DAY}/am"
    answer = client.put(address, {"state": "absent"}, content_type="application/json", headers=token_of(cast.tom))
    assert answer.status_code == 404
    assert not Absence.objects.exists()


def test_duties_are_listed_and_discharged_with_evidence(cast, client) -> None:
    duty, headers = duty_of(cast), token_of(cast.rita, "duties")
    assert [one["id"] for one in client.get("/api/duties", headers=headers).json()] == [str(duty.pk)]
    body = {"who": "mother", "how": "phone", "outcome": "back tomorrow"}
    done = client.post(f"/api/duties/{duty.pk}/discharge", body, content_type="application/json", headers=headers)
    assert done.status_code == 200
    assert Duty.objects.get(pk=duty.pk).evidence["outcome"] == "back tomorrow"
    assert client.get("/api/duties", headers=headers).json() == []


def test_a_token_outside_its_scope_ended_revoked_or_invented_opens_nothing(cast, client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    revoked = token_of(cast.rita)
    tokens.revoke(actor_of(cast.rita), ApiToken.objects.get())
    for headers in (
        token_of(cast.rita, "duties"),
        token_of(cast.rita, ends_on=yesterday),
        revoked,
        {"Authorization": "Bearer dh_invented"},
        {},
    ):
        assert client.get("/api/roster/schools", headers=headers).status_code == 401


def test_a_token_ends_with_the_appointment(cast, client) -> None:
    headers = token_of(cast.rita)
    cast.rita.appointments.update(last_day=timezone.localdate() - timedelta(days=1))
    assert client.get("/api/roster/schools", headers=headers).json() == []


def test_a_clb_worker_reads_on_the_screen_and_not_by_program(cast, client) -> None:
    """ACC-6: no export, and a purpose stated for each read."""
    appoint(cast.clara, "clb_anchor", LEIE, school=cast.lindeboom)
    duty_of(cast)
    assert client.get("/api/duties", headers=token_of(cast.clara)).json() == []


def test_only_a_digest_is_kept_and_use_is_dated(cast, client) -> None:
    headers = token_of(cast.rita)
    secret = headers["Authorization"].removeprefix("Bearer ")
    assert ApiToken.objects.get().digest == digest(secret)
    assert secret not in str(ApiToken.objects.values().get())
    client.get("/api/roster/schools", headers=headers)
    assert ApiToken.objects.get().last_used_at


def test_kathleen_makes_a_token_sees_it_once_and_revokes_it(cast, client) -> None:
    client.force_login(cast.kathleen)
    fields = {"name": "Klok", "scopes": ["attendance"], "ends_on": timezone.localdate().isoformat()}
    assert "dh_" in client.post("/account/tokens/", fields).content.decode()
    assert "dh_" not in client.get("/account/tokens/").content.decode()
    token = ApiToken.objects.get()
    client.force_login(cast.tom)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    client.force_login(cast.kathleen)
    client.post(f"/account/tokens/{token.pk}/revoke/")
    assert ApiToken.objects.get().revoked_at
    assert list(Line.objects.filter(act__startswith="token.").order_by("number").values_list("act", flat=True)) == [
        "token.create",
        "token.revoke",
    ]


def test_a_token_lasts_a_year_at_most(cast, client) -> None:
    client.force_login(cast.kathleen)
    for day in ("2020-01-01", "2099-01-01"):
        client.post("/account/tokens/", {"name": "x", "scopes": ["duties"], "ends_on": day})
    assert not ApiToken.objects.exists()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A real request closes old connections at its start and end; inside a test's transaction that ends the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
def test_no_request_however_odd_breaks_the_api_or_its_own_description(cast) -> None:
    """Schemathesis over the whole schema with a valid token: no 500, and every answer as documented."""
    headers, duty = token_of(cast.rita), duty_of(cast)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    known = {"school": cast.lindeboom.pk, "group": cast.class_3a.pk, "pupil": cast.adam.pk, "duty": duty.pk}

    def fuzz(operation) -> None:
        @settings(
            max_examples=12,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        @given(case=operation.as_strategy())
        def once(case) -> None:
            for name, pk in known.items():
                if name in (case.path_parameters or {}):
                    case.path_parameters[name] = str(pk)
            case.call_and_validate(
                headers=headers, checks=[not_a_server_error, status_code_conformance, response_schema_conformance]
            )

        once()

    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 10
    for operation in operations:
        fuzz(operation)


@pytest.mark.parametrize("sure", [None, True])
def test_what_was_settled_beforehand_is_changed_only_by_a_program_that_is_sure(cast, client, sure) -> None:
    """The page asks a person; a program is refused with what it must say (item 10)."""
    day = date.fromisoformat(DAY)
    plan_absence(actor_of(cast.rita), cast.adam, "case:1", [Plan("suspended", day, day)])
    address, headers = f"/api/attendance/pupils/{cast.adam.pk}/{DAY}/am", token_of(cast.kathleen)
    body = {"state": "present", "seen": 1} | ({"sure": True} if sure else {})
    answer = client.put(address, body, content_type="application/json", headers=headers)
    if sure:
        assert answer.json()["state"] == "present"
    else:
        assert (answer.status_code, answer.json()["code"], answer.json()["fact"]) == (409, "settled", "sure")
    assert Absence.objects.get(part="am").state == ("present" if sure else "absent")
    stale = client.put(address, {"state": "late", "seen": 0}, content_type="application/json", headers=headers)
    assert stale.json()["code"] == "conflict"


@pytest.mark.parametrize(
    ("day", "body", "fact"),
    [
        ((timezone.localdate() + timedelta(7)).isoformat(), {"state": "absent"}, "day"),
        (DAY, {"state": "late", "arrived_at": "07:10"}, "arrived_at"),
        (DAY, {"state": "late", "arrived_at": "23:59"}, "arrived_at"),
        (DAY, {"state": "absent", "reason": "mourning"}, "reason"),
    ],
)
def test_what_the_page_of_a_class_refuses_a_program_is_refused(cast, client, day, body, fact) -> None:
    address = f"/api/attendance/pupils/{cast.adam.pk}/{day}/am"
    answer = client.put(address, body, content_type="application/json", headers=token_of(cast.kathleen))
    assert (answer.status_code, answer.json()["fact"]) == (422, fact)
    cast.adam.memberships.update(first_day=date(2026, 11, 23))
    headers = token_of(cast.sam)
    answer = client.put(
        f"/api/attendance/pupils/{cast.adam.pk}/{DAY}/am",
        {"state": "absent"},
        content_type="application/json",
        headers=headers,
    )
    assert (answer.status_code, answer.json()["fact"]) == (422, "day")
    assert not Absence.objects.exists()
