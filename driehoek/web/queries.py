"""Reads for the frame of every page."""

from driehoek.access.actors import Actor
from driehoek.schools.models import School

from .templatetags.driehoek import function_name


def posts(actor: Actor) -> list[str]:
    """Each function of today with its school, as a person would say it: "directeur · De Lindeboom"."""
    if not actor.roles:
        return []
    schools = {school.pk: school for school in School.objects.filter(pk__in=actor.schools)}
    found = []
    for role in actor.roles:
        school = schools.get(role.school) if role.school else None
        name = function_name(role.function, school.jurisdiction if school else "be")
        found.append(f"{name} · {school.name}" if school else name)
    return list(dict.fromkeys(found))
