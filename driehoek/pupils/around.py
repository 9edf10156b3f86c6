"""The adults around a child with what their account is: none yet, invited, used, or ended."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.access.models import LetterCode, User
from driehoek.people.models import Guardianship, Membership, Pupil

from .actions.accounts import RIGHT, running, taken


@dataclass(frozen=True)
class Account:
    """What the page says: `state` is none, invited, used or ended; `other` an account that has the same address."""

    state: str
    user: User | None
    other: User | None = None


def account_of(tie: Guardianship) -> Account:
    user = tie.guardian.account
    if user is None:
        return Account("none", None, taken(tie))
    if not running(tie):
        return Account("ended", user)
    return Account("used" if user.is_in_use else "invited", user)


def with_accounts(pupil: Pupil) -> list[Guardianship]:
    """In the order the school calls them; each knows its account."""
    found = list(pupil.guardianships.select_related("guardian__account", "pupil"))
    for one in found:
        one.account = account_of(one)  # type: ignore[attr-defined]  # for the page alone
    return found


def ties(actor: Actor) -> QuerySet[Guardianship]:
    """Who stands around the children whose parents a person may invite."""
    pupils = Pupil.objects.visible_to(actor, RIGHT)
    return Guardianship.objects.filter(pupil__in=pupils).select_related("guardian__account", "pupil__school")


def to_invite(actor: Actor, school: UUID, group: UUID | None, *, anew: bool = False) -> list[Guardianship]:
    """Parents of a school or a class who are informed and never came in: each once, also with more children.

    Whose letter still opens the account is left out, because a new letter ends the code that lies at home; `anew` takes
    them along, for letters that got lost or bore a wrong address.
    """
    now = Membership.objects.on(actor.on)
    rows = (
        ties(actor)
        .filter(
            pupil__school=school,
            is_informed=True,
            guardian__account__last_login=None,
            pupil__in=(now.filter(group=group) if group else now).values("pupil"),
        )
        .exclude(relation=Guardianship.Relation.CONTACT)
    )
    written = LetterCode.objects.filter(used_at=None, ends_on__gte=actor.on, user__in=rows.values("guardian__account"))
    at_home = set(written.values_list("user_id", flat=True))
    found: dict[UUID, Guardianship] = {}
    for one in rows.order_by("pupil__search_name", "call_order"):
        if one.guardian.account_id in at_home and not anew:
            continue
        if one.guardian.account is None or not one.guardian.account.is_in_use:
            found.setdefault(one.guardian_id, one)
    return list(found.values())
