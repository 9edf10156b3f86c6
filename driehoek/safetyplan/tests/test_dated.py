"""What was done is dated: never still to come, and never before the fact that it follows from (SAF-2 to SAF-20).

The forms are those of the product: each date of each form of these apps is here a day on which something was done, or
stands in `AHEAD` because it may lie ahead. One that is in neither place fails the first test.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import walk_packages
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms

from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.attendance.actions import ground_of
from driehoek.attendance.forms import AbsenceForm, ReportForm
from driehoek.duties.forms import EvidenceForm
from driehoek.people.models import Enrolment
from driehoek.procedures import people_forms
from driehoek.procedures.models import Case
from driehoek.pupils.forms import entries, others
from driehoek.pupils.forms import people as around
from driehoek.pupils.kinds import Kind
from driehoek.safety.forms import accidents, bereavement, bullying, discussions, firstaid, medication, report, threads
from driehoek.safety.models import Accident, Bereavement, Incident, Thread
from driehoek.safety.models.bullying import BullyingSignal
from driehoek.safety.models.care import Discussion, PlanAction
from driehoek.safety.models.firstaid import CareMoment
from driehoek.safety.models.medication import MedicationForm
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.forms import council, plan, training, turns
from driehoek.safetyplan.models import Paper, Turn
from driehoek.safetyplan.models.training import Start, StartStep

FACT, TODAY = date(2026, 11, 20), date(2026, 11, 27)
HAPPENED = datetime(2026, 11, 20, 7, tzinfo=UTC)
APPS = ("safety", "safetyplan", "pupils", "attendance", "procedures", "duties")
# Days of a plan, a term, a period or an agreement, of which the last one is ahead by nature; and what a list is cut by.
AHEAD = {
    "due", "last_day", "expires_on", "review_on", "next_review", "planned_on", "opens", "closes", "first", "last",
    "since", "until", "FormOfMedicine.first_day", "StopForm.on", "GiveForm.due", "MemorialForm.day",
    "PostForm.first_day", "AwayForm.first_day", "StartForm.started_on", "PaperForm.dated_on", "ReportForm.first_day",
    "ManyForm.first_day", "PartTimeForm.first_day", "EnrolmentForm.first_day", "BeginForm.farewell_on",
    "ChangeForm.farewell_on",
}  # fmt: skip
# A step of a case has its own refusals, with the act and the article: `procedures/tests` try each of them.
ELSEWHERE = {"procedures.StepForm.on", "procedures.OpenForm.on"}


class Scene:
    """A school with one of everything that such a form is about."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast
        self.actor: Any = SimpleNamespace(
            on=TODAY,
            at=datetime(2026, 11, 27, 9, tzinfo=UTC),
            user_id=cast.petra.pk,
            account=cast.petra.pk,
            name="Petra",
            reach=lambda _right: SimpleNamespace(schools=frozenset({cast.beuk.pk})),
        )
        board = cast.beuk.board_id
        self.incident = Incident(school=cast.beuk, board_id=board, happened_at=HAPPENED, kinds=[])
        self.thread = Thread(incident=self.incident, board_id=board, name="Iemand", standing="other")
        self.moment = CareMoment(school=cast.beuk, board_id=board, pupil=cast.daan, at=HAPPENED)
        self.ground = ground_of(cast.lindeboom)


Sent = dict[str, str]
Made = Callable[[Scene, Sent], forms.BaseForm]
Told = tuple[Made, date | None]  # the form, and the day of the fact that it may not come before


def _accident(scene: Scene, sent: Sent) -> forms.BaseForm:
    return accidents.AccidentForm(sent, actor=scene.actor, instance=Accident(thread=scene.thread))


def _medicine(scene: Scene, sent: Sent) -> forms.BaseForm:
    return medication.FormOfMedicine(sent, actor=scene.actor, pupil=scene.cast.daan)


def _signing(scene: Scene, sent: Sent) -> forms.BaseForm:
    return medication.ChangeForm(sent, actor=scene.actor)


def _dose(kind: type[medication.DoseForm]) -> Made:
    return lambda scene, sent: kind(
        sent, form=MedicationForm(school=scene.cast.beuk, pupil=scene.cast.daan, times=[]), actor=scene.actor
    )


def _done(scene: Scene, sent: Sent) -> forms.BaseForm:
    action = PlanAction(discussion=Discussion(incident=scene.incident, on=FACT))
    return discussions.DoneForm(sent, actor=scene.actor, instance=action)


def _thread(scene: Scene, sent: Sent) -> forms.BaseForm:
    return threads.ThreadForm(sent, actor=scene.actor, instance=scene.thread)


def _entry(kind: type[entries.EntryForm]) -> Made:
    return lambda scene, sent: kind(sent, actor=actor_of(scene.cast.ivo), pupil=scene.cast.daan, kind=Kind.OBSERVATION)


def _away(scene: Scene, sent: Sent) -> forms.BaseForm:
    run = [SimpleNamespace(state="absent", reason="ill_note", day=FACT)]
    return AbsenceForm(sent, run=run, ground=scene.ground, day=FACT, pupil=scene.cast.adam)


