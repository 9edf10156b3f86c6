"""Between the CLB and a school: a purpose is stated, a report asked for and answered, an invitation sent."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from driehoek.access import reading
from driehoek.access.actors import Actor
from driehoek.clb.models import ReportRequest
from driehoek.clb.queries import who_answers
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.letters.invitations import Appointment, invite
from driehoek.people.models import Pupil
from driehoek.schools.models import School

SOURCE = {"act": "Afspraken toegang CLB tot het leerlingvolgsysteem", "article": "1 september 2020"}


@transaction.atomic
def state_purpose(request: HttpRequest, actor: Actor, pupil: Pupil, purpose: str) -> None:
    """Say what a file is opened for, before it opens (ACC-5). It counts today, in every line of the reading."""
    reading.state(request, pupil.pk, purpose)
    journal.write(
        actor,
        "purpose.state",
        stream=pupil.school_id,
        kind="pupils.pupil",
        subject_id=pupil.pk,
        pupil_id=pupil.pk,
        purpose=purpose,
    )


@transaction.atomic
def ask_report(actor: Actor, pupil: Pupil, asked: ReportRequest) -> ReportRequest:
    """Ask the school to add a report or plan to the file; it becomes a duty of the care coordinator (ACC-4)."""
    asked.board_id, asked.school_id, asked.pupil, asked.asked_by_id = (
        pupil.board_id,
        pupil.school_id,
        pupil,
        actor.account,
    )
    asked.save()
    duty = Wanted(
        origin=asked.origin,
        key="answer",
        code="answer_report_request",
        rule="",
        due=asked.needed_by,
        holder=who_answers(asked.school, actor),
        board=asked.board_id,
        school=asked.school_id,
        pupil=pupil.pk,
        facts={"request": str(asked.pk)},
        source=SOURCE,
    )
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
        actor,
        act,
        stream=asked.school_id,
        kind="clb.reportrequest",
        subject_id=asked.pk,
        pupil_id=asked.pupil_id,
        facts=facts,
    )


@transaction.atomic
def send_invitation(
    actor: Actor, school: School, appointment: Appointment, addresses: Sequence[str], sender: str
) -> int:
    """Mail an iCalendar invitation: only this makes an appointment count, publishing it in the file does not (ACC-7).

    Each address gets its own mail, which names the school and no person. Returns how many were invited.
    """
    invited = invite(addresses, appointment, sender=sender)
    journal.write(
        actor,
        "invitation.send",
        stream=school.pk,
        kind="schools.school",
        subject_id=school.pk,
        facts={"invited": invited, "day": appointment.start.date().isoformat()},
    )
    return invited
