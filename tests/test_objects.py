"""Every address of an object, tried with a row that exists: it opens for somebody, and to everybody who may not it is
exactly what is not there (ACC-1); whoever sees something of a child leaves a line in that child's extract (ACC-11)."""

from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import URLPattern, reverse

from driehoek.access.actors import Actor, decide
from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.journal import actions as journal
from driehoek.journal.models import Line, Mention

from .cast import LEIE, MONDAY, Cast
from .rows import Rows
from .test_house import OURS

ABSENT = UUID(int=0xDEAD)
# The data interface asks for a token and has its own tests.
OBJECTS = [(route, pattern) for route, pattern in OURS if "<uuid:" in route and not route.startswith("api/")]
# The second object of an address, and what else stands in one.
SECOND = {"row": "schools.closure", "event": "procedures.event", "party": "procedures.party",
          "document": "procedures.document", "entry": "pupils.entry"}  # fmt: skip
WORDS: dict[str, Any] = {"step": "guide", "kind": "x", "slug": "x", "code": "x", "day": MONDAY, "year": 2026,
         "school_year": "2026-2027", "way": "next", "domain": "spelling",
         "name": "x", "form": "csv"}  # fmt: skip
PLAIN: dict[str, dict[str, str]] = {
    "school_part": {"slug": "hours"}, "school_part_new": {"slug": "sites"},
    "school_part_form": {"slug": "sites", "row": "schools.site"},
    "school_part_remove": {"slug": "sites", "row": "schools.site"},
    "letter_delivery": {"kind": "received"}, "entry_add": {"kind": "observation"},
    "case_step": {"step": "guide"}, "case_letter": {"step": "guide"},
    "plan_chapter": {"code": "0.1"}, "plan_chapter_edit": {"code": "0.1"}, "board_link": {"kind": "school"},
}  # fmt: skip
FILE, OWN = (
    "needs the bytes on the disk; the tests of its app send a file",
    "needs more than one row; has its own tests",
)
NOT_TRIED = {
    "entry_withdrawn": "of an entry that was taken back", "case_why": "of a case with a last day",
    "agreement": "a new agreement closes everything to the CLB worker until she acknowledged it",
    "give_address": "for who came with a roster and has no password yet",
    "letter": OWN, "letter_pdf": OWN, "letter_delivery": OWN, "dispatch_withdraw": OWN, "letter_proof": OWN,
    "photo": FILE, "attachment": FILE, "incident_file": FILE, "medication_scan": FILE, "certificate_scan": FILE,
    "incident_paper": "the papers offered depend on what happened", "accidents": "of schools in the Netherlands",
    "case_from_incident": "of aggression at schools in the Netherlands; test_from_incident tries everybody",
    "accident_review": "of schools in the Netherlands", "bullying_open": "opens only with a signal that waits",
    "careful_open": "is sent, and opens a case", "start_step": OWN,
    "supervision_back": OWN, "supervision_replace": "of a day of the roster",
    "survey_chart": "shown once enough people answered", "emergency_review": "of an emergency access",
    "absences_run": "of a file of absences, where `roster_run` is of a roster", "staffing_cell": OWN,
    "staffing_worker_end": "of a centre's own worker",
}  # fmt: skip


class Visitor(NamedTuple):
    name: str
    user: User
    actor: Actor
    client: Client


