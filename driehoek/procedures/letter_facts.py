"""Which facts and days of a case go into which fields of a letter, where no step has a fact of that very name.

A key is a field of every letter, or "kind.field" for one letter. Plain tables; `lettering` reads them.
"""

from collections.abc import Collection
from typing import Any

PATHS: dict[str, tuple[str, ...]] = {
    "nl.objection_decision.heard_on": ("objection_heard.on",),
    "objection_received": ("objection.on",),
    "heard_on": ("talk.on", "hear.on", "hearing.on"),
    "hearing_on": ("hearing.on", "invite_hearing.hearing_on"),
    "be.complaint_answer.complaint_received": ("raise.on",),
    "be.complaint_referral.complaint_received": ("raise.on",),
    "nl.leave_forward.reasons": ("ask.note",),
    "council_on": ("council_again.on", "council.on"),
    "measure_considered": ("council.considered",),
    "talk_on": ("invite.talk_on",),
    "suspended_from": ("suspend.first_day",),
    "alternatives": ("decide.alternative", "impose.alternative", "measure.alternative"),
    "appeal_received": ("appeal.on",),
    "posted_on": ("appeal.posted",),
    "complaint_received": ("lodge.on", "raise.on"),
    "requested_on": ("ask_talk.asked_on", "ask.on", "opt_out.on"),
    "search_started": ("search.first",),
    "new_school": ("willing.school",),
    "teacher_heard_on": ("hear_teacher.on",),
    "inspectorate_told": ("inspectorate.on",),
    "decided_on": ("decide.on",),
    "withdrawn_on": ("withdrawn.on",),
    "clb_consulted_on": ("clb.on",),
    "appeal_outcome": ("appeal_decision.result",),
    "certificate_appeal_outcome": ("appeal_decision.result",),
    "certificate_outcome": ("council_again.outcome", "council.outcome"),
    "advice_received": ("advise.on",),
    "recommendations": ("advise.recommendation",),
    "minutes": ("ask.minutes_per_week",),
    "be.complaint_answer.advised_on": ("advise.on",),
    "leave_school_days": ("ask.school_days",),
    "leave_outcome": ("decide.decision",),
    "minutes_text": ("talk.report", "guide.agreements"),
    "facts_considered": ("council.description",),
    "care": ("care.arranged", "suspend.cared_for"),
    "care_reasons": ("care.why_not", "suspend.why_not"),
    "agreed_on": ("agree.on",),
    "rehabilitation_text": ("agree.agreements",),
    "spoken_on": ("talk.on", "tell.on"),
    "warned_on": ("warn.on",),
    "nl.bullying_talk_report.talk_on": ("phase_2.on",),
    "nl.bullying_talk_report.minutes_text": ("phase_2.report",),
    "nl.bullying_talk_report.agreed_text": ("phase_2.agreements",),
    "nl.parent_ban.happened_on": ("measure.again_on", "report.on", "talk.on"),
    "nl.parent_warning.happened_on": ("report.on", "talk.on"),
    "nl.pupil_aggression_warning.happened_on": ("report.on",),
    "nl.staff_damage_claim.happened_on": ("report.on",),
    "nl.staff_damage_claim.incident_place": ("report.place",),
    "nl.staff_damage_claim.what_happened": ("report.description",),
    "be.absence_permission.occasion": ("ask.occasion", "ask.sport"),
    "be.care_refusal.first_day": ("decide.first_day", "decide.on"),
    "be.absence_report.talk_on": ("talk.on",),
    "be.certificate_talk_result.talk_on": ("talk.on",),
    "be.complaint_answer.answer": ("decide.reasons", "solved.outcome"),
    "be.discipline_closed.reasons": ("decide.reasons",),
    "be.hergo_postponement.postponed_on": ("hergo.on",),
    "be.home_education_answer.decision": ("answer.organised",),
    "be.home_education_answer.teacher": ("teacher.teacher",),
    "be.order_measure.happened_on": ("measure.on",),
    "be.order_measure.measure": ("measure.kind",),
    "be.order_measure.reasons": ("measure.description",),
    "be.preventive_suspension.first_day": ("suspend.first_day",),
    "be.preventive_suspension.reasons": ("suspend.reasons",),
    "be.preventive_suspension_extension.reasons": ("prolong.external_factors",),
    "be.talk_report.talk_on": ("guide.on",),
    "be.trip_receipt.replacement": ("at_school.group",),
    "nl.complaint_interim_measure.first_day": ("interim.on",),
    "nl.complaint_interim_measure.last_day": ("interim.until",),
    "nl.complaint_interim_measure.measures": ("interim.measure",),
    "nl.complaint_oral_record.minutes_text": ("lodge.complaint_summary",),
    "nl.parent_ban.first_day": ("measure.on",),
    "nl.parent_ban.last_day": ("measure.valid_until",),
    "nl.parent_ban_ended.last_day": ("end_ban.on",),
}
# Fields that are a day of the case: the last day of a step, or a milestone; the first one that gives a day.
DAYS: dict[str, tuple[str, ...]] = {
    "appeal_due": ("appeal",),
    "talk_request_due": ("ask_talk",),
    "talk_due": ("talk",),
    "hearing_due": ("hearing",),
    "advice_due": ("advise",),
    "decision_due": ("decide",),
    "be.appeal_decision.decision_due": ("appeal_decision",),
    "be.certificate_talk_result.deemed_received": ("result_received",),
    "be.certificate_council_result.deemed_received": ("result_received",),
    "repair_until": ("repair",),
    "result_due": ("appeal_decision",),
    "effective_on": ("effective",),
    "deemed_received": ("received",),
    "received_on": ("received",),
    "last_day": ("temporary_ends",),
    "suspended_until": ("prolonged_ends", "suspension_ends"),
    "valid_until": ("until",),
    "objection_due": ("objection_due",),
    "be.care_refusal.last_day": ("temporary_ends", "effective"),
    "be.home_education_answer.first_day": ("begins",),
    "be.preventive_suspension.last_day": ("suspension_ends",),
    "be.preventive_suspension_extension.first_day": ("prolongation_begins",),
    "be.preventive_suspension_extension.last_day": ("prolonged_ends",),
    "nl.complaint_advice_prolongation.advice_due": ("prolong_advice",),
    "nl.complaint_advice_prolongation.advice_prolonged_due": ("advise",),
    "nl.complaint_decision_prolongation.decision_due": ("prolong_decision",),
    "nl.complaint_decision_prolongation.decision_prolonged_due": ("decide",),
}
# Invitations name a day that is still to be chosen: the day on which the letter is written is not that day.
ASKED = {"be.certificate_appeal_hearing.hearing_on", "nl.complaint_hearing.hearing_on",
         "be.certificate_talk_invitation.talk_on", "nl.removal_intention.talk_on",
         "nl.objection_hearing.talk_on", "nl.objection_hearing.decision_due"}  # fmt: skip
