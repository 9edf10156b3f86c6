"""Breaking a confidence (SAF-12): five conditions, an expert from outside, and the informant first (safety plan 3.6.1)."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Refusal, Right, Step, done, not_done
from driehoek.procedures.sources import plan
from driehoek.procedures.state import Happened, State

SECTION = plan("3.6.1")
ME = ("opener",)
CONDITIONS = {
    "consent_sought": _("I did everything to get permission of who told me"),
    "conscience": _("Keeping it secret brings me into a conflict of conscience"),
    "no_other_way": _("The problem can be solved in no other way"),
    "certain_harm": _("It is almost certain that keeping it secret does serious and visible harm, to this person or to somebody else"),
    "prevents_harm": _("I am almost certain that breaking it prevents or limits that harm considerably"),
}


def all_five(step: str) -> Check:
    """Nobody is told of a breach, and nothing is broken, before all five conditions are met."""
    facts = {**{name: f"conditions.{name}!" for name in CONDITIONS}, "on": f"{step}.on"}
    text = _("The confidence has to be kept: all five conditions must be met.")
    return Check("nl.confidentiality.may_break", facts, lambda value: bool(value["allowed"]), text)


def told_or_unsafe(_state: State, event: Happened) -> Refusal | None:
    """The informant hears it first, unless that endangers the member of staff."""
    if event.facts.get("informed") or event.facts.get("unsafe_why"):
        return None
    return Refusal("not_informed", gettext("Tell this person first what you mean to do. Only when that endangers yourself you may leave it out: then say why."), SECTION)


STORY = Step(
    "story", _("What you were told, and why it weighs"),
    _("In broad lines: no more than is needed to think it over. The name of who told you need not stand here."), ME,
    fields=(Field("about", _("How you want to recall this, without a name")), Field("told", _("What you were told"), "text"), Field("tell_whom", _("Whom you would want to tell, and why"), "text")),
    source=SECTION,
)
CONSENT = Step(
    "consent", _("I have permission after all"),
    _("With permission of who told you there is nothing to break. Write down what you may tell, and to whom."), ME, after=("story",),
    when=not_done("break"), fields=(Field("may_tell", _("What you may tell, and to whom"), "text"),), optional=True, source=SECTION,
)
ASSESS = Step(
    "conditions", _("Go through the five conditions"),
    _("Take them one by one, and tick only what is really so. Nobody expects five ticks: with four the answer is that you keep the secret. You can come back to it."), ME,
    after=("story",), when=not_done("break", "consent"),
    fields=tuple(one for name, label in CONDITIONS.items() for one in (Field(name, label, "yes_no"), Field(f"{name}_why", _("Why is that so, or not so?"), "line", required=False))),
    repeats=True, source=SECTION,
)
EXPERT = Step(
    "expert", _("Talk it over with an expert from outside"),
    _("Before anything is told: somebody who does not work for the school or its board, such as a confidential counsellor from outside, the school doctor or your own doctor. No name of who told you is needed."), ME,
    after=("conditions",), fields=(Field("expert", _("Whom you consulted, and of which organisation")), Field("from_outside", _("This person does not work for the school or its board"), "yes_no", must=True),
                                   Field("advice", _("What the advice was"), "text")),
    check=all_five("expert"), source=SECTION,
)
INFORM = Step(
    "inform", _("Tell who told you what you mean to do"),
    _("Beforehand, unless your own safety would be in danger."), ME, after=("expert",),
    fields=(Field("informed", _("I told this person"), "yes_no"), Field("unsafe_why", _("If not: why it would endanger me"), required=False)),
    check=all_five("inform"), objections=(told_or_unsafe,), source=SECTION,
)
BREAK = Step(
    "break", _("Break the confidence"),
    _("Tell only what matters, and only to those who help, mediate or have to take measures."), ME, after=("conditions", "expert", "inform"), when=not_done("consent"),
    fields=(Field("whom", _("To whom you told it")), Field("what", _("What you told"), "text"), Field("only_needed", _("I told only what is needed, to who is directly concerned"), "yes_no", must=True)),
    check=all_five("break"), source=SECTION,
)
KEEP = Step(
    "keep", _("Keep the confidence"),
    _("You decide not to tell. Write down how you go on helping, and who helps you to carry it."), ME, after=("conditions",), when=not_done("break"),
    fields=(Field("how_on", _("How you go on"), "text"),), optional=True, source=SECTION,
)
REFER = Step(
    "refer", _("Refer to somebody else"),
    _("When the trust is harmed: to another confidential counsellor or another organisation."), ME, after=("break",), fields=(Field("to_whom", _("To whom")),), optional=True, source=SECTION,
)
DEFINITION = Definition(
    "nl.confidentiality", "nl", _("Breaking a confidence"),
    _("Somebody told you something in strict confidence, gives no permission to pass it on, and you think that you must."), "protected",
    steps=(STORY, CONSENT, ASSESS, EXPERT, INFORM, BREAK, KEEP, REFER),
    rights=(Right("opener", _("talk it over with an expert from outside, without a name"), SECTION),),
    endings=(Ending("broken", _("The confidence was broken, as far as needed."), done("break"), by_time=True),
             Ending("consent", _("There was permission; nothing had to be broken."), done("consent")),
             Ending("kept", _("The confidence was kept."), done("keep"), by_time=True)),
    about="anyone", at_once=_("Is somebody in danger now? Call 112. For abuse at home or a sexual offence by a colleague there are other paths, which you must take."),
    allowed=(_("Think it over with an expert from outside, without a name."), _("Pass it on with permission."),
             _("Pass on what is needed when all five conditions are met, to those directly concerned.")),
    not_allowed=(_("Pass it on because it is easier, or with four of the five conditions."), _("Tell it before you talked with an expert from outside."),
                 _("Tell more than is needed, or to colleagues who have no part in it."), _("Put it into the pupil's file.")),
    requirement=("SAF-12",),
)
