"""Between the CLB and a school: a purpose is stated, a report asked for and answered, an invitation sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localtime as local
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress
from uuid_utils.compat import uuid7

from driehoek.access import reading
from driehoek.access.actors import Actor
from driehoek.clb.models import ReportRequest
from driehoek.clb.queries import who_answers
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.pupils.models import Pupil
from driehoek.schools.models import School

SOURCE = {"act": "Afspraken toegang CLB tot het leerlingvolgsysteem", "article": "2020-09-01"}


@transaction.atomic
def state_purpose(request: HttpRequest, actor: Actor, pupil: Pupil, purpose: str) -> None:
    """Say what a file is opened for, before it opens (ACC-5). It counts today, in every line of the reading."""
    reading.state(request, pupil.pk, purpose)
    journal.write(
        actor, "purpose.state", stream=pupil.school_id, kind="pupils.pupil", subject_id=pupil.pk, pupil_id=pupil.pk,
        purpose=purpose,
    )  # fmt: skip


@transaction.atomic
def ask_report(actor: Actor, pupil: Pupil, asked: ReportRequest) -> ReportRequest:
    """Ask the school to add a report or plan to the file; it becomes a duty of the care coordinator (ACC-4)."""
    asked.board_id, asked.school_id, asked.pupil, asked.asked_by_id = (
        pupil.board_id, pupil.school_id, pupil, actor.account,
    )  # fmt: skip
    asked.save()
    duty = Wanted(
        origin=asked.origin, key="answer", code="answer_report_request", rule="", due=asked.needed_by,
        holder=who_answers(asked.school, actor), board=asked.board_id, school=asked.school_id, pupil=pupil.pk,
        facts={"request": str(asked.pk)}, source=SOURCE,
    )  # fmt: skip
    settle_many(asked.board_id, [asked.origin], [duty])
    _journal(actor, "report.ask", asked, what=asked.what)
    return asked


@transaction.atomic
def answer_report(actor: Actor, asked: ReportRequest) -> None:
    """The school's answer, with the entry that was added. The duty to answer is done."""
    asked.answered_by_id, asked.answered_at = actor.user_id, timezone.now()
    asked.save()
    for duty in Duty.objects.open().filter(board_id=asked.board_id, origin=asked.origin):
        discharge(actor, duty, {"outcome": str(asked.get_answer_display())})
    _journal(actor, "report.answer", asked, answer=asked.answer)


def _journal(actor: Actor, act: str, asked: ReportRequest, **facts: Any) -> None:
    journal.write(
        actor, act, stream=asked.school_id, kind="clb.reportrequest", subject_id=asked.pk, pupil_id=asked.pupil_id,
        facts=facts,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invitation:
    """An appointment of school and CLB: when, where, and who is invited by mail."""

    begins: datetime
    ends: datetime
    place: str
    subject: str
    addresses: tuple[str, ...]


@transaction.atomic
def send_invitation(actor: Actor, school: School, invitation: Invitation, sender: str) -> int:
    """Mail an iCalendar invitation: only this makes an appointment count, publishing it in the file does not (ACC-7).

    The mail's subject names the school and no person; the text is what the sender wrote. Returns how many were invited.
    """
    mail = EmailMessage(
        subject=_("Invitation from %(school)s") % {"school": school.name},
        body=_("%(subject)s\n%(when)s\n%(place)s\n\nThe calendar file is attached.")
        % {
            "subject": invitation.subject,
            "when": f"{local(invitation.begins):%d/%m/%Y %H:%M}–{local(invitation.ends):%H:%M}",
            "place": invitation.place,
        },
        to=list(invitation.addresses),
        reply_to=[sender],
    )
    mail.attach("invitation.ics", calendar_of(school, invitation, sender), "text/calendar; method=REQUEST")
    mail.send()
    journal.write(
        actor, "invitation.send", stream=school.pk, kind="schools.school", subject_id=school.pk,
        facts={"invited": len(invitation.addresses), "day": invitation.begins.date().isoformat()},
    )  # fmt: skip
    return len(invitation.addresses)


def calendar_of(school: School, invitation: Invitation, sender: str) -> bytes:
    """The invitation as iCalendar (RFC 5545), a request that calendar programs let people accept."""
    event = Event()
    event.add("uid", f"{uuid7()}@driehoek")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", invitation.begins)
    event.add("dtend", invitation.ends)
    event.add("summary", _("Appointment at %(school)s") % {"school": school.name})
    event.add("description", invitation.subject)
    event.add("location", invitation.place)
    event.add("organizer", vCalAddress(f"mailto:{sender}"))
    for address in invitation.addresses:
        event.add("attendee", vCalAddress(f"mailto:{address}"))
    calendar = Calendar()
    calendar.add("prodid", "-//Driehoek//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    calendar.add_component(event)
    body: bytes = calendar.to_ical()
    return body
