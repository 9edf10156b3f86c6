"""What each act is called. The journal keeps codes; the sentence is made on display (ACC-11)."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "agreement.acknowledge": _("acknowledge the access agreement"),
    "agreement.distributed": _("distribute the access agreement"),
    "agreement.manage": _("manage the access agreement"),
    "attachment.add": _("add an attachment"),
    "attachment.remove": _("remove an attachment"),
    "attendance.confirm": _("confirm the attendance of a class"),
    "attendance.doubt": _("ask the doctor about a certificate"),
    "attendance.figures": _("see attendance figures"),
    "attendance.office": _("work in the attendance office"),
    "attendance.record": _("record attendance"),
    "child.read": _("read about the own child"),
    "clb.work": _("work for the CLB at the school"),
    "consent.manage": _("manage consents"),
    "consent.record": _("record a consent"),
    "consent.withdraw": _("withdraw a consent"),
    "duty.discharge": _("discharge a duty"),
    "duty.see": _("see duties"),
    "duty.take_back": _("open a duty again"),
    "emergency.open": _("open emergency access"),
    "emergency.reviewed": _("look at an emergency access"),
    "enrolment.agree": _("record the parents' agreement"),
    "enrolment.end": _("end an enrolment"),
    "enrolment.manage": _("manage enrolments"),
    "enrolment.start": _("enrol a pupil"),
    "entry.add": _("write an entry"),
    "entry.correct": _("correct an entry"),
    "entry.restore": _("bring back an entry"),
    "entry.withdraw": _("withdraw an entry"),
    "figures.read": _("read figures over schools"),
    "file.download": _("download an attachment"),
    "file.open": _("open the file"),
    "file.print": _("print from the file"),
    "file.read": _("read in the file: %(category)s"),
    "file.write": _("write in the file: %(category)s"),
    "invitation.send": _("send an invitation"),
    "journal.export": _("take out the journal"),
    "journal.read": _("read the journal"),
    "feed.made": _("make the secret address of the calendar"),
    "feed.revoked": _("end the secret address of the calendar"),
    "letter.drafted": _("draft a letter"),
    "letter.edited": _("edit a letter"),
    "letter.finalised": _("fix a letter"),
    "letter.discarded": _("throw away a letter"),
    "letter.revised": _("make a new version of a letter"),
    "letter.dispatched": _("send a letter"),
    "letter.dispatch_withdrawn": _("take back a record of sending"),
    "letter.delivery": _("record what became of a letter"),
    "letter.printed": _("print letters"),
    "letter.invited": _("invite to a talk by mail"),
    "letters.personnel": _("read letters about staff and complaints"),
    "letters.read": _("read letters"),
    "letters.send": _("send letters"),
    "letters.write": _("write letters"),
    "number.reveal": _("show the personal number"),
    "objection.record": _("record an objection to keeping"),
    "objection.withdraw": _("withdraw an objection to keeping"),
    "people.manage": _("open and end accounts"),
    "person.appointed": _("give a function"),
    "person.ended": _("end a function"),
    "person.invited": _("invite by mail"),
    "person.second_factor_reset": _("take away a second factor"),
    "policy.read": _("read who may do what"),
    "pupil.find": _("find a pupil"),
    "purpose.state": _("state the purpose of reading"),
    "register.export": _("take out the register of users"),
    "register.read": _("read the register of users"),
    "report.answer": _("answer the CLB's question"),
    "report.ask": _("ask the school to add a report"),
    "roster.export": _("take out the pupil list"),
    "roster.import": _("bring in the pupil list"),
    "roster.undo": _("take back the last pupil list"),
    "roster.upload": _("upload a pupil list"),
    "school.manage": _("manage the school"),
    "school.read": _("see the school"),
    "step.agree": _("agree a follow-up"),
    "step.evaluate": _("evaluate a goal or follow-up"),
}

# The kinds of data in a file, named as in the policy table; the journal stands below access and keeps its own words.
CATEGORIES: dict[str, Promise] = {
    "identity": _("personal data"),
    "contacts": _("people around the child"),
    "attendance": _("attendance"),
    "results": _("results"),
    "tests": _("pupil-tracking tests"),
    "care": _("measures and action plans"),
    "meeting": _("meetings"),
    "parent_contact": _("parent contacts"),
    "timeline": _("observations"),
    "remediation": _("remediation"),
    "sanction": _("sanctions"),
    "report": _("reports of the CLB"),
    "language": _("language screening"),
    "health": _("health"),
}


def act_name(act: str) -> str:
    """The words of an act or a right, in the reader's language: `file.read:tests` is reading the tests in the file."""
    kind, _colon, category = act.partition(":")
    words = str(ACTS.get(act) or ACTS.get(kind) or _now("another act"))
    return words % {"category": category_name(category)} if "%(category)s" in words else words


def category_name(category: str) -> str:
    return str(CATEGORIES.get(category, category))
