"""Sending a letter, and the proof of it (PRO-14). What happened is added with its date; nothing is overwritten."""

import hashlib
from datetime import date

import puremagic
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.letters import queries
from driehoek.letters.kinds import BadLetter
from driehoek.letters.models import DeliveryEvent, Dispatch, Letter
from driehoek.letters.owners import owner_of
from driehoek.letters.wording import spoken

PROOF_TYPES = {"application/pdf", "image/jpeg", "image/png"}
How = Dispatch.How


@transaction.atomic
def dispatch(
    actor: Actor,
    letter: Letter,
    how: str,
    sent_on: date,
    *,
    postmark: date | None = None,
    tracking: str = "",
    another_day: bool = False,
) -> Dispatch:
    """Record that a fixed letter left the school. A letter may be sent more than once: by post, and a copy by mail.

    `another_day`: the letter names the day it is posted, and it went on another one all the same; whoever sends it
    knows. Raises BadLetter naming the field.
    """
    held = Letter.objects.select_for_update(of=("self",)).select_related("school").defer("pdf").get(pk=letter.pk)
    errors = _impossible(actor, held, sent_on, postmark) | _unfit(held, how, postmark or sent_on, another_day)
    if not errors and not another_day:
        errors = _no_longer(actor, held, postmark or sent_on)
    if errors:
        raise BadLetter(errors)
    registered = how == How.REGISTERED
    made = Dispatch.objects.create(
        board_id=held.board_id,
        letter=held,
        how=how,
        sent_on=sent_on,
        postmark=postmark,
        tracking=tracking.strip(),
        deemed_received=queries.deemed_received(held.school, postmark or sent_on) if registered else None,
        recorded_by_id=actor.user_id,
    )
    Letter.objects.filter(pk=held.pk).update(state=Letter.State.SENT)
    letter.state = Letter.State.SENT
    _tell(actor, held)
    _note(actor, "letter.dispatched", made, how=str(how), sent_on=sent_on.isoformat())
    return made


def _impossible(actor: Actor, letter: Letter, sent_on: date, postmark: date | None) -> dict[str, str]:
    if letter.discarded_at or letter.state == Letter.State.DRAFT:
        return {"letter": _("Only a letter whose text is fixed can be sent.")}
    errors = {}
    if sent_on > actor.on:
        errors["sent_on"] = _("This day is still to come.")
    if letter.dated and sent_on < letter.dated:
        errors["sent_on"] = _("A letter cannot be sent before its own date, %(day)s.") % {
            "day": spoken(letter.dated.isoformat())
        }
    if postmark and postmark < sent_on:
        errors["postmark"] = _("The postmark cannot be older than the day of sending.")
    if postmark and postmark > actor.on:
        errors["postmark"] = _("This day is still to come.")
    return errors


def _unfit(letter: Letter, how: str, posted_on: date, another_day: bool) -> dict[str, str]:
    """What the kind of letter asks: registered post first, on the day that the letter itself names."""
    kind = letter.definition
    if how not in How.values:
        return {"how": _("Choose how the letter went.")}
    if kind.registered and how != How.REGISTERED and not _went_registered(letter):
        return {"how": _("This letter goes by registered post. Send a copy another way after that.")}
    named = letter.data.get(kind.posted_field) if kind.posted_field and how == How.REGISTERED else None
    if named and named != posted_on.isoformat() and not another_day:
        return {
            "another_day": _(
                "The letter says that it is posted on %(day)s, and counts its last day from there. "
                "Make a new version with the right day, or confirm that it went like this."
            )
            % {"day": spoken(named)}
        }
    return {}


def _no_longer(actor: Actor, letter: Letter, posted_on: date) -> dict[str, str]:
    """The facts that do not hold for a letter posted on that day, in one sentence at the box that says so."""
    owner = owner_of(letter)
    wrong = owner.wrong(actor, letter, posted_on) if owner else {}
    if not wrong:
        return {}
    return {"another_day": " ".join([*wrong.values(), _("Make a new version, or confirm that it went like this.")])}


def _tell(actor: Actor, letter: Letter) -> None:
    """Whoever counts days from this letter counts them again, in the same transaction."""
    owner = owner_of(letter)
    if owner:
        owner.moved(actor, letter)


def _went_registered(letter: Letter) -> bool:
    return letter.dispatches.standing().filter(how=How.REGISTERED).exists()


