"""What the direction does with accounts and functions, and what a CLB worker agrees to. One act, one journal line."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.journal import actions as journal
from lawbook.calendars import school_year

from .actors import Actor
from .invitations import link_of
from .models import AccessAgreement, Acknowledgement, Appointment, User


@transaction.atomic
def appoint(actor: Actor, appointment: Appointment, person: dict[str, str]) -> Appointment:
    """Give a function to a person, known by the mail address or new (ACC-2, ORG-2). A contact has no address."""
    known = User.objects.filter(email__iexact=person["email"]).first() if person["email"] else None
    appointment.user = known or User.objects.create_user(
        person["email"] or None, given_name=person["given_name"], family_name=person["family_name"],
        phone=person["phone"],
    )  # fmt: skip
    appointment.opened_by_id = actor.user_id
    appointment.save()
    _journal(actor, "person.appointed", appointment)
    return appointment


@transaction.atomic
def invite(actor: Actor, appointment: Appointment, root: str) -> None:
    """Mail the one-time link, or the news of a new function to whoever has a password. No name in the subject."""
    user = appointment.user
    address = user.email or ""
    link = link_of(user, root)
    if user.has_usable_password():
        body = _("You have a new function at %(school)s. Log in as you are used to: %(root)s")
    else:
        body = _("%(school)s opened an account for you in Driehoek.\n\n"
                 "Choose a password within three days: %(link)s\n\n"
            "The link works once. It is for you alone: an account is never shared.")  # fmt: skip
    send_mail(
        subject=_("Your account in Driehoek"),
        message=body % {"school": appointment.school or appointment.board, "link": link, "root": root},
        from_email=None,
        recipient_list=[address],
    )
    _journal(actor, "person.invited", appointment)


@transaction.atomic
def end(actor: Actor, appointment: Appointment, last_day: date) -> None:
    """Let a function end with a day; that day still counts (ACC-3)."""
    appointment.last_day = last_day
    appointment.save(update_fields=["last_day"])
    _journal(actor, "person.ended", appointment, last_day=last_day.isoformat())


@transaction.atomic
def end_at_once(actor: Actor, appointment: Appointment) -> None:
    """End a function this minute: the next click of an open session finds nothing and is logged out (ACC-3)."""
    appointment.last_day = max(timezone.localdate(), appointment.first_day)
    appointment.until = timezone.now()
    appointment.save(update_fields=["last_day", "until"])
    _journal(actor, "person.ended", appointment, at_once=True)


@transaction.atomic
def reset_second_factor(actor: Actor, appointment: Appointment) -> None:
    """Take away a lost second factor, so that the person sets up a new one after the password."""
    Authenticator.objects.filter(user=appointment.user).delete()
    _journal(actor, "person.second_factor_reset", appointment)


@transaction.atomic
def distribute(actor: Actor, agreement: AccessAgreement) -> AccessAgreement:
    """Bring a version of the access agreement into force; every CLB worker of the school reads it first (ACC-8)."""
    agreement.board_id = agreement.school.board_id
    agreement.save()
    journal.write(
        actor, "agreement.distributed", stream=agreement.school_id, kind="access.accessagreement",
        subject_id=agreement.pk,
    )  # fmt: skip
    return agreement


@transaction.atomic
def acknowledge(actor: Actor, agreement: AccessAgreement) -> Acknowledgement:
    """The CLB worker read it, for this school year (ACC-8). Saying it twice changes nothing."""
    given, is_new = Acknowledgement.objects.get_or_create(
        board_id=agreement.board_id, agreement=agreement, user_id=actor.account,
        school_year=school_year(actor.on, "be").as_text(), defaults={"at": timezone.now()},
    )  # fmt: skip
    if is_new:
        journal.write(
            actor, "agreement.acknowledge", stream=agreement.school_id, kind="access.accessagreement",
            subject_id=agreement.pk,
        )  # fmt: skip
    return given


def _journal(actor: Actor, act: str, appointment: Appointment, **facts: object) -> None:
    facts["function"] = str(appointment.function)
    journal.write(
        actor, act, stream=appointment.school_id or appointment.board_id, kind="access.appointment",
        subject_id=appointment.pk, facts=facts,
    )  # fmt: skip
