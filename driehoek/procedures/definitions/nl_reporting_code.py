"""The reporting code for violence at home and child abuse (SAF-11): five steps in order (safety plan 3.7)."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Refusal, Right, Step, fact
from driehoek.procedures.sources import plan
from driehoek.procedures.state import Happened, State
from lawbook.core import Source

from .shared import NOTE

CODE = plan("3.7")
FRAMEWORK = Source("Afwegingskader meldcode voor het onderwijs", "stap 4 en 5", "", "advice")
# Nobody reaches such a case who is not named on it; these are the functions that take a step once they are named.
NAMED = ("opener", "colleague", "director", "care_coordinator", "class_teacher", "support_teacher", "prevention_officer")
DECIDING = ("opener", "director", "care_coordinator")
CENTRE = Field("centre_asked", _("The reporting centre (Veilig Thuis) was asked for advice"), "yes_no",
               hint=_("You can ask without giving the name of the child. Their number stands with the school's outside bodies."))
ADVICE = Field("advice", _("What the advice was"), "text", required=False)


def in_order(number: int) -> Check:
    """The lawbook says which step is next: one cannot be passed over."""
    return Check("nl.reporting_code.next_step", {"done": "case.taken", "on": "case.today"},
                 lambda value: value["step"] is None or value["step"] > number, _("The five steps are taken in order; none is passed over."))


def advice_when_asked(_state: State, event: Happened) -> Refusal | None:
    if event.facts.get("centre_asked") and not event.facts.get("advice"):
        return Refusal("missing_fact", gettext("Write down what the reporting centre advised."), CODE)
    return None


def ask_when_in_doubt(_state: State, event: Happened) -> Refusal | None:
    """Step 4: in doubt the reporting centre is always asked."""
    if event.facts.get("weight") != "doubt" or event.facts.get("centre_asked"):
        return None
    return Refusal("doubt_unasked", gettext("You are in doubt: then the reporting centre (Veilig Thuis) is always asked. Call them first."), CODE)


def advised_not_to_talk(state: State, event: Happened) -> Refusal | None:
    """Not to talk yet is an advice of the reporting centre: it must have been asked."""
    if "after_advice" not in (event.facts.get("with_whom") or ()) or state.value("consult.centre_asked"):
        return None
    text = gettext("The reporting centre (Veilig Thuis) was not asked in step 2, so this is not its advice. Ask first, and note that in step 2.")
    return Refusal("advice_unasked", text, CODE)


def unsafe_is_reported(state: State, event: Happened) -> Refusal | None:
    """A child that is not safe today is in acute danger: the assessment framework always asks a report."""
    weighs = "weigh" in state.context.law.value("nl.reporting_code.steps", event.on).amount  # before 2019: no framework
    if not weighs or state.value("weigh.safe_today") != "no" or event.facts.get("outcome") in {"report", "both"}:
        return None
    text = gettext("In step 4 you wrote that the child is not safe today, or not for certain. That is always reported to the reporting centre (Veilig Thuis), whatever help there is.")
    return Refusal("unsafe_unreported", text, FRAMEWORK)


def reported_behind_their_back(_state: State, event: Happened) -> Refusal | None:
    """The parents hear it first, unless that makes it unsafe; then the reason is kept."""
    if event.facts.get("outcome") not in {"report", "both"} or event.facts.get("parents_told") or event.facts.get("not_told_why"):
        return None
    return Refusal("missing_fact", gettext("The parents were not told before it was reported. Write down why not."), CODE)


def follows_the_weighing(state: State, event: Happened) -> Refusal | None:
    """Who weighed that it is likely, or stays in doubt, does not close it without help or a report."""
    if event.facts.get("outcome") != "nothing" or state.value("weigh.weight") == "no":
        return None
    return Refusal("against_weighing", gettext("In step 4 you weighed that there may be violence or neglect. Then it does not end without help or a report."), CODE)


MAP = Step(
    "map", _("1. Write down the signals"),
    _("What did you see and hear yourself, when, and what did others tell you? Facts apart from what you think. You need not prove anything."),
    NAMED,
    fields=(Field("about", _("About which child"), hint=_("Only who is named on this case reads it. Nothing of it comes into the pupil's file.")),
            Field("signals", _("The signals: what, when, from whom"), "text")),
    check=in_order(1), source=CODE,
)
CONSULT = Step(
    "consult", _("2. Ask a colleague, and the reporting centre"),
    _("Never carry this alone. Talk with a colleague who knows the code. You may ask the reporting centre (Veilig Thuis), or an expert on injuries, without naming the child."),
    NAMED, after=("map",), fields=(Field("consulted", _("Which colleague was consulted, and what came of it"), "text"), CENTRE, ADVICE,
                                   Field("injury_expert", _("Expert on injuries, if one was asked"), required=False)),
    check=in_order(2), objections=(advice_when_asked,), source=CODE,
)
TALK = Step(
    "talk", _("3. Talk with the parents and, where possible, the child"),
    _("Say why you want to talk, what you saw, and ask what they think of it. Prepare it with the colleague. Is it not safe to talk? Ask the reporting centre first how to go on, and note their advice here."),
    NAMED, after=("consult",),
    fields=(Field("with_whom", _("With whom"), "several", choices=(("parents", _("the parents")), ("child", _("the child")), ("after_advice", _("with nobody yet, on the advice of the reporting centre")))),
            Field("said", _("What was said"), "text")),
    check=in_order(3), objections=(advised_not_to_talk,), source=CODE,
)
WEIGH = Step(
    "weigh", _("4. Weigh it"),
    _("How serious is it, how likely, and is the child safe today? In doubt the reporting centre is always asked. Since 2019 the weighing follows the assessment framework of the profession."),
    NAMED, after=("talk",),
    fields=(Field("weight", _("Is there violence or neglect?"), "choice", choices=(("no", _("no")), ("doubt", _("I am in doubt")), ("yes", _("yes, or probably")))),
            Field("safe_today", _("Is the child safe today?"), "choice", choices=(("yes", _("yes")), ("no", _("no, or not certain")))),
            Field("weighing", _("How this was weighed, and with whom"), "text"), CENTRE, ADVICE),
    check=in_order(4), objections=(ask_when_in_doubt, advice_when_asked), source=CODE,
)
DECIDE = Step(
    "decide", _("5. Decide: arrange help, or report"),
    _("Two questions, in this order: must it be reported? And can we ourselves arrange help that is enough? A report goes to the reporting centre (Veilig Thuis); tell the parents first, unless that makes it unsafe."),
    DECIDING, after=("weigh",),
    fields=(Field("outcome", _("Decision"), "choice", choices=(("help", _("help is arranged")), ("report", _("it is reported to the reporting centre")),
                                                               ("both", _("it is reported, and help is arranged")), ("nothing", _("neither: there is no violence and no neglect")))),
            Field("decision_why", _("Why"), "text"), Field("parents_told", _("The parents were told beforehand"), "yes_no"),
            Field("not_told_why", _("If not: why not"), required=False)),
    check=in_order(5), objections=(unsafe_is_reported, follows_the_weighing, reported_behind_their_back), source=CODE,
)
FOLLOW = Step(
    "follow", _("Look how the child is doing"),
    _("A decision is no end. See whether the help comes and works; if not, start again at step 1 in a new case."),
    NAMED, after=("decide",), fields=(NOTE,), optional=True, repeats=True, source=CODE,
)
DEFINITION = Definition(
    "nl.reporting_code", "nl", _("Reporting code: violence at home or child abuse"),
    _("You are worried that a child is beaten, abused, neglected or sees violence at home. Five steps, in order."), "protected",
    steps=(MAP, CONSULT, TALK, WEIGH, DECIDE, FOLLOW),
    rights=(Right("opener", _("ask the reporting centre for advice without naming the child"), CODE),),
    endings=(Ending("reported", _("It was reported to the reporting centre."), fact("decide.outcome", "report", "both"), by_time=True),
             Ending("help", _("Help was arranged."), fact("decide.outcome", "help"), by_time=True),
             Ending("nothing", _("It was weighed, and there is no violence and no neglect."), fact("decide.outcome", "nothing"), by_time=True)),
    about="anyone", at_once=_("Is the child in danger now? Call 112, or the reporting centre (Veilig Thuis) 0800-2000, day and night. You need not take the steps first."),
    allowed=(_("Promise the child that you help."), _("Share what is needed with the colleagues who are named on the case."), _("Ask advice without naming the child."),
             _("Report without the parents' permission, when step 5 comes out so.")),
    not_allowed=(_("Promise to keep it secret."), _("Investigate yourself, or question the child again and again."),
                 _("Pass over a step: the five are obligatory."), _("Talk about it with colleagues who have no part in it.")),
    requirement=("SAF-11",),
)
