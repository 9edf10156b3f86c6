"""A case that goes on from another: the permission of the next school year, lessons at home after a relapse."""

from datetime import date
from typing import Any

from driehoek.access.actors import Actor

from . import queries
from .definition import Step
from .models import Case
from .state import State


def before(case: Case) -> Case | None:
    """The case that this one goes on from, when it is of the same pupil and procedure."""
    if case.goes_on_from is None:
        return None
    rows = Case.objects.filter(pk=case.goes_on_from, school=case.school_id, pupil=case.pupil_id)
    rows = rows.filter(definition=case.definition)
    return rows.select_related("school", "pupil").first()


def after(actor: Actor, case: Case) -> list[Case]:
    """The cases that go on from this one, as far as this person may read them."""
    if not case.procedure.renews:
        return []
    return list(queries.loaded(actor).filter(origin=case.duties_origin, pupil=case.pupil_id).order_by("opened_on"))


def carried(case: Case, step: Step, today: date) -> dict[str, Any]:
    """What a step of a renewal starts with: the facts of the case before that still hold."""
    earlier = before(case) if any(one.carried for one in step.fields) else None
    if earlier is None:
        return {}
    state = State(earlier.procedure, queries.happened(earlier.story), queries.context_of(earlier, today))
    found = {one.name: state.value(one.carried) for one in step.fields if one.carried}
    return {name: value for name, value in found.items() if value is not None}
