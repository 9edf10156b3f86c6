"""Which school a page is about: the one asked for, or the first of those a right reaches."""

from uuid import UUID

from driehoek.access.actors import Actor, decide
from driehoek.schools.models import School


def schools_for(actor: Actor, right: str) -> list[School]:
    """The schools whose plan this person may see for a right, by name; demo and real boards hold a few."""
    return list(School.objects.visible_to(actor, right).select_related("board").order_by("name", "pk"))


def chosen(schools: list[School], asked: str) -> School | None:
    """The school of an address, which people edit: an unknown one is nobody's, no one at all is the first."""
    if not asked:
        return schools[0] if schools else None
    return next((school for school in schools if str(school.pk) == asked), None)


def manages(actor: Actor, school: School, right: str = "plan.manage") -> bool:
    return decide(actor, right, school).allowed


def owns(actor: Actor, school: School, owner: str) -> bool:
    """Whether somebody holds the function, at this school or over its board, that a chapter or a measure is given to.

    Who is asked to look at it again, or to carry it out, is who may write that down (the duty goes to the same person).
    """
    return any(
        role.function == owner and role.board == school.board_id and role.school in {school.pk, None}
        for role in actor.roles
    )


def is_dutch(school: School) -> bool:
    """The plan and its terms are Dutch; a Flemish school may keep one, and then the terms are advice without duties."""
    return str(school.jurisdiction) == "nl"


def id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
