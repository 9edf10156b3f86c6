"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import CLB_FUNCTIONS
from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

ACTS = {
    "clb.work": Act(_("work for the CLB at the school")),
    "invitation.send": Act(_("send an invitation")),
    "purpose.state": Act(_("state the purpose of reading")),
    "report.answer": Act(_("answer the CLB's question")),
    "report.ask": Act(_("ask the school to add a report")),
}
DUTIES = {
    "answer_report_request": Own(
        _("Answer what the CLB asked the school to add to the file"), page="report_request", by="request"
    ),
}
MENU = (
    Item("daily", 10, "clb", _("CLB"), lambda actor: bool(actor.functions & CLB_FUNCTIONS)),
    Item("more", 30, "report_requests", _("Questions of the CLB"), may("report.answer"), country="be"),
)
