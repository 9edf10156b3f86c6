"""Physical safety of a Dutch primary school: emergency responders, toilets, risk inventory, recurring checks.

Most values are the safety plan of a school board (2016). What the Working Conditions Act (Arbowet) says stands beside
them: it gives neither a number of responders nor a term for the inventory, and the answers say so.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason
from lawbook.kinds import MONTHS_A_YEAR
from lawbook.sources import source
from lawbook.values import Title

Check = Literal[
    "building", "pe_hall", "playground", "fire_safety", "gas", "evacuation_drill", "accident_register",
    "bhv_refresher", "safety_plan", "action_plan", "water", "hygiene", "emergency_lighting",
]  # fmt: skip
Measured = Literal["exits", "lux", "seconds", "minutes", "screen_run", "screen_hours"]
MEASURED: dict[str, str] = {kind: f"nl.building.{kind}" for kind in get_args(Measured)}
AT_MOST = frozenset({"seconds", "screen_run", "screen_hours"})
YEARLY = tuple(
    f"nl.safety.check_months.{kind}"
    for kind in ("building", "pe_hall", "playground", "fire_safety", "gas", "evacuation_drill", "accident_register",
                 "bhv_refresher", "safety_plan", "action_plan")
)  # fmt: skip
PLAN = source("nl.veiligheidsplan", "Inleiding; 2", "board")


@rule("nl.bhv.minimum", requirement="SAF-4")
def responders(law: Law, people: int, on: date) -> Outcome:
    """{minimum, level}: emergency responders for so many people present, pupils included (a rule of thumb).

    One below fifty, one for each fifty or part of it up to 250, at least five above. `level` is that of the rule's
    source: advice, because the act asks for as many as the tasks need, or board where a board set its own number.
    """
    if people < 1:
        raise BadFact("people", f"{people}: somebody is present in a school")
    per, large = law.value("nl.bhv.people_per_responder", on), law.value("nl.bhv.large_from_people", on)
    least, named = law.value("nl.bhv.large_minimum", on), law.value("nl.bhv.appointed_at_least", on)
    needed = law.value("nl.bhv.as_many_as_needed", on)
    minimum = least.amount if people > large.amount else -(-people // per.amount)
    facts = {"people": people, "minimum": minimum, "per": per.amount, "large": large.amount, "least": least.amount}
    reasons = [
        Reason("bhv_rule_of_thumb", facts, per.source),
        Reason("bhv_law_names_no_number", source=needed.source),
        Reason("bhv_more_for_absence", source=per.source),
    ]
    if minimum < named.amount:
        reasons.append(Reason("bhv_plan_appoints_more", {"named": named.amount}, named.source))
    return Outcome({"minimum": minimum, "level": per.source.level}, reasons=tuple(reasons))


@rule("nl.building.toilets", requirement="SAF-5")
def toilets(law: Law, people_of_sex: int, on: date, urinals: int | bool = 0) -> Outcome:
    """The least number of toilets for so many people of one sex: a whole number.

    `urinals` is how many there are, or yes when their number is still open: they may stand in for a part of the
    toilets, of which a number must remain that the source spells unreadably (15, 20 or 25 men to one).
    """
    if people_of_sex < 0 or urinals < 0:
        raise BadFact("people_of_sex" if people_of_sex < 0 else "urinals", "cannot be less than nothing")
    per = law.value("nl.building.people_per_toilet", on)
    whole = -(-people_of_sex // per.amount)
    counted = Reason("toilets_per_people", {"people": people_of_sex, "per": per.amount, "whole": whole}, per.source)
    if not urinals:
        return Outcome(whole, reasons=(counted,))
    fewer = law.value("nl.building.people_per_toilet_with_urinals", on)
    remaining = -(-people_of_sex // fewer.amount)
    minimum = remaining if urinals is True else max(remaining, whole - urinals)
    facts = {"minimum": minimum, "urinals": whole - minimum, "whole": whole, "per": fewer.amount}
    readings = law.value("nl.building.readings_with_urinals", on)
    counts = tuple(-(-people_of_sex // one) for one in readings.amount)
    doubt = Reason("toilets_three_readings", {"readings": tuple(readings.amount), "counts": counts}, readings.source)
    return Outcome(minimum, reasons=(counted, Reason("toilets_with_urinals", facts, fewer.source), doubt))


@rule("nl.building.norm", requirement="SAF-5", parameters=tuple(MEASURED.values()))
def building_norm(law: Law, kind: Measured, there: int, on: date, people: int = 0) -> Outcome:
    """{met, least} or {met, most}: what was measured in the building against what is asked of it.

    `there` is in the unit of what is asked. For exits: those of the fullest room, with the most `people` that can be in
    it; one is enough where they are not more than the limit.
    """
    if there < 0 or people < 0:
        raise BadFact("there" if there < 0 else "people", "cannot be less than nothing")
    asked = law.value(MEASURED[kind], on)
    if kind == "exits":
        above = law.value("nl.building.second_exit_above", on)
        if people <= above.amount:
            facts = {"people": people, "above": above.amount}
            return Outcome({"met": there >= 1, "least": 1}, reasons=(Reason("building_one_exit", facts, above.source),))
    side = "most" if kind in AT_MOST else "least"
    met = there <= asked.amount if side == "most" else there >= asked.amount
    facts = {"what": Title(asked.id), "asked": asked.amount, "there": there}
    return Outcome({"met": met, side: asked.amount}, reasons=(Reason(f"building_at_{side}", facts, asked.source),))


@rule("nl.rie.due", requirement="SAF-3")
def inventory_due(law: Law, last: date, on: date) -> Outcome:
    """The last day for the next risk inventory (RI&E) after the one of `last`: by the stricter of the plan's two terms.

    `on` chooses the values that hold; the other term and the act, which knows no term, stand in the reasons.
    """
    first, second = law.value("nl.rie.years", on), law.value("nl.rie.years_of_instruments", on)
    strict, lax = sorted((first, second), key=lambda term: term.amount)
    due, later = (days.months_after(last, MONTHS_A_YEAR * term.amount).end for term in (strict, lax))
    needed = law.value("nl.rie.as_often_as_needed", on)
    reasons = (
        Reason("rie_within_years", {"last": last, "years": strict.amount, "due": due}, strict.source),
        Reason("rie_other_term", {"years": lax.amount, "due": later}, lax.source),
        Reason("rie_law_knows_no_term", source=needed.source),
    )
    return Outcome(due, duties=(Duty("repeat_risk_inventory", "director", due),), reasons=reasons)


@rule("nl.rie.status", requirement="SAF-3")
def inventory_status(
    law: Law, exists: bool, reviewed: bool, force_majeure: bool, missing_points: int | bool | tuple[str, ...], on: date
) -> Outcome:
    """{status, term_months}: what the labour inspectorate does about the risk inventory. `ok`, `warning` or `fine`.

    `reviewed`: by a certified service; `force_majeure`: shown in writing by that service; `missing_points`: how many
    of the listed points are missing, or which. `term_months` is what a warning leaves, null for ok and fine.
    """
    missing = len(missing_points) if isinstance(missing_points, tuple) else int(missing_points)
    if missing < 0:
        raise BadFact("missing_points", f"{missing} is less than nothing")
    term = law.value("nl.rie.warning_months", on)
    facts = {"months": term.amount, "missing": missing}
    if not exists:
        status, reason = "fine", Reason("rie_missing", source=term.source)
    elif not reviewed and not force_majeure:
        status, reason = "fine", Reason("rie_not_reviewed", source=term.source)
    elif not reviewed:
        status, reason = "warning", Reason("rie_not_reviewed_by_force_majeure", facts, term.source)
    elif missing:
        status, reason = "warning", Reason("rie_incomplete", facts, term.source)
    else:
        status, reason = "ok", Reason("rie_complete", source=term.source)
    months = term.amount if status == "warning" else None
    return Outcome({"status": status, "term_months": months}, reasons=(reason,), not_covered=("rie_policy_of_2016",))


@rule("nl.safety.next_check", requirement="SAF-2", parameters=YEARLY)
def next_check(law: Law, kind: Check, last: date, on: date) -> Outcome:
    """The last day for the next check of a kind after the one of `last`; null where no fixed term is known.

    Water is flushed after every holiday, hygiene and emergency lighting are checked “regularly”: a human sets the day.
    """
    if kind in {"water", "hygiene", "emergency_lighting"}:
        code = "check_water_after_holidays" if kind == "water" else "check_regularly"
        return Outcome(None, reasons=(Reason(code, {"kind": kind}, PLAN),))
    term = law.value(f"nl.safety.check_months.{kind}", on)
    due = days.months_after(last, term.amount).end
    facts = {"kind": kind, "last": last, "months": term.amount, "due": due}
    reasons = [Reason("check_within_months", facts, term.source)]
    if kind == "evacuation_drill":
        reasons.append(Reason("drill_once_a_school_year", source=term.source))
    return Outcome(
        due, duties=(Duty("do_safety_check", "director", due, facts={"kind": kind}),), reasons=tuple(reasons)
    )
