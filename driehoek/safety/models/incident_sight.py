"""Who sees which incident, and which thread of it (SAF-6).

Direction, prevention officer and care coordinator read all of their own school. A teacher reads the threads of the own
group's pupils, whoever is named reads the own thread (not as perpetrator), and who reported it reads what he or she
wrote. Nobody learns from one thread whose the others are. Who of the staff is named as offender reads nothing of it,
whatever the function; where that is the head of the school, the board reads it.
"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.people.models import Membership

REPORT, READ, HEAD = "incident.report", "incident.read", "incident.head"
ACCUSED = Q(role="perpetrator", user__isnull=False, withdrawn_at=None)  # a thread of staff who is named as offender


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
        whole |= Q(incident__in=about_head(actor, self.model.objects.all()))
        return self.filter(whole, withdrawn_at=None).exclude(incident__in=against(actor, self.model.objects.all()))

    def own_group(self, actor: Actor) -> Q:
        groups = actor.reach(READ).groups
        if not groups:
            return Q(pk__in=())
        return Q(pupil__in=Membership.objects.on(actor.on).filter(group__in=groups).values("pupil"))


def own_thread(actor: Actor) -> Q:
    """The thread of the person who asks, at a school where this person still works; never as perpetrator."""
    return Q(user=actor.user_id, user__isnull=False, incident__school__in=actor.schools) & ~Q(role="perpetrator")


def against(actor: Actor, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any, Any]":
    """The incidents in which the person who asks stands accused."""
    return rows.filter(ACCUSED, user=actor.user_id).values("incident")


def about_head(actor: Actor, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any, Any]":
    """The incidents of the own board's schools in which the head of that school stands accused."""
    boards = actor.reach(HEAD).boards
    if not boards:
        return rows.none().values("incident")
    heads = Appointment.objects.filter(in_force(actor.on, actor.at), function=Function.DIRECTOR, user=OuterRef("user"))
    of_head = Exists(heads.filter(school=OuterRef("incident__school")))
    return rows.filter(ACCUSED, of_head, incident__board__in=boards).values("incident")


def reported(actor: Actor, prefix: str = "") -> Q:
    names = {"reported_by": actor.user_id, "reported_by__isnull": False, "school__in": actor.schools}
    return Q(**{f"{prefix}{name}": value for name, value in names.items()})


class IncidentQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor, right: str = REPORT) -> "IncidentQuerySet":
        """Incidents of which somebody may open something: the whole, a thread, or what was reported."""
        where = Q(school__in=actor.reach(right if right != REPORT else READ).schools)
        threads = self.model._meta.get_field("threads").related_model.objects
        if right in {READ, REPORT}:
            where |= Q(pk__in=threads.visible_to(actor, right).values("incident"))
        if right == REPORT:
            where |= reported(actor)
        where |= Q(pk__in=about_head(actor, threads.all()))
        return self.filter(where).exclude(pk__in=against(actor, threads.all()))
