"""What may happen to a child that is ill or hurt at school: noted, called about, gone home (SAF-14)."""

from datetime import date
from typing import Any

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.access.functions import Category, Function
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.pupils.actions.who import person
from driehoek.safety.models.firstaid import Call, CareMoment
from driehoek.safety.queries import firstaid as queries
from driehoek.schools.queries import calendar_of

PAPERS = "give_insurance_papers"


@transaction.atomic
def note(actor: Actor, moment: CareMoment) -> CareMoment:
    """Note that a child fell ill or was hurt. After an accident the insurance papers become a duty."""
    pupil = moment.pupil
    moment.board_id, moment.school_id, moment.recorded_by_id = pupil.board_id, pupil.school_id, person(actor)
    moment.save(force_insert=True)
    settle(actor, moment)
    _journal(actor, "firstaid.noted", moment, kind=moment.kind)
    return moment


@transaction.atomic
def change(actor: Actor, moment: CareMoment) -> None:
    """What was seen and done, while the child is still with us."""
    moment.save(update_fields=["kind", "at", "place", "seen", "first_aid", "helper", "serious"])
    settle(actor, moment)
    _journal(actor, "firstaid.changed", moment)


@transaction.atomic
def call(actor: Actor, made: Call) -> Call:
    """Add a call: whom, when, reached or not, what was agreed."""
    made.board_id, made.recorded_by_id = made.moment.board_id, person(actor)
    made.save(force_insert=True)
    _journal(actor, "firstaid.call", made.moment, whom=made.whom, reached=made.reached)
    return made


@transaction.atomic
def end(actor: Actor, moment: CareMoment) -> None:
    """The child went back to class, home with somebody, or on with the ambulance; the form has asked who may."""
    moment.save(update_fields=["outcome", "ended_at", "collected_by", "collected_name"])
    _journal(actor, "firstaid.ended", moment, outcome=moment.outcome)


@transaction.atomic
def reopen(actor: Actor, moment: CareMoment) -> None:
    """Ended by mistake: the child is still with us."""
    moment.outcome, moment.ended_at, moment.collected_by, moment.collected_name = "", None, None, ""
    moment.save(update_fields=["outcome", "ended_at", "collected_by", "collected_name"])
    _journal(actor, "firstaid.changed", moment)


@transaction.atomic
def papers(actor: Actor, moment: CareMoment, on: date) -> None:
    """The parents have the insurance papers; the duty is done."""
    moment.papers_on = on
    moment.save(update_fields=["papers_on"])
    for duty in Duty.objects.open().filter(board_id=moment.board_id, origin=moment.duties_origin):
        discharge(actor, duty, {"how": "done"})
    _journal(actor, "firstaid.papers", moment)


def settle(actor: Actor, moment: CareMoment) -> None:
    wanted = []
    if moment.kind == CareMoment.Kind.HURT and moment.papers_on is None:
        wanted = [
            Wanted(
                origin=moment.duties_origin,
                key=PAPERS,
                code=PAPERS,
                rule="",
                holder=Function.SECRETARIAT,
                due=calendar_of(moment.school).next_school_day(actor.on),
                board=moment.board_id,
                school=moment.school_id,
                pupil=moment.pupil_id,
                facts={"moment": str(moment.pk)},
                source=queries.SOURCES[moment.school.jurisdiction],
            )
        ]
    settle_many(moment.board_id, [moment.duties_origin], wanted)


def _journal(actor: Actor, act: str, moment: CareMoment, **facts: Any) -> None:
    journal.write(
        actor,
        act,
        stream=moment.school_id,
        kind="safety.caremoment",
        subject_id=moment.pk,
        pupil_id=moment.pupil_id,
        category=Category.HEALTH,
        facts=facts,
    )