class Visits:
    """What everybody of the cast gets at each address."""

    def __init__(self, cast: Cast) -> None:
        self.rows = Rows(cast)
        self.everybody = [self._visitor(name, user) for name, user in self.rows.people()]
        self.faults: list[str] = []
        self.unseen: list[str] = []

    @staticmethod
    def _visitor(name: str, user: User) -> Visitor:
        client = Client()
        client.force_login(user)
        return Visitor(name, user, actor_of(user), client)

    def go(self, route: str, pattern: URLPattern) -> None:
        """Everybody at one address."""
        right = pattern.callback.right
        may = [one for one in self.everybody if one.actor.may(right)]
        label, method = self._what(pattern, may)
        if not label:
            self.faults.append(f"{route}: what it opens is not known")
            return
        row = self.rows[label]
        inside = [one for one in may if _subject(self.rows, row).board_id in one.actor.boards]
        self.faults += [
            f"{route}: {one.name} is told that it is there"
            for one in self.everybody if one not in inside and not self._stays_out(pattern, method, one, row.pk)
        ]  # fmt: skip
        where = reverse(pattern.name, kwargs=self._given(pattern, row.pk))
        if not [one.name for one in inside if self._opens(route, one, (method, where), row, right)]:
            self.faults.append(f"{route}: opens for nobody ({label})")

    def _stays_out(self, pattern: URLPattern, method: str, one: Visitor, pk: UUID) -> bool:
        """Whether the view itself answers as for what is not there: not found, and not a word more."""
        request = getattr(RequestFactory(), method)("/")
        request.actor, request.user, request.session = one.actor, one.user, one.client.session
        try:
            pattern.callback(request, **self._given(pattern, pk), **pattern.default_args)
        except Http404 as answer:
            return not str(answer)
        return False

    def _what(self, pattern: URLPattern, may: list[Visitor]) -> tuple[str, str]:
        """The model an address opens and how: the door says what it looked for and did not find."""
        where = reverse(pattern.name, kwargs=self._given(pattern, ABSENT))
        refused = Line.objects.filter(allowed=False, actor_id__in=[one.user.pk for one in may], subject_id=ABSENT)
        for method in ("get", "post"):
            for one in may:
                before = set(refused.values_list("pk", flat=True))
                answer = getattr(one.client, method)(where)
                line = refused.exclude(pk__in=before).exclude(kind="").first()
                if answer.status_code == 404 and line:
                    return line.kind, method
        return "", ""

    def _given(self, pattern: URLPattern, pk: UUID) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, kind in pattern.pattern.converters.items():
            first = type(kind).__name__ == "UUIDConverter"
            if first and name in SECOND:
                found[name] = self.rows[{**SECOND, **PLAIN.get(pattern.name, {})}[name]].pk
            else:
                found[name] = pk if first else {**WORDS, **PLAIN.get(pattern.name, {})}[name]
        return found

    def _opens(self, route: str, one: Visitor, asked: tuple[str, str], row: Any, right: str) -> bool:
        method, where = asked
        allowed = decide(one.actor, right, _subject(self.rows, row), named=True).allowed
        if method == "post" and allowed:
            return True  # what is only sent is done in the tests of its own app
        before = self._lines()
        answer = getattr(one.client, method)(where)
        if answer.status_code == 404:
            return False
        if not allowed or answer.status_code not in {200, 302}:
            self.faults.append(f"{route}: {one.name} gets {answer.status_code}, allowed: {allowed}")
        if answer.status_code == 200 and _subject(self.rows, row).pupil_id and self._lines() == before:
            self.unseen.append(f"{route} ({one.name})")
        return True

    def _lines(self) -> int:
        child = self.rows.cast.adam.pk
        return (
            Line.objects.filter(pupil_id=child, allowed=True).count() + Mention.objects.filter(pupil_id=child).count()
        )


def _subject(rows: Rows, row: Any) -> Any:
    """What the policy is asked about: the child of a row, else its class, its school, or its board."""
    child, board = journal.pupil_of(row) == rows.cast.adam.pk, row if row._meta.model_name == "board" else None
    classes = (rows.cast.class_3a.pk, rows.cast.class_4b.pk)
    own = row._meta.model_name == "group" or getattr(row, "group_id", None)
    return SimpleNamespace(
        board_id=board.pk if board else getattr(row, "board_id", LEIE),
        school_id=rows.cast.lindeboom.pk,
        pupil_id=rows.cast.adam.pk if child else None,
        group_ids=classes[:1] if child or own else classes,
    )


@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="rows of all boards are built between requests; test_wall tries the wall",
)
def test_each_object_opens_for_somebody_is_absent_to_everybody_else_and_leaves_a_line(cast) -> None:
    visits = Visits(cast)
    for route, pattern in OBJECTS:
        if pattern.name not in NOT_TRIED:
            visits.go(route, pattern)
    assert not visits.faults, "\n".join(visits.faults)
    assert not visits.unseen, "no line in the journal: " + "\n".join(visits.unseen)


def test_an_address_that_is_not_tried_exists() -> None:
    assert set(NOT_TRIED) <= {pattern.name for _route, pattern in OBJECTS}
