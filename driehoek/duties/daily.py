"""The mail a person chose to get each school day: how much is late and due, and the way there. It names nobody.

A mail passes servers and lock screens that are not ours, so there is no child, no rule and no school in it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from driehoek.access import post
from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.journal import actions as journal

from .models import DailyMail
from .queries import Filters, Heading, heading, of

HOURS = range(6, 21)
SATURDAY = 5


@transaction.atomic
def choose(actor: Actor, hour: int | None, root: str) -> None:
    """A mail at this hour from now on; None for none."""
    rows = DailyMail.objects.filter(user=actor.account)
    if hour is None:
        rows.delete()
    else:
        DailyMail.objects.update_or_create(user_id=actor.account, defaults={"hour": hour, "root": root[:200]})
    journal.write(actor, "duty.mail", kind="duties.dailymail", subject_id=actor.user_id, facts={"hour": hour})


def send_due(at: datetime) -> int:
    """Every mail whose hour has come and that was not sent today; run as often as one likes. How many went out."""
    now = timezone.localtime(at)
    if now.weekday() >= SATURDAY:
        return 0
    waiting = DailyMail.objects.filter(hour__lte=now.hour, user__is_active=True).exclude(user__email=None)
    due = list(waiting.exclude(sent_on=now.date()).values_list("pk", flat=True))
    return sum(_send(pk, at) for pk in due)


def _send(pk: int, at: datetime) -> bool:
    """One person's mail. The day is noted first: a server that fails costs a mail, never a second one."""
    on = timezone.localdate(at)
    with transaction.atomic():
        row = DailyMail.objects.select_for_update(skip_locked=True).filter(pk=pk).exclude(sent_on=on).first()
        if row is None:
            return False
        row.sent_on = on
        row.save(update_fields=["sent_on"])
        user = User.objects.get(pk=row.user_id)
        counts = _counts(user, at)
    if counts is None or not (counts.late or counts.today or counts.soon) or not user.email:
        return False
    with translation.override(user.language):
        return post.send(user.email, _("Driehoek: what is to be done"), _text(counts, row.root)) != post.Went.FAILED


def _counts(user: User, at: datetime) -> Heading | None:
    with within(person=user.pk):
        actor = actor_of(user, at)
    if not actor.may("duty.see"):
        return None
    with within(*actor.boards, person=user.pk):
        return heading(of(actor, Filters()), actor.on)


def _text(counts: Heading, root: str) -> str:
    lines = [
        _("Late: %(n)d") % {"n": counts.late},
        _("Today: %(n)d") % {"n": counts.today},
        _("In the next two weeks: %(n)d") % {"n": counts.soon},
        "",
        f"{root.rstrip('/')}/today/",
        "",
        _("No name stands in this mail on purpose. Another hour, or no mail any more: %(address)s")
        % {"address": f"{root.rstrip('/')}/today/mail/"},
    ]
    return "\n".join(lines)
