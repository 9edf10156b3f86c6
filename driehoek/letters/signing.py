"""Under whose name a letter goes: the holder of the office it belongs to, or the writer, as what the writer is."""

from collections.abc import Mapping

from django.utils.translation import override

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.schools.models import School
from driehoek.web.words import function_name

from .kinds import Kind
from .models import Letterhead

DIRECTOR, BOARD, BOARD_CHAIR, CHAIR, SECRETARY = "director", "board", "board_chair", "committee_chair", "secretary"
OFFICES = {
    "directeur": DIRECTOR, "voorzitter van de klassenraad": DIRECTOR, "namens het bestuur": BOARD,
    "voor het schoolbestuur": BOARD, "algemene directie": BOARD, "voorzitter van het schoolbestuur": BOARD_CHAIR,
    "voorzitter van de beroepscommissie": CHAIR, "voorzitter van de klachtencommissie": CHAIR,
    "secretaris van de klachtencommissie": SECRETARY,
}  # fmt: skip
Signer = dict[str, str]
NOBODY: Mapping[str, str] = {}


def signer(actor: Actor, school: School, kind: Kind, named: Mapping[str, str] = NOBODY) -> Signer:
    """Name and office under a letter. `named`: who holds the offices of a committee in its case."""
    office = OFFICES.get(kind.signed_as, "")
    if not office:
        return {"name": actor.name, "role": kind.signed_as}
    if office in {CHAIR, SECRETARY}:
        return {"name": named[office], "role": kind.signed_as} if named.get(office) else own(actor, school)
    if office == DIRECTOR:
        return {"name": actor.name, "role": kind.signed_as} if _is(actor, school, DIRECTOR) else own(actor, school)
    return _for_the_board(actor, school, kind, office)


def _for_the_board(actor: Actor, school: School, kind: Kind, office: str) -> Signer:
    """A member of the board, or the head where the board recorded that the head signs in its name."""
    head = Letterhead.objects.filter(school=school).first() or Letterhead()
    member = any(role.function == Function.BOARD_MEMBER and role.board == school.board_id for role in actor.roles)
    if not member and not (head.mandate and _is(actor, school, DIRECTOR)):
        return own(actor, school)
    name = head.board_chair if office == BOARD_CHAIR else actor.name
    return {"name": name, "role": kind.signed_as} if name else own(actor, school)


def own(actor: Actor, school: School) -> Signer:
    """The writer, in the writer's own function and no other."""
    held = [role.function for role in actor.roles if role.board == school.board_id and role.school in {school.pk, None}]
    with override("nl"):
        return {"name": actor.name, "role": str(function_name(held[0], school.jurisdiction)) if held else ""}


def _is(actor: Actor, school: School, function: str) -> bool:
    return any(role.function == function and role.school == school.pk for role in actor.roles)
