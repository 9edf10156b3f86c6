"""Letters of a case: what the case knows goes into them, to whom they go, and which ones there are (PRO-14)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import override

from driehoek.access.actors import Actor
from driehoek.letters.actions.writing import draft
from driehoek.letters.kinds import FieldKind, Kind
from driehoek.letters.models import Letter
from driehoek.letters.recipients import Recipient, parents_of
from driehoek.safety.queries.bullying import bullies_of
from driehoek.schools.models import OutsideBody

from . import letter_facts as facts
from . import queries
from .definition import Field, Step, Term
from .models import Case
from .state import Happened, State
from .words import function_words

# Who gets letters without being named on the case: bodies outside the school, and those within it.
BODIES = {"inspectorate": "inspectorate", "attendance_officer": "attendance_officer", "clb": "clb",
          "complaints_committee": "complaints"}  # fmt: skip
WITHIN = {"board", "director", "class_council"}


class Fact(NamedTuple):
    """A fact of a case, with the field of the step it came from where there is one."""

    value: Any
    field: Field | None = None


NOTHING = Fact(None)


def known(actor: Actor, case: Case, step: Step, kind: Kind) -> dict[str, Any]:
    """What the case knows of the fields of a letter, as its form starts. A letter of today counts as posted today."""
    events = queries.happened(case.story)
    state = State(case.procedure, events, queries.context_of(case, actor.on))
    if not state.done(step.code):
        state = State(case.procedure, [*events, Happened("draft", step.code, actor.on)], state.context)
    year = state.context.school_year
    found: dict[str, Any] = {"sent_on": actor.on, "school_year": year.as_text() if year else "",
                             "official_number": case.school.official_number, **_people(case)}  # fmt: skip
    for field in kind.fields:
        fact = _fact(state, step, kind.code, field.name)
        if fact.value not in (None, ""):
            found[field.name] = _in_letter(fact, field.name, field.kind)
    for part in kind.free:
        fact = _fact(state, step, kind.code, part.name)
        if fact.value not in (None, ""):
            found[f"free_{part.name}"] = _in_letter(fact, part.name, FieldKind.TEXT)
    return found


def _fact(state: State, step: Step, kind: str, name: str) -> Fact:
    """Where a field of a letter comes from: its own path, a day of the case, the step itself, or the last event."""
    if name == "decision" and step.code == "refuse":
        return Fact("refused")
    for path in facts.paths(kind, name):
        value = state.value(path)
        if value not in (None, ""):
            code, _dot, fact = path.partition(".")
            return Fact(value, _field(state, code, fact))
    for term in filter(None, (_term(state, code) for code in facts.days(kind, name))):
        if day := state.day(term):
            return Fact(day)
    if facts.asked(kind, name):
        return NOTHING
    for event in (*filter(None, [state.last(step.code)]), *reversed(state.events)):
        if event.facts.get(name) not in (None, ""):
            return Fact(event.facts[name], _field(state, event.step, name))
    return NOTHING


def _field(state: State, code: str, name: str) -> Field | None:
    return next((one for one in state.definition.step(code).fields if one.name == name), None)


def _in_letter(fact: Fact, name: str, kind: FieldKind) -> Any:
    """A fact as the letter takes it: in Dutch words where it prints them, a code where it chooses by it."""
    if name in facts.ANSWERS and isinstance(fact.value, bool):
        return facts.ANSWERS[name][0 if fact.value else 1]
    if kind is FieldKind.LIST and isinstance(fact.value, str):
        return fact.value.splitlines()
    if kind is FieldKind.TEXT and fact.field and fact.field.choices:
        with override("nl"):
            return str(dict(fact.field.choices).get(fact.value, fact.value))
    return fact.value


def _term(state: State, code: str) -> Term | None:
    for milestone in state.definition.milestones:
        if milestone.code == code:
            return milestone.term
    return next((one.latest for one in state.definition.steps if one.code == code), None)


def _people(case: Case) -> dict[str, Any]:
    people = queries.in_force(case)
    members = [one.name for one in people if one.role in {"committee", "committee_internal", "committee_external"}]
    chairs = [one.name for one in people if one.role == "committee_chair"]
    complainants = [one for one in people if one.role == "complainant"]
    return {"members": members, "chair": chairs[0] if chairs else "",
            "complainant": complainants[0].name if complainants else "",
            "complainant_address": complainants[0].address if complainants else ""}  # fmt: skip


def recipients(case: Case) -> dict[str, Recipient]:
    """Who may get a letter of this case, by role and id: parents per address, staff, people on it, outside bodies."""
    found = {f"parents-{number}": one for number, one in enumerate(parents_of(case.pupil) if case.pupil else ())}
    if case.person:
        found["staff-"] = Recipient(case.person.get_full_name(), email=case.person.email or "")
    for party in queries.in_force(case):
        if party.guardian_id is None:
            email = party.user.email or "" if party.user else ""
            found[f"{party.role}-{party.pk}"] = Recipient(party.name, party.address, email)
    return found | _of_bullies(case) | _bodies(case)


def _of_bullies(case: Case) -> dict[str, Recipient]:
    """The parents of the children whom the signals of a bullying case name; each letter is about the own child."""
    if case.family != "bullying":
        return {}
    return {
        f"bullies-{pupil.pk}-{number}": one
        for pupil in bullies_of(case.pk)
        for number, one in enumerate(parents_of(pupil))
    }


def _bodies(case: Case) -> dict[str, Recipient]:
    """The bodies that a step of this procedure writes to, as the school knows them, or else by what they are called."""
    wanted = {code for step in case.procedure.steps for code in step.to} & {*BODIES, *WITHIN}
    kinds = {BODIES[code]: code for code in wanted if code in BODIES}
    rows = OutsideBody.objects.filter(school=case.school_id, kind__in=kinds) if kinds else ()
    found = {f"{kinds[row.kind]}-{row.pk}": Recipient(row.name, email=row.email) for row in rows}
    for code in sorted(wanted - {key.partition("-")[0] for key in found}):
        found[f"{code}-"] = Recipient(function_words(code, case.school.jurisdiction).capitalize())
    return found


def addressed(step: Step, to: Mapping[str, Recipient]) -> list[str]:
    """The recipients whom this step names, as the form starts; nobody gets a letter that the step does not send."""
    return [key for key in to if key.partition("-")[0] in step.to]


def write(
    actor: Actor, case: Case, step: Step, kind: Kind, *, data: Mapping[str, Any], free: Mapping[str, str],
    chosen: Mapping[str, Recipient],
) -> list[Letter]:  # fmt: skip
    """Draft the letter, one per recipient, told to each as what they are where the letter does so.

    Raises letters' BadLetter naming what is missing or wrong.
    """
    made: list[Letter] = []
    for party, recipients in _by_party(kind, chosen):
        made += draft(
            actor, board_id=case.board_id, school=case.school, pupil=case.pupil, kind=kind.code, recipients=recipients,
            data={**data, **party}, free=free, origin=f"{case.duties_origin}:{step.code}", case_ref=case.pk,
        )  # fmt: skip
    return made


def _by_party(kind: Kind, chosen: Mapping[str, Recipient]) -> list[tuple[dict[str, str], list[Recipient]]]:
    """The recipients together, or by what they are in the case where the letter speaks to each as that."""
    if not any(field.name == facts.PARTY for field in kind.fields):
        return [({}, list(chosen.values()))]
    found: dict[str, list[Recipient]] = {}
    for key, one in chosen.items():
        role = key.partition("-")[0]
        found.setdefault(facts.PARTIES.get(role, role), []).append(one)
    return [({facts.PARTY: party}, recipients) for party, recipients in found.items()]
