"""Forms: made as PDF, kept as made, sent. The last one sent discharges the duty of 15 October (STA-8)."""

import hashlib
from datetime import date
from typing import Any

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.duties.actions import discharge
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.letters import rendering, wording
from driehoek.letters.kinds import KINDS
from driehoek.letters.recipients import address_lines
from driehoek.staffing.actions.duties import origin
from driehoek.staffing.actions.plans import CannotDo, keep
from driehoek.staffing.models import Centre, Formation, Paper
from driehoek.staffing.queries.papers import LETTERS, Needed, needed

# CLB/2006/02, 4.3, where the forms go.
AGENCY = {
    "name": "Agentschap voor Onderwijsdiensten",
    "lines": ["Basisonderwijs, deeltijds kunstonderwijs en CLB", "Scholen en leerlingen, Team CLB",
              "Koning Albert II-laan 15", "1210 Brussel"],
}  # fmt: skip


@transaction.atomic
def make(actor: Actor, centre: Centre, form: Needed, explanation: str) -> Paper:
    """The form as PDF. Raises CannotDo while something hinders it, or the plan deviates and nobody said why."""
    if form.hindrance:
        raise CannotDo(form.hindrance)
    why = explanation.strip()
    if form.deviations and not why:
        raise CannotDo("unexplained")
    pdf = rendering.render(content(actor, centre, form, why))
    paper = Paper.objects.create(
        board_id=centre.pk,
        kind=form.kind,
        school_year=form.plan.school_year,
        plan=form.plan,
        transfer=form.transfer,
        cell=form.cell,
        deviations=form.deviations,
        explanation=why if form.deviations else "",
        said=form.said,
        pdf=pdf,
        digest=hashlib.sha256(pdf).hexdigest(),
        made_by_id=actor.account,
    )
    _note(actor, "staffing.form_made", paper)
    return paper


def content(actor: Actor, centre: Centre, form: Needed, explanation: str) -> dict[str, Any]:
    """What the paper prints: the kind's own words with the facts of the form, under the name of the centre."""
    kind = KINDS[LETTERS[form.kind]]
    facts = kind.checked(form.facts)
    address = address_lines(centre.address)
    return {
        "lang": "nl",
        "draft": False,
        "title": kind.title.nl,
        "head": {
            "name": str(centre),
            "lines": address,
            "phone": "",
            "email": "",
            "website": "",
            "board": str(centre),
            "legal": centre.number,
            "logo": "",
        },
        "recipient": AGENCY,
        "sending": "",
        "date": wording.spoken(actor.on.isoformat()),
        "subject": wording.line(kind.subject, facts),
        "salutation": "",
        "blocks": wording.fill(kind.body, facts, {"deviation_reasons": explanation}),
        "closing": "",
        "signer": {"name": "", "role": ""},
        "basis": list(kind.legal_basis),
        "annexes": [],
    }


@transaction.atomic
def sent(actor: Actor, centre: Centre, paper: Paper, on: date) -> None:
    """It went to the agency on a day. With the last of the year the duty is done."""
    paper.sent_on = on
    paper.save(update_fields=["sent_on"])
    _note(actor, "staffing.form_sent", paper)
    forms = needed(centre, paper.school_year)
    if any(one.kind == Paper.Kind.APF and one.is_current and one.paper == paper for one in forms):
        keep(actor, paper.plan, Formation.Event.SENT, on, reason=paper.explanation)
    if all(one.is_done for one in forms):
        rows = Duty.objects.open().filter(board=centre.pk, origin=origin(paper.school_year))
        for duty in rows:
            discharge(actor, duty, {"outcome": on.isoformat()})


def read(actor: Actor, paper: Paper) -> bytes:
    """The paper as it was made; that somebody took it out stands in the journal."""
    _note(actor, "staffing.form_read", paper)
    return bytes(paper.pdf)


def _note(actor: Actor, act: str, paper: Paper) -> None:
    journal.write(
        actor, act, stream=paper.board_id, kind="staffing.paper", subject_id=paper.pk, facts={"form": str(paper.kind)}
    )
