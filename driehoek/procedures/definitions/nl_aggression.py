"""Aggression at a Dutch school (SAF-9): annex 4 of the safety plan, from the incident to the end of a ban."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import (
    Check, Definition, Ending, Field, Given, Late, Milestone, Refusal, Right, Step, Term, all_of, any_of, done, not_done, one_done,
)
from driehoek.procedures.sources import plan, wpo
from driehoek.procedures.state import Happened, State

from .nl_aggression_talks import TALK_CODES, TALKS
from .shared import DESCRIPTION, DIRECTION, NOTE, PRESENT, REASONS, REPORT, begins_in_time, needs_when

ANNEX = plan("bijlage 4")
HANDLING = ("director", "prevention_officer")
ORDERS = 2  # annex 4: ordered twice to leave, before the police can take somebody along
AFTER_BAN = Term("nl.days.after", {"start": "ban.last_day", "days": Given(1), "kind": Given("calendar")})
BANS = ("ban_after_warning", "ban_after_threat_or_violence")
HEARD = Field("staff_heard", _("The member of staff concerned had a say in this"), "yes_no", must=True)


def ordered_twice_or_danger(state: State, event: Happened) -> Refusal | None:
    """The police can take somebody along after two orders to leave; in danger they are called at once."""
    if event.facts.get("danger") or len(state.by_step.get("order", ())) >= ORDERS:
        return None
    text = gettext("First order the person to leave twice, and record both. Is there danger? Then say so: the police are called at once.")
    return Refusal("not_ordered_twice", text, ANNEX)


def declared_when_hurt(state: State, event: Happened) -> Refusal | None:
    """Injury or damage asks for a formal report; anything else is at least notified."""
    if event.facts.get("police_form") == "declaration" or not state.value("report.injury"):
        return None
    return Refusal("must_be_declared", gettext("Somebody was hurt or something was damaged: that asks for a formal report (aangifte)."), ANNEX)


def not_for_a_pupil(state: State, _event: Happened) -> Refusal | None:
    """A pupil is kept out of school by suspension or removal alone."""
    if state.value("report.who") != "pupil":
        return None
    text = gettext("A pupil is kept away from school only by a suspension or a removal, each with its own procedure. Open that one.")
    return Refusal("pupil_not_banned", text, wpo("40c"))


def ground_fits(state: State, event: Happened) -> Refusal | None:
    if event.facts.get("ban_ground") == "after_warning" and not state.value("report.earlier_warning"):
        return Refusal("ground_wrong", gettext("There was no earlier warning, so this cannot be the ground of the ban."), ANNEX)
    if event.facts.get("ban_ground") == "threat_or_violence" and state.value("report.kind") not in {"threat", "violence"}:
        return Refusal("ground_wrong", gettext("There was no threat and no violence, so this cannot be the ground of the ban."), ANNEX)
    return None


def ends_after_it_starts(_state: State, event: Happened) -> Refusal | None:
    if str(event.facts.get("last_day")) >= str(event.facts.get("first_day")):
        return None
    return Refusal("ends_before", gettext("The last day of the ban lies before its first day."), ANNEX)


def early_with_reason(state: State, event: Happened) -> Refusal | None:
    last = state.value("ban.last_day")
    if last is None or event.on > last or event.facts.get("why_early"):
        return None
    return Refusal("still_runs", gettext("The ban still runs on this day. Say why it ends earlier."), ANNEX)


INCIDENT = Step(
    "report", _("Write down what happened"),
    _("See first that everybody is safe and somebody stays with your colleague. Then write down who, what, where and to whom, in plain facts. Call the head of school if that was not done."),
    HANDLING,
    fields=(
        Field("who", _("Who behaved aggressively"), "choice", choices=(("parent", _("a parent")), ("pupil", _("a pupil")), ("other", _("somebody else")))),
        Field("offender", _("Name of this person")),
        Field("kind", _("What kind of aggression"), "choice",
              choices=(("verbal", _("verbal")), ("threat", _("threat")), ("violence", _("physical violence")), ("vandalism", _("destroying things")))),
        DESCRIPTION, Field("place", _("Where")), Field("staff", _("To whom it happened")),
        Field("injury", _("Somebody was hurt, or something was damaged"), "yes_no"),
        Field("earlier_warning", _("This person had a written warning before"), "yes_no"),
        Field("warned_on", _("Day of that warning"), "date", required=False),
    ),
    objections=(needs_when("report.earlier_warning", True, "warned_on"),), source=ANNEX,
)
ORDER = Step(
    "order", _("Ordered to leave the school"),
    _("Ask calmly and clearly to leave. Do this twice: only then can the police take somebody along. Record each time by itself."),
    HANDLING, after=("report",), fields=(Field("ordered_by", _("Who gave the order")), NOTE), optional=True, repeats=True, source=ANNEX,
)
POLICE = Step(
    "police", _("Call the police (112)"),
    _("In danger, such as physical violence: at once. Otherwise after two orders to leave."),
    HANDLING, after=("report",), fields=(Field("danger", _("There was danger: the police were called at once"), "yes_no"), NOTE),
    objections=(ordered_twice_or_danger,), optional=True, source=ANNEX,
)
POLICE_REPORT = Step(
    "police_report", _("Report it to the police"),
    _("Every aggression is reported, also when it seems small. The head of school does this; your colleague can be a witness. Injury or damage asks for a formal report (aangifte)."),
    DIRECTION, after=("report",),
    fields=(Field("police_form", _("How"), "choice", choices=(("notification", _("notification (melding)")), ("declaration", _("formal report (aangifte)")))),
            Field("police_number", _("Number of the report"), required=False), NOTE),
    objections=(declared_when_hurt,), source=ANNEX,
)
TELL = Step(
    "tell", _("Say that this is not accepted"),
    _("The head of school tells the parent or pupil so in person, and that a ban can follow when it happens again."),
    DIRECTION, after=("report",), fields=(PRESENT, REPORT), optional=True, source=ANNEX,
)
WARN = Step(
    "warn", _("Confirm the warning by letter"),
    _("The first time: the letter says what happened, what is expected, and that a ban can follow. It goes out on the day itself, if at all possible."),
    DIRECTION, after=("report", "tell"), when=not_done("ban", "no_letter"), fields=(HEARD, REASONS), optional=True,
    letters=("nl.parent_warning", "nl.pupil_aggression_warning"), to=("offender",), source=ANNEX,
)
BAN = Step(
    "ban", _("Ban the person from the school"),
    _("After violence or a threat, or when it happens again after a warning. It has a first and a last day. The letter goes out on the day itself, if at all possible."),
    DIRECTION, after=("report",), when=not_done("no_letter"),
    fields=(Field("ban_ground", _("Ground of the ban"), "choice", choices=(("after_warning", _("after a warning")), ("threat_or_violence", _("threat or violence")))),
            Field("first_day", _("First day of the ban"), "date"), Field("last_day", _("Last day of the ban"), "date"),
            Field("area", _("Where it holds"), hint=_("Such as: the building and the grounds.")),
            Field("contact_person", _("Whom the person can call about the child")), HEARD, REASONS),
    check=Check("nl.aggression.measure", {"kind": "report.kind", "earlier_warning": "report.earlier_warning!", "on": "ban.on"},
                lambda value: value in BANS, _("A ban follows a warning, a threat or violence.")),
    objections=(not_for_a_pupil, ground_fits, begins_in_time("first_day", ANNEX, on_school_days=False), ends_after_it_starts), optional=True, letters=("nl.parent_ban",), to=("offender",), source=ANNEX,
)
BAN_ENDED = Step(
    "ban_ended", _("Tell that the ban is over"),
    _("The letter says that the person is welcome again. Tell the colleague to whom it happened beforehand."),
    DIRECTION, after=("ban",), fields=(Field("why_early", _("Why it ends earlier, if it does"), required=False), NOTE),
    latest=AFTER_BAN, late=Late(_("This person was told later than the day after the ban."), ANNEX, missed=_("The ban is over, and this person has not been told. Send the letter today.")),
    objections=(early_with_reason,), letters=("nl.parent_ban_ended",), to=("offender",), source=ANNEX,
)
NO_LETTER = Step(
    "no_letter", _("No letter is needed"),
    _("The head of school decides, together with the colleague concerned, that it stays at a talk."),
    DIRECTION, after=("report",), when=not_done("warn", "ban"), fields=(HEARD, REASONS), optional=True, source=ANNEX,
)
DAMAGE = Step(
    "damage", _("A claim for damage of the member of staff"),
    _("Your colleague claims the damage from the head of school, who tries to recover it. The letter has the sentence that holds the person liable."),
    HANDLING, after=("report",), fields=(Field("damage", _("The damage, short and clear"), "text"), Field("staff_member", _("Who suffered the damage")),
                                         Field("staff_function", _("In which function"))),
    optional=True, repeats=True, letters=("nl.staff_damage_claim",), to=("director",), source=ANNEX,
)
TEAM = Step(
    "team", _("Talk it over in the team"),
    _("Do we understand why it happened? Is there something in it that we should watch for? Aggression is a fixed point of every team meeting."),
    HANDLING, after=("report",), fields=(Field("causes", _("What caused it"), "text", required=False), Field("signals", _("What the school takes from it"), "text")),
    source=ANNEX,
)
DEFINITION = Definition(
    "nl.aggression", "nl", _("Aggression"),
    _("After verbal aggression, a threat, violence or vandalism by a parent, a pupil or somebody else."), "aggression",
    steps=(INCIDENT, ORDER, POLICE, *TALKS, POLICE_REPORT, TELL, WARN, BAN, NO_LETTER, TEAM, DAMAGE, BAN_ENDED),
    milestones=(Milestone("ban_ends", _("Last day of the ban"), Term("nl.days.after", {"start": "ban.last_day", "days": Given(0), "kind": Given("calendar")})),),
    rights=(Right("staff", _("a say in what happens to the person who did it"), ANNEX, not_done("warn", "ban", "no_letter")),
            Right("staff", _("a talk, today and later, and the company doctor when that is not enough"), ANNEX)),
    endings=(Ending("over", _("Everything the protocol asks for was done."), all_of(
        done("police_report", "team", *TALK_CODES), one_done("warn", "ban", "no_letter"), any_of(not_done("ban"), done("ban_ended")))),),
    about="anyone", at_once=_("Danger? Call 112 first. Bring your colleague to a quiet place, and let somebody stay who is trusted."),
    allowed=(_("Listen, and ask carefully when somebody acts as if nothing happened."), _("Call the police at once when there is danger."),
             _("Arrange a doctor, or somebody to take over the class.")),
    not_allowed=(_("Force somebody to talk, or play the therapist."), _("Think after a few weeks that it is forgotten."),
                 _("Ban somebody without a warning, unless there was a threat or violence.")),
    requirement=("SAF-9",),
)
