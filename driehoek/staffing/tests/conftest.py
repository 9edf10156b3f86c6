"""The centres of every story of staffing: Leieland, led by Greet; Scheldeland, led by Omar; and the support cell."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.schools.models import Board, Jurisdiction
from driehoek.staffing.actions.members import named
from driehoek.staffing.models import Centre, Job, JobKind, Office, Plan
from tests.cast import BOARDS, appoint, person

LEIELAND, SCHELDELAND, POC = (UUID(int=number) for number in (11, 12, 13))
CENTRES = (LEIELAND, SCHELDELAND, POC)
YEAR = "2016-2017"  # the circular's regime ended on 1 September 2018
# The base formation of CLB/2006/02, 2, all permanent and full-time.
BASE = (
    (Office.DIRECTEUR, 1),
    (Office.ARTS, 1),
    (Office.MAATSCHAPPELIJK_WERKER, 2),
    (Office.PARAMEDISCH_WERKER, 2),
    (Office.PSYCHO_PEDAGOGISCH_CONSULENT, 2),
    (Office.ADMINISTRATIEF_WERKER, 1),
)


@dataclass(frozen=True)
class Centres:
    leieland: Centre
    scheldeland: Centre
    poc: Centre
    greet: User
    omar: User
    piet: User
    plan: Plan  # of Leieland
    theirs: Plan  # of Scheldeland

    @property
    def director(self) -> Actor:
        return actor_of(self.greet)

    @property
    def other(self) -> Actor:
        return actor_of(self.omar)


def centre(board: UUID, name: str, kind: str = Centre.Kind.CENTRE) -> Centre:
    Board.objects.create(id=board, name=name, jurisdiction=Jurisdiction.BE)
    return Centre.objects.create(board_id=board, kind=kind, number="114000", address="Kade 1, 8500 Kortrijk")


def formation(board: UUID, year: str = YEAR, name: str = "basis") -> Plan:
    """A chosen plan with the base formation and eight weights to spare."""
    plan = Plan.objects.create(
        board_id=board, school_year=year, name=name, is_chosen=True, total_weight=Decimal(20), linear_weight=Decimal(18)
    )
    rows = [(office, f"{office.label} {turn + 1}") for office, many in BASE for turn in range(many)]
    people = named(board, [person for _office, person in rows])
    Job.objects.bulk_create(
        Job(
            id=uuid7(),
            board_id=board,
            plan=plan,
            office=office,
            member=people[person],
            person=person,
            fraction=1,
            kind=JobKind.PERMANENT,
        )
        for office, person in rows
    )
    return plan


def build() -> Centres:
    greet, omar, piet = person("Greet", "Lambert"), person("Omar", "Haddad"), person("Piet", "Celis")
    made = Centres(
        centre(LEIELAND, "CLB Leieland"),
        centre(SCHELDELAND, "CLB Scheldeland"),
        centre(POC, "POC Vlaanderen", Centre.Kind.SUPPORT_CELL),
        greet,
        omar,
        piet,
        formation(LEIELAND),
        formation(SCHELDELAND),
    )
    for user, board in ((greet, LEIELAND), (omar, SCHELDELAND), (piet, POC)):
        appoint(user, Function.CLB_DIRECTOR, board)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return made


def all_centres() -> AbstractContextManager[None]:
    """To look at both sides after a request, which leaves the wall where its own person stands."""
    return within(*BOARDS, *CENTRES)


@pytest.fixture
def centres(cast: object) -> Iterator[Centres]:
    with all_centres():
        yield build()
