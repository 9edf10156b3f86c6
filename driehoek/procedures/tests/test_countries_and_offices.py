"""No country cites the other, no nursery child is led astray, and every duty of a case says what to do."""

from datetime import date
from uuid import UUID

import pytest
from django.utils.translation import override

from driehoek.access.functions import Function
from driehoek.access.queries import actor_of
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups
from driehoek.procedures import committees, people, queries, settling
from driehoek.procedures.committees import Member
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.engine import Deadline
from driehoek.procedures.models import Case
from driehoek.procedures.sources import decree, lpw, plan, regulations, wpo
from driehoek.schools.models import Group
from lawbook import texts
from lawbook.core import Outcome
from tests.cast import appoint, person

DUTCH = (plan("").act, wpo("").act, lpw("").act)
ADVICE_FROM_THE_NETHERLANDS = {"be.aggression", "be.bullying"}  # says so itself: no Flemish regulation sets it


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda one: one.code)
def test_no_refusal_of_one_country_cites_the_other(definition):
    """Flemish committees were refused with a Dutch safety plan, annex 10, art. 14."""
    flawed = (Member("committee_chair", "a", "a"), Member("committee_internal", "a", "a"), Member("accused", "a", "a"))
    sources = [step.source for step in definition.steps] + [right.source for right in definition.rights]
    sources += [step.late.source for step in definition.steps if step.late] + [definition.level_source]
    if definition.committee:
        sources += [one.source for one in committees.composed(definition.committee, flawed)]
    acts = {one.act for one in sources if one}
    if definition.code not in ADVICE_FROM_THE_NETHERLANDS:
        assert not acts & (set(DUTCH) if definition.jurisdiction == "be" else {decree("").act, regulations("").act})


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda one: one.code)
def test_a_nursery_child_is_offered_no_procedure_that_refuses_every_step(cast, definition):
    """Exclusion, suspension and certificate were offered, and every step was then refused."""
    if not definition.levels or definition.jurisdiction != "be":
        return
    Group.objects.filter(pk=cast.class_3a.pk).update(level="nursery", year=None)
    child = with_groups([Pupil.objects.get(pk=cast.adam.pk)], date(2026, 11, 23))[0]
    assert definition not in queries.may_open(actor_of(cast.rita), cast.lindeboom, child)


def test_staff_for_a_sanction_are_staff(cast):
    """Police and the attendance officer stood on the list of staff."""
    for function in people.OUTSIDE:
        if function not in {Function.PARENT, Function.EMERGENCY}:
            appoint(person(f"Buiten {function}", "Staander"), function, cast.beuk.board_id, school=cast.beuk)
    assert not people.staff_of(cast.beuk, date(2026, 11, 23)).filter(family_name="Staander").exists()


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda one: one.code)
def test_every_duty_of_a_case_says_what_to_do(definition):
    """ "Zet de volgende stap in deze procedure" stood on the list where no rule has a sentence."""
    for step in definition.steps:
        duty = Deadline(
            step.code,
            "latest",
            step.title,
            date(2026, 11, 23),
            "nl.days.after",
            {},
            Outcome(None),
            "open",
            holder=step.holder,
        )
        case = Case(definition=definition.code, board_id=UUID(int=1), school_id=UUID(int=2))
        if duty.holder in settling.WATCHES:
            wish = settling._wish(case, duty, None)
            with override("nl"):
                assert str(step.title) in texts.sentence(wish.code, {**wish.words, "due": "…"}, "nl"), step.code