def _report(scene: Scene, sent: Sent) -> forms.BaseForm:
    return ReportForm(sent, ground=scene.ground, day=FACT, pupil=scene.cast.adam)


def _party(scene: Scene, sent: Sent) -> forms.BaseForm:
    case = Case(
        board_id=scene.cast.lindeboom.board_id,
        school=scene.cast.lindeboom,
        definition="be.exclusion",
        family="discipline",
        pupil=scene.cast.adam,
        opened_on=FACT,
    )
    return people_forms.PartyForm(sent, case=case)


DRILL = catalogue.kinds()["evacuation_drill"]
DONE: dict[str, Told] = {
    "safety.AccidentForm.birth_date": (_accident, None),
    "safety.AccidentForm.employed_since": (_accident, None),
    "safety.AccidentForm.inspectorate_told_on": (_accident, FACT),
    "safety.AccidentForm.responders_told_on": (_accident, FACT),
    "safety.AccidentForm.council_told_on": (_accident, FACT),
    "safety.ReviewForm.on": (lambda s, sent: accidents.ReviewForm(sent, actor=s.actor), None),
    "safety.BeginForm.died_on": (
        lambda s, sent: bereavement.BeginForm(sent, actor=s.actor, pupil=s.cast.daan), None),
    "safety.SignalForm.seen_on": (
        lambda s, sent: bullying.SignalForm(
            sent, actor=s.actor, instance=BullyingSignal(pupil=s.cast.daan)), None),
    "safety.ProtocolForm.on": (
        lambda _s, sent: bullying.ProtocolForm(
            sent, told=SimpleNamespace(protocol=None, signatures={}, pupils=[]), today=TODAY), None),
    "safety.DiscussionForm.on": (
        lambda s, sent: discussions.DiscussionForm(sent, actor=s.actor, incident=s.incident), FACT),
    "safety.DoneForm.done_on": (_done, FACT),
    "safety.MomentForm.at": (lambda s, sent: firstaid.MomentForm(sent, actor=s.actor), None),
    "safety.CallForm.at": (lambda s, sent: firstaid.CallForm(sent, actor=s.actor, moment=s.moment), FACT),
    "safety.EndForm.ended_at": (lambda s, sent: firstaid.EndForm(sent, actor=s.actor, instance=s.moment), FACT),
    "safety.PapersForm.on": (lambda s, sent: firstaid.PapersForm(sent, actor=s.actor, moment=s.moment), FACT),
    "safety.FormOfMedicine.physician_signed_on": (_medicine, None),
    "safety.FormOfMedicine.parent_signed_on": (_medicine, None),
    "safety.ChangeForm.physician_signed_on": (_signing, None),
    "safety.ChangeForm.parent_signed_on": (_signing, None),
    "safety.DoseForm.day": (_dose(medication.DoseForm), None),
    "safety.CorrectDoseForm.day": (_dose(medication.CorrectDoseForm), None),
    "safety.IncidentForm.day": (lambda s, sent: report.IncidentForm(sent, actor=s.actor), None),
    "safety.CorrectionForm.day": (
        lambda s, sent: report.CorrectionForm(sent, actor=s.actor, incident=s.incident), None),
    "safety.ThreadForm.police_reported_on": (_thread, FACT),
    "safety.ThreadForm.inspectorate_told_on": (_thread, FACT),
    "safety.ReturnForm.on": (lambda s, sent: threads.ReturnForm(sent, actor=s.actor, incident=s.incident), FACT),
    "safety.TalkForm.on": (
        lambda s, sent: threads.TalkForm(
            sent, actor=s.actor, open_duties=[], staff=User.objects.all(), fact=FACT), FACT),
    "safetyplan.SayForm.said_on": (lambda _s, sent: council.SayForm(sent, on=TODAY), None),
    "safetyplan.NearForm.seen_on": (lambda _s, sent: council.NearForm(sent, on=TODAY), None),
    "safetyplan.SignatureForm.signed_on": (
        lambda _s, sent: plan.SignatureForm(sent, paper=Paper(dated_on=FACT), on=TODAY), FACT),
    "safetyplan.CertificateForm.issued_on": (
        lambda s, sent: training.CertificateForm(sent, actor=s.actor, schools=[s.cast.beuk.pk]), None),
    "safetyplan.TalkForm.held_on": (
        lambda s, sent: training.TalkForm(sent, actor=s.actor, schools=[s.cast.beuk.pk]), None),
    "safetyplan.StepForm.done_on": (
        lambda s, sent: training.StepForm(
            sent, actor=s.actor, instance=StartStep(start=Start(started_on=FACT))), FACT),
    "safetyplan.RecordForm.done_on": (
        lambda s, sent: turns.RecordForm(sent, kind=DRILL, on=TODAY, instance=Turn(school=s.cast.beuk)), None),
    "safetyplan.ProgressForm.done_on": (lambda _s, sent: turns.ProgressForm(sent, on=TODAY, fact=FACT), FACT),
    "pupils.EntryForm.day": (_entry(entries.EntryForm), None),
    "pupils.CorrectionForm.day": (_entry(entries.CorrectionForm), None),
    "pupils.ConsentForm.given_on": (
        lambda s, sent: others.ConsentForm(sent, actor=s.actor, pupil=s.cast.daan), None),
    "pupils.ObjectionForm.dated": (
        lambda s, sent: others.ObjectionForm(sent, actor=s.actor, pupil=s.cast.daan), None),
    "pupils.EnrolmentForm.agreed_on": (
        lambda s, sent: others.EnrolmentForm(sent, actor=s.actor, pupil=s.cast.daan, instance=Enrolment()), None),
    "pupils.AgreementForm.agreed_on": (
        lambda s, sent: others.AgreementForm(sent, actor=s.actor, pupil=s.cast.daan, instance=Enrolment()), None),
    "pupils.InformationForm.dated": (
        lambda s, sent: around.InformationForm(sent, actor=s.actor, pupil=s.cast.daan), None),
    "attendance.AbsenceForm.document_on": (_away, None),
    "attendance.ReportForm.document_on": (_report, None),
    "attendance.ReportForm.reported_on": (_report, None),
    "procedures.PartyForm.impartial_on": (_party, None),
    "duties.EvidenceForm.on": (lambda _s, sent: EvidenceForm(sent, fact=FACT), FACT),
}  # fmt: skip
# Days of forms that others are made of: what these refuse, those refuse.
BASES = {"attendance.ReasonForm": "attendance.AbsenceForm", "attendance.ManyForm": "attendance.ReportForm"}


