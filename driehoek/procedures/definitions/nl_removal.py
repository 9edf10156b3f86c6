"""Removal of a pupil in the Netherlands (PRO-9): WPO art. 40(11) as it stands since 1 August 2014, safety plan 7.1."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Late, Milestone, Right, Step, Term, all_of, any_of, done, fact, not_done
from driehoek.procedures.sources import lpw, plan, wpo

from .shared import ALTERNATIVE, BOARD, DESCRIPTION, DIRECTION, LEADING, PRESENT, REASONS, REPORT

POSSIBLE = Check("nl.discipline.removal_possible_from",
                 {"search_started": "search.first", "on": "decide.on", "other_school_willing": "willing.done?"},
                 lambda value: value is not None, _("Removal is not possible yet."), when=fact("decide.decision", "remove"))
OBJECTION_DUE = Term("nl.discipline.objection_due", {"sent": "decide.posting"})
INTEND = Step(
    "intend", _("Tell the parents what is intended"),
    _("The parents hear in writing that the school thinks of removing their child, and why, so that they can answer."),
    BOARD, fields=(DESCRIPTION, REASONS), letters=("nl.removal_intention",), to=("parents",), source=plan("7.1"),
)
HEAR_PARENTS = Step(
    "hear", _("Hear the pupil and the parents"),
    _("Before the board decides, the pupil and the parents can tell their side."),
    DIRECTION, after=("intend",), fields=(PRESENT, REPORT), source=wpo("40(11)"),
)
HEAR_TEACHER = Step(
    "hear_teacher", _("Hear the group teacher and who complained"),
    _("The board hears the teacher of the group, and whoever complained."),
    DIRECTION, after=("intend",), fields=(PRESENT, REPORT), source=wpo("40(11)"),
)
SEARCH = Step(
    "search", _("Look for another school"),
    _("The school looks for a school that will take the pupil; a school for special education may be that. Note every school that was asked: it must be possible to show it."),
    LEADING, after=("intend",), fields=(Field("school", _("Which school")), Field("answer", _("Answer"), "text", required=False)),
    repeats=True, source=wpo("40(11)"),
)
WILLING = Step(
    "willing", _("Another school is willing"),
    _("Since 1 August 2014 a pupil can only be removed when another school is willing to admit the pupil. Before that eight weeks of search were enough."),
    LEADING, after=("search",), fields=(Field("school", _("Which school")),), source=wpo("40(11)"),
)
DECIDE = Step(
    "decide", _("Decide to remove, with reasons"),
    _("The board decides in writing, with reasons, and tells how to object."),
    BOARD, after=("hear", "hear_teacher", "search"),
    fields=(Field("decision", _("Decision"), "choice", choices=(("remove", _("the pupil is removed")), ("stay", _("the pupil stays")))),
            ALTERNATIVE, REASONS, Field("objection_told", _("The letter tells how to object"), "yes_no", must=True)),
    check=POSSIBLE, letters=("nl.removal_decision",), to=("parents", "pupil"), source=wpo("40(11), 40(12)"),
)
REMOVED = fact("decide.decision", "remove")
INSPECTORATE = Step(
    "inspectorate", _("Tell the inspectorate"), _("In writing, with the reasons."), BOARD, after=("decide",), when=REMOVED,
    letters=("nl.removal_inspectorate",), to=("inspectorate",), source=plan("7.1"),
)
OFFICER = Step(
    "officer", _("Send a copy to the attendance officer"),
    _("The municipality where the pupil lives hears of a removal at once."), BOARD, after=("decide",), when=REMOVED,
    letters=("nl.removal_attendance_officer",), to=("attendance_officer",), source=lpw("18"),
)
MADE_KNOWN = Step(
    "made_known", _("Register it and make it known"),
    _("The removal is registered, and staff and classes are told, without more than they need to know."),
    DIRECTION, after=("decide",), when=REMOVED, source=plan("7.1"),
)
OBJECTION = Step(
    "objection", _("Record the parents' objection"),
    _("Parents object in writing to the board. The board hears them before it decides, and not by whoever took the decision."),
    BOARD, after=("decide",), when=REMOVED, fields=(Field("posted", _("Date of the postmark"), "date"),),
    latest=OBJECTION_DUE, counted="posted", holder="parents", optional=True, judges="decide",
    late=Late(_("After this day an objection can be declared inadmissible."), wpo("63")),
    on_label=_("Received by the school board on"), letters=("nl.objection_hearing",), to=("parents",), source=wpo("40(12), 63"),
)
OBJECTION_HEARD = Step(
    "objection_heard", _("Hear the parents on their objection"), _("The board hears them before it decides."),
    BOARD, after=("objection",), fields=(PRESENT, REPORT), judges="decide", source=wpo("40(12), 63"),
)
OBJECTION_DECIDED = Step(
    "objection_decided", _("Decide on the objection"), _("With reasons, by registered letter."),
    BOARD, after=("objection_heard",),
    fields=(Field("objection_outcome", _("Decision"), "choice", choices=(("upheld", _("well-founded")), ("dismissed", _("unfounded")), ("inadmissible", _("inadmissible")))), REASONS),
    judges="decide", letters=("nl.objection_decision",), to=("parents",), source=wpo("40(12), 63"),
)
DEFINITION = Definition(
    "nl.removal", "nl", _("Removal of a pupil"),
    _("The last means, after other sanctions did not help or for a very serious breach."), "discipline",
    steps=(INTEND, HEAR_PARENTS, HEAR_TEACHER, SEARCH, WILLING, DECIDE, INSPECTORATE, OFFICER, MADE_KNOWN, OBJECTION, OBJECTION_HEARD, OBJECTION_DECIDED),
    milestones=(Milestone("objection_due", _("Last day to object"), OBJECTION_DUE, REMOVED),),
    rights=(Right("parents", _("object in writing to the board within six weeks (private school) or under general administrative law (public school)"), wpo("40(12), 63"), REMOVED, OBJECTION_DUE),),
    endings=(
        Ending("stays", _("The pupil stays at the school."), fact("decide.decision", "stay")),
        Ending("upheld", _("The objection was well-founded: the pupil stays."), fact("objection_decided.objection_outcome", "upheld")),
        Ending("removed", _("The pupil was removed and everybody was told."), all_of(done("inspectorate", "officer", "made_known"), any_of(done("objection_decided"), not_done("objection"))), by_time=True),
    ),
    official=True, requirement=("PRO-9",),
)
