"""The care of one person after an incident, as its page shows it (SAF-8)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import get_language

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.access.queries import in_force
from driehoek.duties.models import Duty
from driehoek.safety.models import AftercareTalk, Incident, Thread
from driehoek.safety.queries.naming import NO_STAFF
from driehoek.schools.models import School
from lawbook import texts


class Step(NamedTuple):
    """A duty of care, its name in short, and the talk that answered it."""

    duty: Duty
    name: str
    talk: AftercareTalk | None

    @property
    def done_on(self) -> date | None:
        told = self.duty.evidence.get("on")
        return date.fromisoformat(told) if told else None

    @property
    def was_late(self) -> bool:
        """Whether it was done after its last day."""
        return bool(self.done_on and self.done_on > self.duty.due)


class Missed(NamedTuple):
    """What an incident was closed without: in whose thread, what, and its last day."""

    thread: Thread
    text: str
    due: date


def schedule(duties: Sequence[Duty], talks: Sequence[AftercareTalk]) -> list[Step]:
    """The care as it was asked, in order of its days, each with its talk."""
    by_code = {talk.code: talk for talk in talks if talk.code}
    return [Step(duty, short_name(duty.code), by_code.get(duty.code)) for duty in duties]


def short_name(code: str) -> str:
    """A duty of care in a word or two: contact with the parents, follow-up talk."""
    return texts.word(code, (get_language() or "nl")[:2])


def talks_of(thread: Thread) -> list[AftercareTalk]:
    return list(thread.talks.filter(withdrawn_at=None).select_related("held_by", "recorded_by"))


def missed(incident: Incident, threads: Sequence[Thread]) -> list[Missed]:
    """What stood open when it was closed, in words."""
    of = {str(thread.pk): thread for thread in threads}
    return [
        Missed(of[one["thread"]], short_name(one["code"]), date.fromisoformat(one["due"]))
        for one in incident.missed
        if one["thread"] in of
    ]


def staff_of(actor: Actor, school: School) -> QuerySet[User]:
    """The people who may have held a talk or led one: who works at the school now."""
    rows = school.appointments.filter(in_force(actor.on, actor.at)).exclude(function__in=NO_STAFF)
    return User.objects.filter(pk__in=rows.values("user")).order_by("family_name", "given_name")
