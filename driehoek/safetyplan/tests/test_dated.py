"""What was done is dated: never still to come, and never before the fact that it follows from (SAF-2 to SAF-20)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms

from driehoek.access.models import User
from driehoek.safety.forms.accidents import AccidentForm
from driehoek.safety.forms.bereavement import ChangeForm
from driehoek.safety.forms.discussions import DiscussionForm
from driehoek.safety.forms.threads import ReturnForm, TalkForm, ThreadForm
from driehoek.safety.models import Accident, Bereavement, Incident, Thread
from driehoek.safetyplan.forms.training import StepForm
from driehoek.safetyplan.forms.turns import LaterForm, ProgressForm
from driehoek.safetyplan.models import Turn
from driehoek.safetyplan.models.training import Start, StartStep

FACT, TODAY = date(2026, 11, 20), date(2026, 11, 27)
HAPPENED = datetime(2026, 11, 20, 9, tzinfo=UTC)


def incident(cast) -> Incident:
    return Incident(school=cast.beuk, board_id=cast.beuk.board_id, happened_at=HAPPENED, kinds=[])


def thread(cast) -> Thread:
    return Thread(incident=incident(cast), board_id=cast.beuk.board_id, name="Iemand", standing="other")


def talk(cast, actor, sent) -> forms.BaseForm:
    return TalkForm(sent, actor=actor, open_duties=[], staff=User.objects.all(), fact=FACT)


Form = Callable[[object, object, dict[str, str]], forms.BaseForm]
# Every form of safety with a day on which something was done after a fact of 20 November: the field, and the form.
AFTER: list[tuple[str, Form]] = [
    ("on", lambda cast, actor, sent: ReturnForm(sent, actor=actor, incident=incident(cast))),
    ("on", talk),
    ("on", lambda cast, actor, sent: DiscussionForm(sent, actor=actor, incident=incident(cast))),
    ("police_reported_on", lambda cast, actor, sent: ThreadForm(sent, actor=actor, instance=thread(cast))),
    ("inspectorate_told_on", lambda cast, actor, sent: ThreadForm(sent, actor=actor, instance=thread(cast))),
    ("done_on", lambda _cast, _actor, sent: ProgressForm(sent, on=TODAY, fact=FACT)),
    ("done_on", lambda _cast, actor, sent: StepForm(
        sent, actor=actor, instance=StartStep(start=Start(started_on=FACT)))),
    ("field_evaluated_on", lambda _cast, _actor, sent: LaterForm(
        sent, turn=Turn(done_on=FACT), on=TODAY, kind=SimpleNamespace(
            fields=[SimpleNamespace(code="evaluated_on", kind="date", label="x")]))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "form"), AFTER)
@pytest.mark.parametrize(("day", "fits"), [("2026-11-19", False), ("2026-11-20", True), ("2026-11-28", False)])
def test_a_day_is_not_before_its_fact_and_not_still_to_come(cast, name: str, form: Form, day: str, fits: bool) -> None:
    actor = SimpleNamespace(on=TODAY, at=datetime(2026, 11, 27, 9, tzinfo=UTC), user_id=cast.petra.pk)
    assert (name not in form(cast, actor, {name: day}).errors) is fits


def test_a_farewell_is_not_before_the_death(cast) -> None:
    one = Bereavement(school=cast.beuk, died_on=FACT)
    actor = SimpleNamespace(on=TODAY, at=HAPPENED, user_id=cast.petra.pk)
    assert "farewell_on" in ChangeForm({"farewell_on": "2026-11-19"}, actor=actor, instance=one).errors
    assert "farewell_on" not in ChangeForm({"farewell_on": "2026-12-04"}, actor=actor, instance=one).errors


@pytest.mark.parametrize("name", ["birth_date", "employed_since"])
def test_nobody_in_an_accident_is_born_or_employed_tomorrow(cast, name: str) -> None:
    actor = SimpleNamespace(on=TODAY, at=HAPPENED, user_id=cast.petra.pk)
    form = AccidentForm({name: "2026-11-28"}, actor=actor, instance=Accident(thread=thread(cast)))
    assert name in form.errors
