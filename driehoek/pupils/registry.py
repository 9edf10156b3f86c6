"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS
from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.web.menu import Item

from .models import Consent

FILE = _("the file")
ACTS = {
    "account.parents": Act(_("open accounts of parents")),
    "attachment.add": Act(_("add an attachment")),
    "attachment.remove": Act(_("remove an attachment")),
    "child.read": Act(_("read about the own child")),
    "consent.manage": Act(_("manage consents")),
    "consent.record": Act(_("record a consent")),
    "consent.withdraw": Act(_("withdraw a consent")),
    "entry.add": Act(_("write an entry")),
    "entry.correct": Act(_("correct an entry")),
    "entry.restore": Act(_("bring back an entry")),
    "entry.withdraw": Act(_("withdraw an entry")),
    "file.download": Act(_("download an attachment"), look=FILE, reads_file=True),
    "file.open": Act(_("open the file"), look=FILE, reads_file=True),
    "file.print": Act(_("print from the file"), look=FILE, reads_file=True),
    "file.read": Act(_("read in the file: %(category)s"), look=FILE, reads_file=True),
    "file.write": Act(_("write in the file: %(category)s"), look=FILE, reads_file=True),
    "number.reveal": Act(_("show the personal number"), look=_("the personal number")),
    "objection.record": Act(_("record an objection to keeping")),
    "objection.withdraw": Act(_("withdraw an objection to keeping")),
    "page.seen": Act(_("open a page about the child"), look=_("a page about your child")),
    "parent.invited": Act(_("invite a parent")),
    "parent.opened": Act(_("open the page of a child for a parent")),
    "photo.add": Act(_("keep a photo of a child")),
    "photo.remove": Act(_("remove the photo of a child")),
    "step.agree": Act(_("agree a follow-up")),
    "step.evaluate": Act(_("evaluate a goal or follow-up")),
}
DUTIES = {
    "evaluate_goal": Own(page="step", by="step"),
    "do_follow_up": Own(page="step", by="step"),
}


def _finds_pupils(actor: Actor) -> bool:
    pupils = actor.reach("pupil.find")
    return bool(pupils.schools or pupils.groups) and not actor.functions & CLB_FUNCTIONS


MENU = (Item("daily", 60, "pupils", _("Pupils"), _finds_pupils),)
PURPOSES = dict(Consent.Purpose.choices)
