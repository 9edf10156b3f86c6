"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

ACTS = {
    "staffing.cell_contributed": Act(_("say what a centre brings into a support cell")),
    "staffing.cell_founded": Act(_("found a support cell")),
    "staffing.cell_left": Act(_("leave a support cell")),
    "staffing.cell_signed": Act(_("sign for a support cell")),
    "staffing.form_made": Act(_("make a form of the staffing plan")),
    "staffing.form_read": Act(_("take out a form of the staffing plan")),
    "staffing.form_sent": Act(_("note that a form of the staffing plan was sent")),
    "staffing.jobs_changed": Act(_("change jobs in a staffing plan")),
    "staffing.jobs_undone": Act(_("undo a change of jobs in a staffing plan")),
    "staffing.leave_noted": Act(_("note when somebody of a CLB is away")),
    "staffing.leave_removed": Act(_("take back when somebody of a CLB is away")),
    "staffing.person_noted": Act(_("note who somebody of a CLB is")),
    "staffing.plan": Act(_("plan the staff of a CLB")),
    "staffing.plan_changed": Act(_("change the weights or name of a staffing plan")),
    "staffing.plan_chosen": Act(_("choose the staffing plan that counts")),
    "staffing.plan_exported": Act(_("take out a staffing plan as a file")),
    "staffing.plan_made": Act(_("make a staffing plan")),
    "staffing.plan_removed": Act(_("throw away a staffing plan")),
    "staffing.service_noted": Act(_("note since when somebody of a CLB is in service")),
    "staffing.team_read": Act(_("see who of the centre works at which school")),
    "staffing.transfer_accepted": Act(_("sign a transfer of weight")),
    "staffing.transfer_hindered": Act(_("find that a transfer of weight no longer fits")),
    "staffing.transfer_proposed": Act(_("propose a transfer of weight")),
    "staffing.transfer_refused": Act(_("refuse a transfer of weight")),
    "staffing.transfer_withdrawn": Act(_("withdraw a transfer of weight")),
    "staffing.weight_removed": Act(_("remove an own weight of an office")),
    "staffing.weight_set": Act(_("set an own weight of an office")),
}
DUTIES = {
    "answer_transfer": Own(
        _("Another centre proposes a transfer of weight: accept or refuse it"), page="staffing_transfer", by="transfer"
    ),
    "read_transfer_answer": Own(
        _("The other centre answered your transfer of weight: read what it signed or refused"),
        page="staffing_transfer",
        by="transfer",
    ),
    "transfer_no_longer_fits": Own(
        _("A transfer that you would give no longer fits in your plan: change the plan or answer it"),
        page="staffing_transfer",
        by="transfer",
    ),
    "sign_cell": Own(
        _("Say what your centre brings into a support cell, and sign what stands there now"),
        page="staffing_cell",
        by="cell",
    ),
    "read_cell_signed": Own(
        _("Every centre of your support cell signed: look at what stands there now"), page="staffing_cell", by="cell"
    ),
    "read_cell_ended": Own(
        _("A support cell ended, because the other centre left it: look at your plan"), page="staffing_cell", by="cell"
    ),
    "cell_no_longer_fits": Own(
        _("What your centre brings into a support cell no longer fits in your plan: change it, or leave the cell"),
        page="staffing_cell",
        by="cell",
    ),
    "send_staffing_forms": Own(page="staffing_forms", by="school_year"),
}
MENU = (Item("daily", 20, "staffing", _("Staffing plan"), may("staffing.plan")),)
