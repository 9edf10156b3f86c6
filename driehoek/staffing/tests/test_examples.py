"""Both examples of CLB/2006/02, 3, from the first proposal to the last signature (STA-9)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from driehoek.access.functions import Function
from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.staffing.actions import cells, jobs, transfers
from driehoek.staffing.actions.cells import Post
from driehoek.staffing.actions.transfers import Proposal
from driehoek.staffing.models import Cell, Centre, Office, Transfer
from driehoek.staffing.queries.plans import chosen, sheet
from tests.cast import BOARDS, appoint, person

from .conftest import YEAR, centre, formation

FIVE = [UUID(int=number) for number in range(21, 26)]


class Five:
    """Five centres of a region, each with its formation and its director."""

    def __init__(self) -> None:
        self.centres = [centre(board, f"Centrum {number}") for number, board in enumerate(FIVE, 1)]
        self.users = [person(f"Directeur{number}", "Centrum") for number in range(1, 6)]
        for user, board in zip(self.users, FIVE, strict=True):
            appoint(user, Function.CLB_DIRECTOR, board)
            formation(board)

    def actor(self, place: int):
        return actor_of(self.users[place])

    def job(self, place: int, office: Office, fraction: str, kind: str = "permanent"):
        facts = {"office": office, "person": f"Iemand {place + 1}", "fraction": Decimal(fraction), "kind": kind}
        return jobs.add(self.actor(place), chosen(FIVE[place], YEAR), facts)

    def copy(self, cell: Cell, place: int) -> Cell:
        return Cell.objects.get(shared=cell.shared, board=FIVE[place])

    def answer(self, place: int):
        return sheet(chosen(FIVE[place], YEAR)).answer


@pytest.fixture
def five(cast) -> Iterator[Five]:
    with within(*BOARDS, *FIVE):
        yield Five()


def test_example_one_three_centres_each_bring_somebody(five) -> None:
    """A social worker full-time, a psycho-pedagogical consultant half-time, a paramedical worker for 30%."""
    brought = [
        (Office.MAATSCHAPPELIJK_WERKER, "1"),
        (Office.PSYCHO_PEDAGOGISCH_CONSULENT, "0.5"),
        (Office.PARAMEDISCH_WERKER, "0.3"),
    ]
    name = "Begeleiding Deeltijds Lerenden Regio Netevallei - ROC CLB"
    cell = cells.found(five.actor(0), five.centres[0], five.centres[1:3], school_year=YEAR, name=name, purpose="DBSO")
    for place, (office, fraction) in enumerate(brought):
        post = Post(five.job(place, office, fraction), Decimal(1))
        cells.contribute(five.actor(place), five.copy(cell, place), [post], "", "nl")
    for place in range(3):
        cells.sign(five.actor(place), five.copy(cell, place), f"Directeur {place + 1}", "nl")
    for place in range(3):
        assert five.copy(cell, place).is_signed
        assert [len(one["posts"]) for one in five.copy(cell, place).members] == [1, 1, 1]
        assert five.answer(place).base_met
        assert not five.answer(place).violations


def test_example_two_four_hand_over_fractions_and_the_fifth_makes_a_job_of_them(five) -> None:
    """The people come from one centre; the others hand over weight, and may bring working budget."""
    for place in range(4):
        asked = Proposal(five.centres[4], "out", YEAR, Decimal("0.3"), date(2099, 1, 1), f"Directeur {place + 1}")
        given = transfers.propose(five.actor(place), five.centres[place], asked, "nl")
        theirs = Transfer.objects.get(board=FIVE[4], agreement=given.agreement)
        transfers.accept(five.actor(4), theirs, "Directeur 5", "nl")
    assert five.answer(4).available == Decimal("21.2")
    job = five.job(4, Office.PSYCHO_PEDAGOGISCH_CONSULENT, "0.9", "temporary")
    cell = cells.found(
        five.actor(4), five.centres[4], five.centres[:4], school_year=YEAR, name="Diagnostiek", purpose="Diagnostiek"
    )
    cells.contribute(five.actor(4), cell, [Post(job, Decimal(1))], "", "nl")
    cells.contribute(five.actor(0), five.copy(cell, 0), [], "500 euro", "nl")
    for place in range(5):
        cells.sign(five.actor(place), five.copy(cell, place), f"Directeur {place + 1}", "nl")
        assert not five.answer(place).violations
    assert five.copy(cell, 2).is_signed
    assert [len(one["posts"]) for one in five.copy(cell, 2).members] == [1, 0, 0, 0, 0]
    assert sum(five.answer(place).available for place in range(5)) == 100


def test_who_has_a_cell_working_for_all_of_them_cannot_make_that_job_permanent(five) -> None:
    """CLB/2006/02, 1: no permanent appointment on weight that another centre handed over."""
    plan = chosen(FIVE[4], YEAR)
    plan.total_weight = Decimal("9.2")
    plan.save()
    asked = Proposal(five.centres[4], "out", YEAR, Decimal("0.65"), date(2099, 1, 1), "Directeur 1")
    given = transfers.propose(five.actor(0), five.centres[0], asked, "nl")
    transfers.accept(five.actor(4), Transfer.objects.get(board=FIVE[4], agreement=given.agreement), "Directeur 5", "nl")
    job = five.job(4, Office.PSYCHO_PEDAGOGISCH_CONSULENT, "0.5", "temporary")
    assert "permanent_on_received_weight" not in {one.code for one in five.answer(4).violations}
    jobs.change(five.actor(4), job, {"kind": "permanent"})
    assert "permanent_on_received_weight" in {one.code for one in five.answer(4).violations}


def test_the_support_cell_gets_at_most_one_weight_in_three_years(five) -> None:
    """CLB/2006/02, 1: once in three years at most 1 weight, whatever year it is proposed for."""
    poc = centre(UUID(int=30), "POC", Centre.Kind.SUPPORT_CELL)
    with within(*FIVE, poc.pk):
        formation(FIVE[0], "2017-2018")
        for year, fits in ((YEAR, True), ("2017-2018", False)):
            asked = Proposal(poc, "out", year, Decimal("0.6"), date(2099, 1, 1), "Directeur 1")
            try:
                given = transfers.propose(five.actor(0), five.centres[0], asked, "nl")
                theirs = Transfer.objects.get(board=poc.pk, agreement=given.agreement)
                transfers.accept(five.actor(1), theirs, "Piet Celis", "nl")
            except transfers.CannotDo:
                assert not fits
            else:
                assert fits
