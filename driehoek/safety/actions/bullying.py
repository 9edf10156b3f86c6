"""What may happen to signals of bullying and to the protocol that a group signs (SAF-10)."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.pupils.actions.who import person
from driehoek.safety.models.bullying import BullyingSignal, GroupProtocol, ProtocolSignature, SignalBully
from driehoek.schools.models import Group


@transaction.atomic
def signal(actor: Actor, made: BullyingSignal, bullies: Iterable[Pupil]) -> BullyingSignal:
    """Record what somebody saw. A signal is never changed: who saw more records another one."""
    made.board_id, made.school_id, made.recorded_by_id = made.pupil.board_id, made.pupil.school_id, person(actor)
    made.save(force_insert=True)
    SignalBully.objects.bulk_create(SignalBully(board_id=made.board_id, signal=made, pupil=one) for one in bullies)
    _journal(actor, "bullying.signal", made)
    return made


@transaction.atomic
def attach(actor: Actor, rows: Iterable[BullyingSignal], case: UUID) -> None:
    """Put signals into a case."""
    for one in rows:
        one.case_ref = case
        one.save(update_fields=["case_ref"])
        _journal(actor, "bullying.attached", one, case=str(case))


@transaction.atomic
def set_aside(actor: Actor, one: BullyingSignal, why: str) -> None:
    """The child was asked, and it was something else. The signal stays, with the reason."""
    one.set_aside_on, one.set_aside_by_id, one.set_aside_why = actor.on, person(actor), why
    one.save(update_fields=["set_aside_on", "set_aside_by", "set_aside_why"])
    _journal(actor, "bullying.set_aside", one)


@transaction.atomic
def sign(actor: Actor, group: Group, pupils: Collection[Pupil], on: date, own_rules: str, *, teacher: bool) -> None:
    """Keep who signed the protocol of a group: those who are ticked sign on this day, who signed before stays so."""
    kept, _made = GroupProtocol.objects.get_or_create(group=group, defaults={"board_id": group.board_id})
    kept.own_rules = own_rules
    kept.teacher_signed_on = (kept.teacher_signed_on or on) if teacher else None
    kept.save()
    ids = {one.pk for one in pupils}
    kept.signatures.exclude(pupil__in=ids).delete()
    before = set(kept.signatures.values_list("pupil_id", flat=True))
    ProtocolSignature.objects.bulk_create(
        ProtocolSignature(
            board_id=group.board_id, protocol=kept, pupil_id=pk, signed_on=on, recorded_by_id=person(actor)
        )
        for pk in sorted(ids - before)
    )
    journal.write(
        actor,
        "bullying.protocol",
        stream=group.school_id,
        kind="safety.groupprotocol",
        subject_id=kept.pk,
        facts={"signed": len(ids)},
    )


def _journal(actor: Actor, act: str, one: BullyingSignal, **facts: str) -> None:
    journal.write(
        actor,
        act,
        stream=one.school_id,
        kind="safety.bullyingsignal",
        subject_id=one.pk,
        pupil_id=one.pupil_id,
        facts=facts,
    )
