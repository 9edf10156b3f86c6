"""Recording an accident: the rule of that day says whether it is reported and listed, and who must be told (SAF-7)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.duties import actions as duties
from driehoek.duties.actions import Wanted, settle_many, wanted
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.safety.models import Accident, RegisterReview, Thread
from driehoek.safety.queries.accused import aside
from driehoek.schools.law import Answer, ask
from lawbook.core import BadFact, Outcome

from .care import kept, note
from .incidents import keep

SERIOUS = "nl.accident.serious"
# The register fills itself, so nobody needs a duty to put an accident on it.
ANSWERED_BY = {
    "report_accident_to_inspectorate": ("inspectorate_told_on",),
    "tell_bhv_and_council_of_accident": ("responders_told_on", "council_told_on"),
}
OF_RULE = ("death", "admitted", "admitted_within_hours", "lasting_harm", "absent_working_days")


def facts_of(accident: Accident) -> dict[str, Any]:
    """The facts of the rule, as far as they are known."""
    given = {
        "on": timezone.localdate(accident.thread.incident.happened_at),
        "death": accident.died,
        "admitted": accident.admitted,
        "admitted_within_hours": accident.admitted_within_hours,
        "lasting_harm": accident.lasting_harm,
        "absent_working_days": accident.absent_working_days,
    }
    return {name: value for name, value in given.items() if value is not None}


def answer(accident: Accident) -> Answer | None:
    """What the law of that day says of the accident; None while nothing of its outcome is known, or outside its law."""
    if accident.thread.incident.school.jurisdiction != "nl":
        return None
    try:
        return ask(accident.thread.incident.school, SERIOUS, facts_of(accident)) or None
    except BadFact:
        return None


@transaction.atomic
def record(
    actor: Actor, accident: Accident, before: Mapping[str, Any] | None = None, reason: str = ""
) -> Outcome | None:
    """Keep an accident with what the rule answers; the duties to tell are settled with it.

    `reason`: it corrects what stood there, which is kept as `before`.
    """
    if reason:
        keep(actor, accident.thread, {"accident": before}, reason, number=accident.version)
    found = answer(accident)
    outcome = found.outcome if found else None
    said: Mapping[str, bool] = found.value if found else {}
    accident.reported, accident.listed = said.get("report", False), said.get("register", False)
    if accident.recorded_by_id is None:
        accident.board_id, accident.recorded_by_id = accident.thread.board_id, actor.account
    else:
        accident.version += 1
    accident.save()
    settle(actor, accident, outcome)
    note(actor, "accident.record", accident.thread, reported=accident.reported, listed=accident.listed)
    return outcome


def settle(actor: Actor, accident: Accident, outcome: Outcome | None) -> None:
    """Bring the duties to tell to what the outcome asks, and discharge those whose day is recorded."""
    settle_many(accident.board_id, [accident.origin], _wanted(accident, outcome) if outcome else [])
    for duty in Duty.objects.open().filter(board_id=accident.board_id, origin=accident.origin):
        told = [getattr(accident, name) for name in ANSWERED_BY[duty.code]]
        if all(told):
            duties.discharge(actor, duty, {"how": "done", "on": max(told).isoformat()})


def _wanted(accident: Accident, outcome: Outcome) -> list[Wanted]:
    facts, thread = facts_of(accident), accident.thread
    out = aside(thread.incident)
    where = {"origin": accident.origin, "rule": SERIOUS, "board": accident.board_id, "school": thread.school_id}
    return [
        kept(wanted(duty, outcome, key=duty.code, due=facts["on"], facts=facts, **where), out)
        for duty in outcome.duties
        if duty.code in ANSWERED_BY
    ]


def begun(thread: Thread) -> Accident:
    """The accident of a thread as its form starts: what the pupil's file, the school and the incident know already."""
    found = Accident.objects.filter(thread=thread).first()
    if found:
        found.thread = thread
        return found
    pupil, school = thread.pupil, thread.incident.school
    started = Accident(thread=thread, reporter_phone=school.phone)
    last = Accident.objects.filter(board_id=thread.board_id).exclude(registration="").order_by("-recorded_at").first()
    if last:  # of the employer: the same for every accident of the board
        started.registration, started.people_employed = last.registration, last.people_employed
    if thread.user_id:  # when somebody began to work here, as far as the product knows
        began = thread.incident.school.appointments.filter(user=thread.user_id).order_by("first_day").first()
        started.employed_since = began.first_day if began else None
    if pupil:
        started.birth_date, started.sex, started.nationality = pupil.birth_date, pupil.sex, ""
    started.admitted = True if Thread.Treatment.ADMITTED in thread.treatments else None
    started.injury = thread.physical_damage
    return started


@transaction.atomic
def review(actor: Actor, review: RegisterReview) -> None:
    """Keep what the yearly look at the register told."""
    review.save()
    journal.write(
        actor,
        "accident.review",
        stream=review.school_id,
        kind="safety.registerreview",
        subject_id=review.pk,
        facts={"year": review.year},
    )
