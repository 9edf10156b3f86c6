"""What makes an account somebody's: an address its owner showed, sessions and tokens that end with what changed."""

from allauth.account.models import EmailAddress
from django.db.models import F, Q
from django.utils import timezone

from .actors import Actor
from .models import ApiToken, Appointment, User
from .wall import within


def is_proved(user: User) -> bool:
    """Whether the owner of the account once opened a link that was mailed to its address."""
    return bool(user.email) and EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def prove(user: User) -> None:
    """The owner opened a link that only the mailbox of this address had."""
    address = (user.email or "").lower()
    EmailAddress.objects.filter(user=user).exclude(email=address).delete()
    EmailAddress.objects.filter(email=address).exclude(user=user).delete()
    EmailAddress.objects.update_or_create(user=user, email=address, defaults={"verified": True, "primary": True})


def end_sessions(user: User) -> None:
    """Every open session of this account is closed at its next click."""
    User.objects.filter(pk=user.pk).update(epoch=F("epoch") + 1)
    user.refresh_from_db(fields=["epoch"])


def end_tokens(user: User) -> int:
    """Every token of this account stops at once."""
    return ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def end_access(user: User) -> None:
    """Sessions and tokens: what was proved with the old password, factor or function counts no longer."""
    end_sessions(user)
    end_tokens(user)


def managed_whole(actor: Actor, user: User, right: str = "people.manage") -> bool:
    """Whether this actor manages every function the person holds now or later, at whichever board."""
    reach = actor.reach(right)
    return all(one.school_id in reach.schools or one.board_id in reach.boards for one in _held(actor, user))


def may_open(actor: Actor, user: User, right: str = "people.manage", only: str = "") -> bool:
    """Whether this actor may hold what opens an account (a link, a code, its address), to give it to that person.

    Nobody logs in with it yet, and each function it has now or later is this actor's to give, or was given by this
    actor: whoever holds the key of an account holds all its functions, those at another school or board too. `only`:
    it has no function but this one.
    """
    reach = actor.reach(right)
    return not user.is_in_use and all(
        (one.school_id in reach.schools or one.board_id in reach.boards or one.opened_by_id == actor.user_id)
        and only in {"", one.function}
        for one in _held(actor, user)
    )


def _held(actor: Actor, user: User) -> list[Appointment]:
    """The functions of a person now or later, at whichever board."""
    with within(*actor.boards, person=user.pk):
        return list(
            Appointment.objects.filter(
                Q(last_day__isnull=True) | Q(last_day__gte=actor.on),
                Q(until__isnull=True) | Q(until__gt=actor.at),
                user=user,
            )
        )
