"""Why a step cannot be taken: wrong moment, too early, a document or fact missing, or the law says no.

What the law only attaches a consequence to is not refused here: `engine` tells that consequence (PRO-15).
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from . import committees
from .definition import Definition, Field, Refusal, Step
from .state import Context, Happened, State
from .words import reason_text, spoken, wrong_text

# Days of what happened before, and of the papers that say so.
EVIDENCE = frozenset({"asked_on", "posted", "lodged", "event_on", "last_event", "warned_on", "absent_from", "again_on"})
# What later facts can take from under a step that was recorded: its order, its days, who sits on the committee.
SHAKEN = frozenset({"rests_on", "out_of_order", "too_early", "too_late", *committees.WRONG})


def refusals(definition: Definition, events: Collection[Happened], context: Context, event: Happened) -> list[Refusal]:
    """Why this event cannot be added, whoever adds it; empty when it can. Who may: `gate`.

    `events` are those of the case. A correction is held against the case without the event it replaces.
    """
    others = [one for one in events if one.id != event.replaces]
    before = State(definition, others, context)
    found = list(_before_it_counts(before, event))
    if found:
        return found
    standing = event._replace(replaces=None)
    return list(refused_as_it_stands(State(definition, [*others, standing], context), standing))


def _before_it_counts(before: State, event: Happened) -> Iterator[Refusal]:
    """What stands in the way whatever the lawbook says: the moment, what is missing."""
    step = before.definition.step(event.step)
    yield from _level(before)
    if event.replaces is None:
        yield from moment(before, step)
    if event.on > before.context.today:
        yield Refusal("to_come", _("This day is still to come. Enter the day on which it happened."))
    yield from _incomplete(step, event)


def _level(state: State) -> Iterator[Refusal]:
    levels = state.definition.levels
    if levels and state.context.level not in levels:
        text = _("This procedure is only for pupils in primary education, not for the nursery.")
        yield Refusal("wrong_level", text, state.definition.level_source)


def over(before: State) -> Refusal | None:
    """Why nothing new comes in a case that an act ended; what is wrong in it is corrected or taken back first."""
    ended = next((one for one in before.definition.endings if one.when(before)), None)
    if ended is None or ended.by_time:
        return None
    return Refusal("ended", _("This case is over: %(why)s") % {"why": ended.text})


def moment(before: State, step: Step) -> Iterator[Refusal]:
    """Why a step cannot be taken at this point, whoever takes it and whatever it says."""
    if ended := over(before):
        yield ended
        return
    if before.done(step.code) and not step.repeats:
        text = _("This step was taken already. Correct that event if something about it is wrong.")
        yield Refusal("done_already", text, step.source)
    stop_and_go = before.definition.pauses or ("", "")
    if before.paused != (step.code == stop_and_go[1]):
        yield Refusal(
            "paused",
            _("The procedure is suspended. First take it up again.")
            if before.paused
            else _("The procedure is not suspended."),
            step.source,
        )
    waiting = [before.definition.step(code).title for code in _unfounded(before, step)]
    if waiting:
        text = _("First this is needed: %(steps)s.") % {"steps": ", ".join(map(str, waiting))}
        yield Refusal("not_yet", text, step.source)
    elif found := next(_no_longer(before, step), None):
        yield found
    elif not before.applies(step):
        yield Refusal("not_now", _("This step is not possible at this point of the procedure."), step.source)


def shaken(state: State, event: Happened) -> Refusal | None:
    """What was taken from under a step that stands, however deep, so that no letter of it may go out."""
    step = state.definition.step(event.step)
    own = (one for one in refused_as_it_stands(state, event) if one.code in SHAKEN)
    missing = _unfounded(state, step)
    if missing:
        text = _("“%(step)s” rests on “%(first)s”, which is not on record (any more).") % {
            "step": step.title,
            "first": state.definition.step(missing[0]).title,
        }
        return Refusal("rests_on", text, step.source)
    return next(own, None) or next(_no_longer(state, step), None)


def _unfounded(state: State, step: Step) -> list[str]:
    """The steps that are not on record although this one rests on them, the first ones first."""
    found: list[str] = []
    for code in step.after:
        found += _unfounded(state, state.definition.step(code)) if state.done(code) else [code]
    return list(dict.fromkeys(found))


def _no_longer(before: State, step: Step) -> Iterator[Refusal]:
    """What was recorded and no longer holds, such as a talk before the invitation was posted: nothing rests on that."""
    for code in step.after:
        for event in before.by_step.get(code, ()):
            for one in refused_as_it_stands(before, event):
                if one.code not in SHAKEN:
                    continue
                text = _("“%(step)s” does not hold as it stands: %(why)s") % {
                    "step": before.definition.step(code).title,
                    "why": one.text,
                }
                yield Refusal("no_longer_holds", text, one.source)


def _incomplete(step: Step, event: Happened) -> Iterator[Refusal]:
    for field in step.fields:
        value = event.facts.get(field.name)
        if field.required and value in (None, "", []):
            yield Refusal("missing_fact", _("Fill in: %(label)s.") % {"label": field.label}, step.source)
        elif field.name in EVIDENCE and str(value or "") > event.on.isoformat():
            text = _("“%(label)s” lies after the day of this step: what proves something is not dated after it.")
            yield Refusal("dated_after", text % {"label": field.label}, step.source)
        elif field.must is not None and value is not field.must:
            yield Refusal("must_be", _must(field), step.source)
    for paper in step.papers:
        if paper.required and paper.code not in event.papers:
            text = _("This document is missing: %(paper)s. Add it, or say that it lies in the paper file.")
            yield Refusal("missing_paper", text % {"paper": paper.label}, step.source)


def _must(field: Field) -> str:
    if field.must:
        return _("“%(label)s” has to be so before this step can be taken.") % {"label": field.label}
    return _("“%(label)s” must not be so for this step.") % {"label": field.label}


def refused_as_it_stands(state: State, event: Happened) -> Iterable[Refusal]:
    """What is refused about an event that stands among the others; a correction of another one can bring that about."""
    step = state.definition.step(event.step)
    yield from _order(state, step, event)
    yield from _too_early(state, step, event)
    yield from _too_late(state, step, event)
    yield from _judged(state, step, event)
    for objection in step.objections:
        refusal = objection(state, event)
        if refusal:
            yield refusal


def _order(state: State, step: Step, event: Happened) -> Iterator[Refusal]:
    for code in step.after:
        first = state.by_step[code][0] if state.done(code) else None
        if first is None:
            text = _("“%(step)s” rests on “%(first)s”, which is not on record (any more).") % {
                "step": step.title,
                "first": state.definition.step(code).title,
            }
            yield Refusal("rests_on", text, step.source)
        elif event.on < first.on:
            text = _("“%(step)s” cannot be before “%(first)s” of %(day)s.") % {
                "step": step.title,
                "first": state.definition.step(code).title,
                "day": spoken(first.on),
            }
            yield Refusal("out_of_order", text, step.source)


def _too_early(state: State, step: Step, event: Happened) -> Iterator[Refusal]:
    day = state.day(step.earliest) if step.earliest else None
    if step.earliest is None or day is None or event.on >= day:
        return
    answer = state.answer(step.earliest)
    reason = answer.outcome.reasons[0] if answer and answer.outcome and answer.outcome.reasons else None
    text = _("Too early: this is possible from %(day)s on. %(why)s") % {
        "day": spoken(day),
        "why": reason_text(reason) if reason else "",
    }
    yield Refusal("too_early", text.strip(), reason.source if reason else step.source)


def _too_late(state: State, step: Step, event: Happened) -> Iterator[Refusal]:
    if step.late is None or not step.late.refused or step.latest is None:
        return
    day: date | None = state.day(step.latest)
    if day is not None and state.counted(step, event) > day:
        text = _("Too late: the last day was %(day)s. %(what)s") % {"day": spoken(day), "what": step.late.text}
        yield Refusal("too_late", text, step.late.source)


def _judged(state: State, step: Step, event: Happened) -> Iterator[Refusal]:
    check = step.check
    if check is None or not check.refused or state.last(step.code) is not event:
        return
    answer = state.judged(check, event)
    if answer is None or (check.when is not None and not check.when(state)):
        return
    if answer.outcome is None:
        yield Refusal(
            "refused_by_rule", " ".join(filter(None, (str(check.text), wrong_text(answer.wrong)))), step.source
        )
    elif not check.good(answer.outcome.value):
        reasons = answer.outcome.reasons
        source = next((one.source for one in reasons if one.source), step.source)
        text = " ".join([str(check.text), *(reason_text(one) for one in reasons)])
        yield Refusal("refused_by_rule", text.strip(), source)
