"""The medication form to fill in and sign on paper, on the school's own letterhead (SAF-14). Nothing of it is kept."""

from django.http import Http404

from driehoek.access.actors import Actor
from driehoek.letters import paper as letter_paper
from driehoek.letters import rendering
from driehoek.letters.models import Letter
from driehoek.people.models import Pupil
from driehoek.schools.models import School


def paper(actor: Actor, school: School, pupil: Pupil | None) -> bytes:
    """The form as PDF; with the child's name when it is for one."""
    data: dict[str, str] = {}
    if pupil:
        data["child"] = pupil.full_name
        if pupil.birth_date:
            data["child_born"] = pupil.birth_date.isoformat()
    letter = Letter(
        board_id=school.board_id,
        school=school,
        pupil=pupil,
        kind=f"{school.jurisdiction}.medication_form",
        recipient={"name": "", "address": ""},
        data=data,
    )
    return rendering.render(letter_paper.content(letter, on=actor.on, draft=False))


def school_of(actor: Actor) -> School:
    """The school of this person; of several the first by name."""
    found = School.objects.filter(pk__in=actor.schools).select_related("board").order_by("name").first()
    if found is None:
        raise Http404
    return found
