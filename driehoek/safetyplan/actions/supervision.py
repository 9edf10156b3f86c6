"""What may happen to the roster of supervision (SAF-16)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import User
from driehoek.duties.actions import Wanted, settle_many
from driehoek.journal import actions as journal
from driehoek.safetyplan.models.supervision import Away, Post, Replacement
from driehoek.safetyplan.queries import supervision as queries
from driehoek.safetyplan.queries.staff import has
from driehoek.schools.models import School
from lawbook.sources import source

PLAN = source("nl.veiligheidsplan", "6", "board")._asdict()


@transaction.atomic
def add_post(actor: Actor, post: Post) -> Post:
    post.board_id = post.school.board_id
    post.save(force_insert=True)
    settle_school(actor, post.school)
    _journal(actor, "supervision.changed", post)
    return post


@transaction.atomic
def change_post(actor: Actor, post: Post) -> None:
    post.save()
    settle_school(actor, post.school)
    _journal(actor, "supervision.changed", post)


@transaction.atomic
def end_post(actor: Actor, post: Post, on: date) -> None:
    """The post stands until this day and no longer; what was done at it stays."""
    post.last_day = max(on, post.first_day)
    post.save(update_fields=["last_day"])
    settle_school(actor, post.school)
    _journal(actor, "supervision.changed", post)


@transaction.atomic
def report_away(actor: Actor, one: Away) -> Away:
    """Somebody cannot: until others are named for every post the secretariat has a duty."""
    one.board_id, one.recorded_by_id = one.school.board_id, actor.account
    one.save(force_insert=True)
    settle(actor, one)
    _journal(actor, "supervision.away", one)
    return one


@transaction.atomic
def withdraw_away(actor: Actor, one: Away) -> None:
    """It is not so, or not any more; whoever was named instead is free again."""
    one.withdrawn_at = timezone.now()
    one.save(update_fields=["withdrawn_at"])
    posts = Post.objects.filter(school=one.school_id, person=one.person_id)
    Replacement.objects.filter(post__in=posts, day__range=(max(one.first_day, actor.on), one.last_day)).delete()
    settle(actor, one)
    _journal(actor, "supervision.back", one)


@transaction.atomic
def name_replacement(actor: Actor, post: Post, day: date, person: User) -> Replacement:
    """Who stands there that day instead; a second naming takes the place of the first."""
    found, _made = Replacement.objects.update_or_create(
        board_id=post.board_id, post=post, day=day, defaults={"person": person, "named_by_id": actor.account}
    )
    settle_school(actor, post.school)
    _journal(actor, "supervision.replaced", post, day=day.isoformat())
    return found


@transaction.atomic
def unname_replacement(actor: Actor, found: Replacement) -> None:
    post = found.post
    found.delete()
    settle_school(actor, post.school)
    _journal(actor, "supervision.replaced", post, day=found.day.isoformat(), undone=True)


def settle_school(actor: Actor, school: School) -> None:
    """The duties of every absence that is not over."""
    for one in Away.objects.filter(school=school, withdrawn_at=None, last_day__gte=actor.on).select_related("school"):
        settle(actor, one)


def settle(actor: Actor, one: Away) -> None:
    """One duty an absence: name somebody, due on the first day on which a place would stand empty."""
    found = queries.gaps_of(one, actor.on)
    office = has(actor, one.school_id, Function.SECRETARIAT)
    wanted = (
        [
            Wanted(
                origin=one.duties_origin,
                key="replace",
                code="replace_supervisor",
                rule="",
                holder=Function.SECRETARIAT if office else Function.DIRECTOR,
                due=found[0].day,
                board=one.board_id,
                school=one.school_id,
                facts={"away": str(one.pk)},
                source=PLAN if one.school.jurisdiction == "nl" else {},
            )
        ]
        if found
        else []
    )
    settle_many(one.board_id, [one.duties_origin], wanted)


def _journal(actor: Actor, act: str, row: Post | Away, **facts: Any) -> None:
    journal.write(actor, act, stream=row.school_id, kind=row._meta.label_lower, subject_id=row.pk, facts=facts)
