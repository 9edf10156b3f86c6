"""The one gate: every function and every role × every step × before, in and after its time, against the definition."""

from datetime import date
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from driehoek.access.actors import Actor, Role
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.duties.models import Duty
from driehoek.procedures import actions, gate
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.models import Case, Party
from driehoek.procedures.people_forms import NAMED
from driehoek.procedures.refusing import refusals
from driehoek.procedures.tests.telling import Teller, at, event
from driehoek.procedures.tests.test_exclusion_engine import APPEAL, COUNCIL, DECIDE, EXCLUDED, INVITE, TALK
from driehoek.procedures.tests.test_in_browser import told
from driehoek.procedures.words import ROLES
from tests.cast import BOARDS, LEIE, appoint, person

ALL = pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda one: one.code)
BOARD, SCHOOL, ME = (UUID(int=number) for number in (1, 2, 3))


def somebody(function: Function) -> Actor:
    now = timezone.now()
    return Actor(ME, "Iemand", [Role(function, BOARD, SCHOOL, None, None)], now, now.date())


def case_of(definition, **named) -> Case:
    case = Case(board_id=BOARD, school_id=SCHOOL, definition=definition.code, family=definition.family)
    case.story, case.places = [], []
    case.people = [Party(name="Iemand", user_id=ME, **{"opens": True, **named})] if named else []
    return case


def codes(actor: Actor, case: Case, step) -> str:
    found = gate.refusal(gate.hand(actor, case), case.procedure, step)
    return found.code if found else ""


@ALL
def test_a_function_takes_the_steps_that_the_definition_gives_it_and_no_other(definition, monkeypatch):
    monkeypatch.setattr(gate, "head_is_out", lambda _case: False)
    for step in definition.steps:
        for function in Function:
            expected = "" if function in step.by else "wrong_person"
            assert codes(somebody(function), case_of(definition), step) == expected, (step.code, function)


@ALL
def test_a_role_on_a_case_takes_its_own_steps_and_is_never_a_function(definition, monkeypatch):
    """Named as "director", "board" or anything else an outsider stays an outsider (ACC-4, PRO-15)."""
    monkeypatch.setattr(gate, "head_is_out", lambda _case: False)
    outsider = somebody(Function.COMMITTEE_MEMBER)
    for step in definition.steps:
        for role in ROLES:
            if role in gate.PARTIES:
                expected = "own_case"
            elif role == "decided" and step.judges:
                expected = "decided"
            elif role == "deputy":
                expected = "" if "board_member" in step.by else "wrong_person"
            else:
                expected = "" if role in step.by and role not in Function else "wrong_person"
            assert codes(outsider, case_of(definition, role=role), step) == expected, (step.code, role)
            unread = codes(outsider, case_of(definition, role=role, opens=False), step)
            assert unread == (expected if role in {*gate.PARTIES, "decided"} else "wrong_person"), (step.code, role)


@ALL
def test_a_party_does_nothing_in_the_own_case_whatever_the_function(definition, monkeypatch):
    monkeypatch.setattr(gate, "head_is_out", lambda _case: True)
    for step in definition.steps:
        for function in Function:
            for role in gate.PARTIES:
                assert codes(somebody(function), case_of(definition, role=role), step) == "own_case"


def chain(definition, step) -> list[str]:
    """The steps it follows on, the first ones first."""
    found: list[str] = []
    for code in step.after:
        found += [*chain(definition, definition.step(code)), code]
    return list(dict.fromkeys(found))


@ALL
def test_each_step_waits_for_its_turn_and_is_taken_once(definition):
    context = at("2026-11-23", land=definition.jurisdiction)
    for step in definition.steps:
        new = event(step.code, "2026-11-23")
        before = {one.code for one in refusals(definition, [], context, new)}
        assert not step.after or "not_yet" in before, step.code
        events = [event(code, "2026-11-02") for code in chain(definition, step)]
        during = {one.code for one in refusals(definition, events, context, new)}
        assert "not_yet" not in during, step.code
        after = {one.code for one in refusals(definition, [*events, replaced(new)], context, new)}
        assert step.repeats or after & {"done_already", "ended"}, step.code


def replaced(one):
    return one._replace(id="before")


@ALL
def test_a_step_without_what_it_rests_on_carries_nothing_further(definition):
    """Whatever was taken back from under a step: the next one waits for it (no exclusion without an invitation)."""
    context = at("2026-11-23", land=definition.jurisdiction)
    for step in definition.steps:
        steps = chain(definition, step)
        for missing in steps:
            events = [event(code, "2026-11-02") for code in steps if code != missing]
            found = {one.code for one in refusals(definition, events, context, event(step.code, "2026-11-23"))}
            assert found & {"not_yet", "ended"}, (step.code, missing)


