"""A victim was admitted to a hospital: the accident is due at the inspectorate before anybody recorded it (SAF-7).

The admission is ticked on the form of annex 5, the accident stands on another one. What is ticked there is enough for
the duty; recording the accident takes it over.
"""

from django.utils import timezone

from driehoek.duties.actions import Wanted, settle_many, wanted
from driehoek.safety.models import Accident, Incident, Thread
from driehoek.safety.queries.accused import aside
from driehoek.schools.law import law_of
from lawbook.core import NotInForce
from lawbook.netherlands import incidents

from .care import kept

SERIOUS, REPORT = "nl.accident.serious", "report_accident_to_inspectorate"


def settle(incident: Incident) -> None:
    """Bring the duty to report to what is ticked, for each victim whose accident nobody recorded yet."""
    if incident.school.jurisdiction != "nl":
        return
    threads = list(Thread.objects.filter(incident=incident))
    recorded = set(Accident.objects.filter(thread__in=threads).values_list("thread", flat=True))
    out = aside(incident)
    waiting = [thread for thread in threads if thread.pk not in recorded]
    asked = [kept(one, out) for thread in waiting if thread.is_admitted for one in _wanted(incident, thread)]
    settle_many(incident.board_id, [f"accident:{thread.pk}" for thread in waiting], asked)


def _wanted(incident: Incident, thread: Thread) -> list[Wanted]:
    on = timezone.localdate(incident.happened_at)
    try:
        outcome = incidents.serious(law_of(incident.school), on, admitted=True)
    except NotInForce:
        return []
    return [
        wanted(
            duty,
            outcome,
            key=duty.code,
            due=on,
            facts={"on": on, "admitted": True},
            rule=SERIOUS,
            origin=f"accident:{thread.pk}",
            board=incident.board_id,
            school=incident.school_id,
        )
        for duty in outcome.duties
        if duty.code == REPORT
    ]
