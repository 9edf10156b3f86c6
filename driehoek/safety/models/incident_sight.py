"""Who sees which incident, and which thread of it (SAF-6).

Direction, prevention officer and care coordinator read all of their own school. A teacher reads the threads of the own
group's pupils, whoever is named reads the own thread (not as perpetrator), and who reported it reads what he or she
wrote. Nobody learns from one thread whose the others are.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from driehoek.access.actors import Actor
from driehoek.pupils.models import Membership

REPORT, READ = "incident.report", "incident.read"


class ThreadQuerySet(models.QuerySet[Any]):
    def standing(self) -> "ThreadQuerySet":
        return self.filter(withdrawn_at=None)

    def visible_to(self, actor: Actor, right: str = REPORT) -> "ThreadQuerySet":
        """Threads within reach. `incident.report` is the widest: whatever one may open of it at all.

        A reporter sees who he or she named; what others wrote there since, `queries.incidents.level_of` keeps back.
        """
        whole = Q(incident__school__in=actor.reach(right if right != REPORT else READ).schools)
        if right == READ:
            whole |= self.own_group(actor)
        if right == REPORT:
            whole |= self.own_group(actor) | own_thread(actor) | reported(actor, "incident__")
        return self.filter(whole, withdrawn_at=None)

    def own_group(self, actor: Actor) -> Q:
        groups = actor.reach(READ).groups
        if not groups:
            return Q(pk__in=())
        return Q(pupil__in=Membership.objects.on(actor.on).filter(group__in=groups).values("pupil"))


def own_thread(actor: Actor) -> Q:
    """The thread of the person who asks, at a school where this person still works; never as perpetrator."""
    return Q(user=actor.user_id, user__isnull=False, incident__school__in=actor.schools) & ~Q(role="perpetrator")


def reported(actor: Actor, prefix: str = "") -> Q:
    names = {"reported_by": actor.user_id, "reported_by__isnull": False, "school__in": actor.schools}
    return Q(**{f"{prefix}{name}": value for name, value in names.items()})


class IncidentQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor, right: str = REPORT) -> "IncidentQuerySet":
        """Incidents of which somebody may open something: the whole, a thread, or what was reported."""
        where = Q(school__in=actor.reach(right if right != REPORT else READ).schools)
        if right in {READ, REPORT}:
            threads = self.model._meta.get_field("threads").related_model.objects.visible_to(actor, right)
            where |= Q(pk__in=threads.values("incident"))
        if right == REPORT:
            where |= reported(actor)
        return self.filter(where)
