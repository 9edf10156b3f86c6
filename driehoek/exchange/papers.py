"""Papers with one-time codes for many people at once: letters to parents and slips for staff, made by a worker.

The codes are made a few people at a time, so that nobody waits for a lock, and are sealed with the run: a worker that
was killed is followed by one that goes on where it stopped. Setting the pages takes longest and holds no lock at all.
"""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from driehoek.access.accounts import may_open
from driehoek.access.actions import hand_over
from driehoek.access.actors import Actor
from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.access.sealing import seal, unseal
from driehoek.journal import actions as journal
from driehoek.letters import paper, rendering, wording
from driehoek.people.models import Guardianship
from driehoek.pupils.account_letters import printed
from driehoek.pupils.actions import accounts

from . import progress
from .models import PaperRun

A_DAY = 24 * 60 * 60  # seconds for which papers can be fetched
AT_ONCE = 60  # people whose papers are made while somebody waits
A_FEW = 20  # people whose codes are made in one transaction
CODED = 60  # percent of the work that is done once every code is made
SLIPS = rendering.TEMPLATES / "slips.typ"
Sheet = dict[str, Any]


@transaction.atomic
def ask(
    actor: Actor, kind: PaperRun.Kind, people: Sequence[UUID], root: str, *, board: UUID, school: UUID | None
) -> PaperRun:
    """Ask for papers for these people (ties of parents, functions of staff)."""
    ends_at = datetime.fromtimestamp(timezone.now().timestamp() + A_DAY, tz=UTC)
    run = PaperRun.objects.create(
        board_id=board,
        school_id=school,
        asked_by_id=actor.account,
        kind=kind,
        root=root,
        many=len(people),
        to_do=[str(pk) for pk in people],
        ends_at=ends_at,
    )
    _note(actor, run, "papers.asked")
    return run


def make_some(pk: UUID) -> PaperRun:
    """Codes and sheets of the next few people; the caller names the board to the wall."""
    run = PaperRun.objects.select_for_update().select_related("asked_by").get(pk=pk)
    actor, sheets = actor_of(run.asked_by), sheets_of(run)
    for one in run.to_do[:A_FEW]:
        sheet = MAKERS[PaperRun.Kind(run.kind)](actor, run, UUID(one))
        if sheet:
            sheets.append(sheet)
        else:
            run.left_out.append(one)
    run.to_do, run.sheets = run.to_do[A_FEW:], seal(json.dumps(sheets), _purpose(run))
    run.save(update_fields=["to_do", "sheets", "left_out"])
    progress.tell(run.pk, CODED * (run.many - len(run.to_do)) // max(run.many, 1))
    return run


def sheets_of(run: PaperRun) -> list[Sheet]:
    found: list[Sheet] = json.loads(unseal(run.sheets, _purpose(run))) if run.sheets else []
    return found


def head_of(run: PaperRun) -> dict[str, Any]:
    """The letterhead that all papers of a run bear; slips have none."""
    return paper.head_of(run.school) if run.school and run.kind == PaperRun.Kind.PARENTS else {}


def set_pages(run: PaperRun, head: dict[str, Any]) -> bytes:
    """The PDF. Reads and writes nothing in the database."""
    sheets = sheets_of(run)
    if run.kind == PaperRun.Kind.PARENTS:
        return printed([{**one, "head": head} for one in sheets])
    return rendering.printed(SLIPS, {"title": "Codes voor nieuwe accounts", "slips": sheets})


def keep(pk: UUID, pages: bytes) -> None:
    run = PaperRun.objects.select_for_update().get(pk=pk)
    run.paper, run.sheets = seal(base64.b64encode(pages).decode(), _purpose(run)), ""
    run.save(update_fields=["paper", "sheets"])
    progress.forget(pk)


@transaction.atomic
def fetch(actor: Actor, run: PaperRun) -> bytes:
    """The papers, for who asked for them."""
    _note(actor, run, "papers.fetched")
    return base64.b64decode(unseal(run.paper, _purpose(run)))


def names_left_out(run: PaperRun) -> list[str]:
    """Who is not on the papers after all, by name, for who asked."""
    if run.kind == PaperRun.Kind.PARENTS:
        return [
            str(one.guardian) for one in Guardianship.objects.filter(pk__in=run.left_out).select_related("guardian")
        ]
    return [str(one.user) for one in Appointment.objects.filter(pk__in=run.left_out).select_related("user")]


def forget_old() -> int:
    """Papers whose day is over are gone, and the codes on them with it from here."""
    return PaperRun.objects.filter(ends_at__lte=timezone.now()).delete()[0]


def _letter(actor: Actor, run: PaperRun, pk: UUID) -> Sheet | None:
    tie = Guardianship.objects.select_related("guardian__account", "pupil__school__board").filter(pk=pk).first()
    if tie is None or not tie.is_informed or not accounts.free(actor, tie):
        return None
    if accounts.open_account(actor, tie).is_in_use:
        return None
    return {**accounts.letter(actor, tie, run.root), "head": {}}


def _slip(actor: Actor, run: PaperRun, pk: UUID) -> Sheet | None:
    row = Appointment.objects.select_related("user", "school", "board").filter(pk=pk).first()
    if row is None or not may_open(actor, row.user):
        return None
    _link, code = hand_over(actor, row, run.root)
    ends_on = row.user.letter_codes.filter(used_at=None).values_list("ends_on", flat=True)[0]
    return {
        "name": str(row.user),
        "place": str(row.school or row.board),
        "code": code,
        "address": run.root,
        "until": wording.spoken(ends_on.isoformat()),
    }


MAKERS: dict[PaperRun.Kind, Callable[[Actor, PaperRun, UUID], Sheet | None]] = {
    PaperRun.Kind.PARENTS: _letter, PaperRun.Kind.STAFF: _slip,
}  # fmt: skip


def _purpose(run: PaperRun) -> str:
    return f"papers:{run.pk}"


def _note(actor: Actor, run: PaperRun, act: str) -> None:
    journal.write(
        actor,
        act,
        stream=run.school_id or run.board_id,
        kind="exchange.paperrun",
        subject_id=run.pk,
        facts={"kind": str(run.kind), "many": run.many},
    )
