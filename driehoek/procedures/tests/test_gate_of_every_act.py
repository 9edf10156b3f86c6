"""Every act on a case asks the one gate: every definition × step × function or role × act, while it runs and after."""

from datetime import date

import pytest

from driehoek.access.functions import Function
from driehoek.access.queries import actor_of
from driehoek.letters.kinds import BadLetter
from driehoek.procedures import actions, gate, lettering
from driehoek.procedures.models import Event, Party
from driehoek.procedures.people_forms import NAMED
from driehoek.procedures.refusing import moment, refusals
from driehoek.procedures.state import State
from driehoek.procedures.tests.telling import at, event
from driehoek.procedures.tests.test_exclusion_engine import COUNCIL
from driehoek.procedures.tests.test_gate import ALL, BOARD, case_of, chain, somebody
from driehoek.procedures.tests.test_in_browser import told
from driehoek.procedures.words import ROLES

TODAY = "2026-11-23"


class Passed(Exception):
    """The gate let the act through: what it writes is not looked at here."""


def passed(*_given, **_named):
    raise Passed


@pytest.fixture
def doors(monkeypatch):
    """The acts up to the moment they would write."""
    monkeypatch.setattr(gate, "head_is_out", lambda _case: False)
    monkeypatch.setattr(actions, "_held", lambda case: case)
    for name in ("_refuse", "_journal", "_still_runs"):
        monkeypatch.setattr(actions, name, passed)
    monkeypatch.setattr(actions.papers, "keep", passed)
    monkeypatch.setattr(type(Event.objects), "create", passed)
    monkeypatch.setattr(Party, "save", passed)
    monkeypatch.setattr(lettering, "too_soon", passed)  # asked once the person may


def answer(act, *given) -> str:
    try:
        getattr(act, "__wrapped__", act)(*given)
    except actions.Refused as refused:
        return refused.refusals[0].code
    except BadLetter as refused:
        return str(refused)
    except Passed:
        return ""
    raise AssertionError(act)


def record(actor, case, step):
    return answer(actions.record, actor, case, actions.Entered(step.code, date(2026, 11, 23)))


def correct(actor, case, step):
    old = Event(step=step.code)
    return answer(actions.correct, actor, case, old, actions.Entered(step.code, date(2026, 11, 23)), "x")


def withdraw(actor, case, step):
    return answer(actions.withdraw, actor, case, Event(step=step.code), "x")


def attach(actor, case, step):
    return answer(actions.attach, actor, case, Event(step=step.code), None)


def letter(actor, case, step):
    def one():
        return lettering.write(actor, case, step, None, data={}, free={}, chosen={})

    return answer(one)


ACTS = (record, correct, withdraw, attach, letter)


def hands(definition):
    """Everybody on a case: by function, and by each role with a function that gives nothing by itself."""
    outsider = somebody(Function.COMMITTEE_MEMBER)
    yield from ((function, somebody(function), case_of(definition)) for function in Function)
    yield from ((role, outsider, case_of(definition, role=role)) for role in (*ROLES, *NAMED))


@ALL
def test_every_act_on_a_step_gets_the_answer_of_the_gate(definition, doors):
    for step in definition.steps:
        for who, actor, case in hands(definition):
            found = gate.refusal(gate.hand(actor, case), definition, step)
            for act in ACTS:
                said = act(actor, case, step)
                expected = (found.text if act is letter else found.code) if found else ""
                assert bool(said) == bool(found), (step.code, who, act.__name__, said)
                assert act is letter or said == expected, (step.code, who, act.__name__, said)


@ALL
def test_who_leads_a_case_names_others_and_nobody_else_does(definition, doors):
    leads = gate.LEADS[definition.family]
    for who, actor, case in hands(definition):
        for role in NAMED:
            said = answer(actions.name_party, actor, case, Party(name="Een ander", role=role))
            if who in gate.PARTIES and case.people:
                expected = "own_case"
            elif (who == "deputy" and "board_member" in leads) or (who in leads and who in reached(case)):
                is_deputy = role == gate.DEPUTY and who != Function.BOARD_MEMBER
                expected = "wrong_person" if is_deputy else ""
            else:
                expected = "wrong_person"
            if who == "decided" and role in gate.COMMITTEE:
                expected = said if said in {"decided", "wrong_person"} else "decided"
            assert said == expected, (who, role)


def reached(case) -> set[str]:
    """What gives somebody a hand in this case: a function where there is no role, else what a definition gives it."""
    return set(gate.ACTING) if case.people else set(Function.values)


@ALL
@pytest.mark.parametrize("chair", [False, True])
def test_the_chair_notes_the_votes_and_the_board_while_no_chair_can_log_in(definition, doors, chair):
    for who, actor, case in hands(definition):
        if chair:
            case.people = [*case.people, Party(name="Rik", role=gate.CHAIR, user_id=BOARD, opens=True)]
        said = answer(actions.note_votes, actor, case, {})
        by = {gate.CHAIR, "secretary"} | (set() if chair else {"board_member", gate.DEPUTY})
        is_party = who in gate.PARTIES and who not in Function.values
        decided = who == "decided" and gate.judged_steps(definition)
        expected = "own_case" if is_party else "decided" if decided else "" if who in by else "wrong_person"
        assert said == expected, who


def stories(definition):
    """Courses of a case: the shortest up to each of its steps with each answer to it, and all steps together."""
    for step in definition.steps:
        before = [event(code, "2026-11-02") for code in chain(definition, step)]
        yield [*before, event(step.code, "2026-11-02")]
        for field in step.fields:
            for value in (True, False) if field.shape == "yes_no" else (code for code, _label in field.choices):
                yield [*before, event(step.code, "2026-11-02", **{field.name: value})]
    yield [event(step.code, "2026-11-02") for step in definition.steps]


@ALL
def test_a_case_that_is_over_takes_no_step_and_no_new_letter_and_its_mistakes_are_still_put_right(definition):
    context = at(TODAY, land=definition.jurisdiction)
    over = [story for story in stories(definition) if is_over(definition, story, context)]
    for story in over:
        state = State(definition, story, context)
        for step in definition.steps:
            new = event(step.code, TODAY)
            assert "ended" in {one.code for one in refusals(definition, story, context, new)}, step.code
            assert "ended" in {one.code for one in moment(state, step)}, step.code
        for old in story:
            again = old._replace(id="new", replaces=old.id)
            assert "ended" not in {one.code for one in refusals(definition, story, context, again)}, old.step
    assert over or not any(not one.by_time for one in definition.endings)


def is_over(definition, story, context) -> bool:
    state = State(definition, story, context)
    found = next((one for one in definition.endings if one.when(state)), None)
    return found is not None and not found.by_time


def test_votes_under_a_decision_that_stands_are_not_changed(cast):
    case = told(cast, "be.exclusion", [COUNCIL], pupil=cast.adam)
    actions.note_votes(actor_of(cast.oona), case, {})  # no chair can log in
    Event.objects.create(
        board_id=case.board_id, case=case, step="solved", happened_on=COUNCIL.on, facts={}, recorded_by=cast.rita
    )
    assert answer(actions.note_votes, actor_of(cast.oona), case, {}) == "ended"
