"""Bullying at a Flemish school (SAF-10): the agreements of the school regulations, 14.6."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Right, Step, done, fact
from driehoek.procedures.sources import regulations

from .shared import NOTE, PRESENT

AGREED = regulations("14.6")
NEAR = ("class_teacher", "support_teacher", "care_coordinator", "anti_bullying", "director")
AGREEMENTS = Field("agreements", _("What was agreed"), "text")

GATHER = Step(
    "signals", _("The signals that came together"),
    _("What several people saw about this child. They stand here as they were given."), NEAR,
    fields=(Field("signals", _("The signals"), "text"), Field("bullies", _("Who does it, as far as is known"), "text", required=False)), source=AGREED,
)
BULLIED = Step(
    "talk_bullied", _("Talk with the child that is bullied"),
    _("The class teacher is the first to talk to, or the confidential teacher of the site. Listen, and ask which solution the child sees itself."), NEAR, after=("signals",),
    fields=(Field("confirmed", _("Is the child bullied?"), "choice", choices=(("yes", _("yes")), ("other", _("no, something else is the matter")), ("unsure", _("it does not say")))),
            Field("said", _("What the child said"), "text")), source=AGREED,
)
BULLY = Step(
    "talk_bully", _("Talk with who bullies"),
    _("Always with both. Look for the reason, and let the child feel what it does."), NEAR, after=("signals",), fields=(PRESENT, Field("said", _("What was said"), "text")), source=AGREED,
)
PLAN = Step(
    "plan", _("Agree on the steps to take"),
    _("Take the situation apart together and agree on steps, from the children's own solutions where that is possible. Other pupils can get a task in it."), NEAR, after=("talk_bullied", "talk_bully"),
    fields=(AGREEMENTS,), repeats=True, source=AGREED,
)
GROUP = Step(
    "group", _("Talk with the class"), _("When it concerns the whole class: a circle talk, a game, work on how we treat each other."), NEAR, after=("signals",),
    fields=(NOTE,), optional=True, repeats=True, source=AGREED,
)
PARENTS = Step(
    "parents", _("Talk with the parents"), _("The school is always ready to talk. Tell parents about their own child alone."), NEAR, after=("signals",),
    fields=(PRESENT, Field("said", _("What was said"), "text")), optional=True, repeats=True, source=AGREED,
)
DIRECTION = Step(
    "direction", _("The direction joins"), _("When the steps do not help enough, the direction plays a part in them, and the CLB can be asked for advice. Measures of order or discipline have their own procedure."),
    ("director",), after=("plan",), fields=(Field("part", _("What the direction does"), "text"),), optional=True, source=AGREED,
)
EVALUATE = Step(
    "evaluate", _("Look whether it stopped"), _("Follow-up is necessary: with the child that was bullied and with the one that bullied."), NEAR, after=("plan",),
    fields=(Field("stopped", _("The bullying has stopped"), "yes_no"), Field("how", _("What you see and hear"), "text")), repeats=True, source=AGREED,
)
DEFINITION = Definition(
    "be.bullying", "be", _("Bullying"),
    _("A child is bullied. The school talks with both children, agrees on steps, and follows them up."), "bullying",
    steps=(GATHER, BULLIED, BULLY, PLAN, GROUP, PARENTS, DIRECTION, EVALUATE),
    rights=(Right("pupil", _("being heard on which solution it sees itself"), AGREED), Right("parents", _("hear what is done and agreed, about the own child alone"), AGREED)),
    endings=(Ending("other", _("The child was asked: something else is the matter."), fact("talk_bullied.confirmed", "other")),
             Ending("stopped", _("The bullying stopped."), lambda state: done("plan", "evaluate")(state) and bool(state.value("evaluate.stopped")), by_time=True)),
    allowed=(_("Believe the child, and do something the same week."), _("Talk with each child apart before you bring them together."), _("Tell parents about their own child.")),
    not_allowed=(_("Let the child solve it alone."), _("Tell parents which other child it is about, or what was agreed with that child.")),
    requirement=("SAF-10",),
)
