"""What is due, and that it was done, for programs."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from driehoek.access.guards import actor_in, open_one
from driehoek.duties import actions, queries
from driehoek.duties.models import Duty
from driehoek.exchange.tokens import Bearer

from .shapes import Discharged, DutyShape, Evidence, answers

duties = Router(tags=["duties"])
TOKEN = Bearer("duties")


@duties.get("", auth=TOKEN, response=answers(list[DutyShape]), summary="Open duties, the first due first")
def due(
    request: HttpRequest,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[dict[str, Any]]:
    rows = Duty.objects.visible_to(actor_in(request)).open().order_by("due", "pk")[offset : offset + limit]
    return [
        {
            "id": row.pk,
            "code": row.code,
            "rule": row.rule,
            "text": queries.sentence(row),
            "holder": row.holder,
            "school": row.school_id,
            "pupil": row.pupil_id,
            "earliest": row.earliest,
            "due": row.due,
        }
        for row in rows
    ]


@duties.post(
    "/{uuid:duty}/discharge", auth=TOKEN, response=answers(Discharged), summary="Record that a duty was done, and how"
)
def discharge(request: HttpRequest, duty: UUID, evidence: Evidence) -> dict[str, Any]:
    actor = actor_in(request)
    found = open_one(request, Duty.objects.visible_to(actor, "duty.discharge"), duty, "duty.discharge", log=False)
    actions.discharge(actor, found, evidence.dict())
    found.refresh_from_db()
    return {"id": found.pk, "discharged_at": found.discharged_at or found.withdrawn_at or actor.at}
