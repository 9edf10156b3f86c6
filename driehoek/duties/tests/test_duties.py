"""The list of what is due (ALL-1): whose, in which order, done with evidence, taken back, and why (ALL-2)."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driehoek.access.functions import Function
from driehoek.duties.actions import Wanted, settle_many
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from tests.cast import LEIE, MONDAY, appoint

RULE = "be.absence.problematic"
EVIDENCE = {
    "how": "phone",
    "who": "mama",
    "on": "2026-11-23",
    "at": "09:00",
    "outcome": "Adam was ziek, briefje volgt.",
}


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to("2026-11-23T09:10:00+01:00", tick=False)


def wish(cast, key="one", due=MONDAY, holder="director", **more):
    half_day = "2026-11-23/am"
    return Wanted(
        origin=more.pop("origin", "test"),
        key=key,
        code="problematic_contact_parents",
        rule=RULE,
        holder=holder,
        due=due,
        board=LEIE,
        school=cast.lindeboom.pk,
        group=more.pop("group", cast.class_3a.pk),
        pupil=cast.adam.pk,
        facts={"half_days": [half_day]},
        words={"half_day": half_day},
        **more,
    )


def listed(client, query=""):
    return [duty.key for duty in client.get(f"/today/{query}").context["page"]]


def test_every_filter_goes_along_to_the_next_page(cast, client, monkeypatch):
    monkeypatch.setattr("driehoek.duties.views.A_PAGE", 1)
    settle_many(LEIE, ["test"], [wish(cast, key, MONDAY - timedelta(2)) for key in ("one", "two", "three")])
    client.force_login(cast.rita)
    asked = {"whose": "school", "late": "1", "colleague": str(cast.rita.pk)}
    first = client.get("/today/", asked)
    assert first.context["page"].paginator.num_pages == 3
    (way,) = set(re.findall(r'href="([^"]*page=2)"', first.content.decode()))
    assert dict(parse_qsl(unescape(way).lstrip("?"))) == {**asked, "page": "2"}


def test_what_is_overdue_stands_first_and_is_counted(cast, client):
    settle_many(
        LEIE,
        ["test"],
        [wish(cast, "later", MONDAY + timedelta(4)), wish(cast, "late", MONDAY - timedelta(2)), wish(cast)],
    )
    client.force_login(cast.rita)
    shown = client.get("/today/")
    assert [duty.key for duty in shown.context["page"]] == ["late", "one", "later"]
    assert "2 dagen te laat" in shown.content.decode()
    assert shown.context["heading"] == (1, 1, 1, 3)


def test_everybody_sees_their_own_the_teacher_those_of_the_class_and_the_office_those_of_the_school(cast, client):
    settle_many(
        LEIE,
        ["test"],
        [
            wish(cast, "rita"),
            wish(cast, "kathleen", holder="class_teacher"),
            wish(cast, "tom", holder="class_teacher", group=cast.class_4b.pk),
        ],
    )
    client.force_login(cast.kathleen)
    assert listed(client) == ["kathleen"]
    assert set(listed(client, "?whose=group")) == {"kathleen", "rita"}
    assert listed(client, "?whose=school") == ["kathleen"]  # not offered to a teacher: back to one's own
    client.force_login(cast.rita)
    assert listed(client) == ["rita"]
    assert set(listed(client, "?whose=school")) == {"rita", "kathleen", "tom"}


def test_what_was_given_to_tom_by_name_is_his_alone_even_about_another_class(cast, client):
    settle_many(LEIE, ["test"], [wish(cast, "tom", holder="class_teacher", group=None, person=cast.tom.pk)])
    client.force_login(cast.tom)
    assert listed(client) == ["tom"]
    client.force_login(cast.kathleen)
    assert listed(client) == []


def test_the_list_is_filtered_by_name_and_rule_and_survives_nonsense(cast, client):
    settle_many(LEIE, ["test"], [wish(cast)])
    client.force_login(cast.rita)
    assert listed(client, "?name=ADAM") == ["one"]
    assert listed(client, "?name=noor") == []
    assert listed(client, f"?rule={RULE}") == ["one"]
    assert listed(client, "?rule=nl.leave.decide&pupil=x&page=99&whose=all") == []


def test_nothing_to_do_says_so(cast, client):
    client.force_login(cast.rita)
    assert "Niets te doen" in client.get("/today/").content.decode()


def test_a_duty_is_done_with_evidence_and_one_line_in_the_journal(cast, client):
    settle_many(LEIE, ["test"], [wish(cast, holder="class_teacher")])
    duty = Duty.objects.get()
    client.force_login(cast.kathleen)
    assert client.post(f"/duties/{duty.pk}/", EVIDENCE).status_code == 302
    duty.refresh_from_db()
    assert duty.discharged_by == cast.kathleen
    assert duty.evidence["who"] == "mama"
    line = Line.objects.get(act="duty.discharge")
    assert (line.pupil_id, line.facts) == (cast.adam.pk, {"code": "problematic_contact_parents"})


@pytest.mark.parametrize(
    ("wrong", "field"), [({"who": ""}, "who"), ({"outcome": ""}, "outcome"), ({"on": "2026-11-24"}, "on")]
)
def test_without_evidence_it_is_not_done(cast, client, wrong, field):
    settle_many(LEIE, ["test"], [wish(cast)])
    client.force_login(cast.rita)
    answer = client.post(f"/duties/{Duty.objects.get().pk}/", {**EVIDENCE, **wrong})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Duty.objects.get().is_open


def test_whoever_did_it_takes_it_back_the_same_day_and_nobody_else(cast, client, time_machine):
    settle_many(LEIE, ["test"], [wish(cast)])
    url = f"/duties/{Duty.objects.get().pk}/"
    client.force_login(cast.rita)
    client.post(url, EVIDENCE)
    client.force_login(cast.zoe)
    client.post(url + "take-back/")
    assert not Duty.objects.get().is_open
    client.force_login(cast.rita)
    client.post(url + "take-back/")
    assert Duty.objects.get().is_open
    assert Line.objects.filter(act="duty.take_back").exists()
    client.post(url, EVIDENCE)
    time_machine.move_to("2026-11-24T08:00:00+01:00", tick=False)
    client.post(url + "take-back/")
    assert not Duty.objects.get().is_open


def test_a_duty_of_another_school_is_not_there(cast, client):
    settle_many(LEIE, ["test"], [wish(cast)])
    pk = Duty.objects.get().pk
    client.force_login(cast.mallory)
    for page in ("", "why/"):
        assert client.get(f"/duties/{pk}/{page}").status_code == 404
    assert client.post(f"/duties/{pk}/", EVIDENCE).status_code == 404


def test_why_shows_the_facts_the_threshold_and_its_source(cast, client):
    settle_many(LEIE, ["test"], [wish(cast)])
    client.force_login(cast.rita)
    shown = client.get(f"/duties/{Duty.objects.get().pk}/why/").content.decode()
    assert "Omzendbrief" in shown
    assert "23 november 2026" in shown


def test_the_clb_anchor_does_what_is_addressed_to_the_clb(cast, client):
    appoint(cast.clara, Function.CLB_ANCHOR, LEIE, school=cast.lindeboom)
    settle_many(LEIE, ["test"], [wish(cast, "clb", holder="clb_anchor"), wish(cast, "rita")])
    client.force_login(cast.clara)
    assert listed(client, "?whose=school") == ["clb"]
    assert client.get(f"/duties/{Duty.objects.get(key='rita').pk}/").status_code == 404


def test_settling_forty_takes_as_many_statements_as_settling_two(cast):
    counts = []
    for number in (2, 40):
        wishes = [wish(cast, str(one), origin=f"many{number}") for one in range(number)]
        with CaptureQueriesContext(connection) as seen:
            settle_many(LEIE, [f"many{number}"], wishes)
        counts.append(len(seen))
    assert counts[0] == counts[1]


KEYS = st.lists(st.sampled_from("abcdef"), unique=True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KEYS, min_size=1, max_size=4), st.randoms())
def test_the_last_facts_decide_whatever_came_before_and_in_whatever_order(cast, history, order):
    """Facts in, duties out: settling is idempotent and knows no history but what was discharged."""
    Duty.objects.all().delete()
    for keys in [*history, history[-1]]:
        wishes = [wish(cast, key, date(2026, 11, ord(key) - 90)) for key in keys]
        order.shuffle(wishes)
        settle_many(LEIE, ["test"], wishes)
    assert set(Duty.objects.open().values_list("key", flat=True)) == set(history[-1])


def test_the_child_comes_first(cast, client):
    settle_many(LEIE, ["test"], [wish(cast)])
    client.force_login(cast.rita)
    shown = client.get("/today/").content.decode()
    assert shown.index("<b>Adam Nowak · 3A</b>") < shown.index("Neem meteen contact op")
