"""The account of a parent: it follows the person around the child, and opens what that person is informed about."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from driehoek.access import post
from driehoek.access.accounts import may_open
from driehoek.access.actions import end_at_once
from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.invitations import link_of
from driehoek.access.models import Appointment, User
from driehoek.journal import actions as journal
from driehoek.people.models import Guardianship
from driehoek.pupils.account_letters import Sheet, sheet_for

RIGHT = "account.parents"


def running(tie: Guardianship) -> list[Appointment]:
    """The parent's own access to this child."""
    if tie.guardian.account_id is None:
        return []
    rows = Appointment.objects.filter(
        function=Function.PARENT, pupil=tie.pupil_id, user=tie.guardian.account_id, until=None
    )
    return list(rows.filter(last_day=None).select_related("user"))


def taken(tie: Guardianship) -> User | None:
    """An account that has the address of this adult and is not this adult's by anybody's word."""
    address = tie.guardian.email
    return User.objects.filter(email__iexact=address).first() if address and not tie.guardian.account_id else None


@transaction.atomic
def open_account(actor: Actor, tie: Guardianship, known: User | None = None) -> User:
    """The account of this adult, made or found, open for each child of these schools the adult is informed about.

    `known`: an account of which somebody said that it is this person. An equal address alone ties nobody.
    """
    guardian = tie.guardian
    if guardian.account is None:
        address = "" if taken(tie) else guardian.email.casefold()
        guardian.account = known or User.objects.create_user(
            address or None, given_name=guardian.given_name, family_name=guardian.family_name, phone=guardian.phone
        )
        guardian.save(update_fields=["account"])
    ties = Guardianship.objects.filter(Q(pk=tie.pk) | Q(guardian=guardian, pupil__left_on=None), is_informed=True)
    for one in ties.filter(pupil__school__in=actor.reach(RIGHT).schools).select_related("pupil", "guardian"):
        if not running(one):
            Appointment.objects.create(
                board_id=one.board_id,
                user=guardian.account,
                function=Function.PARENT,
                school_id=one.pupil.school_id,
                pupil=one.pupil,
                first_day=actor.on,
                opened_by_id=actor.user_id,
            )
            _journal(actor, "parent.opened", one)
    return guardian.account


def by_letter(actor: Actor, account: User) -> bool:
    """Whether who invites parents may hold the code of this account: it is a parent's and nothing else."""
    return may_open(actor, account, RIGHT, only=Function.PARENT)


def free(actor: Actor, tie: Guardianship) -> bool:
    """Whether this adult can be invited among many: nothing has to be asked, and the account is a parent's alone."""
    return taken(tie) is None and (tie.guardian.account is None or by_letter(actor, tie.guardian.account))


@transaction.atomic
def letter(actor: Actor, tie: Guardianship, address: str) -> Sheet:
    """A letter with a new code; an older code of this adult no longer works.

    Raises PermissionDenied where the account opens more than what parents see here.
    """
    if tie.guardian.account is None or not by_letter(actor, tie.guardian.account):
        raise PermissionDenied
    made = sheet_for(tie, address, actor.on)
    _journal(actor, "parent.invited", tie, how="letter")
    return made


@transaction.atomic
def mail(actor: Actor, tie: Guardianship, root: str) -> post.Went:
    """The link by mail, to the address of the account. No name in the subject."""
    user = tie.guardian.account
    if user is None or not user.email:
        return post.Went.FAILED
    with override("nl"):
        subject = _("Your account to read along about your child")
        text = _(
            "%(school)s opened an account for you, to read along about your child.\n\n"
            "Choose a password within three days: %(link)s\n\n"
            "The link works once. It is for you alone."
        )
        link = link_of(user, root, mailed=True)
        went = post.send(user.email, subject, text % {"school": tie.pupil.school, "link": link})
    _journal(actor, "parent.invited", tie, how=f"mail {went.value}")
    return went


@transaction.atomic
def close(actor: Actor, tie: Guardianship) -> int:
    """This adult reads nothing more about this child; an open session finds nothing at its next click."""
    rows = running(tie)
    for row in rows:
        end_at_once(actor, row)
    return len(rows)


def _journal(actor: Actor, act: str, tie: Guardianship, **facts: str) -> None:
    journal.write(
        actor,
        act,
        stream=tie.pupil.school_id,
        kind="pupils.guardianship",
        subject_id=tie.pk,
        pupil_id=tie.pupil_id,
        category="contacts",
        facts=facts,
    )
