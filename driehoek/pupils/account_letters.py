"""The letter with a parent's code, on the school's own paper. It is printed and kept nowhere."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from driehoek.access.invitations import letter_code
from driehoek.letters import paper, rendering, wording
from driehoek.letters.recipients import address_lines
from driehoek.people.models import Guardianship

TEXT = Path(__file__).parent / "data" / "account_letter.toml"
Sheet = dict[str, Any]


@cache
def _text() -> tuple[str, tuple[wording.Block, ...]]:
    read = tomllib.loads(TEXT.read_text(encoding="utf-8"))
    return read["subject"], wording.parse(read["body"])


def sheet_for(tie: Guardianship, address: str, on: date) -> Sheet:
    """What stands on one parent's letter, with a fresh code. `address`: where the code is typed."""
    account, school = tie.guardian.account, tie.pupil.school
    if account is None:
        raise ValueError("this adult has no account")
    code, head = letter_code(account), paper.head_of(school)
    ends_on = account.letter_codes.filter(used_at=None).values_list("ends_on", flat=True)[0]
    subject, blocks = _text()
    facts = {
        "children": _children(tie),
        "address": address,
        "code": code,
        "until": ends_on.isoformat(),
        "phone": head["phone"] or "de school",
    }
    return {
        "lang": "nl",
        "draft": False,
        "title": "Brief met een code",
        "head": head,
        "sending": "",
        "recipient": {"name": str(tie.guardian), "lines": address_lines(tie.guardian.address)},
        "date": ", ".join(filter(None, (head["place"], wording.spoken(on.isoformat())))),
        "subject": wording.line(subject, facts),
        "salutation": f"Beste {tie.guardian},",
        "blocks": wording.fill(blocks, facts, {}),
        "closing": "Met vriendelijke groeten",
        "signer": {"name": school.name, "role": ""},
        "basis": [],
        "annexes": [],
    }


def _children(tie: Guardianship) -> str:
    """The children of this school about whom this adult is informed, each with the whole name."""
    ties = tie.guardian.guardianships.filter(is_informed=True, pupil__school=tie.pupil.school_id, pupil__left_on=None)
    names = [one.pupil.full_name for one in ties.select_related("pupil").order_by("pupil__birth_date", "pk")]
    return " en ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else tie.pupil.full_name)))


def printed(sheets: Iterable[Sheet]) -> bytes:
    """All letters as one PDF, a page each."""
    return rendering.together([rendering.render(one) for one in sheets])
