"""Bullying at a Dutch school (SAF-10): signals, four steps, five phases, support for all (annex 3 of the safety plan)."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Refusal, Right, Step, all_of, done, fact
from driehoek.procedures.sources import plan
from driehoek.procedures.state import Happened, State

from .nl_bullying_phases import PHASES
from .shared import NOTE, PRESENT

STEPS, HELP = plan("bijlage 3, 4D"), plan("bijlage 3, 5")
NEAR = ("class_teacher", "support_teacher", "care_coordinator", "anti_bullying", "director")
SUPPORT = ("support_bullied", "support_bully", "support_group")


def follows_a_phase(state: State, event: Happened) -> Refusal | None:
    """Whether it stopped can be seen only after something was done."""
    if any(state.done(code) for code in ("clarify", "correct")):
        return None
    return Refusal("nothing_done", gettext("Nothing was done about it yet. Start with the talk of step 3."), STEPS)


GATHER = Step(
    "signals", _("The signals that came together"),
    _("What several people saw about this child. They stand here as they were given."), NEAR,
    fields=(Field("signals", _("The signals"), "text"), Field("bullies", _("Who does it, as far as is known"), "text", required=False)), source=plan("bijlage 3, 1"),
)
ASK = Step(
    "ask_child", _("Ask the child"),
    _("Is it right that you are bullied, or is something else the matter? Listen, and say that you are going to do something."), NEAR, after=("signals",),
    fields=(Field("confirmed", _("Is the child bullied?"), "choice", choices=(("yes", _("yes")), ("other", _("no, something else is the matter")), ("unsure", _("it does not say")))),
            Field("said", _("What the child said"), "text")), source=plan("bijlage 3, 1"),
)
OWN_TRY = Step(
    "own_try", _("Step 1: the children try themselves"),
    _("“I do not like it that you do this to me. I want you to stop.” They look for a solution together."), NEAR, after=("signals",), fields=(NOTE,), optional=True, source=STEPS,
)
ASKED = Step(
    "asked_help", _("Step 2: the child asks the teacher for help"),
    _("Who cannot solve it has the right and the duty to tell the teacher. That is no telling tales."), NEAR, after=("signals",), fields=(NOTE,), optional=True, source=STEPS,
)
CLARIFY = Step(
    "clarify", _("Step 3: a talk that makes it clear"),
    _("The teacher brings the children together, looks for a solution with them and makes agreements. Say what follows when it happens again."), NEAR, after=("signals",),
    fields=(PRESENT, Field("agreements", _("What was agreed"), "text")), source=STEPS,
)
CORRECT = Step(
    "correct", _("Step 4: take a clear position"),
    _("It happens again. The teacher has a correcting talk with who bullies, tells the parents, and notes it in the care file. From now on the phases count."), NEAR, after=("clarify",),
    fields=(PRESENT, Field("talk", _("What was said"), "text"), Field("parents_told", _("The parents were told"), "yes_no", must=True),
            Field("in_care_file", _("It was noted in the care file"), "yes_no", must=True)), optional=True, source=STEPS,
)
EVALUATE = Step(
    "evaluate", _("Look whether it stopped"),
    _("At the end of every week, in a short talk with the child that was bullied and with the one that bullied."), NEAR, after=("clarify",),
    fields=(Field("stopped", _("The bullying has stopped"), "yes_no"), Field("how", _("What you see and hear"), "text")),
    objections=(follows_a_phase,), repeats=True, source=plan("bijlage 3, 4E"),
)
BULLIED = Step(
    "support_bullied", _("Help for the child that is bullied"),
    _("Listen. Ask how and by whom. Look together for another reaction, and practise it. Stress what it is good at. Ask which solution the child wants. Do not overprotect it."), NEAR, after=("signals",),
    fields=(Field("help", _("What was done and agreed"), "text"),), repeats=True, source=HELP,
)
BULLY = Step(
    "support_bully", _("Guidance for who bullies"),
    _("This is as important. Look for the reason. Let the child feel what it does. Let it make up for it. Praise what goes well. Talk with the parents, and bring in help when needed."), NEAR, after=("signals",),
    fields=(Field("help", _("What was done and agreed"), "text"),), repeats=True, source=HELP,
)
GROUP = Step(
    "support_group", _("Talk with the group"),
    _("Who is silent agrees. Talk about what each can do, without naming the child when it does not want that."), NEAR, after=("signals",),
    fields=(Field("help", _("What was done and agreed"), "text"),), repeats=True, source=HELP,
)
DEFINITION = Definition(
    "nl.bullying", "nl", _("Bullying"),
    _("A child is bullied, again and again. Four steps first; five phases for as long as it does not stop."), "bullying",
    steps=(GATHER, ASK, OWN_TRY, ASKED, CLARIFY, CORRECT, *PHASES, EVALUATE, BULLIED, BULLY, GROUP),
    rights=(Right("pupil", _("help, and being heard on which solution it wants"), HELP),
            Right("parents", _("hear what is done and agreed, about the own child alone"), STEPS)),
    endings=(Ending("other", _("The child was asked: something else is the matter."), fact("ask_child.confirmed", "other")),
             Ending("stopped", _("The bullying stopped, and everybody got help."), all_of(fact("evaluate.stopped", True), done(*SUPPORT)), by_time=True)),
    allowed=(_("Believe the child, and do something the same week."), _("Talk with each child apart before you bring them together."), _("Tell parents about their own child.")),
    not_allowed=(_("Let the child solve it alone."), _("Tell parents which other child it is about, or what was agreed with that child."), _("Start with punishing: the four steps come first.")),
    requirement=("SAF-10",),
)
