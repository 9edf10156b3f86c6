"""Whether a person is known already: the same one is recognised, and never taken for granted."""

from django.db.models import Q, QuerySet

from driehoek.web.words import function_name

from .actors import Actor
from .functions import Function
from .models import Appointment, User, without_accents

MANAGE = "people.manage"


def perhaps(actor: Actor, given: str, family: str, email: str) -> list[User]:
    """The account of this address if its name fits or these schools know it; else who has this name here."""
    email, name = email.strip(), folded(f"{given} {family}")
    known = User.objects.filter(email__iexact=email).first() if email else None
    if known:
        fits = folded(known.get_full_name()) == name or managed(actor).filter(user=known).exists()
        return [known] if fits else []
    return [user for user in people(actor) if folded(user.get_full_name()) == name]


def managed(actor: Actor) -> QuerySet[Appointment]:
    return Appointment.objects.visible_to(actor, MANAGE)


def people(actor: Actor) -> QuerySet[User]:
    """Whoever holds or held a function at the schools a direction manages, parents too."""
    return User.objects.filter(pk__in=managed(actor).values("user")).order_by("family_name", "given_name")


def folded(name: str) -> str:
    """A name as two people would say it is the same: no capitals, accents, spaces or points."""
    return "".join(sign for sign in without_accents(name) if sign.isalnum())


def described(actor: Actor, user: User) -> str:
    """The name with what that person does at these schools; of who works elsewhere the name that was typed, no more."""
    rows = managed(actor).filter(user=user).select_related("school", "board", "group")
    posts = dict.fromkeys(
        " ".join(filter(None, (function_name(row.function, row.jurisdiction), str(row.group or "")))) for row in rows
    )
    return f"{user} ({', '.join(posts)})" if posts else str(user)


def login_accounts_like(actor: Actor, row: Appointment) -> list[User]:
    """Accounts of staff of these schools that bear the name of somebody whom a roster brought without a login, or the
    address that the roster gave."""
    user, address = row.user, row.proposed_email.lower()
    name = folded(user.get_full_name())
    staff = Q(pk__in=managed(actor).exclude(function=Function.PARENT).values("user"))
    return [
        one
        for one in User.objects.filter(staff).exclude(pk=user.pk).exclude(email=None)
        if folded(one.get_full_name()) == name or (address and (one.email or "").lower() == address)
    ]
