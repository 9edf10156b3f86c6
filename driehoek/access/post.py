"""Mail to a person, told truly: gone, waiting because no mail is set up here, or refused by the mail server (R8)."""

from enum import StrEnum
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

# Backends that give a mail to nobody: a folder for who develops, the console, nothing at all.
NOWHERE = ("filebased.EmailBackend", "console.EmailBackend", "dummy.EmailBackend")


class Went(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    WAITS = "waits"  # no mail is set up: the message lies in a folder at most, and somebody hands the invitation over
    FAILED = "failed"  # the mail server did not take it


def is_set_up() -> bool:
    """Whether a mail of this house reaches anybody."""
    return not settings.EMAIL_BACKEND.endswith(NOWHERE)


def send(address: str, subject: str, text: str) -> Went:
    """Offer one mail. A server that is down or refuses undoes nothing of the act around it."""
    return _offer(address, subject, text)[0]


def trial(address: str, subject: str, text: str) -> tuple[Went, str]:
    """The same, with what the mail server said: for who sets the mail up."""
    return _offer(address, subject, text)


def _offer(address: str, subject: str, text: str) -> tuple[Went, str]:
    try:
        taken = EmailMessage(subject, text, None, [address], connection=get_connection()).send()
    except (OSError, SMTPException) as error:
        return Went.FAILED, f"{type(error).__name__}: {error}"
    if not is_set_up():
        return Went.WAITS, ""
    return (Went.SENT, "") if taken else (Went.FAILED, "")
