"""The adults around a child and how information flows to them (ORG-11). The journal keeps which fields changed."""

from collections.abc import Iterable

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.people.models import Guardianship, InformationAgreement

from .accounts import close


@transaction.atomic
def add(actor: Actor, tie: Guardianship) -> Guardianship:
    """An adult comes around a child: somebody new, or who stands around a brother or sister already."""
    guardian = tie.guardian
    guardian.board_id = tie.board_id = tie.pupil.board_id
    guardian.save()
    tie.guardian = guardian
    tie.save(force_insert=True)
    _journal(actor, "guardian.add", tie)
    return tie


@transaction.atomic
def change(actor: Actor, tie: Guardianship, changed: list[str]) -> None:
    """What an adult is to the child, or where to reach them; `changed` names the fields, never their contents."""
    tie.guardian.save()
    tie.imported = False  # what was recorded by hand is no longer a roster's to change
    tie.save()
    if not tie.is_informed:
        close(actor, tie)
    _journal(actor, "guardian.change", tie, fields=" ".join(sorted(changed)))


@transaction.atomic
def remove(actor: Actor, tie: Guardianship) -> None:
    """The adult stands around this child no longer; who stands around no child any more is forgotten."""
    guardian, pk = tie.guardian, tie.pk
    close(actor, tie)
    tie.delete()
    tie.pk = pk
    if not guardian.guardianships.exists():
        guardian.delete()
    _journal(actor, "guardian.remove", tie)


@transaction.atomic
def record(
    actor: Actor,
    agreement: InformationAgreement,
    act: str = "information.record",
    silent: Iterable[Guardianship] = (),
) -> None:
    """Keep what was agreed or ruled; `act` says when it was there and changes.

    `silent`: who gets no information by this judgment: their accounts for this child end in the same moment.
    """
    agreement.board_id = agreement.pupil.board_id
    agreement.save()
    _journal(actor, act, agreement, kind=agreement.kind)
    for tie in silent:
        tie.is_informed = False
        change(actor, tie, ["is_informed"])


@transaction.atomic
def forget(actor: Actor, agreement: InformationAgreement) -> None:
    """Take away what was recorded by mistake; what is over gets a last day instead."""
    pk = agreement.pk
    agreement.delete()
    agreement.pk = pk
    _journal(actor, "information.remove", agreement, kind=agreement.kind)


def _journal(actor: Actor, act: str, row: Guardianship | InformationAgreement, **facts: str) -> None:
    journal.write(
        actor,
        act,
        stream=row.pupil.school_id,
        kind=row._meta.label_lower,
        subject_id=row.pk,
        pupil_id=row.pupil_id,
        category="contacts",
        facts=facts,
    )
