"""Jobs: added, changed, removed, moved, brought in from a file; and each of these taken back.

Every act is a list of changes {id, before, after}. Doing it writes the `after`, undoing it the `before`: one mechanism
for a typed letter and for a file of sixty rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.ready import upsert
from driehoek.staffing.actions.members import named
from driehoek.staffing.actions.plans import CannotDo, locked, note
from driehoek.staffing.models import Job, Member, Plan, Step
from driehoek.staffing.queries.plans import job_now, last_step

Change = dict[str, Any]
FACTS = (
    "plan_id", "office", "member_id", "person", "fraction", "kind", "replaced_id", "replaces", "starts_on", "ends_on",
)  # fmt: skip
WHO = (("person", "member"), ("replaces", "replaced"))  # the label, and whose it is
ONE_EDIT = 60  # seconds in which letters typed into the same job are one step to undo


@transaction.atomic
def add(actor: Actor, plan: Plan, facts: Mapping[str, Any]) -> Job:
    """A new job; `facts`: office, fraction, kind, and who: `member`, or `person` as typed (see `members.named`)."""
    job = Job(id=uuid7(), board_id=plan.board_id, plan=plan, **_with_people(plan.board_id, [facts])[0])
    _do(actor, plan, "add", [{"id": str(job.pk), "before": None, "after": job.facts()}])
    return job


@transaction.atomic(savepoint=False)
def change(actor: Actor, job: Job, facts: Mapping[str, Any]) -> Job:
    """Other facts of a job. Letters typed shortly after each other into the same job are one step."""
    locked([job.plan])
    stands = job_now(job.pk)
    if stands is None:
        raise CannotDo("changed_since")
    if stands.plan_id == job.plan_id:
        stands.plan = job.plan
    before = stands.facts()
    for name, value in _with_people(job.board_id, [facts])[0].items():
        setattr(stands, name, value)
    after = stands.facts()
    if after != before and not _typed_on(actor, stands, before, after):
        _do(actor, job.plan, "change", [{"id": str(job.pk), "before": before, "after": after}])
    return stands


@transaction.atomic
def remove(actor: Actor, job: Job) -> None:
    """The job leaves the plan; undo brings it back as it was."""
    _do(actor, job.plan, "remove", [{"id": str(job.pk), "before": job.facts(), "after": None}])


@transaction.atomic
def move(actor: Actor, job: Job, plan: Plan, office: str) -> Job:
    """To another scenario or school year of the same centre, or to another office."""
    if plan.board_id != job.board_id:
        raise CannotDo("other_centre")
    before = job.facts()
    after = {**before, "plan": str(plan.pk), "office": office}
    if after != before:
        _do(actor, job.plan, "move", [{"id": str(job.pk), "before": before, "after": after}])
    return Job.objects.get(pk=job.pk)


@transaction.atomic
def replace_all(actor: Actor, plan: Plan, rows: Sequence[Mapping[str, Any]]) -> int:
    """The jobs of a file in the place of those that stand there, as one step. Returns how many jobs there are now."""
    locked([plan])
    gone = [{"id": str(job.pk), "before": job.facts(), "after": None} for job in plan.jobs.order_by("pk")]
    made = [Job(id=uuid7(), board_id=plan.board_id, plan=plan, **row) for row in _with_people(plan.board_id, rows)]
    new = [{"id": str(job.pk), "before": None, "after": job.facts()} for job in made]
    _do(actor, plan, "import", [*gone, *new])
    return len(made)


def exported(actor: Actor, plan: Plan) -> None:
    """Somebody took the plan out as a file."""
    note(actor, "staffing.plan_exported", plan)


@transaction.atomic
def undo(actor: Actor, plan: Plan) -> Step | None:
    """Take back the last step of this plan. Raises CannotDo when one of its jobs was changed elsewhere since."""
    locked([plan])
    step = last_step(plan)
    if step is None:
        return None
    locked(list(Plan.objects.filter(pk__in=step.plan_ids)))
    if not _stands(step.changes):
        raise CannotDo("changed_since")
    _write(plan.board_id, _as_called_now(plan.board_id, step.changes), "before")
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    note(actor, "staffing.jobs_undone", plan, step=step.act)
    return step


def _do(actor: Actor, plan: Plan, act: str, changes: list[Change]) -> None:
    step = Step(board_id=plan.board_id, plan=plan, act=act, changes=changes, by_id=actor.account)
    locked([plan, *Plan.objects.filter(pk__in=step.plan_ids - {plan.pk})])
    if not _stands(changes, "before"):
        raise CannotDo("changed_since")
    _write(plan.board_id, changes, "after")
    step.save(force_insert=True)
    note(actor, "staffing.jobs_changed", plan, step=act, jobs=len(changes))


def _stands(changes: Iterable[Change], side: str = "after") -> bool:
    """Whether every job is as one side of the changes says."""
    said = {one["id"]: _but_for_names(one[side]) for one in changes}
    found = {str(job.pk): _but_for_names(job.facts()) for job in Job.objects.filter(pk__in=list(said))}
    return all(found.get(pk, {}) == facts for pk, facts in said.items())


def _but_for_names(facts: Mapping[str, str] | None) -> dict[str, str]:
    """A person stays the same one under another name. Nothing for a job that is not there."""
    hidden = {label for label, member in WHO if facts and member in facts}
    return {name: value for name, value in (facts or {}).items() if name not in hidden}


def _with_people(board: UUID, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Facts in which who holds a job and who is replaced are persons of the centre, with their label."""
    known = named(board, [row[label] for row in rows for label, member in WHO if row.get(label) and member not in row])
    found = [dict(row) for row in rows]
    for row in found:
        for label, member in WHO:
            if member in row:
                row[label] = row[member].label if row[member] else ""
            elif label in row:
                row[member] = known.get(row[label])
    return found


