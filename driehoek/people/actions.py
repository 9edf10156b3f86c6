"""Enrolling a pupil and ending an enrolment (ORG-5, ORG-7, ORG-11)."""

from django.db import transaction
from django.db.models import Q

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.people.models import Enrolment, Pupil


@transaction.atomic
def enrol(actor: Actor, enrolment: Enrolment) -> Enrolment:
    """Enrol with the parents' dated agreement; the form has refused overlaps and alternation before."""
    pupil = enrolment.pupil
    enrolment.board_id = pupil.board_id
    enrolment.save(force_insert=True)
    Pupil.objects.filter(pk=pupil.pk).update(left_on=None)
    _journal(actor, "enrolment.start", enrolment)
    return enrolment


@transaction.atomic
def end(actor: Actor, enrolment: Enrolment) -> None:
    """End an enrolment by one of the listed ends; the pupil leaves that day, the groups end with it."""
    enrolment.save(update_fields=["last_day", "end"])
    pupil = enrolment.pupil
    Pupil.objects.filter(pk=pupil.pk).update(left_on=enrolment.last_day)
    open_ended = Q(last_day__isnull=True) | Q(last_day__gt=enrolment.last_day)
    pupil.memberships.filter(open_ended, first_day__lte=enrolment.last_day).update(last_day=enrolment.last_day)
    _journal(actor, "enrolment.end", enrolment)


@transaction.atomic
def agree(actor: Actor, enrolment: Enrolment) -> None:
    """Note the parents' written agreement with an enrolment that the roster brought in without it."""
    enrolment.save(update_fields=["agreed_on", "agreed_by", "regulations_version"])
    _journal(actor, "enrolment.agree", enrolment)


def _journal(actor: Actor, act: str, enrolment: Enrolment) -> None:
    journal.write(
        actor,
        act,
        stream=enrolment.pupil.school_id,
        kind="pupils.enrolment",
        subject_id=enrolment.pk,
        pupil_id=enrolment.pupil_id,
        facts={"end": enrolment.end},
    )
