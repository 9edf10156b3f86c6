"""Who has to do something about an agreement hears so: to answer, to read the answer, to give what no longer fits."""

from decimal import Decimal

import pytest
from django.urls import reverse

from driehoek.duties.models import Duty
from driehoek.staffing.actions import cells, jobs, transfers
from driehoek.staffing.actions.cells import Post
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.models import Job

from .conftest import LEIELAND, SCHELDELAND, all_centres
from .test_cells import founded, theirs_of
from .test_transfers import copy_of, proposed


def due(board) -> set[str]:
    return set(Duty.objects.open().filter(board=board).values_list("code", flat=True)) - {"send_staffing_forms"}


@pytest.mark.parametrize("answer", ["accept", "refuse"])
def test_the_other_side_is_asked_and_its_answer_reaches_who_proposed(centres, client, answer: str) -> None:
    own = proposed(centres)
    assert (due(LEIELAND), due(SCHELDELAND)) == (set(), {"answer_transfer"})
    client.force_login(centres.omar)
    said = {"answer": answer, "signed_by": "Omar Haddad", "reason": "Nu niet"}
    client.post(reverse("staffing_transfer", args=[copy_of(own).pk]), said)
    with all_centres():
        assert (due(LEIELAND), due(SCHELDELAND)) == ({"read_transfer_answer"}, set())
    client.force_login(centres.greet)
    address = reverse("staffing_transfer", args=[own.pk])
    assert "Ik heb het antwoord gelezen" in client.get(address).content.decode()
    client.post(address, {"answer": "seen"})
    with all_centres():
        assert due(LEIELAND) == set()


def test_a_proposal_that_is_withdrawn_asks_nobody(centres) -> None:
    transfers.withdraw(centres.director, proposed(centres))
    assert (due(LEIELAND), due(SCHELDELAND)) == (set(), set())


def test_who_can_no_longer_give_hears_so_when_the_other_side_would_sign(centres, client) -> None:
    own = proposed(centres)
    for place in range(7):
        facts = {"office": "arts", "person": f"A{place}", "fraction": Decimal(1), "kind": "temporary"}
        jobs.add(centres.director, centres.plan, facts)
    client.force_login(centres.omar)
    client.post(reverse("staffing_transfer", args=[copy_of(own).pk]), {"answer": "accept", "signed_by": "Omar Haddad"})
    with all_centres():
        assert due(LEIELAND) == {"transfer_no_longer_fits"}
        assert due(SCHELDELAND) == {"answer_transfer"}


def test_what_still_fits_is_the_largest_job_that_the_balance_and_the_law_allow(centres, client) -> None:
    client.force_login(centres.greet)
    page = client.get(reverse("staffing_plan", args=[centres.plan.pk]))
    balance = page.context["answer"].balance
    for one in page.context["fits"]:
        job = Job(plan=centres.plan, office=one.office, person="", fraction=one.fraction, kind="temporary")
        job.board_id = LEIELAND
        job.save()
        after = client.get(reverse("staffing_plan", args=[centres.plan.pk])).context["answer"]
        assert 0 <= after.balance < balance
        assert not after.violations
        job.delete()
    assert page.context["fits"]


def extra(centres) -> Job:
    facts = {"office": "maatschappelijk_werker", "person": "Jana Smet", "fraction": Decimal(1), "kind": "permanent"}
    return jobs.add(centres.director, centres.plan, facts)


def test_each_centre_of_a_cell_is_asked_to_sign_and_hears_when_all_did_and_when_one_leaves(centres, client) -> None:
    cell = founded(centres)
    assert (due(LEIELAND), due(SCHELDELAND)) == ({"sign_cell"}, {"sign_cell"})
    cells.sign(centres.director, cell, "Greet Lambert", "nl")
    assert (due(LEIELAND), due(SCHELDELAND)) == (set(), {"sign_cell"})
    cells.sign(centres.other, theirs_of(cell), "Omar Haddad", "nl")
    assert (due(LEIELAND), due(SCHELDELAND)) == ({"read_cell_signed"}, set())
    client.force_login(centres.greet)
    assert "Ik heb dit gelezen" in client.get(reverse("staffing_cell", args=[cell.pk])).content.decode()
    client.post(reverse("staffing_cell_seen", args=[cell.pk]))
    with all_centres():
        assert due(LEIELAND) == set()
        cells.contribute(centres.other, theirs_of(cell), [], "1500 euro", "nl")
        assert (due(LEIELAND), due(SCHELDELAND)) == ({"sign_cell"}, {"sign_cell"})
        cells.leave(centres.other, theirs_of(cell))
        assert (due(LEIELAND), due(SCHELDELAND)) == ({"read_cell_ended"}, set())


def test_who_can_no_longer_bring_somebody_hears_so_and_signs_nothing(centres) -> None:
    cell, job = founded(centres), extra(centres)
    cells.contribute(centres.director, cell, [Post(job, Decimal(1))], "", "nl")
    jobs.remove(centres.director, Job.objects.filter(plan=centres.plan, office=job.office).exclude(pk=job.pk).first())
    with pytest.raises(CannotDo, match="basisformatie"):
        cells.sign(centres.director, cell, "Greet Lambert", "nl")
    cells.sign(centres.other, theirs_of(cell), "Omar Haddad", "nl")
    assert due(LEIELAND) == {"sign_cell", "cell_no_longer_fits"}
    jobs.undo(centres.director, centres.plan)
    cells.sign(centres.director, cell, "Greet Lambert", "nl")
    assert due(LEIELAND) == set()
