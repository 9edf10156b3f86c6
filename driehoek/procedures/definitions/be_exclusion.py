"""Temporary and definitive exclusion (PRO-3 to PRO-6): decree art. 32-37/6, school regulations 9.4-9.5."""

# fmt: off
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import (
    Check, Definition, Ending, Field, Late, Milestone, Refusal, Right, Step, Term, all_of, any_of, done,
    fact, good, missed, not_done, passed,
)
from driehoek.procedures.sources import decree, regulations
from driehoek.procedures.state import Happened, State

from .be_preventive_suspension import MILESTONE as SUSPENSION_ENDS
from .be_preventive_suspension import PROLONG, PROLONGATION, PROLONGED_ENDS, SUSPEND
from .be_exclusion_appeal import LAST_DECISION, APPEAL_DUE, APPEAL_STEPS, DEFINITIVE
from .shared import (
    begins_in_time, ALTERNATIVE, DESCRIPTION, DIRECTION, LEADING, MINUTES, NOTE, PRESENT, PROOF, REASONS, REPORT,
    confidant_may_come, needs_unless, needs_when, planned_not_before,
)

EXCLUDED = fact("decide.measure", "temporary", "definitive")


def council_has_clb(state: State, event: Happened) -> Refusal | None:
    """For a definitive exclusion the class council is enlarged with the CLB, which advises."""
    if event.facts.get("considered") != "definitive" or event.facts.get("clb_present"):
        return None
    text = gettext(
        "For a definitive exclusion a representative of the CLB sits on the class council, with an advisory vote."
    )
    return Refusal("no_clb", text, decree("33, 1°"))


def decided_as_advised(state: State, event: Happened) -> Refusal | None:
    """A definitive exclusion rests on the advice of a class council with the CLB, and tells of the appeal."""
    if event.facts.get("measure") != "definitive":
        return None
    if state.value("council.considered") != "definitive":
        text = gettext("The class council did not advise on a definitive exclusion. Ask it again, with the CLB.")
        return Refusal("no_advice", text, decree("33, 1°"))
    if not event.facts.get("appeal_mentioned"):
        text = gettext("The letter must tell the parents how to appeal, in the words of the school regulations.")
        return Refusal("appeal_not_mentioned", text, decree("33"))
    return None


def suspension_confirmed(state: State, event: Happened) -> Refusal | None:
    """The letter that opens the procedure confirms a preventive suspension that runs."""
    if not state.done("suspend") or event.facts.get("confirms_suspension"):
        return None
    text = gettext("A preventive suspension runs: the letter that opens the procedure has to confirm it.")
    return Refusal("not_confirmed", text, regulations("9.4.2"))


