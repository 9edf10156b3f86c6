"""What the pages of one person's thread show and do together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in
from driehoek.pupils.forms.others import AttachmentForm
from driehoek.safety.actions import incidents
from driehoek.safety.forms.threads import ThreadForm
from driehoek.safety.models import Kind, Thread
from driehoek.safety.queries import care, papers
from driehoek.safety.queries import incidents as queries
from driehoek.safety.veil import veil
from driehoek.web.dates import spoken_date
from driehoek.web.nav import address

from . import incident_door as door

PRINT = "incident.print"
DAMAGE = ("material", "physical", "psychological", "other")


def shown(actor: Actor, thread: Thread, act: str = "incident.read") -> dict[str, Any]:
    """One person's part as far as its reader may see it; a line in the journal tells that it was opened."""
    incident = thread.incident
    one = queries.shown(actor, incident, only=thread)[0]
    door.log(actor, incident, [thread], act)
    talks = care.talks_of(thread) if one.shows_care else []
    reads = queries.reads_whole(actor, incident)
    around = _for_carers(actor, thread) if queries.cares(actor, incident) else {}
    if act == PRINT or (one.shows_care and not reads):
        veil(thread, talks)
    return {
        "one": one,
        "thread": thread,
        "incident": incident,
        "on": actor.on,
        "whole": reads,
        "cares": incident.is_open and bool(around),
        "steps": care.schedule(one.duties, talks),
        "talks": talks,
        "facts": facts_of(thread) if one.shows_text else [],
        "damage": damage_of(thread) if one.shows_text else [],
        "files": list(queries.files(actor).filter(thread=thread)),
        "attach": AttachmentForm(),
        "versions": list(thread.versions.select_related("replaced_by")) if reads else [],
        "follow_up": door.aggression_of(actor, incident) if reads else {},
        "admitted": thread.is_admitted and incident.school.jurisdiction == "nl",
        "prints": one.shows_care and actor.may("incident.read"),
        **around,
    }


def _for_carers(actor: Actor, thread: Thread) -> dict[str, Any]:
    """What whoever takes care of it can do from here: papers, a procedure, the accident, first aid."""
    first_aid = address("firstaid_new", thread.pupil_id) if thread.pupil_id and actor.may("medication.give") else None
    return {
        "procedure": door.procedure_of(actor, thread),
        "papers": papers.offered(actor, thread),
        "accident": papers.accident_of(thread),
        "insurance": papers.insurance_of(thread),
        "first_aid": first_aid,
        "writes_letters": actor.may("letters.write"),
        "dutch": thread.incident.school.jurisdiction == "nl",
    }


def facts_of(thread: Thread) -> list[tuple[str, str]]:
    """What is filled in about this person, with its label, as text to read."""
    treatments = [str(Thread.Treatment(one).label) for one in thread.treatments]
    kinds = [f"{capfirst(Kind(kind).label)}: {words}" for kind, words in thread.kind_words.items()]
    rows = [
        (_("What happened"), thread.description),
        (_("Kind, namely"), "\n".join(kinds)),
        (_("Treatment"), ", ".join([*treatments, *filter(None, [thread.treatment_note])])),
        (_("Address"), thread.address),
        (_("Police"), _police(thread)),
        (_("Inspectorate told on"), spoken_date(thread.inspectorate_told_on)),
        (_("Psychological care was given"), _yes(thread.psychological_care)),
        (_("Aftercare is wanted"), _yes(thread.aftercare_asked)),
        (_("Back since"), spoken_date(thread.returned_on)),
        (_("Suggestions for further handling"), thread.further_handling),
        (_("Suggestions to prevent it in future"), thread.prevention),
    ]
    return [(label, text) for label, text in rows if text]


def damage_of(thread: Thread) -> list[tuple[str, str, Any]]:
    """Damage with its cost in euro: label, what, cost."""
    labels = {
        "material": _("material damage"),
        "physical": _("physical injury"),
        "psychological": _("psychological injury"),
        "other": _("other damage"),
    }
    found = [(labels[name], getattr(thread, f"{name}_damage"), getattr(thread, f"{name}_cost")) for name in DAMAGE]
    return [row for row in found if row[1]]


def _police(thread: Thread) -> str:
    told = [_("the police were called")] if thread.police_called else []
    if thread.police_reported_on:
        told.append(_("reported on %(day)s") % {"day": spoken_date(thread.police_reported_on)})
    return ", ".join([*told, *filter(None, [thread.police_number])])


def _yes(value: bool) -> str:
    return _("Yes") if value else ""


def written(request: HttpRequest, form: ThreadForm) -> bool:
    """Keep what was filled in; False when a colleague was first, with that as the form's error."""
    try:
        incidents.save_thread(actor_in(request), form.filled(), form.before, form.cleaned_data.get("reason", ""))
    except incidents.Overtaken:
        form.add_error(None, _("A colleague changed this meanwhile. Open it again; nothing of yours was kept."))
        return False
    messages.success(request, _("Kept."))
    return True
