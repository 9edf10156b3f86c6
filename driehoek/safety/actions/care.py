"""The schedule of care after an incident, and the talks that are its evidence (SAF-8, SAF-9).

Settling the duties of an incident reads its facts and nothing else, so doing it twice changes nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.duties import actions as duties
from driehoek.duties.actions import Wanted, settle_many, wanted
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.safety.models import AftercareTalk, Incident, Thread
from driehoek.safety.queries.accused import Aside, hide, of
from driehoek.safety.queries.incidents import holders_of
from driehoek.schools.law import law_of
from driehoek.schools.models import School
from lawbook.core import Law, NotInForce, Outcome
from lawbook.netherlands import aggression, incidents

AFTERCARE, FOLLOWUPS = "nl.aftercare.duties", "nl.aggression.followups"
TOLD_BY_REPORTING = "aftercare_tell_prevention_officer"
ADVICE = "advice"


def settle(incident: Incident, fresh: Collection[Thread] = ()) -> None:
    """Bring the duties of all threads of an incident to what its facts ask now; a closed incident asks nothing.

    `fresh`: all its threads, where they were made just now and need not be read.
    """
    threads = list(fresh or Thread.objects.filter(incident=incident))
    for thread in threads:
        thread.incident = incident
    asked: list[Wanted] = []
    victims = (
        [thread for thread in threads if thread.withdrawn_at is None and thread.victim] if incident.is_open else []
    )
    if victims:
        law, officer = law_of(incident.school), has_officer(incident.school)
        asked = [one for thread in victims for one in _of_thread(incident, thread, law, officer=officer)]
    out = of(incident, frozenset(thread.user_id for thread in threads if thread.user_id and thread.accuses))
    origins = [thread.origin for thread in threads]
    settle_many(incident.board_id, origins, [kept(one, out) for one in asked])
    hide(incident, origins, out)


def kept(one: Wanted, out: Aside) -> Wanted:
    """A duty of an incident, away from who of the staff stands accused in it."""
    holder = out.holder(one.holder)
    return one._replace(holder=holder, kept_from=out.kept_from, school=out.school(holder, one.school or one.board))


def has_officer(school: School) -> bool:
    """Whether somebody at the school is its prevention officer, so that reporting has told that person."""
    now = timezone.now()
    return bool(holders_of(school, [Function.PREVENTION_OFFICER], timezone.localdate(now), now))


def _of_thread(incident: Incident, thread: Thread, law: Law, *, officer: bool) -> Iterator[Wanted]:
    on = timezone.localdate(incident.happened_at)
    try:
        if incident.serious:
            facts: dict[str, Any] = {
                "victim": thread.victim,
                "incident_at": incident.happened_at,
                "returned_on": thread.returned_on,
            }
            yield from _wanted(thread, AFTERCARE, incidents.aftercare(law, **facts), facts, officer=officer)
        if incident.is_aggression and thread.victim == "staff" and incident.aggression_case is None:
            days = {"incident_on": on}
            yield from _wanted(thread, FOLLOWUPS, aggression.followups(law, **days), days, officer=officer)
    except NotInForce:
        return  # before the plan there was no such schedule


def _wanted(
    thread: Thread, rule: str, outcome: Outcome, facts: Mapping[str, Any], *, officer: bool
) -> Iterator[Wanted]:
    """The duties of an outcome that have a day. Nobody's name is on them: their page asks the reader's rights again."""
    incident = thread.incident
    given = {name: value for name, value in facts.items() if value is not None}
    for duty in outcome.duties:
        if duty.due is None or (duty.code == TOLD_BY_REPORTING and officer):
            continue
        one = wanted(
            duty,
            outcome,
            key=duty.code,
            due=duty.due,
            facts=given,
            rule=rule,
            origin=thread.origin,
            board=incident.board_id,
            school=incident.school_id,
        )
        one = one._replace(holder=_holder(one.holder, officer))
        yield one if incident.school.jurisdiction == "nl" else one._replace(source={**one.source, "level": ADVICE})


def _holder(named: str, officer: bool) -> str:
    """The function a duty goes to: without a prevention officer, or for all staff, the direction."""
    if named == "staff" or (named == Function.PREVENTION_OFFICER and not officer):
        return Function.DIRECTOR
    return named


@transaction.atomic
def follow_in_case(actor: Actor, incident: Incident, case: UUID) -> None:
    """From now on a case follows the aggression up: the talks that are still to come are asked there alone."""
    incident.aggression_case = case
    incident.save(update_fields=["aggression_case"])
    settle(incident)
    journal.write(actor, "incident.followed", stream=incident.school_id, kind="safety.incident", subject_id=incident.pk)


@transaction.atomic
def record_talk(actor: Actor, thread: Thread, talk: AftercareTalk) -> AftercareTalk:
    """Keep the report of a talk; the duty it answers is done with it. What was said stays in the report alone."""
    talk.board_id, talk.thread, talk.recorded_by_id = thread.board_id, thread, actor.account
    talk.save(force_insert=True)
    for duty in Duty.objects.open().filter(board_id=thread.board_id, origin=thread.origin, key=talk.code):
        duties.discharge(actor, duty, {"how": "talk", "on": talk.on.isoformat()})
    note(actor, "incident.talk", thread, code=talk.code)
    return talk


@transaction.atomic
def withdraw_talk(actor: Actor, talk: AftercareTalk) -> bool:
    """Take back a talk report made by mistake, on the same day by who made it; its duty is open again."""
    if talk.recorded_by_id != actor.user_id or timezone.localdate(talk.recorded_at) != actor.on:
        return False
    talk.withdrawn_at = timezone.now()
    talk.save(update_fields=["withdrawn_at"])
    done = Duty.objects.filter(board_id=talk.board_id, origin=talk.thread.origin, key=talk.code)
    for duty in done.filter(discharged_by=actor.user_id):
        duties.take_back(actor, duty)
    note(actor, "incident.talk_back", talk.thread, code=talk.code)
    return True


@transaction.atomic
def record_return(actor: Actor, thread: Thread, on: date | None) -> None:
    """The victim is back at school or at work: two weeks later somebody asks whether it feels safe again."""
    thread.returned_on = on
    thread.save(update_fields=["returned_on"])
    settle(thread.incident)
    note(actor, "incident.returned", thread)


def note(actor: Actor, act: str, thread: Thread, **facts: Any) -> None:
    """The line of an act on one person's thread."""
    journal.write(
        actor,
        act,
        stream=thread.school_id,
        kind="safety.thread",
        subject_id=thread.pk,
        pupil_id=thread.pupil_id,
        facts=facts,
    )


def missing_of(open_duties: Collection[Duty], threads: Collection[Thread]) -> list[dict[str, str]]:
    """What an incident misses when it is closed, as it is kept: whose thread, which duty, its last day."""
    of = {thread.origin: str(thread.pk) for thread in threads}
    return [{"thread": of[duty.origin], "code": duty.code, "due": duty.due.isoformat()} for duty in open_duties]
