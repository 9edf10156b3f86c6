"""Letters of a case: what the case knows goes into them, to whom they go, and which ones there are (PRO-14)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from driehoek.access.actors import Actor
from driehoek.letters import signing
from driehoek.letters.actions.writing import draft
from driehoek.letters.kinds import BadLetter, FieldKind, Kind
from driehoek.letters.models import Letter
from driehoek.letters.recipients import Recipient
from driehoek.letters.wording import spoken

from . import gate, queries
from . import letter_facts as facts
from . import letter_standing as standing
from .definition import Field, Refusal, Step, Term
from .models import Case
from .refusing import moment, refused_as_it_stands, shaken
from .state import Happened, State


class Fact(NamedTuple):
    """A fact of a case, with the field of the step it came from where there is one."""

    value: Any
    field: Field | None = None


NOTHING = Fact(None)


def known(actor: Actor, case: Case, step: Step, kind: Kind, posted: date | None = None) -> dict[str, Any]:
    """What the case knows of a letter, as its form starts. A letter counts as posted today until a day is chosen."""
    when = Posted(actor.on, posted or actor.on)
    found = computed(case, step, kind, when)
    state = state_of(case, step, kind, when)
    for part in kind.free:
        fact = _fact(state, step, kind.code, part.name)
        if fact.value not in (None, ""):
            found[f"free_{part.name}"] = _in_letter(fact, part.name, FieldKind.TEXT)
    return found


def computed(case: Case, step: Step, kind: Kind, when: "Posted") -> dict[str, Any]:
    """The facts of a letter that the case says by itself, for one recipient: they are never typed."""
    state = state_of(case, step, kind, when)
    found: dict[str, Any] = {name: value for name, value in standing.told(case, kind, state).items() if value}
    found["sent_on"] = when.posted
    for field in kind.fields:
        fact = _fact(state, step, kind.code, field.name)
        if fact.value not in (None, ""):
            value = _in_letter(fact, field.name, field.kind)
            if field.problem(kept(value)) is None:
                found[field.name] = value
    return found


class Posted(NamedTuple):
    """The day on which it is asked, the day on which the letter is posted, and to whom it goes."""

    today: date
    posted: date
    to: str = ""


def state_of(
    case: Case, step: Step, kind: Kind, when: Posted, typed: Mapping[str, Any] = MappingProxyType({})
) -> State:
    """The case as this recipient reads it in a letter posted on that day; a step still to be noted counts as taken."""
    events = queries.happened(case.story)
    context = queries.context_of(case, when.today)
    taken = State(case.procedure, events, context)
    drafts = [(step.code, {name: value for name, value in typed.items() if name in {one.name for one in step.fields}})]
    drafts += [facts.FORESEES[kind.code]] if kind.code in facts.FORESEES else []
    for code, given in drafts:
        if not taken.done(code):
            events.append(Happened(f"draft {code}", code, when.posted, given))
    posted = {code: {when.to: to[when.to]} if when.to in to else to for code, to in queries.posted(case).items()}
    if kind.registered:
        posted[step.code] = {when.to: when.posted}
    return State(case.procedure, events, replace(context, known={**context.known, "posted": posted}))


def ruled(case: Case, kind: Kind) -> list[str]:
    """The fields that are days of the case: computed or empty, never typed."""
    definition = case.procedure
    terms = {one.code for one in definition.milestones} | {one.code for one in definition.steps if one.latest}
    return [field.name for field in kind.fields if facts.ruled(kind.code, field.name, terms)]


def wrong(case: Case, step: Step, kind: Kind, data: Mapping[str, Any], when: Posted) -> dict[str, str]:
    """What a letter says that the case does not, and what a posting on that day makes impossible."""
    found: dict[str, str] = {}
    said = computed(case, step, kind, when)
    for field in kind.fields:
        value = kept(said[field.name]) if field.name in said else None
        if value is not None and field.name != facts.PARTY and data.get(field.name) != value:
            text = _("%(label)s: the letter says %(letter)s, the case says %(case)s.")
            words = {"letter": spoken(data.get(field.name)), "case": spoken(value), "label": field.label}
            found[field.name] = text % words
    for name in ruled(case, kind):
        if data.get(name) and name not in said:
            found[name] = _("The case gives no such day. Leave it open.")
    state = state_of(case, step, kind, when, data)
    event = state.last(step.code)
    for refusal in (shaken(state, event), *_planned(state, event)) if event else ():
        if refusal:
            found.setdefault("letter", refusal.text)
    return found | ({} if fits(state, kind, case, step) else {"letter": str(NO_FIT)})


def _planned(state: State, event: Happened) -> Iterator[Refusal]:
    """An appointment that the letter names and that lies too early for this posting."""
    yield from (one for one in refused_as_it_stands(state, event) if one.code == "planned_too_early")


NO_FIT = gettext_lazy("This letter does not fit what was decided in the case.")


def fits(state: State, kind: Kind, case: Case, step: Step) -> bool:
    """Whether a kind of letter is the one of what was decided; before that, of what may be decided."""
    if state.done(facts.NOT_AFTER.get((kind.code, step.code), "")):
        return False
    path, values = facts.FITS.get(kind.code, ("", ()))
    if not path:
        return True
    recorded = any(row.step == step.code for row in case.story)
    if recorded or path.partition(".")[0] != step.code:
        return state.value(path) in values
    before = facts.FITS_BEFORE.get(kind.code)
    return before is None or state.value(before[0]) in before[1]


def too_soon(today: date, case: Case, step: Step) -> Refusal | None:
    """Why the letter of a step cannot be made yet: it is not on record, and it cannot be taken now."""
    state = State(case.procedure, queries.happened(case.story), queries.context_of(case, today))
    event = state.last(step.code)
    if event:
        return shaken(state, event)
    return next((one for one in moment(state, step) if one.code != "paused"), None)


def kept(value: Any) -> Any:
    """A fact as a letter keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)


