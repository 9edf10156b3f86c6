"""The letters of a bereavement: words to the family in the name of the team, and a letter to all parents.

They are written and sent among the letters. The family's comes without form; what only people can say they write.
"""

from driehoek.access.actors import Actor
from driehoek.letters.actions import draft
from driehoek.letters.models import Letter
from driehoek.letters.recipients import Recipient, parents_of

from .models.bereavement import Bereavement

CONDOLENCE, PARENTS = "condolence", "bereavement_parents"


def offered(one: Bereavement) -> list[str]:
    """The card is for every family; the letter to all parents goes when a pupil died."""
    return [CONDOLENCE, PARENTS] if one.kind == Bereavement.Kind.PUPIL else [CONDOLENCE]


def write(actor: Actor, one: Bereavement, kind: str) -> list[Letter]:
    """Draft it. The deceased's own name is read from the case, never from lists of recipients."""
    facts: dict[str, str] = {
        "deceased": one.pupil.full_name if one.kind == Bereavement.Kind.PUPIL else str(one.guardian)
    }
    if kind == PARENTS:
        facts["died_on"] = one.died_on.isoformat()
        if one.farewell_on:
            facts["farewell_on"] = one.farewell_on.isoformat()
    return draft(
        actor,
        board_id=one.board_id,
        school=one.school,
        pupil=None,
        kind=f"{one.school.jurisdiction}.{kind}",
        recipients=recipients(one, kind),
        data=facts,
        origin=one.duties_origin,
    )


def recipients(one: Bereavement, kind: str) -> list[Recipient]:
    """The family as it is to be informed, which who died no longer is; or all parents at once."""
    if kind == PARENTS:
        return [Recipient("ouders van onze leerlingen")]
    return parents_of(one.pupil) or [Recipient("familie")]


def of(actor: Actor, one: Bereavement) -> list[Letter]:
    """The letters that were made for this, as far as this person reads letters."""
    rows = Letter.objects.visible_to(actor).listed().standing() if actor.may("letters.read") else Letter.objects.none()
    return list(rows.filter(origin=one.duties_origin))
