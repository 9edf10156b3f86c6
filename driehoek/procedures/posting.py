"""The letters of a case, asked by app `letters`: do their facts still hold, and what does their posting move."""

from datetime import date
from typing import Any

from driehoek.access.actors import Actor
from driehoek.letters.models import Letter

from . import gate, lettering
from .definition import Step
from .models import Case
from .settling import settle


def wrong(actor: Actor, letter: Letter, posted: date) -> dict[str, str]:
    """What in the letter the case does not say, for this recipient and this day of posting."""
    found = _case_and_step(letter)
    if found is None:
        return {}
    case, step = found
    to = str(letter.recipient.get("guardian_id") or letter.recipient["name"])
    return lettering.wrong(case, step, letter.definition, letter.data, lettering.Posted(actor.on, posted, to))


def facts(actor: Actor, letter: Letter, posted: date) -> dict[str, Any]:
    found = _case_and_step(letter)
    if found is None:
        return {}
    case, step = found
    to = str(letter.recipient.get("guardian_id") or letter.recipient["name"])
    kept = lettering.computed(case, step, letter.definition, lettering.Posted(actor.on, posted, to))
    names = {field.name for field in letter.definition.fields}
    return {name: value for name, value in kept.items() if name in names}


def may_write(actor: Actor, letter: Letter) -> str:
    """The gate of its step: who may take the step may fix its letter, and when the step may be taken."""
    found = _case_and_step(letter)
    if found is None:
        return ""
    case, step = found
    refused = gate.refusal(gate.hand(actor, case), case.procedure, step) or lettering.too_soon(actor.on, case, step)
    return refused.text if refused else ""


def moved(actor: Actor, letter: Letter) -> None:
    """A posting moves the days of its case: its duties are settled at once."""
    found = _case_and_step(letter)
    if found:
        settle(actor, found[0])


def _case_and_step(letter: Letter) -> tuple[Case, Step] | None:
    rows = Case.objects.select_related("school", "pupil")
    case = rows.filter(pk=letter.case_ref).first() if letter.case_ref else None
    code = letter.origin.rpartition(":")[2]
    step = next((one for one in case.procedure.steps if one.code == code), None) if case else None
    return (case, step) if case and step else None
