"""Writing a letter. One act, one transaction, one journal line; never a word of the letter in the journal."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.letters import paper, queries, rendering, signing
from driehoek.letters.kinds import KINDS, BadLetter
from driehoek.letters.models import Letter, Letterhead
from driehoek.letters.owners import owner_of
from driehoek.letters.recipients import Recipient, gives_away
from driehoek.people.models import Pupil
from driehoek.schools.models import School
from lawbook.core import Outcome


@transaction.atomic
def draft(
    actor: Actor,
    *,
    board_id: UUID,
    school: School,
    pupil: Pupil | None,
    kind: str,
    recipients: Sequence[Recipient],
    data: Mapping[str, Any],
    origin: str,
    case_ref: UUID | None = None,
    free: Mapping[str, str] | None = None,
    annexes: Sequence[tuple[str, Outcome]] = (),
    dated: date | None = None,
    signer: Mapping[str, str] | None = None,
    family: str = "",
) -> list[Letter]:
    """One draft per recipient. `dated` None: the day it is made final; `signer` None: as `signing` finds it.

    `family`: of the cases it belongs to; who reads those reads it.
    Raises BadLetter naming what is missing or wrong, and for a text with another recipient's secret address.
    """
    definition = KINDS[kind]
    facts, written = definition.checked(data), definition.checked_free(free or {})
    if definition.names_pupil and pupil is None:
        raise BadLetter({"pupil": _("This letter is about a child.")})
    if not recipients:
        raise BadLetter({"recipients": _("A letter needs somebody to go to.")})
    made = [
        Letter(
            board_id=board_id,
            school=school,
            pupil=pupil,
            origin=origin,
            case_ref=case_ref,
            family=family,
            kind=kind,
            restricted=definition.restricted,
            recipient=recipient.as_json(),
            data=facts,
            free=written,
            annexes=paper.strips(annexes),
            dated=dated,
            author_id=actor.user_id,
            signer=signing.signer(actor, school, definition) | dict(signer or {}),
        )
        for recipient in recipients
    ]
    for letter in made:
        _keeps_secrets(letter, [one.address for one in recipients if one.secret])
        letter.save(force_insert=True)
        _note(actor, "letter.drafted", letter)
    return made


@transaction.atomic
def edit(actor: Actor, letter: Letter, free: Mapping[str, str]) -> Letter:
    """Change the parts that the school writes itself, as long as the letter is a draft."""
    found = _locked(letter, Letter.State.DRAFT)
    found.free = found.definition.checked_free(free)
    _keeps_secrets(found)
    found.save(update_fields=["free"])
    _note(actor, "letter.edited", found)
    return found


@transaction.atomic
def finalise(actor: Actor, letter: Letter) -> Letter:
    """Fix the text: the paper is made and its bytes are kept.

    Raises BadLetter while a required part is unwritten, and for a fact that no longer holds.
    """
    found = _locked(letter, Letter.State.DRAFT)
    _still_holds(actor, found)
    unwritten = found.definition.unwritten(found.data, found.free)
    if unwritten:
        raise BadLetter({part.name: _("This part has not been written yet.") for part in unwritten})
    _keeps_secrets(found)
    found.dated = found.dated or actor.on
    found.content = paper.content(found, on=actor.on, draft=False)
    found.pdf = rendering.render(found.content)
    found.digest = hashlib.sha256(found.pdf).hexdigest()
    found.state, found.finalised_at, found.finalised_by_id = Letter.State.FINAL, timezone.now(), actor.user_id
    found.save()
    _note(actor, "letter.finalised", found, digest=found.digest)
    return found


@transaction.atomic
def discard(actor: Actor, letter: Letter) -> Letter:
    """Throw away a letter that never went out. It stays in the history, without a place in the lists."""
    found = _locked(letter, Letter.State.DRAFT, Letter.State.FINAL)
    found.discarded_at = timezone.now()
    found.save(update_fields=["discarded_at"])
    _note(actor, "letter.discarded", found)
    return found


@transaction.atomic
def revise(actor: Actor, letter: Letter, data: Mapping[str, Any] | None = None) -> Letter:
    """A new draft in the place of a fixed letter, which stays as it was. `data` replaces the facts, when given."""
    old = _locked(letter, Letter.State.FINAL, Letter.State.SENT)
    if Letter.objects.filter(replaces=old).exists():
        raise BadLetter({"letter": _("There is a newer version of this letter already.")})
    owner = owner_of(old)
    if owner and (why := owner.may_write(actor, old)):
        raise BadLetter({"letter": why})
    if owner and data is None:
        data = {**old.data, **owner.facts(actor, old, actor.on)}
    facts = old.definition.checked(data) if data is not None else old.data
    new = Letter.objects.create(
        board_id=old.board_id,
        school=old.school,
        pupil=old.pupil,
        origin=old.origin,
        case_ref=old.case_ref,
        family=old.family,
        kind=old.kind,
        restricted=old.restricted,
        recipient=old.recipient,
        data=facts,
        free=old.free,
        annexes=old.annexes,
        signer=old.signer,
        version=old.version + 1,
        replaces=old,
        author_id=actor.user_id,
    )
    _note(actor, "letter.revised", new, version=new.version)
    return new


def _still_holds(actor: Actor, letter: Letter) -> None:
    """Each fact is held against what it was made from, for this recipient and the day on which it will be posted."""
    owner = owner_of(letter)
    if owner is None:
        return
    why = owner.may_write(actor, letter)
    if why:
        raise BadLetter({"letter": why})
    named = letter.data.get("sent_on")
    posted = date.fromisoformat(named) if named else letter.dated or actor.on
    if posted < (letter.dated or actor.on):
        raise BadLetter({"sent_on": _("The day of posting is past. Throw this draft away and make the letter again.")})
    wrong = owner.wrong(actor, letter, posted)
    if wrong:
        raise BadLetter(wrong)


def text_of(letter: Letter, on: date) -> dict[str, Any]:
    """What stands on the paper, for a screen: as it was fixed, or as a draft would be printed today."""
    return letter.content or paper.content(letter, on=on, draft=True)


def preview(letter: Letter, on: date) -> bytes:
    """The paper as it is: the kept bytes of a fixed letter, or a draft marked as such. Writes nothing."""
    if letter.pdf:
        return bytes(letter.pdf)
    return rendering.render(paper.content(letter, on=on, draft=True))


@transaction.atomic
def batch_pdf(actor: Actor, letters: Sequence[Letter]) -> bytes:
    """One PDF of fixed letters, in the order given, for printing. Raises BadLetter when one is still a draft."""
    if any(not letter.pdf for letter in letters):
        raise BadLetter({"letters": _("Only letters whose text is fixed can be printed together.")})
    for letter in letters:
        _note(actor, "letter.printed", letter)
    return rendering.together([bytes(letter.pdf or b"") for letter in letters])


@transaction.atomic
def keep_letterhead(actor: Actor, head: Letterhead) -> None:
    """Keep what stands above and below the letters to come; those that are fixed stay as they are."""
    head.save()
    journal.write(actor, "school.changed", stream=head.school_id, kind="letters.letterhead", subject_id=head.pk)


def _locked(letter: Letter, *states: Letter.State) -> Letter:
    """The letter as it stands now, held for this transaction, if it is in one of these states."""
    found = Letter.objects.select_for_update(of=("self",)).select_related("school__board", "pupil").get(pk=letter.pk)
    if found.discarded_at:
        raise BadLetter({"letter": _("This letter was thrown away.")})
    if found.state not in states:
        raise BadLetter(
            {
                "letter": _("This is not possible for a letter that is “%(state)s”.")
                % {"state": found.get_state_display()}
            }
        )
    return found


def _keeps_secrets(letter: Letter, addresses: Sequence[str] = ()) -> None:
    """Raise BadLetter when the text holds a secret address of somebody else around the child (ORG-11)."""
    own = str(letter.recipient["address"])
    hidden = {*addresses, *queries.secret_addresses(letter.pupil)} - {own}
    for name, value in (*letter.data.items(), *letter.free.items(), ("recipient", own)):
        if gives_away(value if isinstance(value, list) else [value], hidden):
            raise BadLetter({name: _("This text holds an address that this recipient must not know.")})


def _note(actor: Actor, act: str, letter: Letter, **facts: object) -> None:
    journal.write(
        actor,
        act,
        stream=letter.school_id,
        kind="letters.letter",
        subject_id=letter.pk,
        pupil_id=letter.pupil_id,
        facts={"kind": letter.kind, **facts},
    )
