"""The five phases after the four steps (SAF-10): annex 3 of the safety plan, where text and form differ in places."""

# fmt: off
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Field, Given, Objection, Refusal, Step, Text
from driehoek.procedures.sources import plan
from driehoek.procedures.state import Happened, State

from .shared import PRESENT

TEXT, FORM = plan("bijlage 3, 4E"), plan("bijlage 3, formulier")
VERSIONS = {"text": ("nl.bullying.phases_in_text", TEXT, _("the text of the protocol")),
            "form": ("nl.bullying.phases_on_form", FORM, _("the form of the protocol"))}
MEASURES: dict[str, Promise] = {
    "time_out": _("time-out in an agreed place"), "stay_behind": _("staying behind after school"),
    "written_assignment": _("a written assignment about the own part in it"), "tell_parents": _("the parents were told"),
    "awareness_talk": _("a talk about what bullying does"), "behaviour_agreements": _("agreements on other behaviour (contract)"),
    "parents_talk": _("a talk with the parents"), "parents_talk_with_report": _("a talk with the parents at school, with a report for them"),
    "guidance_service": _("the educational guidance service"), "school_doctor": _("the school doctor of the health service (GGD)"),
    "social_work": _("school social work"), "health_service": _("contact with the health service (GGD)"),
    "other_group": _("another group for a while"), "other_location": _("another location for a while"),
    "suspension": _("suspension, in its own procedure"), "removal": _("removal, in its own procedure"),
}


def choices(*codes: str) -> tuple[tuple[str, Text], ...]:
    return tuple((code, MEASURES[code]) for code in codes)


def as_the_school_follows(number: int) -> Objection:
    """Where text and form of the protocol differ, the school said which one it follows."""

    def objection(state: State, event: Happened) -> Refusal | None:
        parameter, source, name = VERSIONS[state.value("case.bullying_follows") or "text"]
        row = state.context.law.value(parameter, event.on).amount[number - 1]
        chosen: Iterable[str] = event.facts.get("measures") or ()
        if set(chosen) <= set(row["measures"]):
            return None
        text = gettext("The school follows %(version)s. In this phase that has: %(measures)s.") % {
            "version": name, "measures": ", ".join(str(MEASURES[one]) for one in row["measures"])}
        return Refusal("not_followed", text, source)

    return objection


def looked_again(number: int) -> Objection:
    """The next phase comes only after somebody looked whether the bullying stopped, and it had not."""

    def objection(state: State, event: Happened) -> Refusal | None:
        before = state.last(f"phase_{number - 1}")
        looks = [one for one in state.by_step.get("evaluate", ()) if before and before.on <= one.on <= event.on]
        if looks:
            return None
        return Refusal("not_looked", gettext("First look whether the bullying stopped after the phase before, and record that."), TEXT)

    return objection


def phase(number: int, title: Text, what: Text, by: tuple[str, ...], measures: tuple[str, ...], **more: object) -> Step:
    code, first = f"phase_{number}", number == 1
    facts = {"phase": Given(number - 1), "stopped": Given(False) if first else "evaluate.stopped!", "on": f"{code}.on"}
    objections = (as_the_school_follows(number),) if first else (looked_again(number), as_the_school_follows(number))
    return Step(
        code, title, what, by, after=("correct",) if first else (f"phase_{number - 1}", "evaluate"),
        when=None if first else lambda state: not state.value("evaluate.stopped"),
        fields=(Field("signal", _("What made this phase necessary"), "text"),
                Field("measures", _("Which measures"), "several", choices=choices(*measures)),
                Field("report", _("Report: what was said and done"), "text"), PRESENT,
                Field("agreements", _("What was agreed"), "text", required=False)),
        check=Check("nl.bullying.next_phase", facts, lambda value: value["phase"] == number, _("This phase does not follow now.")),
        objections=objections, optional=True, source=FORM, **more,  # type: ignore[arg-type]  # letters and to, both tuples
    )


PHASES = (
    phase(1, _("Phase 1: by the teacher"),
          _("The teacher takes a clear position. Text and form have the same measures; the form adds that the parents are told. Agreements are looked at every week. Responsible: teacher and parents."),
          ("class_teacher", "support_teacher", "care_coordinator", "director"),
          ("time_out", "stay_behind", "written_assignment", "tell_parents", "awareness_talk", "behaviour_agreements")),
    phase(2, _("Phase 2: a talk with the parents"),
          _("Ask the parents clearly to help end it. The form adds a report, with a copy for the parents. Responsible: teacher, head of school, confidential counsellor and parents."),
          ("class_teacher", "support_teacher", "care_coordinator", "director", "anti_bullying"), ("parents_talk", "parents_talk_with_report"),
          letters=("nl.bullying_talk_invitation", "nl.bullying_talk_report"), to=("parents",)),
    phase(3, _("Phase 3: help from outside"),
          _("Text: the guidance service, the school doctor or social work; the care coordinator (intern begeleider) stays involved and coordinates. Form: contact with the health service; responsible are the confidential counsellor and the parents."),
          ("care_coordinator", "anti_bullying", "director"), ("guidance_service", "school_doctor", "social_work", "health_service")),
    phase(4, _("Phase 4: another place"),
          _("Text: another group for a while, or another location. Form: another location, or suspension; responsible are the head of school, the teacher and the parents. A suspension has its own procedure: open it for the pupil who bullies."),
          ("director", "class_teacher", "care_coordinator"), ("other_group", "other_location", "suspension")),
    phase(5, _("Phase 5: the last means"),
          _("Text: in extreme cases suspension or removal. Form: removal; responsible are the head of school, the board and the parents. Both have their own procedure: open it for the pupil who bullies."),
          ("director", "board_member"), ("suspension", "removal")),
)
