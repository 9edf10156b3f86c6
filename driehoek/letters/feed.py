"""A person's open duties as a calendar at a secret address (PRO-14). Who has the address sees days, rules and schools.

Only the hash of the secret is kept; a new address ends the one before. An unknown, renewed or ended one is simply not
there, and the functions of the person are asked again at every visit.
"""

import hashlib
import secrets

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, guarded, public
from driehoek.access.house import full
from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.duties import own
from driehoek.duties.models import Duty
from driehoek.duties.queries import rule_title
from driehoek.journal import actions as journal

from .invitations import Deadline, deadlines_calendar
from .models import FeedAddress

MOST_DEADLINES = 1000
SECRET_BYTES = 32


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def renew(actor: Actor) -> str:
    """A new secret for this person's calendar; the one before ends. It is shown once and kept as a hash."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    user = User.objects.get(pk=str(actor.user_id))
    FeedAddress.objects.update_or_create(user=user, defaults={"digest": digest_of(secret), "made_at": timezone.now()})
    journal.write(actor, "feed.made", kind="letters.feedaddress", subject_id=actor.user_id)
    return secret


@transaction.atomic
def revoke(actor: Actor) -> None:
    """End the address. Asking twice changes nothing."""
    if FeedAddress.objects.filter(user=actor.user_id).delete()[0]:
        journal.write(actor, "feed.revoked", kind="letters.feedaddress", subject_id=actor.user_id)


def deadlines(actor: Actor) -> list[Deadline]:
    """What this person must do, by rule and school, without a name."""
    rows = Duty.objects.visible_to(actor).addressed_to(actor).open().select_related("school", "board")
    return [
        Deadline(str(duty.pk), duty.due, f"{_what(duty)} · {duty.school or duty.board}")
        for duty in rows.order_by("due", "pk")[:MOST_DEADLINES]
    ]


def _what(duty: Duty) -> str:
    return own.sentence_of(duty.code) or rule_title(duty.rule)


@public("opens with the secret of its address alone; days, rules and schools, nobody's name")
def calendar_feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself. No session is read or written."""
    address = FeedAddress.objects.filter(digest=digest_of(secret)).select_related("user").first()
    if address is None or not address.user.is_active:
        raise Http404
    return HttpResponse(
        calendar_of(address.user),
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"},
    )


def calendar_of(user: User) -> bytes:
    """The calendar with the functions this person holds now; without any it is not there."""
    with within(person=user.pk):
        actor = actor_of(user)
    if not actor.may("duty.see"):
        raise Http404
    with within(*actor.boards, person=user.pk), translation.override(user.language):
        return deadlines_calendar(deadlines(actor), actor.at)


@guarded("duty.see")
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make, renew or end the secret address. A new one is shown on this page alone, once."""
    actor, made = actor_in(request), ""
    if request.method == "POST" and request.POST.get("do") == "end":
        revoke(actor)
    elif request.method == "POST":
        made = full(request, f"/calendar/{renew(actor)}.ics")
    address = FeedAddress.objects.filter(user=actor.user_id).first()
    answer = render(request, "letters/calendar_address.html", {"address": address, "made": made})
    answer["Cache-Control"] = "no-store"
    return answer
