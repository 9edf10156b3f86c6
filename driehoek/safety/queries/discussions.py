"""Reads of discussions and of their actions (SAF-19)."""

from django.db.models import Q, QuerySet

from driehoek.access.actors import Actor
from driehoek.safety.models import Discussion, PlanAction
from driehoek.safety.models.incident_sight import READ


def readable(actor: Actor) -> QuerySet[Discussion]:
    """Discussions of the schools whose incidents one reads whole, those one led, and those one has an action from."""
    mine = Q(leader=actor.user_id, incident__school__in=actor.schools) | Q(actions__in=_own(actor))
    rows = Discussion.objects.filter(Q(incident__school__in=actor.reach(READ).schools) | mine).distinct()
    return rows.select_related("incident__school", "leader", "group")


def reads_course(actor: Actor, discussion: Discussion) -> bool:
    """Whether somebody reads how it went; who only has an action from it reads the plan."""
    return discussion.incident.school_id in actor.reach(READ).schools or discussion.leader_id == actor.user_id


def actions_of(actor: Actor) -> QuerySet[PlanAction]:
    """Actions one may say the outcome of."""
    whole = Q(discussion__incident__school__in=actor.reach("incident.care").schools)
    rows = PlanAction.objects.filter(whole | Q(pk__in=_own(actor)), done_on=None)
    return rows.select_related("discussion__incident__school")


def _own(actor: Actor) -> QuerySet[PlanAction]:
    """Actions of a function one holds at that school; a class teacher's of the own group, or of no group."""
    where = Q(pk__in=())
    for role in actor.roles:
        place = Q(discussion__incident__school=role.school)
        place &= Q(discussion__group=role.group) | Q(discussion__group=None) if role.group else Q()
        where |= Q(holder=role.function) & place
    return PlanAction.objects.filter(where)
