"""What the direction does with accounts and functions, and what a CLB worker agrees to. One act, one journal line."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from driehoek.journal import actions as journal
from lawbook.calendars import school_year

from . import followers
from .accounts import end_access, end_tokens, may_open
from .actors import Actor
from .invitations import letter_code, link_of
from .merging import follow
from .models import AccessAgreement, Acknowledgement, ApiToken, Appointment, User
from .news import tell
from .post import Went, send


@transaction.atomic
def appoint(actor: Actor, appointment: Appointment, person: dict[str, str], known: User | None = None) -> Appointment:
    """Give a function to a person (ACC-2, ORG-2). `known`: the account of that person, which the direction confirmed.

    An equal name or address alone never gives a function to an account. A contact has no address.
    """
    if known and person["email"] and not known.email and may_open(actor, known):
        known.email = person["email"]
        known.save(update_fields=["email"])
    appointment.user = known or User.objects.create_user(
        person["email"] or None,
        given_name=person["given_name"],
        family_name=person["family_name"],
        phone=person["phone"],
    )
    appointment.opened_by_id = actor.user_id
    appointment.save()
    _journal(actor, "person.appointed", appointment)
    followers.tell(appointment, actor.on)
    return appointment


@transaction.atomic
def give_address(actor: Actor, appointment: Appointment, address: str) -> None:
    """An address for somebody who had none or never logged in with it: a teacher that came with a roster."""
    user = appointment.user
    if not may_open(actor, user):
        raise PermissionDenied
    user.email = address
    user.save(update_fields=["email"])
    _journal(actor, "person.address", appointment)


@transaction.atomic
def same_person(actor: Actor, appointment: Appointment, account: User) -> int:
    """Whom a roster brought is this colleague, says the direction: the functions move to the account that logs in.

    All else that points at this person follows (duties, cases, certificates, talks), unless functions stay at a school
    of which this direction says nothing: then it waits until those are moved too.
    """
    brought = appointment.user
    rows = Appointment.objects.visible_to(actor, "people.manage").filter(user=brought)
    moved = rows.update(user=account, opened_by=actor.user_id)
    facts: dict[str, Any] = {"moved": moved}
    if not Appointment.objects.filter(user=brought).exists():
        facts["left"] = follow(brought, account)
    appointment.user = account
    _journal(actor, "person.merged", appointment, **facts)
    return moved


@transaction.atomic
def invite(actor: Actor, appointment: Appointment, root: str) -> Went:
    """Mail the one-time link, or the news of a new function to whoever has a password. No name in the subject.

    The function stays when the mail does not go (R8): the answer says what became of it, and so does the journal.
    """
    user = appointment.user
    if user.is_in_use:
        body = _("You have a new function at %(school)s. Log in as you are used to: %(root)s")
    else:
        body = _(
            "%(school)s opened an account for you in Driehoek.\n\n"
            "Choose a password within three days: %(link)s\n\n"
            "The link works once. It is for you alone: an account is never shared."
        )
    link = link_of(user, root, mailed=True)
    text = body % {"school": appointment.school or appointment.board, "link": link, "root": root}
    went = send(user.email or "", _("Your account in Driehoek"), text)
    _journal(actor, "person.invited", appointment, mail=went.value)
    return went


@transaction.atomic
def hand_over(actor: Actor, appointment: Appointment, root: str, right: str = "people.manage") -> tuple[str, str]:
    """The same link and a code on paper, for who has no mail: shown this once, to be handed to that person.

    Raises PermissionDenied where the account is not whole this actor's to open.
    """
    if not may_open(actor, appointment.user, right):
        raise PermissionDenied
    code = letter_code(appointment.user)
    _journal(actor, "person.invited", appointment, mail="handed")
    return link_of(appointment.user, root), code


@transaction.atomic
def end(actor: Actor, appointment: Appointment, last_day: date) -> None:
    """Let a function end with a day; that day still counts (ACC-3)."""
    appointment.last_day = last_day
    appointment.save(update_fields=["last_day"])
    others = Appointment.objects.filter(user=appointment.user_id).exclude(pk=appointment.pk)
    if not others.filter(Q(last_day=None) | Q(last_day__gt=last_day), until=None).exists():
        ApiToken.objects.filter(user=appointment.user_id, ends_on__gt=last_day).update(ends_on=last_day)
    _journal(actor, "person.ended", appointment, last_day=last_day.isoformat())
    followers.tell(appointment, actor.on)


@transaction.atomic
def end_at_once(actor: Actor, appointment: Appointment) -> None:
    """End a function this minute: the next click of an open session finds nothing and is logged out (ACC-3)."""
    appointment.last_day = max(timezone.localdate(), appointment.first_day)
    appointment.until = timezone.now()
    appointment.save(update_fields=["last_day", "until"])
    end_tokens(appointment.user)
    _journal(actor, "person.ended", appointment, at_once=True)
    followers.tell(appointment, actor.on)


@transaction.atomic
def reset_second_factor(actor: Actor, appointment: Appointment) -> None:
    """Take away a lost second factor: sessions and tokens end, the person hears of it and sets up a new one."""
    Authenticator.objects.filter(user=appointment.user).delete()
    end_access(appointment.user)
    with override(appointment.user.language):
        tell(appointment.user, _("The direction took away the second factor of your account. You set up a new one."))
    _journal(actor, "person.second_factor_reset", appointment)


@transaction.atomic
def distribute(actor: Actor, agreement: AccessAgreement) -> AccessAgreement:
    """Bring a version of the access agreement into force; every CLB worker of the school reads it first (ACC-8)."""
    agreement.board_id = agreement.school.board_id
    agreement.save()
    journal.write(
        actor,
        "agreement.distributed",
        stream=agreement.school_id,
        kind="access.accessagreement",
        subject_id=agreement.pk,
    )
    return agreement


@transaction.atomic
def acknowledge(actor: Actor, agreement: AccessAgreement) -> Acknowledgement:
    """The CLB worker read it, for this school year (ACC-8). Saying it twice changes nothing."""
    given, is_new = Acknowledgement.objects.get_or_create(
        board_id=agreement.board_id,
        agreement=agreement,
        user_id=actor.account,
        school_year=school_year(actor.on, "be").as_text(),
        defaults={"at": timezone.now()},
    )
    if is_new:
        journal.write(
            actor,
            "agreement.acknowledge",
            stream=agreement.school_id,
            kind="access.accessagreement",
            subject_id=agreement.pk,
        )
    return given


def _journal(actor: Actor, act: str, appointment: Appointment, **facts: object) -> None:
    facts["function"] = str(appointment.function)
    journal.write(
        actor,
        act,
        stream=appointment.school_id or appointment.board_id,
        kind="access.appointment",
        subject_id=appointment.pk,
        facts=facts,
    )
