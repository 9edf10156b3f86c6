"""What a school could charge for a copy of personal data or an objection (Wbp, until 24 May 2018)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, NotInForce, Outcome, Reason


@rule(
    "nl.privacy.fee",
    requirement="PRI-8",
    parameters=("nl.privacy.fee.page", "nl.privacy.fee.message", "nl.privacy.fee.many_pages", "nl.privacy.fee.hard"),
)
def fee(law: Law, pages: int, hard_access: bool, kind: Literal["copy", "objection"], on: date) -> Outcome:
    """The most a school may charge, in euro: a number. Nothing since 25 May 2018; before 2002 the euro was not there.

    A copy costs an amount a page up to a maximum; more than a hundred pages or hard access have a higher maximum.
    """
    if pages < 0:
        raise BadFact("pages", f"{pages} is less than nothing")
    try:
        objection = law.value("nl.privacy.fee.objection", on)
    except NotInForce as ended:
        if ended.since is not None:
            raise
        free = law.value("nl.privacy.fee.gdpr", on)
        return Outcome(free.amount, reasons=(Reason("fee_free_under_gdpr", source=free.source),))
    if kind == "objection":
        return Outcome(
            objection.amount, reasons=(Reason("fee_for_objection", {"most": objection.amount}, objection.source),)
        )
    return _copy(law, pages, on, hard_access=hard_access)


def _copy(law: Law, pages: int, on: date, *, hard_access: bool) -> Outcome:
    many = law.value("nl.privacy.fee.many_pages", on)
    if hard_access or pages > many.amount:
        hard = law.value("nl.privacy.fee.hard", on)
        facts = {"most": hard.amount, "pages": pages, "many": many.amount, "hard_access": hard_access}
        return Outcome(hard.amount, reasons=(Reason("fee_for_hard_copy", facts, hard.source),))
    page, most = law.value("nl.privacy.fee.page", on), law.value("nl.privacy.fee.message", on)
    amount = min(pages * page.amount, most.amount)
    facts = {"pages": pages, "page": page.amount, "most": most.amount, "amount": amount}
    return Outcome(amount, reasons=(Reason("fee_for_copy", facts, page.source),))
