"""The mail that tells whoever must know that something was reported: no name, no kind, no place but the school's.

A mail passes servers and lock screens that are not ours; what happened stands behind the login.
"""

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.safety.models import Incident
from driehoek.safety.queries.accused import aside, board_of
from driehoek.safety.queries.incidents import Holder, holders_of

CONCERNED = (Function.PREVENTION_OFFICER, Function.DIRECTOR)
CARING = (*CONCERNED, Function.CARE_COORDINATOR)  # where somebody needs care at once


def tell(actor: Actor, incident: Incident) -> None:
    """Mail the prevention officer and the direction, and for what is serious the care coordinator, once it is kept."""
    functions = CARING if incident.serious else CONCERNED
    out = aside(incident)
    rows = [*holders_of(incident.school, functions, actor.on, actor.at), *(board_of(out) if out.about_head else [])]
    _tell(actor, incident, [one for one in rows if one.user not in out.accused])


def tell_board(actor: Actor, incident: Incident) -> None:
    """Somebody was named later, and is the head of the school: the board is told."""
    out = aside(incident)
    if out.about_head:
        _tell(actor, incident, board_of(out))


def _tell(actor: Actor, incident: Incident, rows: Iterable[Holder]) -> None:
    found = {one.email: one.language for one in rows if one.email and one.user != actor.user_id}
    if found:
        # A mail server that does not answer never undoes a report.
        transaction.on_commit(partial(_send, found, incident.school.name, incident.serious), robust=True)


def _send(addresses: dict[str, str], school: str, serious: bool) -> None:
    """One mail per person, so that nobody sees another's address."""
    mails = []
    for address, language in addresses.items():
        with translation.override(language):
            mails.append(EmailMessage(_subject(school, serious), _text(), settings.DEFAULT_FROM_EMAIL, [address]))
    get_connection().send_messages(mails)


def _subject(school: str, serious: bool) -> str:
    if serious:
        return _("%(school)s: something serious was reported in Driehoek") % {"school": school}
    return _("%(school)s: something was reported in Driehoek") % {"school": school}


def _text() -> str:
    return _("Log in and open Safety to read it and to see what is asked of you. This mail says no more on purpose.")