ACTS = ("record", "correct", "withdraw")


def tried(actor, case, act) -> str:
    """What an act answers: nothing, or the code of its refusal."""
    entered = actions.Entered("council", date(2021, 4, 19), facts=dict(COUNCIL.facts), on_paper=("minutes",))
    old = case.events.get(step="council")
    try:
        if act == "record":
            actions.record(actor, case, entered)
        elif act == "correct":
            actions.correct(actor, case, old, entered, "x")
        else:
            actions.withdraw(actor, case, old, "x")
    except actions.Refused as refused:
        return refused.refusals[0].code
    return ""


@pytest.mark.parametrize("act", ACTS)
def test_recording_correcting_and_taking_back_ask_the_same_question(cast, act):
    """Finding 2: the care coordinator and the CLB took back a step of the director."""
    case = told(cast, "be.exclusion", [COUNCIL], pupil=cast.adam)
    for role in NAMED:
        Party.objects.create(
            board_id=LEIE, case=case, role=role, name="Clara", user=cast.clara, opens=True, added_by=cast.rita
        )
        fresh = Case.objects.get(pk=case.pk)
        found = tried(actor_of(cast.clara), fresh, act)
        assert found == ("own_case" if role in gate.PARTIES else "wrong_person"), role
        Party.objects.filter(case=case).update(removed_at=timezone.now())
    for user in (cast.sam, cast.zoe, cast.kathleen, cast.tom, cast.oona):
        assert tried(actor_of(user), Case.objects.get(pk=case.pk), act) == "wrong_person", user
    assert tried(actor_of(cast.rita), Case.objects.get(pk=case.pk), act) == ""


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))  # stories of other years
    return Teller(client, time_machine, cast.rita)


def naming(teller, **given) -> int:
    return teller.client.post(reverse("case_party", args=[teller.case.pk]), given).status_code


def test_a_clb_adviser_names_nobody_and_nobody_as_director(cast, rita):
    """Finding 1: An Verlinden named herself director of the case and excluded a pupil."""
    rita.opens("be.exclusion", cast.adam)
    rita.names("clb_adviser", "Clara Baeten", user=str(cast.clara.pk), opens="on")
    assert naming(rita, role="director", name="Zoë", user=str(cast.zoe.pk), opens="on") == 422  # no such role
    rita.on("2026-11-23", cast.clara)
    for role in NAMED:
        assert naming(rita, role=role, name="Clara Baeten", user=str(cast.clara.pk), opens="on") == 422
        assert naming(rita, role=role, name="Wie dan ook") == 422
    parent = Party.objects.get(case=rita.case, role="parents")
    away = rita.client.post(reverse("case_party_remove", args=[rita.case.pk, parent.pk]), {"reason": "x"})
    assert away.status_code == 422
    assert Party.objects.filter(case=rita.case, removed_at=None).count() == 2


def test_nobody_names_themselves(cast, rita):
    rita.opens("be.exclusion", cast.adam)
    for role in NAMED:
        assert naming(rita, role=role, name="Rita Maes") == 422
        assert naming(rita, role=role, name="Iemand", user=str(cast.rita.pk)) == 422


def test_taking_back_the_invitation_blocks_the_exclusion(cast, rita):
    """Finding 2: the talk stands, the invitation does not: no definitive exclusion."""
    rita.case = told(cast, "be.exclusion", [COUNCIL, INVITE, TALK], pupil=cast.adam)
    rita.on("2021-05-03")
    where = reverse("case_withdraw", args=[rita.case.pk, rita.case.events.get(step="invite").pk])
    assert "Ouders en leerling horen" in rita.client.get(where).text
    assert rita.client.post(where, {"reason": "nooit verstuurd"}).status_code == 302
    assert "steunt op" in rita.page()
    refused = rita.is_refused("decide", "proof_of_posting", **DECIDE.facts)
    assert "Uitnodiging" in refused or "uitnodiging" in refused


