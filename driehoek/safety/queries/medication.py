"""May this dose be given, and what is to be given today (SAF-14). Pure where it decides, so that it can be tested."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.people.models import Membership, Pupil
from driehoek.pupils.models import Consent
from driehoek.safety.models.medication import Dose, MedicationForm
from driehoek.schools.queries import calendar_of
from lawbook.sources import source

RIGHT = "medication.give"
EARLY = 30  # minutes before the time on the form; nearer to it nobody is warned
LATE = 60  # minutes after it
A_MINUTE, AN_HOUR = 60, 3600  # seconds
# Where the source says so. Of a Dutch school no text is held: there the agreement with the parents is what binds.
SOURCES = {
    "be": source("be.mler_063", "13.3.1", "network_model")._asdict(),
    "nl": {"act": "Afspraak van school en ouders", "article": "medicatieformulier", "url": "", "level": "advice"},
}

REFUSALS: dict[str, Promise] = {
    "no_parent": _("The parent has not signed the form."),
    "no_physician": _("The physician has not signed the form."),
    "too_soon": _("The form does not count yet on this day."),
    "over": _("The last day of the form is past."),
    "stopped": _("The form was stopped."),
    "followed": _("A newer form has taken the place of this one."),
    "expired": _("The medicine itself is past its date."),
    "to_come": _("This moment is still to come."),
}
WARNINGS: dict[str, Promise] = {
    "again": _("For this time a dose stands in the register already."),
    "often": _("With this one there are more doses today than the form allows."),
    "close": _("There are fewer hours since the last dose than the form asks."),
    "early": _("This is more than half an hour before the time on the form."),
    "late": _("This is more than an hour after the time on the form."),
    "no_time": _("The form names times, and this dose belongs to none of them."),
}


def refusals(form: MedicationForm, at: datetime, now: datetime) -> list[str]:
    """Why no dose may be given on this form at that moment: codes of `REFUSALS`, none when it may."""
    day = timezone.localdate(at)
    newer = form.followed_by
    found = {
        "no_parent": form.parent_signed_on is None or form.parent_signed_on > day,
        "no_physician": form.physician_signed_on is None or form.physician_signed_on > day,
        "too_soon": day < form.first_day,
        "over": day > form.last_day,
        "stopped": form.stopped_on is not None and form.stopped_on <= day,
        "followed": newer is not None and newer.first_day <= day,
        "expired": day > form.expires_on,
        "to_come": at > now,
    }
    return [code for code, holds in found.items() if holds]


def warnings(form: MedicationForm, at: datetime, slot: str, others: Iterable[Dose]) -> list[str]:
    """What does not fit the form: codes of `WARNINGS`. `others`: the standing doses of this form near that day."""
    day = timezone.localdate(at)
    taken = [one for one in others if one.outcome == Dose.Outcome.GIVEN]
    today = [one for one in taken if timezone.localdate(one.at) == day]
    most, apart = form.most_a_day or len(form.times), (form.hours_between or 0) * AN_HOUR
    found = {
        "again": bool(slot) and any(one.slot == slot for one in today),
        "often": bool(most) and len(today) >= most,
        "close": any(_seconds(one.at, at) < apart for one in taken),
        "early": _minutes_past(slot, at) < -EARLY,
        "late": _minutes_past(slot, at) > LATE,
        "no_time": bool(form.times) and slot not in form.times,
    }
    return [code for code, holds in found.items() if holds]


def _seconds(one: datetime, other: datetime) -> float:
    return abs((other - one).total_seconds())


def _minutes_past(slot: str, at: datetime) -> float:
    """How long after the time on the form, in minutes; before it less than nothing, without a time nothing."""
    if not slot:
        return 0
    local = timezone.localtime(at)
    wanted = time.fromisoformat(slot)
    return (local.hour - wanted.hour) * A_MINUTE + local.minute - wanted.minute


def forms(actor: Actor, right: str = RIGHT) -> QuerySet[MedicationForm]:
    """Forms as a page needs them: the child with today's groups, the people who signed."""
    now = Membership.objects.on(actor.on).select_related("group")
    return (
        MedicationForm.objects.visible_to(actor, right)
        .select_related("pupil", "school", "parent", "followed_by")
        .prefetch_related("scans", Prefetch("pupil__memberships", now, to_attr="todays_memberships"))
    )


def doses(actor: Actor, right: str = RIGHT) -> QuerySet[Dose]:
    return Dose.objects.visible_to(actor, right).select_related("form__pupil", "form__school", "given_by")


