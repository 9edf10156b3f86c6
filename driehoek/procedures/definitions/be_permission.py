"""Absence with the director's permission (ATT-4): school regulations 5.2. Never to stretch holidays."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Refusal, Step, done, fact
from driehoek.procedures.sources import regulations
from driehoek.procedures.state import Happened, State

from .shared import DIRECTION, GRANTED, NOTE, OFFICE, REASONS, REQUEST_WITHDRAWN


def no_longer_holiday(state: State, event: Happened) -> Refusal | None:
    mourning = state.value("ask.occasion") == "mourning"  # nobody chooses the day of a funeral
    if event.facts.get("decision") == "granted" and not mourning and state.beside_a_holiday("ask"):
        return Refusal("stretches_holiday", gettext("Permission is never given to leave earlier on holiday or to come back later."), regulations("5.2"))
    return None


def days_in_order(_state: State, event: Happened) -> Refusal | None:
    if str(event.facts.get("last_day")) >= str(event.facts.get("first_day")):
        return None
    return Refusal("wrong_days", gettext("The last day is before the first day."))


ASK = Step(
    "ask", _("The parents ask for permission"), _("Parents talk about it with the direction beforehand. Permission is for a few grounds only."),
    OFFICE, fields=(
        Field("occasion", _("Ground"), "choice", choices=(("mourning", _("mourning")), ("selection", _("selection or membership for culture or sport")), ("external", _("help from outside the school")), ("exceptional", _("personal reasons in truly exceptional circumstances")))),
        Field("first_day", _("First day"), "date"), Field("last_day", _("Last day"), "date"),
        NOTE,
    ), objections=(days_in_order,), source=regulations("5.2"),
)
DECIDE = Step("decide", _("Decide and answer"), _("Only the director gives permission. Without it the absence is problematic."), DIRECTION, after=("ask",),
              fields=(GRANTED, REASONS), objections=(no_longer_holiday,), letters=("be.absence_permission",), to=("parents",), source=regulations("5.2"))
DEFINITION = Definition(
    "be.permission", "be", _("Permission to be absent"), _("For mourning, a selection, help from outside, or truly exceptional circumstances."), "attendance",
    steps=(ASK, DECIDE, REQUEST_WITHDRAWN),
    endings=(Ending("withdrawn", _("The parents withdrew their request."), done("withdrawn")),
             Ending("granted", _("Permission was given."), fact("decide.decision", "granted")), Ending("refused", _("Permission was refused."), fact("decide.decision", "refused"))),
    requirement=("ATT-4",),
)
