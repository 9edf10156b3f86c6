"""Recomputing open cases: where each stands, from its events, with every day asked of the lawbook again."""

import os
from collections.abc import Iterator
from datetime import date

import django

from benchmarks.table import Row
from benchmarks.timing import per_second
from driehoek.procedures.definition import Definition
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.engine import progress
from driehoek.procedures.state import Context, Happened
from lawbook import catalogue
from lawbook.core import Law
from lawbook.kinds import SchoolYear

MUST = 2_000  # cases a second and core: ten thousand within five seconds
TODAY = date(2021, 5, 20)
# Procedure, and its events as step, day, facts; documents are said to be there.
STORIES = (
    ("be.exclusion", (
        ("council", "2021-04-20", {"considered": "definitive", "description": "…", "clb_present": True, "advice": "…"}),
        ("invite", "2021-04-22", {"talk_on": "2021-04-29"}),
        ("talk", "2021-04-29", {"present": "…"}),
        ("decide", "2021-05-06", {"measure": "definitive", "alternative": "…", "reasons": "…",
                                  "appeal_mentioned": True}),
        ("appeal", "2021-05-20", {"posted": "2021-05-19", "dated": True, "signed": True, "registered": True}),
    )),
    ("nl.complaint", (
        ("lodge", "2021-04-12", {"lodged_with": "committee", "event_on": "2021-03-01", "complaint_summary": "…",
                                 "has_name": True, "has_address": True, "is_dated": True, "is_described": True}),
        ("notice", "2021-04-19", {}),
        ("hearing", "2021-05-10", {"present": "…", "members_present": 3, "chair_present": True}),
    )),
    ("be.home_education", (
        ("ask", "2021-05-10", {"illness": "other", "absent_from": "2021-04-12", "certificate": "general",
                               "distance_km": "4", "education": "ordinary"}),
    )),
    ("nl.leave", (
        ("ask", "2021-05-17", {"leave_kind": "weighty", "first_day": "2021-06-01", "last_day": "2021-06-02",
                               "school_days": 2, "first_school_day": "2020-08-31"}),
    )),
)  # fmt: skip


def rows(quick: bool) -> Iterator[Row]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.settings")
    django.setup()
    yield recomputed(1_000 if quick else 10_000)


def recomputed(number: int) -> Row:
    cases = [case(place) for place in range(number)]
    asked = [
        (rule.function, context.law, rule.parse(one.facts))
        for definition, events, context in cases
        for one in progress(definition, events, context).deadlines
        for rule in (catalogue.get(one.rule),)
    ]

    def ours() -> None:
        for definition, events, context in cases:
            progress(definition, events, context)

    def bare() -> None:
        for function, law, facts in asked:
            function(law, **facts)

    speed = per_second(ours, number)
    return Row(
        "recomputing open cases (floor: their days alone)",
        "memory",
        speed,
        "/s",
        per_second(bare, number),
        MUST,
        at_most=False,
        notes={"ten thousand": f"{10_000 / speed:.1f} s", "days": f"{len(asked) / number:.1f} a case"},
    )


def case(place: int) -> tuple[Definition, list[Happened], Context]:
    code, story = STORIES[place % len(STORIES)]
    events = [
        Happened(f"{place}-{turn}", step, date.fromisoformat(on), facts) for turn, (step, on, facts) in enumerate(story)
    ]
    first, known = events[0].on, {"members": (), "region": "zuid"}
    context = Context(TODAY, Law(), first, school_year=SchoolYear.of(first, code[:2]), known=known)
    where = progress(DEFINITIONS[code], events, context)
    if where.ended or len(where.done) != len(story) or not where.open:
        raise AssertionError(f"{code} should be open with {len(story)} events")
    return DEFINITIONS[code], events, context