def _fact(state: State, step: Step, kind: str, name: str) -> Fact:
    """Where a field of a letter comes from: its own path, a day of the case, the step itself, or the last event."""
    if (name, step.code) in facts.BY_STEP:
        return Fact(facts.BY_STEP[name, step.code])
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


def write(
    actor: Actor,
    case: Case,
    step: Step,
    kind: Kind,
    *,
    data: Mapping[str, Any],
    free: Mapping[str, str],
    chosen: Mapping[str, Recipient],
) -> list[Letter]:
    """Draft the letter, one per recipient, told to each as what they are where the letter does so.

    Only by who may take the step, when it may be taken; the days are those of each recipient. Raises letters'
    BadLetter naming what is missing or wrong.
    """
    refused = gate.refusal(gate.hand(actor, case), case.procedure, step) or too_soon(actor.on, case, step)
    if refused:
        raise BadLetter({"letter": refused.text})
    signed = signing.signer(actor, case.school, kind, _offices(case))
    made: list[Letter] = []
    for own, recipients in _by_facts(case, step, kind, Posted(actor.on, data.get("sent_on") or actor.on), chosen):
        made += draft(
            actor,
            board_id=case.board_id,
            school=case.school,
            pupil=case.pupil,
            kind=kind.code,
            recipients=recipients,
            data={**data, **own},
            free=free,
            origin=f"{case.duties_origin}:{step.code}",
            case_ref=case.pk,
            signer=signed,
            family=case.family,
        )
    return made


def _offices(case: Case) -> dict[str, str]:
    """Who holds the offices of the committee of this case."""
    return {one.role: one.name for one in queries.in_force(case) if one.role in {"committee_chair", "secretary"}}


def _by_facts(
    case: Case, step: Step, kind: Kind, when: Posted, chosen: Mapping[str, Recipient]
) -> list[tuple[dict[str, Any], list[Recipient]]]:
    """The recipients whose letters say the same, with what the case computes for them."""
    found: list[tuple[dict[str, Any], list[Recipient]]] = []
    names = {field.name for field in kind.fields}
    for party, recipients in _by_party(kind, chosen):
        for one in recipients:
            said = computed(case, step, kind, when._replace(to=one.guardian_id or one.name))
            own = {name: value for name, value in said.items() if name in names} | party
            same = next((to for facts_of, to in found if facts_of == own), None)
            if same is None:
                found.append((own, [one]))
            else:
                same.append(one)
    return found


def _by_party(kind: Kind, chosen: Mapping[str, Recipient]) -> list[tuple[dict[str, str], list[Recipient]]]:
    """The recipients together, or by what they are in the case where the letter speaks to each as that."""
    if not any(field.name == facts.PARTY for field in kind.fields):
        return [({}, list(chosen.values()))]
    found: dict[str, list[Recipient]] = {}
    for key, one in chosen.items():
        role = key.partition("-")[0]
        found.setdefault(facts.PARTIES.get(role, role), []).append(one)
    return [({facts.PARTY: party}, recipients) for party, recipients in found.items()]
