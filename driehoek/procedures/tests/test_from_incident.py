"""An incident leads on with what it knows: one case, one set of talks, the letter to who is banned (SAF-8, SAF-9)."""

import pytest
from django.urls import reverse

from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.procedures import addressing, aggression, queries
from driehoek.procedures.from_incident import SAME
from driehoek.procedures.models import Case
from driehoek.procedures.tests.telling import day
from driehoek.safety.actions import care, incidents
from driehoek.safety.models import AftercareTalk, Thread
from driehoek.safety.tests.test_incidents import codes, happened, of
from tests.cast import appoint, person

TALKS = ("aggression_first_talk", "aggression_second_talk", "aggression_third_talk", "aggression_inventory")


@pytest.fixture(autouse=True)
def next_day(time_machine, cast):
    Appointment.objects.update(first_day=day("2020-09-01"))
    time_machine.move_to("2026-11-24T09:00:00+01:00", tick=False)


def threatened(cast):
    return happened(
        cast,
        ("verbal", "threat"),
        people=[("victim", cast.fenna, "Bedreigd."), ("perpetrator", "G. Bakker", "Schold.")],
    )


def opens(client, incident, **changed):
    where = reverse("case_from_incident", args=[incident.pk])
    page = client.get(where)
    assert page.status_code == 200
    given = {name: value for name, value in page.context["form"].initial.items() if value not in (None, False, "")}
    return client.post(where, {**given, **changed})


def test_the_case_knows_what_the_incident_knows_and_its_talks_are_the_only_ones(cast, client):
    incident = threatened(cast)
    victim = of(incident, cast.fenna)
    talk = AftercareTalk(
        code="aggression_first_talk", on=day("2026-11-23"), with_whom="Fenna", held_by=cast.bas, agreed="Morgen vrij."
    )
    care.record_talk(actor_of(cast.bas), victim, talk)
    client.force_login(cast.bas)
    link = reverse("case_from_incident", args=[incident.pk])
    for one in incident.threads.all():  # from the victim's part and from that of the parent who did it
        assert link in client.get(reverse("incident_thread", args=[one.pk])).text
    assert opens(client, incident).status_code == 302
    case = Case.objects.get()
    steps = {event.step: event for event in case.events.all()}
    assert set(steps) == {"report", "talk_1"}
    facts = steps["report"].facts
    assert (facts["offender"], facts["who"], facts["kind"]) == ("G. Bakker", "parent", "threat")
    assert cast.fenna.get_full_name() in facts["staff"]
    assert steps["talk_1"].facts["said"] == "Morgen vrij."
    asked = Duty.objects.open().filter(board=cast.beuk.board_id)
    due = sorted(asked.filter(rule="nl.aggression.followups").values_list("code", "due"))
    assert len(due) == len(set(due))
    assert not [code for code in codes(incident) if code in TALKS]
    assert client.get(link).status_code == 404  # one case for one incident
    assert reverse("case", args=[case.pk]) in client.get(reverse("incident", args=[incident.pk])).text


def test_every_talk_of_the_rule_is_a_step_of_the_case(cast):
    incident = threatened(cast)
    asked = Duty.objects.filter(origin=of(incident, cast.fenna).origin, rule="nl.aggression.followups")
    assert {duty.code for duty in asked} == set(SAME)


def test_the_letters_go_to_who_is_banned_without_naming_that_person_again(cast, client):
    client.force_login(cast.bas)
    opens(client, threatened(cast))
    case = Case.objects.get()
    for code in ("warn", "ban", "ban_ended"):
        step = case.procedure.step(code)
        to = addressing.recipients(queries.loaded(actor_of(cast.bas)).get())
        assert [to[key].name for key in addressing.addressed(step, to)] == ["G. Bakker"], code


def test_a_warning_before_is_found_by_itself(cast, client):
    client.force_login(cast.bas)
    opens(client, threatened(cast))
    case = Case.objects.get()
    for step, facts in (("tell", {"present": "Bas", "report": "x"}), ("warn", {"staff_heard": "on", "reasons": "x"})):
        answer = client.post(reverse("case_step", args=[case.pk, step]), {"on": "2026-11-23", **facts})
        assert answer.status_code == 302, answer.text
    assert aggression.warned_on(cast.beuk, "g. bakker", day("2026-11-24")) == day("2026-11-23")
    assert aggression.warned_on(cast.beuk, "G. Bakkers", day("2026-11-24")) is None


@pytest.mark.parametrize("name", ["ivo", "fenna", "mallory", "rita"])
def test_for_others_the_way_is_not_there(cast, client, name):
    incident = threatened(cast)
    client.force_login(getattr(cast, name))
    assert client.get(reverse("case_from_incident", args=[incident.pk])).status_code == 404


def test_aggression_of_a_colleague_goes_no_such_way(cast, client):
    colleague = person("Sven", "Mol")
    appoint(colleague, "class_teacher", cast.beuk.board_id, school=cast.beuk, group=cast.groep_5)
    incident = happened(cast, ("verbal",), people=[("victim", cast.daan), ("perpetrator", colleague)])
    client.force_login(cast.bas)
    assert client.get(reverse("case_from_incident", args=[incident.pk])).status_code == 404


def test_who_was_admitted_is_a_duty_to_report_until_the_accident_is_recorded(cast, client):
    incident = happened(cast, people=[("victim", cast.daan)])
    victim = of(incident, cast.daan)
    before = incidents.content_of(victim)
    victim.treatments = [Thread.Treatment.ADMITTED]
    incidents.save_thread(actor_of(cast.bas), victim, before, "")
    duty = Duty.objects.open().get(code="report_accident_to_inspectorate")
    assert duty.due == day("2026-11-23")
    client.force_login(cast.bas)
    assert (
        reverse("incident_accident", args=[victim.pk]) in client.get(reverse("incident_thread", args=[victim.pk])).text
    )
    given = {"admitted": "true", "died": "unknown", "lasting_harm": "unknown", "inspectorate_told_on": "2026-11-24"}
    assert client.post(reverse("incident_accident", args=[victim.pk]), given).status_code == 302
    assert not Duty.objects.open().filter(code="report_accident_to_inspectorate").exists()
