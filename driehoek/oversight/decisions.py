"""The one decision point over the database: may this person do this with this child's file, that day (ACC-1)?"""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import decide
from driehoek.access.functions import Function
from driehoek.access.models import User
from driehoek.access.policy import SCOPE_NAMES, Decision, Scope, right
from driehoek.access.queries import actor_of
from driehoek.people.models import Membership, Pupil

REFUSALS: dict[str, Promise] = {
    "no_function": _("No function of this person on this day gives this right."),
    "out_of_reach": _("A function of this person gives the right, but not over this child."),
    "agreement_first": _("The CLB worker has not acknowledged this school's access agreement this school year."),
}


def decision(user: User, action: str, pupil: Pupil, category: str | None, on: date | None) -> Decision:
    """`access.decide`: actor, action, subject, category, on → allowed, reason, source. `on` is a day; nothing is now.

    A past or future day is asked at noon. A right for named readers alone is answered as for somebody not named.
    """
    at = timezone.make_aware(datetime.combine(on, time(12))) if on else None
    actor = actor_of(user, at)
    pupil.todays_memberships = list(Membership.objects.on(actor.on).filter(pupil=pupil))
    return decide(actor, right(action, category), pupil)


def reason_text(reason: str) -> str:
    """The sentence of a reason code, in the reader's language: a refusal, or the function and how far it reaches."""
    if reason in REFUSALS:
        return str(REFUSALS[reason])
    function, _dot, scope = reason.partition(".")
    return str(
        _("Yes, as %(function)s: %(scope)s.")
        % {
            "function": Function(function).label,
            "scope": SCOPE_NAMES[Scope(scope)],
        }
    )


def as_answer(found: Decision) -> dict[str, Any]:
    """As `rules.md` writes it."""
    return {"allowed": found.allowed, "reason": found.reason, "source": found.source._asdict()}
