"""Council and board read the plan and note what they say; goals, the wheel, what nearly went wrong (SAF-1, SAF-3)."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.queries import actor_of
from driehoek.journal.models import Line
from driehoek.safetyplan.models import Goal, Measure, NearMiss, Say
from driehoek.safetyplan.queries import council
from tests.cast import MEIERIJ, appoint, person

READ = ("participation", "plan", "plan_papers", "checks", "risks", "year_plan", "plan_wheel", "safety_report", "drills")
NOT_THEIRS = (
    "safety",
    "incidents",
    "near_misses",
    "supervision",
    "trainings",
    "surveys",
    "today",
    "pupils",
    "medication",
)


@pytest.fixture(autouse=True)
def autumn(time_machine, cast):
    time_machine.move_to("2026-11-23T09:00:00+01:00", tick=False)


def seated(given, family, function, **where):
    user = appoint(person(given, family), function, MEIERIJ, **where).user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


@pytest.fixture
def chair(cast):
    return seated("Hetty", "Raadsma", Function.PARTICIPATION_CHAIR, school=cast.beuk)


@pytest.fixture
def board(cast):
    return seated("Rutger", "Bestuur", Function.BOARD_MEMBER)


@pytest.fixture
def member(cast):
    return seated("Mees", "Ouder", Function.COUNCIL_PARENTS, school=cast.beuk)


@pytest.mark.parametrize("name", ["chair", "board", "member"])
def test_who_has_a_seat_reads_plan_inventory_and_report_and_nothing_of_people(cast, client, request, name):
    client.force_login(request.getfixturevalue(name))
    for page in READ:
        assert client.get(reverse(page)).status_code == 200, page
    for page in NOT_THEIRS:
        if name != "board" or page not in {"safety", "incidents", "today"}:  # the board stands in for an accused head
            assert client.get(reverse(page)).status_code in {404, 302}, page
    links = client.get(reverse("plan")).text
    assert (f'href="{reverse("safety")}"' in links) is (name == "board")  # no link to a page that is not theirs


@pytest.mark.parametrize("subject", Say.Subject.values)
def test_both_note_what_they_say_themselves_and_nobody_else_can(cast, client, chair, board, subject):
    where = reverse("participation_say", args=[subject])
    given = {"verdict": "agrees", "remarks": "", "said_on": "2026-11-20"}
    for user in (cast.bas, cast.petra, cast.fenna, cast.rita, cast.mallory):
        client.force_login(user)
        assert client.post(where, given).status_code == 404
    for user, function in ((chair, "participation_chair"), (board, "board_member")):
        client.force_login(user)
        assert client.post(where, {**given, "verdict": "refuses"}).status_code == 422  # why not?
        assert client.post(where, {**given, "said_on": "2026-11-24"}).status_code == 422  # still to come
        assert client.post(where, given).status_code == 302
        said = Say.objects.get(subject=subject, function=function)
        assert (said.said_by, said.verdict, said.year) == (user, "agrees", "2026-2027")
    assert Line.objects.filter(act="plan.said").count() == 2
    assert str(chair) in client.get(reverse("participation")).text


def test_a_goal_that_was_not_reached_says_why_and_stands_with_what_the_council_said(cast, client, chair):
    client.force_login(cast.petra)
    given = {"what": "Minder lawaai in de hal", "how": "", "owner": "director", "due": "2027-03-01"}
    assert client.post(reverse("goal_new"), given).status_code == 302
    goal = Goal.objects.get()
    where = reverse("goal_of_year", args=[goal.pk])
    assert client.post(where, {**given, "reached": "no", "why_not": ""}).status_code == 422
    assert client.post(where, {**given, "reached": "no", "why_not": "Geen geld."}).status_code == 302
    client.force_login(chair)
    page = client.get(reverse("year_plan")).text
    assert "Geen geld." in page
    assert client.get(where).status_code == 404  # the council reads; who keeps the plan writes


def test_the_wheel_shows_every_kind_with_a_term_once_and_what_was_never_done_apart(cast):
    never, late, months = council.wheel(cast.beuk, actor_of(cast.bas).on)
    codes = [one.kind.code for one in (*never, *late, *(found for month in months for found in month.due))]
    assert len(months) == 12
    assert len(codes) == len(set(codes))
    assert {"rie"} <= {one.kind.code for one in never}


def test_anybody_of_the_staff_tells_what_nearly_went_wrong_and_reads_the_answer(cast, client):
    client.force_login(cast.fenna)
    given = {"seen_on": "2026-11-23", "place": "playground", "what": "De poort klemt.", "done_at_once": ""}
    assert client.post(reverse("near_new"), {**given, "seen_on": "2026-11-24"}).status_code == 422
    assert client.post(reverse("near_new"), given).status_code == 302
    near = NearMiss.objects.get()
    assert client.get(reverse("near_miss", args=[near.pk])).status_code == 404
    client.force_login(cast.ivo)
    assert "De poort klemt." not in client.get(reverse("near_misses")).text
    client.force_login(cast.petra)
    where = reverse("near_miss", args=[near.pk])
    assert client.post(where, {"answer": "Wordt gemaakt.", "what": "Poort laten maken"}).status_code == 422  # by whom?
    done = {"answer": "Wordt gemaakt.", "what": "Poort laten maken", "owner": "director", "due": "2026-12-01"}
    assert client.post(where, done).status_code == 302
    near.refresh_from_db()
    assert near.measure == Measure.objects.get()
    client.force_login(cast.fenna)
    assert "Wordt gemaakt." in client.get(reverse("near_misses")).text


def test_an_answer_needs_no_measure(cast, client):
    client.force_login(cast.petra)
    client.post(reverse("near_new"), {"seen_on": "2026-11-23", "place": "gym", "what": "Glad."})
    client.post(reverse("near_miss", args=[NearMiss.objects.get().pk]), {"answer": "Al droog."})
    assert NearMiss.objects.get().answer == "Al droog."
    assert not Measure.objects.exists()
