"""Every address of an object, tried with a row that exists: it opens for somebody, and to everybody who may not it is
exactly what is not there (ACC-1); whoever sees something of a child leaves a line in that child's extract (ACC-11)."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import URLPattern, reverse
from django.utils import timezone

from driehoek.access.actors import Actor, decide
from driehoek.access.functions import Function
from driehoek.access.models import AccessAgreement, User
from driehoek.access.queries import actor_of
from driehoek.journal import actions as journal
from driehoek.journal.models import Line, Mention
from driehoek.procedures.tests.test_exclusion_engine import COUNCIL, INVITE
from driehoek.procedures.tests.test_in_browser import told

from .cast import LEIE, MONDAY, Cast, appoint, person
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
    "supervision_replace": {"day": "2026-12-01"}, "case_why": {"code": "talk"},
}  # fmt: skip
NOT_TRIED = {
    "photo": "of a child whose photo was taken with consent; test_photo tries who sees it",
    "incident_paper": "the papers offered depend on what happened",
    "case_from_incident": "of aggression at schools in the Netherlands; test_from_incident tries everybody",
    "bullying_open": "opens only with a signal that waits", "careful_open": "is sent, and opens a case",
    "survey_chart": "shown once enough people answered",
}  # fmt: skip


def _invited(rows: Rows) -> Any:
    """A case with a first possible day: that of the talk."""
    return told(rows.cast, "be.exclusion", [COUNCIL, INVITE], pupil=rows.pupil)


def _emergency(rows: Rows) -> Any:
    until = {"until": timezone.now() + timedelta(hours=1), "reason": "x", "opened_by": rows.cast.kathleen}
    return appoint(rows.cast.kathleen, Function.EMERGENCY, LEIE, school=rows.school, pupil=rows.pupil, **until)


def _newcomer(rows: Rows) -> Any:
    """Somebody who came with a roster and never logged in."""
    new = person("Nieuw", "Iemand")
    new.set_unusable_password()
    new.save()
    return appoint(new, Function.CLASS_TEACHER, LEIE, school=rows.school, group=rows.group)


def _papers(kind: str) -> Callable[[Rows], Any]:
    """Papers that the head asked for and that are made."""
    kept = {"many": 1, "paper": "JVBERg==", "ends_at": timezone.now() + timedelta(hours=1)}
    return lambda rows: rows.new("exchange.paperrun", kind=kind, asked_by=rows.head, **kept)


# Addresses that only a school in the Netherlands has.
DUTCH = {"accidents", "accident_review"}
# Addresses of one kind of row of their model, each with that row.
SPECIAL: dict[str, Callable[[Rows], Any]] = {
    "entry_withdrawn": lambda rows: rows.new("pupils.entry", withdrawn_at=timezone.now()),
    "agreement": lambda rows: AccessAgreement.objects.get(school=rows.school),  # a new one closes all to the CLB
    "emergency_review": _emergency,
    "give_address": _newcomer, "case_why": _invited,
    "letter_proof": lambda rows: rows.new("letters.deliveryevent", proof_type="application/pdf", proof=b"%PDF"),
    "staffing_worker_code": lambda rows: appoint(User.objects.create_user(None, given_name="x", family_name="x"),
                                                         Function.CLB_WORKER, rows["staffing.centre"].board_id),
    "staffing_worker_end": lambda rows: appoint(person("Werk", "Nemer"), Function.CLB_WORKER,
                                                rows["staffing.centre"].board_id),
    "letters_run": _papers("parents"), "letters_file": _papers("parents"),
    "slips_run": _papers("staff"), "slips_file": _papers("staff"),
    "absences_run": lambda rows: rows.new("exchange.importrun", format="absences"),
}  # fmt: skip


class Visitor(NamedTuple):
    name: str
    user: User
    actor: Actor
    client: Client


class Visits:
    """What everybody of the cast gets at each address."""

    def __init__(self, cast: Cast, country: str) -> None:
        self.rows = Rows(cast, country)
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
        row = SPECIAL[pattern.name](self.rows) if pattern.name in SPECIAL else self.rows[label]
        inside = [one for one in may if _subject(self.rows, row).board_id in one.actor.boards]
        self.faults += [
            f"{route}: {one.name} is told that it is there"
            for one in self.everybody
            if one not in inside and not self._stays_out(pattern, method, one, row.pk)
        ]
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
        if answer.streaming:  # read to its end it closes its file, and the test's connection stays
            b"".join(answer)
        if answer.status_code == 404:
            return False
        if not allowed or answer.status_code not in {200, 302}:
            self.faults.append(f"{route}: {one.name} gets {answer.status_code}, allowed: {allowed}")
        if answer.status_code == 200 and _subject(self.rows, row).pupil_id and self._lines() == before:
            self.unseen.append(f"{route} ({one.name})")
        return True

    def _lines(self) -> int:
        child = self.rows.pupil.pk
        return (
            Line.objects.filter(pupil_id=child, allowed=True).count() + Mention.objects.filter(pupil_id=child).count()
        )


def _subject(rows: Rows, row: Any) -> Any:
    """What the policy is asked about: the child of a row, else its class, its school, or its board."""
    child, board = journal.pupil_of(row) == rows.pupil.pk, row if row._meta.model_name == "board" else None
    classes = (rows.group.pk, rows.cast.class_4b.pk)
    own = row._meta.model_name == "group" or getattr(row, "group_id", None)
    return SimpleNamespace(
        board_id=board.pk if board else getattr(row, "board_id", rows.board),
        school_id=rows.school.pk,
        pupil_id=rows.pupil.pk if child else None,
        group_ids=classes[:1] if child or own else classes,
    )


@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="rows of all boards are built between requests; test_wall tries the wall",
)
@pytest.mark.parametrize("country", ["be", "nl"])
def test_each_object_opens_for_somebody_is_absent_to_everybody_else_and_leaves_a_line(
    cast, country, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    visits = Visits(cast, country)
    for route, pattern in OBJECTS:
        if pattern.name not in NOT_TRIED and (pattern.name in DUTCH) == (country == "nl"):
            visits.go(route, pattern)
    assert not visits.faults, "\n".join(visits.faults)
    assert not visits.unseen, "no line in the journal: " + "\n".join(visits.unseen)


def test_an_address_that_is_not_tried_exists() -> None:
    assert {*NOT_TRIED, *SPECIAL, *DUTCH} <= {pattern.name for _route, pattern in OBJECTS}
