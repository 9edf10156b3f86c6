"""What may happen to a medication form and its register (SAF-14). No form, no dose."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.files.base import File
from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.access.functions import Category, Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import in_force
from driehoek.duties.actions import Wanted, settle_many
from driehoek.journal import actions as journal
from driehoek.pupils.actions.attachments import keeping
from driehoek.pupils.actions.rights import record_consent
from driehoek.pupils.actions.who import person
from driehoek.pupils.models import Consent
from driehoek.safety.models.medication import Dose, MedicationForm, MedicationScan
from driehoek.safety.queries import medication as queries


class NoDose(ValueError):
    """A dose that is refused: `codes` of `queries.medication.REFUSALS`."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = list(codes)
        super().__init__(", ".join(self.codes))


class Doubtful(ValueError):
    """A dose that does not fit the form; it is given only by who has read the warnings: `codes` of `WARNINGS`."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = list(codes)
        super().__init__(", ".join(self.codes))


class Given(NamedTuple):
    """A dose as somebody enters it. `by`: who gave it, when that is not who writes it down."""

    at: datetime
    slot: str = ""
    outcome: str = Dose.Outcome.GIVEN
    amount: str = ""
    remarks: str = ""
    by: User | None = None


@transaction.atomic
def record_form(actor: Actor, form: MedicationForm, *, consents: bool = False) -> MedicationForm:
    """Keep a form. `consents`: the parent's signature on it is also the written consent to keep data on health."""
    pupil = form.pupil
    form.board_id, form.school_id, form.recorded_by_id = pupil.board_id, pupil.school_id, person(actor)
    if consents and form.parent_signed_on:
        given = {"given_on": form.parent_signed_on, "given_by": str(form.parent)}
        record_consent(actor, Consent(pupil=pupil, purpose=Consent.Purpose.HEALTH, **given))
    form.save(force_insert=True)
    for older in _same_medicine(form):
        older.followed_by = form
        older.save(update_fields=["followed_by"])
        settle(actor, older)
    settle(actor, form)
    _journal(actor, "medication.form", form)
    return form


def _same_medicine(form: MedicationForm) -> list[MedicationForm]:
    rows = MedicationForm.objects.filter(
        pupil=form.pupil_id, medicine__iexact=form.medicine, followed_by=None, first_day__lte=form.first_day
    )
    return list(rows.exclude(pk=form.pk).select_related("school", "pupil"))


@transaction.atomic
def change_form(actor: Actor, form: MedicationForm, fields: Collection[str]) -> None:
    """Add a signature, a new box with its date, another place to keep it. What was asked itself needs a new form."""
    form.save(update_fields=list(fields))
    settle(actor, form)
    _journal(actor, "medication.changed", form, fields=" ".join(sorted(fields)))


@transaction.atomic
def stop_form(actor: Actor, form: MedicationForm, on: date, why: str) -> None:
    """From this day nothing is given on it any more."""
    form.stopped_on, form.stopped_why = on, why
    form.save(update_fields=["stopped_on", "stopped_why"])
    settle(actor, form)
    _journal(actor, "medication.stopped", form)


@transaction.atomic
def add_scan(actor: Actor, form: MedicationForm, upload: "File[bytes]", name: str, content_type: str) -> None:
    scan = MedicationScan(board_id=form.board_id, form=form)
    with keeping(actor, scan, upload, name, content_type):
        _journal(actor, "attachment.add", form, bytes=scan.size)


@transaction.atomic
def give(actor: Actor, form: MedicationForm, given: Given, despite: Collection[str] = ()) -> Dose:
    """Add a dose to the register. Raises NoDose, and Doubtful for a warning that is not among `despite`."""
    held = _held(form)
    warned = _checked(actor, held, given, queries.near(held), despite)
    dose = _added(actor, held, given, warned)
    _journal(actor, "medication.dose", held, dose=str(dose.pk), outcome=dose.outcome)
    return dose


@transaction.atomic
def correct(actor: Actor, old: Dose, given: Given, reason: str, despite: Collection[str] = ()) -> Dose:
    """Put another line in the place of one; both stay in the register, with the reason."""
    held = _held(old.form)
    others = [one for one in queries.near(held) if one.pk != old.pk]
    warned = _checked(actor, held, given, others, despite)
    dose = _added(actor, held, given, warned, replaces=old, reason=reason)
    _journal(actor, "medication.corrected", held, dose=str(old.pk))
    return dose