def _as_called_now(board: UUID, changes: Sequence[Change]) -> list[Change]:
    """What was, with the names that people have today."""
    called = {str(one.pk): one.label for one in Member.objects.filter(board=board)}
    return [
        {
            **one,
            "before": one["before"]
            and {
                **one["before"],
                **{
                    label: called[one["before"][member]] for label, member in WHO if one["before"].get(member) in called
                },
            },
        }
        for one in changes
    ]


def _write(board: UUID, changes: Sequence[Change], side: str) -> None:
    """Bring the jobs to one side of the changes: two statements at most."""
    gone = [one["id"] for one in changes if one[side] is None]
    if gone:
        Job.objects.filter(pk__in=gone).delete()
    rows = [_row(board, one["id"], one[side]) for one in changes if one[side]]
    if rows:
        upsert(Job, ("id", "board_id", *FACTS), rows, unique=("id",), renew=FACTS)


def _row(board: UUID, pk: str, facts: Mapping[str, str]) -> tuple[object, ...]:
    return (
        UUID(pk),
        board,
        UUID(facts["plan"]),
        facts["office"],
        _id(facts.get("member")),
        facts["person"],
        Decimal(facts["fraction"]),
        facts["kind"],
        _id(facts.get("replaced")),
        facts.get("replaces", ""),
        _day(facts.get("starts_on")),
        _day(facts.get("ends_on")),
    )


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _typed_on(actor: Actor, job: Job, before: dict[str, str], after: dict[str, str]) -> bool:
    """Whether this goes on with the change that the same person just began; then that step takes it in."""
    step = last_step(job.plan)
    if step is None or step.act != "change" or step.by_id != actor.user_id or len(step.changes) != 1:
        return False
    (begun,) = step.changes
    is_same = begun["id"] == str(job.pk) and begun["after"] == before
    if not is_same or (timezone.now() - step.at).total_seconds() > ONE_EDIT:
        return False
    step.changes = [{**begun, "after": after}]
    step.save(update_fields=["changes"])
    _write(job.board_id, step.changes, "after")
    return True
