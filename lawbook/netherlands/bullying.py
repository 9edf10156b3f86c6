"""Bullying in a Dutch primary school: the five phases of a board's protocol (safety plan of 2016, annex 3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason


@rule("nl.bullying.next_phase", requirement="SAF-10")
def next_phase(law: Law, phase: int, stopped: bool, on: date) -> Outcome:
    """{phase, responsible, measures} of the phase that follows on `phase` (0: only the four steps were taken).

    `responsible` are codes from the form, `measures` codes from the text; where text and form differ, both stand in
    the reasons `bullying_by_text` and `bullying_by_form` (facts: phase, measures, responsible). Stopped: phase null,
    nothing to do but to keep watch. After the last phase nothing follows: the last one stays.
    """
    text, form = law.value("nl.bullying.phases_in_text", on), law.value("nl.bullying.phases_on_form", on)
    last = len(text.amount)
    if not 0 <= phase <= last:
        raise BadFact("phase", f"{phase} is not a phase from 0 (the four steps) to {last}")
    if stopped:
        reason = Reason("bullying_stopped", {"phase": phase}, text.source)
        return Outcome({"phase": None, "responsible": [], "measures": []}, reasons=(reason,))
    following = min(phase + 1, last)
    told, ticked = text.amount[following - 1], form.amount[following - 1]
    reasons = [
        Reason("bullying_by_text", _facts(following, told, ticked), text.source),
        Reason("bullying_by_form", _facts(following, ticked, ticked), form.source),
        Reason("bullying_help_for_all", source=text.source),
    ]
    if _differ(told, ticked):
        reasons.append(Reason("bullying_text_and_form_differ", {"phase": following}, form.source))
    if phase == last:
        reasons.append(Reason("bullying_last_phase", {"phase": phase}, text.source))
    value = {"phase": following, "responsible": ticked["responsible"], "measures": told["measures"]}
    return Outcome(value, reasons=tuple(reasons))


def _facts(phase: int, row: dict[str, Any], form: dict[str, Any]) -> dict[str, object]:
    return {
        "phase": phase,
        "measures": tuple(row["measures"]),
        "responsible": tuple(row.get("responsible", form["responsible"])),
    }


def _differ(text: dict[str, Any], form: dict[str, Any]) -> bool:
    by_text, by_form = _facts(0, text, form), _facts(0, form, form)
    return by_text != by_form
