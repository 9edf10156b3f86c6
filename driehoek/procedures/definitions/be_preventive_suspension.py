"""Preventive suspension (PRO-3): decree art. 32 § 1, school regulations 9.4.2. A safeguard, not a sanction."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import (
    Check, Definition, Ending, Field, Given, Late, Milestone, Right, Step, Term, any_of, done, not_done, passed,
)
from driehoek.procedures.sources import decree, regulations

from .shared import begins_in_time, ALTERNATIVE, DIRECTION, LEADING, REASONS, needs_unless

LASTS = Term("be.discipline.preventive_suspension",
             {"first_day": "suspend.first_day", "prolonged": Given(False), "closed": "case.closed"})
LASTS_PROLONGED = Term("be.discipline.preventive_suspension",
                       {"first_day": "suspend.first_day", "prolonged": Given(True), "closed": "case.closed"})

SUSPEND = Step(
    "suspend", _("Suspend preventively"),
    _("In an exceptional situation the pupil stays out of the own class at once, while it is found out what happened. It "
      "is no punishment. The parents get the reasons in writing."),
    DIRECTION,
    fields=(
        Field("first_day", _("First day of the suspension"), "date"),
        REASONS,
        ALTERNATIVE,
        Field("cared_for", _("The pupil is looked after at school"), "yes_no", required=False),
        Field("why_not", _("If not: why is it not feasible?"), "text", required=False),
    ),
    check=Check("be.discipline.preventive_suspension",
                {"first_day": "suspend.first_day", "prolonged": Given(False), "closed": "case.closed"},
                lambda value: value is not None,
                _("The last day cannot be counted from this first day.")),
    objections=(needs_unless("suspend.cared_for", "why_not"), begins_in_time("first_day", decree("32, § 1"))),
    optional=True, letters=("be.preventive_suspension",), to=("parents",), source=decree("32, § 1"),
)
PROLONG = Step(
    "prolong", _("Prolong the preventive suspension once"),
    _("Only once, and only when something outside the school keeps the inquiry from ending. The parents get the reasons."),
    DIRECTION, after=("suspend",),
    fields=(Field("external_factors", _("What outside the school keeps the inquiry from ending?"), "text"),),
    latest=LASTS, holder="nobody", optional=True,
    late=Late(_("A suspension that is over cannot be prolonged."), decree("32, § 1"), refused=True), letters=("be.preventive_suspension_extension",), to=("parents",), source=decree("32, § 1"),
)
MILESTONE = Milestone("suspension_ends", _("Last day of the preventive suspension"), LASTS, not_done("prolong"))
PROLONGATION = Milestone(
    "prolongation_begins", _("First day of the prolonged preventive suspension"),
    Term("be.days.after", {"start": LASTS, "days": Given(1), "kind": Given("school"), "closed": "case.closed"}), done("prolong"),
)
PROLONGED_ENDS = Milestone(
    "prolonged_ends", _("Last day of the prolonged preventive suspension"), LASTS_PROLONGED, done("prolong")
)

DEFINITION = Definition(
    "be.preventive_suspension", "be", _("Preventive suspension"),
    _("To keep the peace while it is found out what happened, at most five school days, once five more."),
    "discipline",
    steps=(
        SUSPEND, PROLONG,
        Step("opened", _("The disciplinary procedure is opened"),
             _("The suspension belongs to a disciplinary procedure, whose opening letter confirms it. Open that case too."),
             DIRECTION, after=("suspend",),
             fields=(Field("confirmed", _("The opening letter confirms the suspension"), "yes_no", must=True),),
             optional=True, source=regulations("9.4.2")),
        Step("lifted", _("Lift the suspension"),
             _("There is no reason for it any more. The pupil goes back to the own class."), LEADING,
             after=("suspend",), optional=True, source=regulations("9.4.2")),
    ),
    milestones=(MILESTONE, PROLONGATION, PROLONGED_ENDS),
    rights=(
        Right("pupil", _("be looked after at school, or get written reasons why not"), regulations("9.4.4"),
              done("suspend")),
    ),
    endings=(
        Ending("opened", _("It goes on in the disciplinary procedure."), done("opened")),
        Ending("lifted", _("The suspension was lifted."), done("lifted")),
        Ending("over", _("The suspension is over, and no disciplinary procedure was opened."), any_of(passed("suspension_ends"), passed("prolonged_ends")), by_time=True),
    ),
    levels=("primary",), level_source=regulations("9.4"), official=True, requirement=("PRO-3",),
)