def _forms() -> Iterator[tuple[str, type[forms.BaseForm]]]:
    """Every form of these apps, by app and name."""
    for app in APPS:
        package = import_module(f"driehoek.{app}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if "forms" not in module.name or ".tests" in module.name:
                continue
            for found in vars(import_module(module.name)).values():
                if isinstance(found, type) and issubclass(found, forms.BaseForm) and found.__module__ == module.name:
                    yield f"{app}.{found.__name__}", found


def _dates() -> set[str]:
    return {
        f"{BASES.get(name, name)}.{field}"
        for name, form in _forms()
        for field, kind in form.base_fields.items()
        if isinstance(kind, forms.DateField | forms.DateTimeField)
        and not {field, f"{name.split('.')[1]}.{field}"} & AHEAD
    }


@pytest.fixture
def scene(cast, time_machine) -> Scene:
    time_machine.move_to(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False)
    return Scene(cast)


def test_every_date_of_every_form_is_tried_here_or_may_lie_ahead():
    assert _dates() - ELSEWHERE == set(DONE)


def refused(scene: Scene, name: str, day: date) -> bool:
    """Whether the form says of this field, and not of the page, that the day does not fit."""
    field = name.split(".")[2]
    form = DONE[name][0](scene, {field: day.isoformat()})
    if isinstance(form.fields[field], forms.DateTimeField):
        form = DONE[name][0](scene, {field: f"{day}T09:00"})
    before = row_counts()
    wrong = form.errors.get(field, [])
    assert row_counts() == before
    return bool(wrong)


def row_counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Incident, Thread, Accident, Turn, CareMoment, Bereavement))


@pytest.mark.parametrize("name", sorted(DONE))
def test_a_day_is_not_still_to_come_and_not_before_its_fact(scene, name):
    fact = DONE[name][1]
    assert refused(scene, name, date(2026, 11, 28))
    assert not refused(scene, name, FACT)
    assert refused(scene, name, date(2026, 11, 19)) is bool(fact)


DAYS_OF_KINDS = [
    (kind.code, field.code) for kind in catalogue.kinds().values() for field in kind.fields if field.kind == "date"
]


@pytest.mark.parametrize(("code", "field"), DAYS_OF_KINDS)
@pytest.mark.parametrize(("day", "fits"), [("2026-11-19", False), ("2026-11-20", True), ("2026-11-28", False)])
def test_the_own_days_of_a_check_follow_it_at_once_and_later(scene, code, field, day, fits):
    kind, name = catalogue.kinds()[code], f"field_{field}"
    now = turns.RecordForm(
        {"done_on": FACT.isoformat(), name: day}, kind=kind, on=TODAY, instance=Turn(school=scene.cast.beuk)
    )
    later = turns.LaterForm({name: day}, turn=Turn(done_on=FACT), kind=kind, on=TODAY)
    assert [name not in form.errors for form in (now, later)] == [fits, fits]


def test_a_farewell_is_not_before_the_death(scene) -> None:
    one = Bereavement(school=scene.cast.beuk, died_on=FACT)
    assert (
        "farewell_on" in bereavement.ChangeForm({"farewell_on": "2026-11-19"}, actor=scene.actor, instance=one).errors
    )
    good = bereavement.ChangeForm({"farewell_on": "2026-12-04"}, actor=scene.actor, instance=one)
    assert "farewell_on" not in good.errors