@transaction.atomic
def take_back(actor: Actor, old: Dose, reason: str) -> Dose:
    """Say that a dose was never given: a line in its place, with the reason."""
    held = _held(old.form)
    line = Dose.objects.create(
        board_id=held.board_id,
        form=held,
        at=old.at,
        slot=old.slot,
        outcome=old.outcome,
        amount=old.amount,
        given_by_id=old.given_by_id,
        recorded_by_id=person(actor),
        replaces=old,
        withdrawn=True,
        reason=reason,
    )
    _journal(actor, "medication.corrected", held, dose=str(old.pk))
    return line


def _held(form: MedicationForm) -> MedicationForm:
    """The form locked, so that two people who tap at the same moment do not both give."""
    rows = MedicationForm.objects.select_for_update(of=("self",))
    return rows.select_related("school", "pupil", "followed_by").get(pk=form.pk)


def _checked(
    actor: Actor, form: MedicationForm, given: Given, others: Collection[Dose], despite: Collection[str]
) -> list[str]:
    stops = queries.refusals(form, given.at, actor.at)
    if stops and (given.outcome == Dose.Outcome.GIVEN or "to_come" in stops):
        raise NoDose(stops)
    warned = queries.warnings(form, given.at, given.slot, others) if given.outcome == Dose.Outcome.GIVEN else []
    if set(warned) - set(despite):
        raise Doubtful(warned)
    return warned


def _added(
    actor: Actor,
    form: MedicationForm,
    given: Given,
    warned: list[str],
    *,
    replaces: Dose | None = None,
    reason: str = "",
) -> Dose:
    by = given.by.pk if given.by else person(actor)
    amount = given.amount or (form.dose if given.outcome == Dose.Outcome.GIVEN else "")
    return Dose.objects.create(
        board_id=form.board_id,
        form=form,
        at=given.at,
        slot=given.slot,
        outcome=given.outcome,
        amount=amount,
        remarks=given.remarks,
        warned=warned,
        given_by_id=by,
        recorded_by_id=person(actor),
        replaces=replaces,
        reason=reason,
    )


def consent_changed(actor: Actor, consent: Consent) -> None:
    """The parents consented to keeping health data, or took it back: the duties of the child's forms follow."""
    if consent.purpose == Consent.Purpose.HEALTH:
        for form in MedicationForm.objects.filter(pupil=consent.pupil_id).select_related("school", "pupil"):
            settle(actor, form)


def settle(actor: Actor, form: MedicationForm) -> None:
    """The duties of a form: a signature that is missing, its last day, the date on the box. They name no child.

    Everybody of the school sees that there is a duty; whose form it is, only who opens the form.
    """
    asked: dict[str, date] = {}
    counts = form.stopped_on is None and form.followed_by_id is None
    if counts and queries.consents_to_health(form.pupil, actor.on):  # without it nothing is given, so nothing is due
        asked = {"renew_medication_form": form.last_day, "replace_medicine": form.expires_on}
        if not form.is_signed:
            asked["sign_medication_form"] = form.first_day
    latest = form.pupil.memberships.order_by("group__composite", "-first_day").values_list("group", flat=True).first()
    wanted = [
        Wanted(
            origin=form.duties_origin,
            key=code,
            code=code,
            rule="",
            holder=who_keeps(form, actor),
            due=due,
            board=form.board_id,
            school=form.school_id,
            group=latest,
            facts={"form": str(form.pk)},
            source=queries.SOURCES[form.school.jurisdiction],
        )
        for code, due in asked.items()
    ]
    settle_many(form.board_id, [form.duties_origin], wanted)


def who_keeps(form: MedicationForm, actor: Actor) -> Function:
    """Who sees to the forms: the care coordinator where the school has one today, else the director."""
    at_work = Appointment.objects.filter(in_force(actor.on, actor.at), school=form.school_id)
    has_one = at_work.filter(function=Function.CARE_COORDINATOR).exists()
    return Function.CARE_COORDINATOR if has_one else Function.DIRECTOR


def _journal(actor: Actor, act: str, form: MedicationForm, **facts: Any) -> None:
    journal.write(
        actor,
        act,
        stream=form.school_id,
        kind="safety.medicationform",
        subject_id=form.pk,
        pupil_id=form.pupil_id,
        category=Category.HEALTH,
        facts=facts,
    )