@transaction.atomic
def withdraw_dispatch(actor: Actor, sent: Dispatch, reason: str) -> None:
    """Take back a record made by mistake; the line and its reason stay. Without another the letter is to be sent."""
    if not reason.strip():
        raise BadLetter({"reason": _("Say why.")})
    sent.withdrawn_at, sent.withdrawn_why = timezone.now(), reason.strip()[:200]
    sent.save(update_fields=["withdrawn_at", "withdrawn_why"])
    if not Dispatch.objects.standing().filter(letter=sent.letter_id).exists():
        Letter.objects.filter(pk=sent.letter_id).update(state=Letter.State.FINAL)
    _tell(actor, sent.letter)
    _note(actor, "letter.dispatch_withdrawn", sent)


def record_receipt(
    actor: Actor, sent: Dispatch, on: date, *, note: str = "", proof: bytes | None = None
) -> DeliveryEvent:
    """The letter was really received on a day; `note`: who signed. Raises BadLetter."""
    if sent.returned_on:
        raise BadLetter({"on": _("This sending came back. Record the new sending first.")})
    return _add(actor, sent, DeliveryEvent.Kind.RECEIVED, on, note=note, proof=proof)


def record_return(
    actor: Actor, sent: Dispatch, on: date, *, note: str = "", proof: bytes | None = None
) -> DeliveryEvent:
    """The letter came back; `note`: why. It still counts as received where the law says so. Raises BadLetter."""
    if sent.received_on:
        raise BadLetter({"on": _("This sending was received; it cannot have come back.")})
    return _add(actor, sent, DeliveryEvent.Kind.RETURNED, on, note=note, proof=proof)


def record_proof(
    actor: Actor, sent: Dispatch, on: date, *, note: str = "", proof: bytes | None = None
) -> DeliveryEvent:
    """Proof came in: the post office's slip, the signed receipt. Raises BadLetter."""
    if not proof:
        raise BadLetter({"proof": _("Choose the file.")})
    return _add(actor, sent, DeliveryEvent.Kind.PROOF, on, note=note, proof=proof)


@transaction.atomic
def _add(actor: Actor, sent: Dispatch, kind: str, on: date, *, note: str, proof: bytes | None) -> DeliveryEvent:
    if sent.withdrawn_at:
        raise BadLetter({"on": _("This sending was taken back.")})
    if on > actor.on:
        raise BadLetter({"on": _("This day is still to come.")})
    if on < sent.sent_on:
        raise BadLetter(
            {"on": _("This is before the day of sending, %(day)s.") % {"day": spoken(sent.sent_on.isoformat())}}
        )
    made = DeliveryEvent.objects.create(
        board_id=sent.board_id,
        dispatch=sent,
        kind=kind,
        on=on,
        note=note.strip(),
        proof=proof,
        proof_type=proof_type(proof) if proof else "",
        recorded_by_id=actor.user_id,
        proof_digest=hashlib.sha256(proof).hexdigest() if proof else "",
    )
    _note(actor, "letter.delivery", sent, what=kind, on=on.isoformat())
    return made


def note_proof_read(actor: Actor, event: DeliveryEvent) -> None:
    """Somebody looked at a proof: a paper with names on it (ACC-11)."""
    _note(actor, "letters.read", event.dispatch, what="proof")


def proof_type(proof: bytes) -> str:
    """What a proof is, by its content: PDF, JPEG or PNG. Raises BadLetter for anything else and for one too large."""
    if len(proof) > settings.ATTACHMENT_MAX_BYTES:
        raise BadLetter(
            {"proof": _("This file is larger than %(most)d MB.") % {"most": settings.ATTACHMENT_MAX_BYTES // 1024**2}}
        )
    try:
        found = {match.mime_type for match in puremagic.magic_string(proof)}
    except (puremagic.PureError, ValueError):
        found = set()
    for wanted in PROOF_TYPES:
        if wanted in found:
            return wanted
    raise BadLetter({"proof": _("Proof is a PDF, a JPEG or a PNG; this file is something else.")})


def _note(actor: Actor, act: str, sent: Dispatch, **facts: object) -> None:
    letter = sent.letter
    journal.write(
        actor,
        act,
        stream=letter.school_id,
        kind="letters.letter",
        subject_id=letter.pk,
        pupil_id=letter.pupil_id,
        facts={"kind": letter.kind, **facts},
    )
