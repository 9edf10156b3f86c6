"""A sexual offence by somebody of the staff is no incident to be written here: it goes the protected path (SAF-11)."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from driehoek.safety.models import Kind, Thread
from driehoek.web.nav import address


def refusal(kinds: Iterable[str], threads: Iterable[Thread]) -> SafeString | None:
    """Why this cannot be kept here, with the way on; None where it can."""
    if Kind.SEXUAL not in set(kinds) or not any(thread.accuses for thread in threads):
        return None
    told = _(
        "This names a colleague with something sexual. Do not report it here and do not warn this person: tell the"
        " school board at once. Nobody reads the protected path but who you name."
    )
    return format_html('{} <a href="{}">{}</a>', told, address("careful") or "", _("To the protected path"))
