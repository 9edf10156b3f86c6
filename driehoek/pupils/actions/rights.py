"""Consents and objections of the parents, and showing the personal number."""

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.kit import registry
from driehoek.people.models import Pupil
from driehoek.people.personal_number import reveal
from driehoek.pupils.models import Consent, Entry, ObjectionToKeeping

from . import photos
from .entries import erase
from .who import person


@transaction.atomic
def record_consent(actor: Actor, consent: Consent) -> Consent:
    consent.board_id, consent.recorded_by_id = consent.pupil.board_id, person(actor)
    consent.save(force_insert=True)
    _tell(actor, consent)
    _journal(actor, "consent.record", consent, purpose=consent.purpose)
    return consent


@transaction.atomic
def withdraw_consent(actor: Actor, consent: Consent) -> None:
    """From today the entries that rest on it are closed to everyone (health) or to others (third parties' tests).

    A photo is deleted at once, also where the other parent's consent stands.
    """
    consent.withdrawn_on = actor.on
    consent.save(update_fields=["withdrawn_on"])
    _tell(actor, consent)
    erased = {"erased": photos.clear(consent.pupil)} if consent.purpose == Consent.Purpose.PHOTO else {}
    _journal(actor, "consent.withdraw", consent, purpose=consent.purpose, **erased)


def _tell(actor: Actor, consent: Consent) -> None:
    """What rests on a consent is counted again: `CONSENT_CHANGED` of the apps above."""
    for follower in registry.in_order("CONSENT_CHANGED"):
        follower(actor, consent)


def objected_to(pupil: Pupil) -> list[Entry]:
    """Entries an objection would remove: what the parents told of their own accord."""
    return list(pupil.entries.filter(volunteered=True).select_related("pupil"))


@transaction.atomic
def record_objection(actor: Actor, objection: ObjectionToKeeping) -> int:
    """Record it and remove what it covers, versions and attachments too; returns how many entries went."""
    objection.board_id, objection.recorded_by_id = objection.pupil.board_id, person(actor)
    objection.save(force_insert=True)
    gone = erase(objected_to(objection.pupil))
    _journal(actor, "objection.record", objection, erased=gone)
    return gone


@transaction.atomic
def withdraw_objection(actor: Actor, objection: ObjectionToKeeping) -> None:
    objection.withdrawn_on = actor.on
    objection.save(update_fields=["withdrawn_on"])
    _journal(actor, "objection.withdraw", objection)


@transaction.atomic
def show_number(actor: Actor, pupil: Pupil) -> str:
    """The personal number in clear, for this once; the journal says who asked (ACC-13)."""
    number = reveal(pupil.personal_number, pupil.pk) if pupil.personal_number else ""
    _journal(actor, "number.reveal", pupil)
    return number


def _journal(actor: Actor, act: str, row: Consent | ObjectionToKeeping | Pupil, **facts: str | int) -> None:
    pupil = row if isinstance(row, Pupil) else row.pupil
    journal.write(
        actor,
        act,
        stream=pupil.school_id,
        kind=row._meta.label_lower,
        subject_id=row.pk,
        pupil_id=pupil.pk,
        facts=facts,
    )
