"""Staff named as offender reads nothing, has no duty, gets no mail, takes nobody off (SAF-6, SAF-11)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from driehoek.access.functions import CLB_FUNCTIONS, Function
from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.safety.actions import incidents
from driehoek.safety.models import Accident, Incident, IncidentFile, PlanAction, Thread
from driehoek.safety.queries import incidents as queries

from .incident_story import long_served, now_at  # noqa: F401  # the cast works today, whatever day it is
from .test_incidents import thread

OUTSIDE = {*CLB_FUNCTIONS, Function.PARENT, Function.EMERGENCY, Function.CLB_DIRECTOR, Function.BOARD_MEMBER,
           Function.COMMITTEE_MEMBER, Function.DATA_PROTECTION_OFFICER}  # fmt: skip
OF_THE_STAFF = [one for one in Function if one not in OUTSIDE]


def accused_as(cast, function: Function, user=None):
    """Somebody who holds this function at De Beuk, and stands accused of hurting Daan; who reported it is not."""
    user = user or cast.tom
    Appointment.objects.filter(user=user).delete()
    group = cast.groep_5 if function in {Function.CLASS_TEACHER, Function.SUPPORT_TEACHER} else None
    Appointment.objects.create(
        board_id=cast.beuk.board_id,
        user=user,
        function=function,
        school=cast.beuk,
        group=group,
        first_day=timezone.localdate() - timedelta(days=9),
    )
    return user


def told_to() -> set[str]:
    return {address for one in mail.outbox for address in one.to}


@pytest.mark.parametrize("function", OF_THE_STAFF)
def test_whatever_function_somebody_holds_as_offender_it_opens_nothing_of_the_incident(
    cast, function, django_capture_on_commit_callbacks
):
    user = accused_as(cast, function)
    with django_capture_on_commit_callbacks(execute=True):
        now_at(cast.beuk, cast.fenna, [("victim", cast.daan), ("perpetrator", user)])
    actor = actor_of(user)
    for right in ("incident.report", "incident.read", "incident.care", "incident.manage"):
        assert not Incident.objects.visible_to(actor, right).exists()
        assert not Thread.objects.visible_to(actor, right).exists()
    assert not queries.files(actor).exists()
    assert not queries.listing(actor, queries.Asked(state="all")).exists()
    assert not Duty.objects.visible_to(actor).filter(origin__startswith="thread:").exists()
    assert not Duty.objects.addressed_to(actor).filter(origin__startswith="thread:").exists()
    assert Duty.objects.open().filter(origin__startswith="thread:").exists()
    assert user.email not in told_to()


@pytest.mark.parametrize("name", ["incident", "incident_correct", "incident_person", "incident_close"])
def test_the_accused_head_finds_no_page_of_it(client, cast, name):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan), ("perpetrator", cast.bas)])
    client.force_login(cast.bas)
    assert client.get(reverse(name, args=[incident.pk])).status_code == 404
    for row in incident.threads.all():
        for page in ("incident_thread", "incident_thread_off", "incident_thread_write", "incident_talk"):
            assert client.get(reverse(page, args=[row.pk])).status_code == 404


def test_of_an_accused_head_the_board_is_told_and_reads_and_acts(cast, client, django_capture_on_commit_callbacks):
    chair = accused_as(cast, Function.SECRETARIAT)
    Appointment.objects.filter(user=chair).update(function=Function.BOARD_MEMBER, school=None)
    with django_capture_on_commit_callbacks(execute=True):
        incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan), ("perpetrator", cast.bas)])
    assert told_to() == {chair.email, cast.petra.email, cast.ivo.email}
    assert {one.thread.who for one in queries.shown(actor_of(chair), incident) if one.shows_care} == {
        cast.daan.name,
        str(cast.bas),
    }
    client.force_login(chair)
    for name in ("incident", "incident_correct", "incident_close"):
        assert client.get(reverse(name, args=[incident.pk])).status_code == 200
    other = now_at(cast.beuk, cast.fenna, [("victim", cast.daan), ("perpetrator", cast.mila)])
    assert client.get(reverse("incident", args=[other.pk])).status_code == 404


def test_the_duties_of_an_accused_head_pass_to_who_is_left_and_at_last_to_the_board(cast):
    now_at(cast.beuk, cast.fenna, [("victim", cast.daan), ("perpetrator", cast.bas)])
    assert set(Duty.objects.filter(origin__startswith="thread:").values_list("holder", flat=True)) <= {
        Function.PREVENTION_OFFICER,
        Function.CARE_COORDINATOR,
        Function.CLASS_TEACHER,
    }
    Duty.objects.all().delete()
    everybody = [("perpetrator", one) for one in (cast.bas, cast.petra, cast.ivo)]
    now_at(cast.beuk, cast.fenna, [("victim", cast.daan), *everybody])
    rows = Duty.objects.filter(origin__startswith="thread:")
    assert set(rows.values_list("holder", "school")) == {(Function.BOARD_MEMBER, None)}
    for user in (cast.bas, cast.petra, cast.ivo):
        assert not rows.visible_to(actor_of(user)).exists()


def test_who_is_named_later_loses_what_was_seen_before_and_the_board_hears_it(cast, django_capture_on_commit_callbacks):
    chair = accused_as(cast, Function.SECRETARIAT)
    Appointment.objects.filter(user=chair).update(function=Function.BOARD_MEMBER, school=None)
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan)])
    rows = Duty.objects.filter(origin__startswith="thread:")
    assert rows.visible_to(actor_of(cast.bas)).exists()
    with django_capture_on_commit_callbacks(execute=True):
        incidents.add_person(actor_of(cast.ivo), incident, thread("perpetrator", cast.bas))
    assert not rows.visible_to(actor_of(cast.bas)).exists()
    assert told_to() == {chair.email}


def test_something_sexual_with_a_colleague_as_offender_leads_to_the_protected_path(client, cast):
    client.force_login(cast.fenna)
    now = timezone.localtime()
    sent = {
        "day": now.date().isoformat(),
        "at": "00:00",
        "place": "gym",
        "kinds": ["sexual"],
        "serious": "yes",
        "p-TOTAL_FORMS": "2",
        "p-INITIAL_FORMS": "2",
        "p-0-name": "Daan de Wit",
        "p-0-whom": "school",
        "p-0-role": "victim",
        "p-1-name": str(cast.bas),
        "p-1-whom": "school",
        "p-1-role": "perpetrator",
    }
    answer = client.post(reverse("incident_new"), sent)
    assert answer.status_code == 422
    assert reverse("careful") in answer.content.decode()
    assert not Incident.objects.exists()
    assert client.post(reverse("incident_new"), {**sent, "kinds": ["physical"]}).status_code == 302


def test_nothing_sexual_is_made_of_it_afterwards_either(client, cast):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan), ("witness", cast.bas)], kinds=("sexual",))
    row = incident.threads.get(user=cast.bas)
    client.force_login(cast.ivo)
    answer = client.post(
        reverse("incident_thread_write", args=[row.pk]),
        {"role": "perpetrator", "standing": "employee", "reason": "anders"},
    )
    assert answer.status_code == 422
    assert reverse("careful") in answer.content.decode()


def test_the_test_knows_everything_that_hangs_on_a_person_in_an_incident():
    """A new kind of row of an incident asks for its own answer to who of the staff stands accused."""
    known = {"Thread", "IncidentVersion", "IncidentFile", "AftercareTalk", "Discussion", "Accident", "PlanAction"}
    related = [*Incident._meta.related_objects, *Thread._meta.related_objects]
    assert {one.related_model.__name__ for one in related} | {PlanAction.__name__, Accident.__name__} <= known
    assert IncidentFile in {one.related_model for one in related}