class ToGive(NamedTuple):
    """One dose of today: the form, the time on it, the dose once it is in the register, and how it stands."""

    form: MedicationForm
    slot: str
    dose: Dose | None
    state: str  # done, now, late, later, stop
    stops: list[str]  # sentences that say why it may not be given

    @property
    def can_be_given(self) -> bool:
        return self.dose is None and not self.stops


def _here(actor: Actor) -> Q:
    return Q(pupil__in=Pupil.objects.here(actor.on))


def today(actor: Actor) -> list[ToGive]:
    """What is to be given today to the children of this person, by time; nothing on a day without school."""
    rows = forms(actor).running(actor.on).filter(_here(actor))  # type: ignore[attr-defined]  # our own queryset
    calendars = {form.school_id: calendar_of(form.school) for form in rows}
    found = [form for form in rows if calendars[form.school_id].is_open(actor.on)]
    given = _given(found, actor.on)
    listed = [_to_give(form, slot, given, actor) for form in found for slot in form.times]
    return sorted(listed, key=lambda one: (one.slot, one.form.pupil.search_name))


def when_needed(actor: Actor) -> list[MedicationForm]:
    """Running forms without fixed times: an inhaler, something against an allergy."""
    rows = forms(actor).running(actor.on).filter(_here(actor))  # type: ignore[attr-defined]  # our own queryset
    return [form for form in rows if form.as_needed]


def _given(rows: list[MedicationForm], on: date) -> dict[tuple[UUID, str], Dose]:
    doses = Dose.objects.standing().filter(form__in=rows, at__date=on).select_related("given_by", "form__pupil")
    return {(one.form_id, one.slot): one for one in doses}


def _to_give(form: MedicationForm, slot: str, given: dict[tuple[UUID, str], Dose], actor: Actor) -> ToGive:
    dose, past = given.get((form.pk, slot)), _minutes_past(slot, actor.at)
    stops = [str(REFUSALS[code]) for code in refusals(form, actor.at, actor.at)]
    state = "done" if dose else "stop" if stops else "late" if past > EARLY else "now" if past >= -EARLY else "later"
    return ToGive(form, slot, dose, state, stops)


def near(form: MedicationForm) -> list[Dose]:
    """The standing doses of a form, the newest first: what a new one is held against."""
    return list(form.doses.standing().order_by("-at")[:20])


def register(form_ids: Iterable[UUID]) -> list[Dose]:
    """The register as it was written, corrected lines included, the oldest first."""
    rows = Dose.objects.filter(form__in=list(form_ids)).select_related("form", "given_by", "recorded_by", "replaced_by")
    return list(rows.order_by("at", "recorded_at"))


def may_be_undone(dose: Dose, actor: Actor) -> bool:
    """Whoever wrote a line may take it back on the same day without more words; later a reason is asked."""
    mine = dose.recorded_by_id == actor.user_id and timezone.localdate(dose.recorded_at) == actor.on
    return mine and not dose.withdrawn and not hasattr(dose, "replaced_by")


def consents_to_health(pupil: Pupil, on: date) -> bool:
    return Consent.objects.in_force(on).filter(pupil=pupil, purpose=Consent.Purpose.HEALTH).exists()


class Standing(NamedTuple):
    """How a form stands on a day: a code, and the sentences that say why it does not count."""

    code: str  # counts, needs, later, over
    why: list[str]


def standing(form: MedicationForm, on: date) -> Standing:
    """Whether a form counts on a day; a medicine past its date makes it wait, a last day that is past ends it."""
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    found = refusals(form, noon, noon)
    if not found:
        return Standing("counts", [])
    ended = {"over", "stopped", "followed"} & set(found)
    code = "over" if ended else "later" if found == ["too_soon"] else "needs"
    return Standing(code, [str(REFUSALS[one]) for one in found])


class RegisterLine(NamedTuple):
    """A dose as the register shows it. `gone`: it was corrected or taken back, and is struck through."""

    dose: Dose
    gone: bool
    may_undo: bool
    warned: list[str]


def lines(form_ids: Iterable[UUID], actor: Actor) -> list[RegisterLine]:
    return [
        RegisterLine(
            one,
            one.withdrawn or hasattr(one, "replaced_by"),
            may_be_undone(one, actor),
            [str(WARNINGS[code]) for code in one.warned if code in WARNINGS],
        )
        for one in register(form_ids)
    ]


def as_entered(dose: Dose) -> dict[str, object]:
    """A line as the form that corrects it starts."""
    at = timezone.localtime(dose.at)
    return {
        "slot": dose.slot,
        "outcome": dose.outcome,
        "day": at.date(),
        "clock": at.time(),
        "amount": dose.amount,
        "remarks": dose.remarks,
        "by": dose.given_by_id,
    }
