"""What happens to the risk inventory: a risk is found or weighed anew, and gone one day (SAF-3)."""

from datetime import date

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.safetyplan.models import Risk
from driehoek.schools.models import School


@transaction.atomic
def keep_risk(actor: Actor, school: School, risk: Risk) -> Risk:
    risk.board_id, risk.school = school.board_id, school
    risk.save()
    _note(actor, "plan.risk", risk)
    return risk


@transaction.atomic
def close_risk(actor: Actor, risk: Risk, on: date, why: str) -> None:
    """The risk is gone. It stays to be read, with the reason."""
    risk.closed_on, risk.closed_why = on, why
    risk.save(update_fields=["closed_on", "closed_why"])
    _note(actor, "plan.risk_closed", risk)


@transaction.atomic
def reopen_risk(actor: Actor, risk: Risk) -> None:
    risk.closed_on, risk.closed_why = None, ""
    risk.save(update_fields=["closed_on", "closed_why"])
    _note(actor, "plan.risk", risk)


def _note(actor: Actor, act: str, risk: Risk) -> None:
    facts = {"topic": risk.topic, "weight": risk.weight}
    journal.write(actor, act, stream=risk.school_id, kind="safetyplan.risk", subject_id=risk.pk, facts=facts)
