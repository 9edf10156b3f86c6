"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

from .actions.medication import consent_changed
from .parts import Part

MEDICINES, FIRST_AID = _("medicines"), _("first aid")
ACTS = {
    "accident.record": Act(_("record an accident")),
    "accident.review": Act(_("look at the accident register of a year")),
    "bereavement.begun": Act(_("open the steps of a bereavement")),
    "bereavement.changed": Act(_("note what is known in a bereavement")),
    "bereavement.closed": Act(_("close the steps of a bereavement")),
    "bereavement.day": Act(_("change the days to remember")),
    "bereavement.done": Act(_("note a step of a bereavement")),
    "bereavement.manage": Act(_("keep the steps of a bereavement")),
    "bereavement.read": Act(_("read the steps of a bereavement")),
    "bereavement.taken_back": Act(_("take back a bereavement")),
    "bereavement.task": Act(_("give a step of a bereavement to somebody")),
    "bullying.attached": Act(_("put a signal of bullying into a case")),
    "bullying.protocol": Act(_("record who signed the bullying protocol")),
    "bullying.set_aside": Act(_("put a signal of bullying aside")),
    "bullying.signal": Act(_("record a signal of bullying")),
    "firstaid.call": Act(_("note a call about a child that is ill or hurt")),
    "firstaid.changed": Act(_("change what was noted of a child that is ill or hurt")),
    "firstaid.ended": Act(_("note how it ended with a child that was ill or hurt")),
    "firstaid.noted": Act(_("note that a child is ill or hurt")),
    "firstaid.papers": Act(_("give the insurance papers")),
    "firstaid.read": Act(_("read about a child that was ill or hurt"), look=FIRST_AID),
    "firstaid.record": Act(_("care for a child that is ill or hurt"), look=FIRST_AID),
    "incident.action": Act(_("agree on an action after an incident")),
    "incident.action_done": Act(_("say what came of an action")),
    "incident.add": Act(_("report an incident")),
    "incident.care": Act(_("record the care after an incident")),
    "incident.close": Act(_("close an incident")),
    "incident.correct": Act(_("correct an incident")),
    "incident.file": Act(_("open an attachment of an incident")),
    "incident.file_add": Act(_("add an attachment to an incident")),
    "incident.file_remove": Act(_("remove an attachment of an incident")),
    "incident.followed": Act(_("have a case follow an incident up")),
    "incident.head": Act(_("read an incident with the head of school as offender")),
    "incident.insurance": Act(_("tick off papers for the insurer")),
    "incident.manage": Act(_("manage incidents")),
    "incident.open": Act(_("open what one may see of incidents")),
    "incident.paper": Act(_("write a paper from an incident")),
    "incident.person": Act(_("name somebody in an incident")),
    "incident.person_off": Act(_("take somebody off an incident")),
    "incident.print": Act(_("print a part of an incident")),
    "incident.read": Act(_("read an incident")),
    "incident.reopen": Act(_("open an incident again")),
    "incident.report": Act(_("report an incident")),
    "incident.returned": Act(_("record a return after an incident")),
    "incident.talk": Act(_("record a talk after an incident")),
    "incident.talk_back": Act(_("take back a talk after an incident")),
    "incident.talk_over": Act(_("talk an incident over")),
    "incident.write": Act(_("write about somebody in an incident")),
    "medication.changed": Act(_("change a medication form")),
    "medication.corrected": Act(_("correct the register of medication")),
    "medication.dose": Act(_("note a dose in the register")),
    "medication.form": Act(_("take in a medication form")),
    "medication.give": Act(_("give medication"), look=MEDICINES),
    "medication.manage": Act(_("manage medication forms")),
    "medication.read": Act(_("read a medication form"), look=MEDICINES),
    "medication.stopped": Act(_("stop a medication form")),
}
DUTIES = {
    "do_plan_action": Own(_("Do what was agreed when an incident was talked over")),
    "bereavement_task": Own(
        _("A step after somebody died: see what you are asked to do"), page="bereavement_task", by="task"
    ),
    "remember_day": Own(_("A day to remember for children you teach: read what helps"), page="memorial", by="memorial"),
    "sign_medication_form": Own(
        _("A medication form lacks a signature: without it nothing is given"), page="medication_form", by="form"
    ),
    "renew_medication_form": Own(
        _("A medication form ends: ask for a new one, or give the medicine back"), page="medication_form", by="form"
    ),
    "replace_medicine": Own(
        _("A medicine kept at school is past its date: ask for a new one"), page="medication_form", by="form"
    ),
    "give_insurance_papers": Own(
        _("Give the parents the insurance papers after the accident"), page="firstaid_moment", by="moment"
    ),
}
ORIGINS = {"thread": "incident_thread", "accident": "incident_accident", "discussion": "incident_discussion"}
MENU = (Item("daily", 70, "safety", _("Safety"), may("incident.open")),)
SWEEPS = ("remember",)
PARTS = (
    Part(10, "incident.report", "incident_new", _("Something happened"), _("Report it in five minutes.")),
    Part(
        30,
        "incident.open",
        "incidents",
        _("Incidents"),
        _("What was reported, the care after it, and its papers."),
        done_on=("incident_thread", "incident_accident", "incident_discussion", "incident_action"),
    ),
    Part(
        70,
        "firstaid.record",
        "firstaid",
        _("Ill or hurt"),
        _("First aid, calls, and with whom the child went home."),
        done_on=("firstaid_moment",),
    ),
    Part(
        80,
        "medication.give",
        "medication",
        _("Medicines"),
        _("Today's doses, the signed forms, the register."),
        done_on=("medication_form",),
    ),
    Part(
        90,
        "bereavement.manage",
        "bereavements",
        _("Bereavement"),
        _("What to do, by whom, and the days to remember."),
        done_on=("bereavement_task", "memorial"),
    ),
)
CONSENT_CHANGED = (consent_changed,)
