"""Plans and their scenarios: made, copied, chosen, weighed."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.ready import Ready
from driehoek.staffing import redundant
from driehoek.staffing.actions import duties
from driehoek.staffing.figures import FULL, figure
from driehoek.staffing.models import Centre, Formation, Job, OwnWeight, Plan
from driehoek.staffing.queries.plans import YEARS, three_years
from lawbook.kinds import SchoolYear


class CannotDo(ValueError):
    """What was asked does not fit what stands there; the sentence says why and what to do."""


@transaction.atomic
def begin(actor: Actor, centre: Centre, plan: Plan) -> Plan:
    """A first scenario of a school year. It is the one that counts until another is chosen."""
    plan.board_id = centre.pk
    plan.is_chosen = not Plan.objects.filter(board=centre.pk, school_year=plan.school_year, is_chosen=True).exists()
    plan.save(force_insert=True)
    duties.settle(plan.board_id, plan.school_year, actor.on)
    note(actor, "staffing.plan_made", plan)
    return plan


@transaction.atomic
def copy(actor: Actor, plan: Plan, school_year: str, name: str) -> Plan:
    """The same jobs as another scenario, or as the start of another school year."""
    made = Plan(school_year=school_year, name=name, total_weight=plan.total_weight, linear_weight=plan.linear_weight)
    begin(actor, Centre.objects.get(pk=plan.board_id), made)
    Job.objects.bulk_create(
        Job(
            id=uuid7(),
            board_id=made.board_id,
            plan=made,
            office=job.office,
            person=job.person,
            fraction=job.fraction,
            kind=job.kind,
            member_id=job.member_id,
            replaced_id=job.replaced_id,
            replaces=job.replaces,
            starts_on=job.starts_on,
            ends_on=job.ends_on,
        )
        for job in plan.jobs.order_by("pk")
    )
    return made


@transaction.atomic
def carry_on(actor: Actor, centre: Centre, first: str) -> list[Plan]:
    """Each of the three school years without a formation begins with that of the year before, without who has stopped.

    The expected weight is that of the year before, until the centre writes another.
    """
    found = {plan.school_year: plan for plan in three_years(centre, first)}
    made: list[Plan] = []
    before = None
    for place in range(YEARS):
        year = SchoolYear(SchoolYear.parse(first).start + place)
        plan = found.get(year.as_text())
        if plan is None and before is not None:
            plan = copy(actor, before, year.as_text(), before.name)
            plan.jobs.filter(ends_on__lt=year.first("be")).delete()
            made.append(plan)
        before = plan
    return made


@transaction.atomic
def change(actor: Actor, plan: Plan) -> Plan:
    """Its name, its weights, the day of the committee."""
    plan.save()
    note(actor, "staffing.plan_changed", plan)
    return plan


@transaction.atomic
def choose(actor: Actor, plan: Plan, reason: str, negotiated_on: date) -> Formation:
    """From now on this scenario is the formation of its school year: why, and which committee agreed.

    What counted until then is kept beside it: that is what the new one is compared with, also afterwards.
    """
    same_year = Plan.objects.filter(board=plan.board_id, school_year=plan.school_year)
    list(same_year.select_for_update().order_by("pk"))
    before = Job.objects.filter(plan__in=same_year.filter(is_chosen=True).exclude(pk=plan.pk)).in_order()
    same_year.update(is_chosen=False)
    same_year.filter(pk=plan.pk).update(is_chosen=True, negotiated_on=negotiated_on)
    plan.is_chosen, plan.negotiated_on = True, negotiated_on
    note(actor, "staffing.plan_chosen", plan)
    return keep(actor, plan, Formation.Event.CHOSEN, actor.on, reason=reason.strip(), before=before)


def keep(actor: Actor, plan: Plan, event: str, on: date, *, reason: str = "", before: Sequence[Job] = ()) -> Formation:
    """Write down the formation as it stands, for its history: nobody changes it afterwards."""
    jobs = Job.objects.filter(plan=plan).in_order()
    gone = [
        {"person": one.person, "office": one.office, "percent": figure(one.fraction * FULL)}
        for one in redundant.lost(before, jobs)
    ]
    return Formation.objects.create(
        board_id=plan.board_id,
        school_year=plan.school_year,
        event=event,
        plan=plan.pk,
        name=plan.name,
        on=on,
        reason=reason,
        negotiated_on=plan.negotiated_on,
        total_weight=plan.total_weight,
        linear_weight=plan.linear_weight,
        jobs=[job.facts() for job in jobs],
        before=[job.facts() for job in before],
        redundant=gone,
        by_id=actor.account,
    )


@transaction.atomic
def throw_away(actor: Actor, plan: Plan) -> None:
    """A scenario goes, with its jobs. Not the one that counts, and not one that forms were made of."""
    found = Plan.objects.select_for_update().get(pk=plan.pk)
    if found.is_chosen:
        raise CannotDo("chosen")
    if found.papers.exists():
        raise CannotDo("papers")
    note(actor, "staffing.plan_removed", found)
    found.delete()


@transaction.atomic
def weigh(actor: Actor, centre: Centre, weight: OwnWeight) -> OwnWeight:
    """A centre's own weight of an office from a day on. Saying it again for that day replaces it."""
    kept, _is_new = OwnWeight.objects.update_or_create(
        board_id=centre.pk,
        office=weight.office,
        valid_from=weight.valid_from,
        defaults={"weight": weight.weight, "source": weight.source},
    )
    journal.write(actor, "staffing.weight_set", stream=centre.pk, kind="staffing.ownweight", subject_id=kept.pk)
    return kept


@transaction.atomic
def forget_weight(actor: Actor, weight: OwnWeight) -> None:
    """The centre's own weight no longer counts."""
    journal.write(
        actor, "staffing.weight_removed", stream=weight.board_id, kind="staffing.ownweight", subject_id=weight.pk
    )
    weight.delete()


def note(actor: Actor, act: str, plan: Plan, **facts: object) -> None:
    journal.write(actor, act, stream=plan.board_id, kind="staffing.plan", subject_id=plan.pk, facts=facts)


def locked(plans: Sequence[Plan]) -> None:
    """Hold these plans until the transaction ends, always in the same order."""
    _held([plan.pk for plan in plans])


@Ready
def _held(plans: Collection[UUID]) -> QuerySet[Plan, Any]:
    return Plan.objects.select_for_update().filter(pk__in=plans).order_by("pk").values_list("pk")
