"""The adults around a child and how information flows to them (ORG-11). The journal keeps which fields changed."""

from django.db import transaction

from driehoek.access.actions import end_at_once
from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.journal import actions as journal
from driehoek.pupils.models import Guardianship, InformationAgreement


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
        _close_account(actor, tie)
    _journal(actor, "guardian.change", tie, fields=" ".join(sorted(changed)))


@transaction.atomic
def remove(actor: Actor, tie: Guardianship) -> None:
    """The adult stands around this child no longer; who stands around no child any more is forgotten."""
    guardian, pk = tie.guardian, tie.pk
    _close_account(actor, tie)
    tie.delete()
    tie.pk = pk
    if not guardian.guardianships.exists():
        guardian.delete()
    _journal(actor, "guardian.remove", tie)


def accounts(tie: Guardianship) -> list[Appointment]:
    """The parent's own access to this child, as far as the addresses are the same."""
    if not tie.guardian.email:
        return []
    rows = Appointment.objects.filter(
        function=Function.PARENT, pupil=tie.pupil_id, until=None, user__email__iexact=tie.guardian.email
    )
    return list(rows.select_related("user"))


def _close_account(actor: Actor, tie: Guardianship) -> None:
    """Who may not be informed reads nothing on the parents' page either."""
    for account in accounts(tie):
        end_at_once(actor, account)


@transaction.atomic
def record(actor: Actor, agreement: InformationAgreement, act: str = "information.record") -> None:
    """Keep what was agreed or ruled; `act` says when it was there and changes."""
    agreement.board_id = agreement.pupil.board_id
    agreement.save()
    _journal(actor, act, agreement, kind=agreement.kind)


@transaction.atomic
def forget(actor: Actor, agreement: InformationAgreement) -> None:
    """Take away what was recorded by mistake; what is over gets a last day instead."""
    pk = agreement.pk
    agreement.delete()
    agreement.pk = pk
    _journal(actor, "information.remove", agreement, kind=agreement.kind)


def _journal(actor: Actor, act: str, row: Guardianship | InformationAgreement, **facts: str) -> None:
    journal.write(
        actor, act, stream=row.pupil.school_id, kind=row._meta.label_lower, subject_id=row.pk, pupil_id=row.pupil_id,
        category="contacts", facts=facts,
    )  # fmt: skip