def test_who_decided_has_no_part_in_the_appeal(cast, rita):
    """Findings 5 and 6: known without being typed, for recording, composing, voting and sitting."""
    rita.case = told(cast, "be.exclusion", [*EXCLUDED, APPEAL], pupil=cast.adam)
    rita.on("2021-05-21")
    assert "nam de beslissing" in rita.is_refused("committee")
    assert naming(rita, role="committee_chair", name="Rik") == 422
    rita.hands_over(cast.oona)
    for role, name in (("committee_internal", "Rita Maes"), ("committee_external", "Piet"), ("committee_chair", "Rik")):
        rita.names(role, name)
    assert "Rita Maes nam de beslissing" in rita.is_refused("committee")
    mine = Party.objects.get(name="Rita Maes")
    rita.client.post(reverse("case_party_remove", args=[rita.case.pk, mine.pk]), {"reason": "besliste"})
    rita.names("committee_internal", "Sam Claes")
    rita.does("committee")
    rita.on("2021-05-21", cast.rita)
    votes = rita.client.post(reverse("case_votes", args=[rita.case.pk]), {"x": "1"})
    assert votes.status_code == 422


def test_a_complaint_about_the_head_is_opened_and_led_by_the_board(cast, client, time_machine):
    """Finding 5: Bas led the complaint about himself."""
    bas = Teller(client, time_machine, cast.bas)
    where = reverse("case_new_at_school", args=[cast.beuk.pk])
    given = {"definition": "nl.complaint", "on": "2026-11-23", "cause": "", "person": str(cast.bas.pk)}
    assert bas.client.post(where, given).status_code == 422
    board = person("Door", "Bestuur")
    appoint(board, Function.BOARD_MEMBER, cast.beuk.board_id)
    Authenticator.objects.create(user=board, type=Authenticator.Type.TOTP, data={})
    bas.on("2026-11-23", board)
    answer = bas.client.post(where, given)
    assert answer.status_code == 302, answer.text
    bas.case = Case.objects.get()
    lodged = {
        "lodged_with": "board",
        "event_on": "2026-11-02",
        "complaint_summary": "…",
        "has_name": True,
        "has_address": True,
        "is_dated": True,
        "is_described": True,
    }
    bas.on("2026-11-23", cast.bas)
    assert "eigen zaak" in bas.is_refused("lodge", **lodged)
    bas.on("2026-11-23", board).does("lodge", **lodged)
    assert naming(bas, role="deputy", name="Ivo Kok", user=str(cast.ivo.pk), opens="on") == 302
    due = Duty.objects.open().filter(origin=f"case:{bas.case.pk}")
    assert {(one.holder, one.person) for one in due} == {("board_member", cast.ivo)}  # not on the list of the head
    bas.on("2026-11-24", cast.ivo).does("notice")
    bas.does("tell_director")
    assert naming(bas, role="deputy", name="Petra Smit", user=str(cast.petra.pk), opens="on") == 422


def test_access_to_a_case_ends_with_the_function(cast, rita):
    """Security S1-5: the assignment that ended, the weekday, the teacher who left for another board."""
    rita.opens("be.exclusion", cast.adam)
    for user in (cast.clara, cast.tom):
        rita.names("clb_adviser", user.get_full_name(), user=str(user.pk), opens="on")
    here = reverse("case", args=[rita.case.pk])
    assert rita.on("2026-11-23", cast.clara).client.get(here).status_code == 200
    Appointment.objects.filter(user=cast.clara).update(weekdays=0b0001010)  # Tuesday and Thursday
    assert rita.on("2026-11-23", cast.clara).client.get(here).status_code != 200
    assert rita.on("2026-11-24", cast.clara).client.get(here).status_code == 200
    with within(*BOARDS):
        Appointment.objects.filter(user=cast.clara).update(last_day=date(2026, 11, 24))
        appoint(cast.clara, Function.CLB_WORKER, cast.elsewhere.board_id, school=cast.elsewhere)
    assert rita.on("2026-11-26", cast.clara).client.get(here).status_code != 200
    with within(*BOARDS):
        Appointment.objects.filter(user=cast.tom).update(last_day=date(2026, 11, 24))
        appoint(cast.tom, Function.DIRECTOR, cast.elsewhere.board_id, school=cast.elsewhere)
    assert rita.on("2026-11-26", cast.tom).client.get(here).status_code == 404


def test_the_list_of_accounts_holds_no_parent_and_nobody_of_another_school(cast, rita):
    """Security S2-2."""
    rita.opens("be.exclusion", cast.adam)
    other = person("Ander", "Schoolhoofd")
    with within(*BOARDS):
        appoint(other, Function.DIRECTOR, cast.elsewhere.board_id, school=cast.elsewhere)
    page = rita.client.get(reverse("case_party", args=[rita.case.pk])).text
    assert "Clara Baeten" in page
    for name in (cast.dirk.email, other.email, cast.mallory.email):
        assert name not in page
