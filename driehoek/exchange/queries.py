"""What the pages of an import show: the plan by person and group, the messages, the imports before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from driehoek.access.actors import Actor
from driehoek.people.models import Pupil
from driehoek.schools.models import School
from driehoek.web.dates import compact_date
from driehoek.web.words import term

from .models import ImportRun
from .plans import counting
from .roster import Note

TABS = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "left": pgettext_lazy("pupils", "left"),
    "unchanged": gettext_lazy("unchanged"),
    "refused": gettext_lazy("refused"),
}
NOUNS = {
    "schools.site": gettext_lazy("site"),
    "schools.group": gettext_lazy("group"),
    "pupils.pupil": gettext_lazy("pupil"),
    "pupils.enrolment": gettext_lazy("enrolment"),
    "pupils.membership": gettext_lazy("group"),
    "pupils.guardian": gettext_lazy("parent or guardian"),
    "pupils.guardianship": gettext_lazy("parent or guardian"),
    "access.user": gettext_lazy("teacher"),
    "access.appointment": gettext_lazy("group"),
}
FIELDS = {
    "key": gettext_lazy("administration number"),
    "name": gettext_lazy("name"),
    "level": gettext_lazy("level"),
    "year": gettext_lazy("year"),
    "given_name": gettext_lazy("given name"),
    "first_names": gettext_lazy("first names"),
    "prefix": gettext_lazy("prefix"),
    "family_name": gettext_lazy("family name"),
    "birth_date": gettext_lazy("date of birth"),
    "school": gettext_lazy("school"),
    "sex": gettext_lazy("sex"),
    "country": gettext_lazy("country"),
    "postcode": gettext_lazy("postcode"),
    "eckid": "ECK iD",
    "left_on": gettext_lazy("left on"),
    "last_day": gettext_lazy("last day"),
    "email": gettext_lazy("e-mail address"),
    "proposed_email": gettext_lazy("e-mail address to invite"),
    "phone": gettext_lazy("telephone"),
    "address": gettext_lazy("address"),
    "relation": gettext_lazy("what the adult is to the child"),
}
KINDS = {  # what the summary tells apart, by the word in the address
    "pupils": (counting.PUPIL, gettext_lazy("Pupils")),
    "classes": (counting.GROUP, gettext_lazy("Classes and groups")),
    "parents": (counting.GUARDIAN, gettext_lazy("Parents and guardians")),
    "staff": (counting.STAFF, gettext_lazy("Teachers")),
    "sites": (counting.SITE, gettext_lazy("Sites")),
}
SUMMED = {
    "new": pgettext_lazy("so many rows of an import", "new"),
    "changed": pgettext_lazy("so many rows of an import", "changed"),
    "left": pgettext_lazy("so many rows of an import", "ended"),
}
DAYS = {"birth_date", "left_on", "last_day"}


@dataclass
class Card:
    """One person or group of a plan with everything that happens to it."""

    pk: str
    label: str
    noun: str
    line: int | None = None
    details: list[str] = field(default_factory=list)
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)  # field, old, new


class Line(NamedTuple):
    """One kind in the summary: its word in the address, its name, and how many of each outcome."""

    slug: str
    label: str
    cells: list[tuple[str, str, int]]  # outcome, its word, and how many; what did not happen is left out


def summary(run: ImportRun) -> list[Line]:
    """Pupils, classes, parents and teachers apart; empty for an import of before they were counted apart."""
    told = run.counts.get("kinds", {})
    return [
        Line(slug, str(label), [(what, str(SUMMED[what]), told[model][what]) for what in SUMMED if what in told[model]])
        for slug, (model, label) in KINDS.items()
        if model in told
    ]


def cards(run: ImportRun, kind: str, of: str = "") -> list[Card]:
    """The people and groups of one outcome, in the order of the file; `of`: one kind of KINDS alone."""
    model = KINDS[of][0] if of in KINDS else ""
    if kind == "unchanged":
        known = [one for one in run.notes.get("unchanged", []) if not model or one[0] == model]
        return [Card("", label, str(NOUNS[one])) for one, label in known]
    found: dict[str, Card] = {}
    for change in run.plan:
        if change["kind"] != kind or (model and counting.kind_of(change["model"]) != model):
            continue
        own = change["pk"] == change["subject"]
        card = found.setdefault(
            change["subject"], Card(change["subject"], change["label"], str(NOUNS[change["model"]]))
        )
        if own:
            card.noun, card.line = str(NOUNS[change["model"]]), change["line"]
        if change["detail"]:
            card.details.append(f"{NOUNS[change['model']]} {change['detail']}")
        if change["before"] is not None and (own or not change["detail"]):
            card.changes += _differences(change, run.school.jurisdiction)
    return list(found.values())


def _differences(change: dict[str, Any], country: str) -> Iterator[tuple[str, Any, Any]]:
    """Old and new value of each field that people know; of a personal number only that it changed."""
    for name, new in (change["after"] or {}).items():
        if name == "personal_number":
            yield term("national number", country), "•••", "•••"
        elif name in FIELDS:
            yield str(FIELDS[name]), _spoken(name, change["before"][name]), _spoken(name, new)


def _spoken(name: str, value: Any) -> Any:
    """A value of the plan as people write it: the plan keeps days and the sex as codes."""
    if name in DAYS and value:
        return compact_date(date.fromisoformat(str(value)))
    return Pupil.Sex(value).label if name == "sex" and value in Pupil.Sex.values else value


def notes(run: ImportRun, kind: str) -> list[Note]:
    return [Note(*one) for one in run.notes.get(kind, [])]


def shown_notes(run: ImportRun, kind: str) -> list[Note]:
    """The messages, with the name people know for a field of ours; a column keeps the name it has in the file."""
    number = term("national number", run.school.jurisdiction)
    known = {**FIELDS, "personal_number": number}
    return [note._replace(field=str(known.get(note.field, note.field))) for note in notes(run, kind)]


def schools_of(actor: Actor, right: str) -> QuerySet[School]:
    return School.objects.visible_to(actor, right).order_by("name")


def earlier(actor: Actor, *formats: str) -> QuerySet[ImportRun]:
    """The last imports in these formats of the schools this person imports for."""
    return ImportRun.objects.visible_to(actor).filter(format__in=formats).select_related("school", "started_by")[:10]
