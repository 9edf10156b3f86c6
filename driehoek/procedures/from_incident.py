"""From an incident to the case that follows its aggression up: what is known goes along (SAF-8, SAF-9).

The case has the talks from then on, those that were held before as its first steps; the incident asks none any more.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, open_one
from driehoek.safety.actions import care
from driehoek.safety.models import AftercareTalk, Incident, Kind, Thread
from driehoek.safety.queries import incidents as queries_of_incidents

from . import actions, aggression, gate
from .actions import Entered
from .definitions import DEFINITIONS
from .definitions.nl_aggression_talks import TALKS
from .models import Case

OPEN = "case.open:aggression"
KINDS = {Kind.PHYSICAL: "violence", Kind.THREAT: "threat", Kind.VANDALISM: "vandalism"}
# The duty of a talk after an incident, and the step of the case that is the same talk.
SAME = {step.latest.pick.removesuffix(".to"): step.code for step in TALKS if step.latest}


def opened(request: HttpRequest, pk: Any) -> Incident:
    """An incident with aggression at a Dutch school that no case follows up yet; 404 for any other."""
    rows = queries_of_incidents.loaded(actor_in(request), "incident.care")
    found: Incident = open_one(request, rows, pk, OPEN, log=False)
    fits = found.school.jurisdiction == "nl" and found.is_aggression and found.aggression_case is None
    if not fits or found.school_id not in actor_in(request).reach(OPEN).schools or _offender(found, staff=True):
        raise Http404
    return found


def _offender(incident: Incident, *, staff: bool = False) -> Thread | None:
    rows = incident.threads.filter(withdrawn_at=None, role=Thread.Role.PERPETRATOR).select_related("pupil", "user")
    return next((one for one in rows if bool(one.user_id) is staff), None)


def _victims(incident: Incident) -> list[Thread]:
    rows = incident.threads.filter(withdrawn_at=None, role=Thread.Role.VICTIM).select_related("pupil", "user")
    return sorted(rows, key=lambda one: one.victim != "staff")


def known(incident: Incident) -> dict[str, Any]:
    """What the incident knows of the first step of the case."""
    offender, victims = _offender(incident), _victims(incident)
    told = [one.description for one in (*victims, *([offender] if offender else [])) if one.description]
    harmed = any(one.physical_damage or one.material_damage or set(one.treatments) - {"none"} for one in victims)
    place = ", ".join(filter(None, (str(incident.get_place_display()), incident.place_note)))
    on = timezone.localdate(incident.happened_at)
    warned = aggression.warned_on(incident.school, offender.who, on) if offender else None
    standing = offender.standing if offender else ""
    return {
        "on": on,
        "offender": offender.who if offender else "",
        "place": place,
        "who": standing if standing in {"parent", "pupil"} else "other" if offender else "",
        "kind": next((code for kind, code in KINDS.items() if kind in incident.kinds), "verbal"),
        "description": "\n\n".join(told),
        "staff": ", ".join(one.who for one in victims),
        "injury": harmed,
        "earlier_warning": warned is not None,
        "warned_on": warned,
    }


@transaction.atomic
def begin(actor: Actor, incident: Incident, entered: Entered) -> Case:
    """Open the case with what happened, the talks that were held and the report that was made. Raises Refused."""
    offender = _offender(incident)
    case = actions.open_case(
        actor,
        incident.school,
        definition=DEFINITIONS[aggression.AGGRESSION],
        origin=f"incident:{incident.pk}",
        pupil=offender.pupil if offender else None,
        on=min(entered.on, actor.on),
    )
    actions.record(actor, case, entered)
    for talk in _held(incident):
        actions.record(actor, case, _talk(talk, entered.on))
    reported = next((one for one in _victims(incident) if one.police_reported_on), None)
    if reported and reported.police_reported_on:
        form = "declaration" if entered.facts.get("injury") else "notification"
        facts = {"police_form": form, "police_number": reported.police_number}
        _if_accepted(actor, case, Entered("police_report", max(reported.police_reported_on, entered.on), None, facts))
    care.follow_in_case(actor, incident, case.pk)
    return case


def _if_accepted(actor: Actor, case: Case, entered: Entered) -> None:
    """A step of the head alone is left to the head."""
    step = case.procedure.step(entered.step)
    if gate.refusal(gate.hand(actor, case), case.procedure, step) is None:
        actions.record(actor, case, entered)


def _held(incident: Incident) -> list[AftercareTalk]:
    """The talks after aggression that were held, the first of each."""
    rows = AftercareTalk.objects.filter(thread__incident=incident, withdrawn_at=None, code__in=SAME).order_by("on")
    return list({talk.code: talk for talk in reversed(rows)}.values())


def _talk(talk: AftercareTalk, first: date) -> Entered:
    enough = "more" if talk.feels_safe is False else "yes"
    facts = {"with_whom": talk.with_whom, "said": talk.agreed, "enough": enough}
    if SAME[talk.code] == "on_agenda":
        del facts["enough"]
    return Entered(SAME[talk.code], max(talk.on, first), None, facts)
