"""Doses that nobody noted, and doses that went otherwise than the form asks, of the last weeks (SAF-14)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.kit.days import eve, shifted, span
from driehoek.safety.models.medication import Dose, MedicationForm
from driehoek.schools.queries import calendar_of

from .medication import WARNINGS, forms, refusals

LOOK_BACK = 28  # days
PARTS = ("am", "pm")


class Gap(NamedTuple):
    """A time of a form on a school day for which no dose stands in the register."""

    form: MedicationForm
    day: date
    slot: str
    away: bool = False  # the class list says that the child was not at school then


class Odd(NamedTuple):
    """A dose that was not taken, or that did not fit the form: why, in words."""

    dose: Dose
    why: list[str]


def missed(actor: Actor, right: str) -> list[Gap]:
    """The newest first. Today's are not here: those stand on the list of the day."""
    rows = list(forms(actor, right))
    noted = {
        (one.form_id, timezone.localdate(one.at), one.slot)
        for one in Dose.objects.standing().filter(form__in=rows, at__date__gte=_first(actor))
    }
    found = [one for form in rows for one in _asked(form, actor) if (form.pk, one.day, one.slot) not in noted]
    absent = _absent([form.pupil_id for form in rows], _first(actor))
    told = [one._replace(away=_parts(one) <= absent[one.form.pupil_id, one.day]) for one in found]
    return sorted(told, key=lambda one: (one.day, one.slot), reverse=True)


def _absent(pupils: Collection[UUID], since: date) -> dict[tuple[UUID, date], set[str]]:
    """The half days on which these children were not at school; attendance stands beside this app."""
    rows = apps.get_model("attendance", "Absence").objects.filter(pupil__in=pupils, day__gte=since, state="absent")
    found: dict[tuple[UUID, date], set[str]] = defaultdict(set)
    for pupil, day, part in rows.values_list("pupil_id", "day", "part"):
        found[pupil, day].add(part)
    return found


def _parts(gap: Gap) -> set[str]:
    """The half day of a time; of a time at noon both, because a child of one of them may have been there."""
    hours, at = calendar_of(gap.form.school).hours, time.fromisoformat(gap.slot)
    own = {part for part in PARTS if (told := hours.get((gap.day.weekday(), part))) and told[0] <= at < told[1]}
    return own or set(calendar_of(gap.form.school).parts(gap.day)) or set(PARTS)


def _first(actor: Actor) -> date:
    return shifted(actor.on, -LOOK_BACK)


def _asked(form: MedicationForm, actor: Actor) -> Iterator[Gap]:
    """Every time at which a form that counted asked a dose, on school days since it stands here and before today."""
    if not form.times:
        return
    calendar, kept = calendar_of(form.school), timezone.localdate(form.recorded_at)
    for day in span(max(_first(actor), form.first_day, kept), eve(actor.on)):
        for slot in form.times if calendar.is_open(day) else ():
            at = timezone.make_aware(datetime.combine(day, time.fromisoformat(slot)))
            if not refusals(form, at, actor.at):
                yield Gap(form, day, slot)


def odd(actor: Actor, right: str) -> list[Odd]:
    """Doses that were refused, spat out or the like, and those given although something did not fit."""
    rows = Dose.objects.standing().visible_to(actor, right).filter(at__date__gte=_first(actor))
    rows = rows.select_related("form__pupil", "form__school", "given_by").order_by("-at")
    return [Odd(one, told) for one in rows if (told := _why(one))]


def _why(dose: Dose) -> list[str]:
    other = [] if dose.outcome == Dose.Outcome.GIVEN else [str(dose.get_outcome_display())]
    return [*other, *(str(WARNINGS[code]) for code in dose.warned if code in WARNINGS)]