# What a letter foretells: it is handed over together with a step that is noted afterwards.
FORESEES: dict[str, tuple[str, dict[str, Any]]] = {"be.certificate_refusal": ("hand_out", {"present": True})}
# What a step alone says of a field.
BY_STEP = {("decision", "refuse"): "refused", ("leave_outcome", "forward"): "forwarded",
           ("talk_outcome", "council_again"): "new_meeting", ("talk_outcome", "result"): "no_new_meeting"}  # fmt: skip
# Days that another case may know: a suspension that has its own.
OF_ANOTHER_CASE = {"suspended_from", "suspended_until"}
# Letters about the school year to come.
NEXT_YEAR = {"be.group_decision"}
# Which decision a kind of letter is about: the fact of the case, and the values of it that the letter tells.
FITS: dict[str, tuple[str, tuple[object, ...]]] = {
    "be.exclusion_definitive": ("decide.measure", ("definitive",)),
    "be.exclusion_temporary": ("decide.measure", ("temporary",)),
    "be.discipline_closed": ("decide.measure", ("none",)),
    "be.certificate_refusal": ("council.outcome", ("refused",)),
    "be.certificate_council_result": ("council_again.done", (True,)),
    "nl.staff_warning": ("impose.sanction", ("warning",)),
    "nl.staff_reprimand": ("impose.sanction", ("reprimand",)),
    "nl.staff_suspension": ("impose.sanction", ("suspension",)),
    "nl.staff_dismissal": ("impose.sanction", ("dismissal",)),
    "nl.parent_ban": ("measure.measure", (None, "ban")),
    "nl.removal_decision": ("decide.decision", ("remove",)),
}
# The letter of a step that no longer fits once another step was taken.
NOT_AFTER = {("be.certificate_talk_result", "result"): "council_again"}
# The same before the step is noted: what the case must say already.
FITS_BEFORE: dict[str, tuple[str, tuple[object, ...]]] = {
    "be.exclusion_definitive": ("council.considered", ("definitive",)),
    "nl.staff_dismissal": ("hear_others.done", (True,)),
    "nl.removal_decision": ("willing.done", (True,)),
}
# Whom one kind of letter is for, where the step tells more people than that.
TO: dict[str, tuple[str, ...]] = {
    "be.appeal_hearing": ("parents", "pupil"), "be.appeal_decision": ("parents", "pupil"),
    "nl.leave_forward": ("attendance_officer",), "nl.leave_decision": ("parents",),
}  # fmt: skip
# The facts that name whom a warning or a ban is for.
OFFENDER = ("talk.parent", "report.offender")
# A yes or no of a step, as the choice that the letter asks for.
ANSWERS = {"care": ("school", "refused"), "shares_judgement": ("yes", "no"), "decision": ("granted", "refused")}
# The field that says as whom the letter speaks to its recipient, and the roles of a case that are called otherwise.
PARTY = "party"
PARTIES = {"director": "head"}


def paths(kind: str, name: str) -> tuple[str, ...]:
    """The facts of a case that may fill a field of a letter, the first one that is known first."""
    return () if asked(kind, name) else PATHS.get(f"{kind}.{name}", PATHS.get(name, ()))


def days(kind: str, name: str) -> tuple[str, ...]:
    """The steps or milestones whose day fills a field of a letter."""
    return DAYS.get(f"{kind}.{name}", DAYS.get(name, ()))


def ruled(kind: str, name: str, terms: Collection[str]) -> bool:
    """Whether a field is a day that only the case gives, so that nobody types it. `terms`: what the case counts."""
    return not asked(kind, name) and name not in OF_ANOTHER_CASE and bool(set(days(kind, name)) & set(terms))


def asked(kind: str, name: str) -> bool:
    """Whether a field is for whoever writes the letter to fill in."""
    return f"{kind}.{name}" in ASKED
