"""A duty in words, for templates."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django import template
from django.urls import reverse

from driehoek.access.actors import Actor, decide
from driehoek.duties import queries
from driehoek.duties.forms import EvidenceForm
from driehoek.duties.models import Duty
from driehoek.duties.own import page_of, procedure_of
from driehoek.schools.models import OutsideBody

register = template.Library()


class About(NamedTuple):
    """The child a duty is about, as far as a right over it asks."""

    school_id: UUID
    board_id: UUID
    pupil_id: UUID
    group_ids: Any


@register.filter
def duty_sentence(duty: Duty) -> str:
    return queries.sentence(duty)


@register.filter
def for_duty(abouts: dict[UUID, str], duty: Duty) -> str:
    """What a duty is about, of those that were looked up for the page."""
    return abouts.get(duty.pk, "")


@register.filter
def calls_of(duty: Duty, actor: Actor) -> str:
    """The address of whom to call about the child of a duty; nothing for who may not read that."""
    if duty.pupil_id is None or duty.school_id is None:
        return ""
    about = About(duty.school_id, duty.board_id, duty.pupil_id, {duty.group_id} - {None})
    return reverse("pupil_calls", args=[duty.pupil_id]) if decide(actor, "file.read:contacts", about).allowed else ""


@register.filter
def duty_page(duty: Duty) -> str:
    return page_of(duty)


@register.filter
def duty_procedure(duty: Duty) -> str:
    """The procedure that fits; nothing where people choose."""
    return procedure_of(duty)


@register.filter
def clb_of(duty: Duty) -> Any:
    """The school's CLB with its telephone, where a duty of problematic absence asks to work with it."""
    if not duty.origin.startswith("problematic:"):
        return ()
    return OutsideBody.objects.filter(school=duty.school_id, kind="clb")


@register.filter
def rule_title(rule: str) -> str:
    return queries.rule_title(rule)


@register.filter
def done_on(duty: Duty) -> date | None:
    """The day on which the evidence says it was done; none where it says nothing of a day."""
    told = duty.evidence.get("on")
    return date.fromisoformat(told) if told else None


@register.filter
def done_how(duty: Duty) -> str:
    """How it was done, in words: by telephone, in a talk."""
    how = duty.evidence.get("how", "")
    return str(dict(EvidenceForm.How.CHOICES).get(how, how))
