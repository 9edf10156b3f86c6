"""Who works at a school: whom a certificate, a talk or a post can be of."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, COUNCIL_SECTIONS, Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import in_force
from driehoek.duties.rights import CAN_BE_ASKED

OUTSIDE = {*CLB_FUNCTIONS, Function.PARENT, Function.EMERGENCY, Function.POLICE_CONTACT, Function.MEDIA_CONTACT,
           Function.ATTENDANCE_OFFICER, Function.INSPECTORATE_CONTACT, Function.PARTICIPATION_CHAIR,
           Function.PARENTS_COUNCIL_CHAIR, Function.SCHOOL_COUNCIL_CHAIR, *COUNCIL_SECTIONS}  # fmt: skip


def staff_of(actor: Actor, schools: Collection[UUID]) -> QuerySet[User]:
    """The school's own people today."""
    rows = Appointment.objects.filter(in_force(actor.on, actor.at), school__in=schools).exclude(function__in=OUTSIDE)
    return User.objects.filter(pk__in=rows.values("user")).order_by("family_name", "given_name")


def who_can_be_asked(actor: Actor, schools: Collection[UUID]) -> QuerySet[User]:
    """Of those who have a list of duties: what is given to another stands nowhere."""
    rows = Appointment.objects.filter(in_force(actor.on, actor.at), school__in=schools, function__in=CAN_BE_ASKED)
    return staff_of(actor, schools).filter(pk__in=rows.values("user"))


def schools_of(actor: Actor, right: str) -> frozenset[UUID]:
    """The schools a right reaches; of a group's teacher the school of the group."""
    reach = actor.reach(right)
    return reach.schools | {role.school for role in actor.roles if role.group in reach.groups and role.school}


def has(actor: Actor, school: UUID, function: Function) -> bool:
    rows = Appointment.objects.filter(in_force(actor.on, actor.at), school=school, function=function)
    return rows.exists()
