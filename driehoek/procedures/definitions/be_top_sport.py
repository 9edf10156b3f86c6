"""Top sport during lessons (ATT-4): at most six lesson hours a week, travel included; school regulations 5.2."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Paper, Step, done, fact
from driehoek.procedures.sources import regulations

from .shared import WEEKLY, DIRECTION, GRANTED, NOTE, OFFICE, REASONS, REQUEST_WITHDRAWN

ASK = Step(
    "ask", _("The parents ask for top sport"), _("For training in tennis, swimming or gymnastics, travel included. Promises also have ten half days for competitions."),
    OFFICE, fields=(Field("sport", _("Sport"), "choice", choices=(("tennis", _("tennis")), ("swimming", _("swimming")), ("gymnastics", _("gymnastics")))),
                    Field("lesson_hours", _("Lesson hours a week, travel included"), "decimal"), *WEEKLY, NOTE),
    papers=(Paper("federation", _("statement of the sports federation")),),
    check=Check("be.absence.top_sport", {"lesson_hours": "ask.lesson_hours", "sport": "ask.sport", "on": "ask.on"},
                lambda value: bool(value["allowed"]), _("This is more than may be permitted."), refused=False), source=regulations("5.2"),
)
DECIDE = Step("decide", _("Decide and answer"), _("Within the limits the director decides, for one school year."), DIRECTION, after=("ask",), when=lambda state: state.good("ask") is not False,
              fields=(GRANTED, REASONS), letters=("be.absence_permission",), to=("parents",), source=regulations("5.2"))
REFUSE = Step("refuse", _("Refuse what is over the limit"), _("More hours or another sport cannot be permitted."), DIRECTION, after=("ask",), when=lambda state: state.good("ask") is False,
              fields=(REASONS,), letters=("be.absence_permission",), to=("parents",), source=regulations("5.2"))
DEFINITION = Definition(
    "be.top_sport", "be", _("Top sport during lessons"), _("For a young talent who trains during lesson hours."), "attendance",
    steps=(ASK, DECIDE, REFUSE, REQUEST_WITHDRAWN),
    endings=(Ending("withdrawn", _("The parents withdrew their request."), done("withdrawn")),
             Ending("granted", _("Permission was given."), fact("decide.decision", "granted")),
             Ending("refused", _("Permission was refused."), lambda state: state.done("refuse") or state.value("decide.decision") == "refused")),
    requirement=("ATT-4",),
)