COUNCIL = Step(
    "council", _("Advice of the class council"),
    _("The teachers who know the pupil advise first. For a definitive exclusion the CLB sits with them. Their advice goes "
      "into the disciplinary file, which the parents may read."),
    DIRECTION,
    fields=(
        Field("considered", _("Which measure is considered"), "choice",
              choices=(("temporary", _("temporary exclusion")), ("definitive", _("definitive exclusion")))),
        DESCRIPTION,
        Field("clb_present", _("A representative of the CLB was there, with an advisory vote"), "yes_no", required=False),
        Field("advice", _("Advice of the class council"), "text"),
    ),
    papers=(MINUTES,), when=not_done("decide"), objections=(council_has_clb,), repeats=True,
    letters=("be.class_council_advice",), to=("class_council",), source=decree("33, 1°"),
)
HERGO = Step(
    "hergo", _("Suspend for a restorative group conference (HERGO)"),
    _("Everybody concerned looks for a solution together, led by somebody independent. The procedure waits for as long as "
      "that takes. The parents are told."),
    DIRECTION, after=("council",), when=not_done("talk"), fields=(NOTE,), optional=True, repeats=True,
    letters=("be.hergo_postponement",), to=("parents",), source=regulations("9.2"),
)
RESUME = Step(
    "resume", _("Take up the procedure again"),
    _("The conference did not solve it, or not wholly. The procedure goes on where it was."),
    DIRECTION, after=("hergo",), fields=(Field("outcome", _("What came of the conference"), "text"),), optional=True,
    repeats=True, source=regulations("9.2"),
)
SOLVED = Step(
    "solved", _("Stop: it was solved together"),
    _("The conference or a talk solved it. There will be no exclusion, and the case is closed."),
    DIRECTION, after=("council",), when=not_done("decide"),
    fields=(Field("outcome", _("What was agreed"), "text"),), optional=True, source=regulations("9.2"),
)
INVITE = Step(
    "invite", _("Send the invitation to the talk"),
    _("Pupil and parents are invited by registered letter to tell their side. The days before the talk are there to read "
      "the file and to find somebody to come along."),
    DIRECTION, after=("council",),
    fields=(
        Field("talk_on", _("Day of the talk"), "date"),
        Field("confirms_suspension", _("The letter confirms the preventive suspension, if there is one"), "yes_no",
              required=False),
    ),
    papers=(PROOF,), objections=(planned_not_before("talk_on", "talk"), suspension_confirmed), letters=("be.discipline_opening",),
    to=("parents", "pupil"), source=regulations("9.4.3, punt 2"),
)
INSPECT = Step(
    "inspect", _("The parents read the file"),
    _("Before the talk the parents and their confidant may read the whole disciplinary file, with the class council's "
      "advice."),
    LEADING, after=("council",), when=not_done("decide"), fields=(PRESENT,), optional=True, repeats=True,
    source=regulations("9.4.3, punt 3"),
)
TALK = Step(
    "talk", _("Hear the parents and the pupil"),
    _("The parents and the pupil tell the director their side before anything is decided. They may bring a confidant, who is named on the case first."),
    DIRECTION, after=("invite",),
    fields=(
        PRESENT,
        Field("confidant", _("Name of the confidant, if there was one"), required=False),
        REPORT,
    ),
    papers=(MINUTES,), earliest=Term("be.discipline.hearing_earliest", {"invited": "invite.posting"}),
    objections=(confidant_may_come,),
    source=regulations("9.4.3, punt 2"),
)
DECIDE = Step(
    "decide", _("Send the decision"),
    _("The director decides, in proportion to what happened, and sends the reasons by registered letter. The day of "
      "posting counts."),
    DIRECTION, after=("talk",),
    fields=(
        Field("measure", _("Decision"), "choice",
              choices=(("none", _("no exclusion")), ("temporary", _("temporary exclusion")),
                       ("definitive", _("definitive exclusion")))),
        ALTERNATIVE,
        REASONS,
        Field("first_day", _("First day of the exclusion"), "date", required=False),
        Field("school_days", _("How many school days (temporary exclusion)"), "number", required=False),
        Field("appeal_mentioned", _("The letter tells how to appeal"), "yes_no", required=False),
    ),
    papers=(PROOF,), latest=Term("be.discipline.decision_due", {"heard": "talk.on"}), counted="posting",
    late=Late(_("The decision came later than the school regulations promise. The parents can hold that against it."),
              regulations("9.4.3, punt 4"),
              missed=_("There is no decision yet, and its last day is past. The parents can hold that against it.")),
    check=Check("be.discipline.temporary_exclusion",
                {"first_day": "decide.first_day", "school_days": "decide.school_days", "level": "case.level",
                 "closed": "case.closed"},
                lambda value: value is not None,
                _("A temporary exclusion lasts one to fifteen consecutive school days, in primary education only.")),
    objections=(decided_as_advised, needs_when("decide.measure", "temporary", "first_day", "school_days"),
                begins_in_time("first_day", decree("33"))),
    letters=("be.exclusion_definitive", "be.exclusion_temporary", "be.discipline_closed"), to=("parents", "pupil"), source=regulations("9.4.3, punt 4"),
)
CARE = Step(
    "care", _("Arrange care at school, or explain why not"),
    _("An excluded pupil is looked after at school, outside the own class. Where the school cannot, it tells the parents "
      "in writing and with reasons."),
    LEADING, after=("decide",), when=EXCLUDED,
    fields=(
        Field("arranged", _("The pupil is looked after at school"), "yes_no", required=False),
        Field("why_not", _("If not: why is it not feasible?"), "text", required=False),
    ),
    objections=(needs_unless("care.arranged", "why_not"),),
    optional=True, letters=("be.care_refusal",), to=("parents",), source=regulations("9.4.4"),
)
SEARCH = Step(
    "search", _("Look for a new school together with the CLB"),
    _("School and CLB help the parents to find another school. Note each school that was asked and its answer."),
    LEADING, after=("decide",), when=all_of(DEFINITIVE, not_done("enrolled")),
    fields=(Field("school", _("Which school")), Field("answer", _("Answer"), "text", required=False)),
    latest=Term("be.discipline.exclusion_effective", {"notified": "decide.posting"}), optional=True, repeats=True,
    source=regulations("9.4.3"),
)
ENROLLED = Step(
    "enrolled", _("The pupil is enrolled in another school"),
    _("From that day on the exclusion counts, and the new school is responsible."),
    LEADING, after=("decide",), when=DEFINITIVE, fields=(Field("school", _("Which school")),),
    optional=True, source=decree("32, § 3"),
)
DEFINITION = Definition(
    "be.exclusion", "be", _("Temporary or definitive exclusion"),
    _("For behaviour that seriously disturbs the school or endangers somebody, when lighter measures are not enough."),
    "discipline",
    steps=(COUNCIL, replace(SUSPEND, when=not_done("decide")), PROLONG, HERGO, RESUME, SOLVED, INVITE, INSPECT, TALK, DECIDE, CARE, SEARCH, ENROLLED,
           *APPEAL_STEPS),
    milestones=(
        SUSPENSION_ENDS, PROLONGATION, PROLONGED_ENDS,
        Milestone("received", _("The decision counts as received"),
                  Term("be.discipline.appeal_due", {"decision_sent": "decide.posting"}, pick="received"), DEFINITIVE),
        Milestone("last_decision", _("Last day for a decision on the appeal"), LAST_DECISION, all_of(good("appeal"), not_done("hearing"))),
        Milestone("temporary_ends", _("Last day of the temporary exclusion"),
                  Term("be.discipline.temporary_exclusion",
                       {"first_day": "decide.first_day", "school_days": "decide.school_days", "level": "case.level",
                        "closed": "case.closed"}), fact("decide.measure", "temporary")),
        Milestone("effective", _("The definitive exclusion takes effect at the latest"),
                  Term("be.discipline.exclusion_effective",
                       {"notified": "decide.posting", "enrolled_elsewhere": "enrolled.on?"}), DEFINITIVE),
    ),
    rights=(
        Right("parents", _("read the whole disciplinary file, and take a confidant along"),
              regulations("9.4.3, punt 3"), not_done("decide")),
        Right("parents", _("appeal to the chair of the school board by registered letter"), regulations("9.5"),
              all_of(DEFINITIVE, not_done("appeal")), APPEAL_DUE),
        Right("pupil", _("be looked after at school until the exclusion takes effect"), regulations("9.4.4"), EXCLUDED),
        Right("parents", _("help of school and CLB in finding another school"), regulations("9.4.3"), DEFINITIVE),
    ),
    endings=(
        Ending("solved", _("It was solved together; there was no exclusion."), done("solved")),
        Ending("no_measure", _("The director decided not to exclude."), fact("decide.measure", "none")),
        Ending("void", _("The exclusion is void by law: the decision on the appeal was too late."),
               any_of(all_of(good("appeal"), missed("appeal_decision")), passed("last_decision")), by_time=True),
        Ending("annulled", _("The appeal committee annulled the exclusion."), fact("appeal_decision.result", "annulled")),
        Ending("served", _("The temporary exclusion is over."), passed("temporary_ends"), by_time=True),
        Ending("excluded", _("The definitive exclusion took effect."),
               all_of(passed("effective"), any_of(all_of(not_done("appeal"), missed("appeal")),
                                                  fact("appeal_decision.result", "confirmed", "inadmissible"))), by_time=True),
    ),
    levels=("primary",), level_source=regulations("9.4"), official=True, committee="be.exclusion",
    pauses=("hergo", "resume"), requirement=("PRO-3", "PRO-4", "PRO-5", "PRO-6"),
)
