"""What a duty is about in a few words, for who may read it: the goal, the measure, the incident (ALL-1).

A duty itself carries no text of a file. The words are looked up for the reader of this moment, among the rows that this
reader sees; those apps stand above, so their models are asked for by name.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.web.dates import spoken_date

from .models import Duty

WORDS = 12
STEPS, MEASURES, THREADS = "step", "measure", "thread"
FORMS, CERTIFICATES = "medication", "certificate"
ORIGINS = (THREADS, FORMS, CERTIFICATES)


def of(actor: Actor, duties: Iterable[Duty]) -> dict[UUID, str]:
    """By duty what it is about; at most one statement for each kind that occurs."""
    named: dict[str, dict[str, list[Duty]]] = {kind: {} for kind in READERS}
    for duty in duties:
        kind, _separator, key = duty.origin.partition(":")
        for fact in (STEPS, MEASURES):
            if fact in duty.facts:
                named[fact].setdefault(str(duty.facts[fact]), []).append(duty)
        if kind in ORIGINS:
            named[kind].setdefault(key, []).append(duty)
    found = (
        (duty.pk, text)
        for kind, keys in named.items()
        if keys
        for key, text in READERS[kind](actor, list(keys))
        for duty in keys[str(key)]
    )
    return dict(found)


def _steps(actor: Actor, keys: list[str]) -> Iterable[tuple[Any, str]]:
    entries = apps.get_model("pupils", "Entry").objects.visible_to(actor)
    rows = apps.get_model("pupils", "Step").objects.filter(pk__in=keys, entry__in=entries.values("pk"))
    return ((pk, _first_words(text)) for pk, text in rows.values_list("pk", "text"))


def _measures(actor: Actor, keys: list[str]) -> Iterable[tuple[Any, str]]:
    rows = apps.get_model("safetyplan", "Measure").objects.visible_to(actor, "plan.read").filter(pk__in=keys)
    return ((pk, _first_words(text)) for pk, text in rows.values_list("pk", "what"))


def _threads(actor: Actor, keys: list[str]) -> Iterable[tuple[Any, str]]:
    rows = apps.get_model("safety", "Thread").objects.visible_to(actor).filter(pk__in=keys).select_related("incident")
    for row in rows:
        told = {
            "day": spoken_date(timezone.localdate(row.incident.happened_at)),
            "place": row.incident.get_place_display(),
        }
        yield row.pk, _("incident of %(day)s, %(place)s") % told


def _forms(actor: Actor, keys: list[str]) -> Iterable[tuple[Any, str]]:
    """The child of a form, for who may give the medicine; which one it is stands on the form alone."""
    rows = apps.get_model("safety", "MedicationForm").objects.visible_to(actor, "medication.give").filter(pk__in=keys)
    return ((row.pk, row.pupil.name) for row in rows.select_related("pupil"))


def _certificates(actor: Actor, keys: list[str]) -> Iterable[tuple[Any, str]]:
    rows = apps.get_model("safetyplan", "Certificate").objects.visible_to(actor).filter(pk__in=keys)
    for row in rows.select_related("person", "school"):
        yield row.pk, f"{row.person}: {row.Kind(row.kind).called(row.school.jurisdiction)}"


def _first_words(text: str) -> str:
    return Truncator(text).words(WORDS)


READERS = {
    STEPS: _steps, MEASURES: _measures, THREADS: _threads, FORMS: _forms, CERTIFICATES: _certificates,
}  # fmt: skip
