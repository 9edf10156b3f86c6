"""The papers that the facts of an incident call for, and what it knows of their fields (SAF-6, SAF-7, SAF-9)."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.queries import in_force
from driehoek.letters.kinds import KINDS, Kind
from driehoek.letters.models import Letter, Letterhead
from driehoek.letters.recipients import Recipient
from driehoek.letters.wording import written
from driehoek.safety.models import Accident, Thread
from driehoek.safety.models.incidents import Kind as Sort
from driehoek.schools.models import OutsideBody
from driehoek.web.words import function_name

CRIMES = frozenset({Sort.PHYSICAL, Sort.THREAT, Sort.VANDALISM, Sort.THEFT, Sort.SEXUAL})
HARMED = ("material_damage", "physical_damage", "psychological_damage", "other_damage")
NOT_KNOWN = "–"  # a line of a form that stays empty says so
# The papers for the insurer, in the order in which they come.
INSURANCE = {
    "told": _("the insurer was told"),
    "forms_given": _("the forms were given to the parents or the member of staff"),
    "doctor": _("the doctor filled in the certificate"),
    "forms_back": _("the forms came back"),
    "receipts": _("the bills and receipts are there"),
    "paid": _("the insurer paid or refused"),
}
WORDS = {"pupil": "leerling", "employee": "werknemer", "trainee": "stagiair", "volunteer": "vrijwilliger",
         "parent": "ouder", "other": "overig"}  # fmt: skip
SEXES = {"m": "man", "f": "vrouw", "x": "x"}
TO_WHOM = {
    "accident_form": "Nederlandse Arbeidsinspectie", "incident_police": "Politie",
    "incident_inspectorate": "Inspectie van het Onderwijs, vertrouwensinspecteurs",
    "incident_insurance": "De verzekeraar van de school", "staff_damage_claim": "De directie van de school",
}  # fmt: skip
BODIES = {"incident_police": OutsideBody.Kind.POLICE, "incident_inspectorate": OutsideBody.Kind.INSPECTORATE}


class Paper(NamedTuple):
    """A paper that can be written from these facts, and the letters of it that this person may read."""

    kind: Kind
    name: str  # without the country
    made: list[Letter]


def offered(actor: Actor, thread: Thread) -> list[Paper]:
    """The papers that the facts call for."""
    country = thread.incident.school.jurisdiction
    names = [name for name in _called_for(thread) if f"{country}.{name}" in KINDS]
    rows = Letter.objects.visible_to(actor).listed().filter(origin=origin_of(thread), discarded_at=None)
    made = list(rows) if names and actor.may("letters.read") else []
    kinds = [(KINDS[f"{country}.{name}"], name) for name in names]
    return [Paper(kind, name, [one for one in made if one.kind == kind.code]) for kind, name in kinds]


def _called_for(thread: Thread) -> list[str]:
    kinds, harmed = set(thread.incident.kinds), any(getattr(thread, name) for name in HARMED)
    victim = thread.role == Thread.Role.VICTIM
    staff = thread.victim == "staff"
    grave = Sort.SEXUAL in kinds or (thread.incident.serious and kinds & {Sort.PHYSICAL, Sort.THREAT})
    called = {
        "accident_form": accident_of(thread) is not None,
        "incident_police": victim and (bool(kinds & CRIMES) or thread.police_called),
        "incident_inspectorate": victim and bool(grave),
        "staff_damage_claim": staff and harmed,
        "incident_insurance": victim and (harmed or bool(set(thread.treatments) - {Thread.Treatment.NONE})),
    }
    return [name for name, fits in called.items() if fits]


def origin_of(thread: Thread) -> str:
    return f"incident:{thread.pk}"


def accident_of(thread: Thread) -> Accident | None:
    return Accident.objects.filter(thread=thread).first()


def insurance_of(thread: Thread) -> list[tuple[str, Any, bool]]:
    """The checklist for the insurer: code, what, done; empty where nothing happened that is insured."""
    if "incident_insurance" not in _called_for(thread):
        return []
    return [(code, words, code in thread.insurance) for code, words in INSURANCE.items()]


def recipients(thread: Thread, name: str) -> dict[str, Recipient]:
    """To whom a paper goes: the body the school has on record, or by its name alone."""
    kind = BODIES.get(name)
    rows = OutsideBody.objects.filter(school=thread.incident.school_id, kind=kind) if kind else ()
    found = {f"staff{row.pk}": Recipient(row.name, email=row.email) for row in rows}
    return found or {"staff": Recipient(TO_WHOM[name])}


def begun(actor: Actor, thread: Thread, kind: Kind, name: str) -> dict[str, Any]:
    """What the form of a paper starts from: to whom it can go, and what is known of its fields."""
    to = recipients(thread, name)
    return {"kind": kind, "to": to, "known": known(actor, thread, kind), "addressed": list(to)}


def known(actor: Actor, thread: Thread, kind: Kind) -> dict[str, Any]:
    """What is known of the fields of a paper. A line of the accident form that nobody filled in says so."""
    found = {**_of_incident(thread), **_of_thread(thread)}
    accident = accident_of(thread)
    if kind.code == "nl.accident_form" and accident:
        found |= _of_accident(actor, thread, accident)
    return {field.name: found.get(field.name) or (NOT_KNOWN if field.required else "") for field in kind.fields} | {
        "free_what_happened": thread.description,
        "free_damage": found["damage_done"],
    }


def _of_incident(thread: Thread) -> dict[str, Any]:
    incident = thread.incident
    moment = timezone.localtime(incident.happened_at)
    place = ", ".join(filter(None, (capfirst(incident.get_place_display()), incident.place_note)))
    return {
        "happened_on": moment.date(),
        "happened_time": f"{moment:%H:%M} uur",
        "incident_place": place,
        "accident_place": place,
        "incident_kinds": ", ".join(str(kind.label) for kind in incident.kinds),
    }


def _of_thread(thread: Thread) -> dict[str, Any]:
    costs = [getattr(thread, name.replace("damage", "cost")) for name in HARMED]
    total = sum(cost for cost in costs if cost is not None)
    number = thread.police_number or ("ja" if thread.police_reported_on else "")
    others = thread.incident.threads.filter(role=Thread.Role.PERPETRATOR, withdrawn_at=None)
    treatments = [str(Thread.Treatment(one).label) for one in thread.treatments]
    return {
        "victim": thread.who,
        "staff_member": thread.who,
        "victim_address": thread.address,
        "police_report": number,
        "staff_function": _function(thread),
        "victim_is": thread.standing_note or WORDS[thread.standing],
        "treatment": ", ".join(treatments),
        "damage_done": "; ".join(text for name in HARMED if (text := getattr(thread, name))),
        "damage_cost": f"€ {total:.2f}".replace(".", ",") if total else "",
        "offender": ", ".join(one.who for one in others.select_related("pupil", "user")),
    }


def _function(thread: Thread) -> str:
    """What a colleague did at the school on the day it happened."""
    day, school = timezone.localdate(thread.incident.happened_at), thread.incident.school
    held = school.appointments.filter(user=thread.user_id).filter(in_force(day, thread.incident.happened_at))
    return (
        ", ".join(sorted({function_name(one.function, school.jurisdiction) for one in held})) if thread.user_id else ""
    )


def _of_accident(actor: Actor, thread: Thread, accident: Accident) -> dict[str, Any]:
    school = thread.incident.school
    head = Letterhead.objects.filter(school=school).first() or Letterhead()
    site = school.sites.exclude(address="").order_by("name").first()
    spoken = {True: "ja", False: "nee", None: ""}
    return {
        "employer": school.board.name,
        "employer_address": head.board_address,
        "employer_registration": accident.registration,
        "reporter_name": actor.name,
        "employer_people": str(accident.people_employed or ""),
        "reporter_phone": accident.reporter_phone,
        "victim_born": written(accident.birth_date),
        "victim_sex": SEXES.get(accident.sex, ""),
        "victim_nationality": accident.nationality,
        "victim_employed": written(accident.employed_since),
        "injury": accident.injury,
        "injury_part": accident.injured_part,
        "accident_admitted": spoken[accident.admitted],
        "accident_fatal": spoken[accident.died],
        "expected_absence": accident.expected_absence,
        "accident_activity": accident.activity,
        "accident_address": head.address or (site.address if site else ""),
        "accident_nature": accident.nature,
        "accident_equipment": accident.equipment,
    }
