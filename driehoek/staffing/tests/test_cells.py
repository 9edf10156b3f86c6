"""Regional support cells: both examples of CLB/2006/02, 3, and what a centre may bring (STA-6, STA-9)."""

from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from driehoek.access.wall import within
from driehoek.staffing.actions import cells, jobs
from driehoek.staffing.actions.cells import Post
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.models import Cell, Job, Office
from driehoek.staffing.queries.plans import sheet

from .conftest import LEIELAND, SCHELDELAND, YEAR, all_centres


def founded(centres) -> Cell:
    return cells.found(
        centres.director,
        centres.leieland,
        [centres.scheldeland],
        school_year=YEAR,
        name="Begeleiding Deeltijds Lerenden Regio Netevallei",
        purpose="Syntra en DBSO",
    )


def theirs_of(cell: Cell) -> Cell:
    return Cell.objects.exclude(pk=cell.pk).get(shared=cell.shared)


def extra(centres, plan, office: Office, fraction: str) -> Job:
    actor = centres.director if plan == centres.plan else centres.other
    return jobs.add(
        actor,
        plan,
        {"office": office, "person": f"Extra {office}", "fraction": Decimal(fraction), "kind": "permanent"},
    )


def test_staff_of_a_cell_stay_in_the_plan_of_their_centre_and_use_no_weight_more(centres) -> None:
    worker = extra(centres, centres.plan, Office.MAATSCHAPPELIJK_WERKER, "1")
    before = sheet(centres.plan).answer
    cells.contribute(centres.director, founded(centres), [Post(worker, Decimal(1))], "", "nl")
    after = sheet(centres.plan).answer
    assert (before.used, before.available) == (after.used, after.available)


def test_more_than_a_tenth_of_the_centres_weight_is_refused(centres) -> None:
    """CLB/2006/02, 3: at most 10% of the weight of the centre, here 2 of 20."""
    three = [extra(centres, centres.plan, Office.MAATSCHAPPELIJK_WERKER, "1") for _turn in range(3)]
    cell = founded(centres)
    cells.contribute(centres.director, cell, [Post(job, Decimal(1)) for job in three[:2]], "", "nl")
    with pytest.raises(CannotDo):
        cells.contribute(centres.director, cell, [Post(job, Decimal(1)) for job in three], "", "nl")
    assert len(Cell.objects.get(pk=cell.pk).own["posts"]) == 2


def test_all_sign_and_a_change_asks_for_every_signature_again(centres) -> None:
    worker = extra(centres, centres.plan, Office.MAATSCHAPPELIJK_WERKER, "1")
    cell = founded(centres)
    cells.sign(centres.director, cell, "Greet Lambert", "nl")
    cells.sign(centres.other, theirs_of(cell), "Omar Haddad", "nl")
    assert Cell.objects.get(pk=cell.pk).is_signed
    assert Cell.objects.get(pk=cell.pk).members == theirs_of(cell).members
    cells.contribute(centres.director, cell, [Post(worker, Decimal("0.3"))], "1500 euro", "nl")
    assert not theirs_of(cell).is_signed
    assert theirs_of(cell).member(LEIELAND)["posts"][0]["share"] == "0.3"


def test_a_cell_has_two_centres_or_more_and_ends_when_one_is_left(centres) -> None:
    with pytest.raises(CannotDo, match="too_few"):
        cells.found(centres.director, centres.leieland, [centres.leieland], school_year=YEAR, name="x", purpose="y")
    cell = founded(centres)
    cells.leave(centres.other, theirs_of(cell))
    assert Cell.objects.get(pk=cell.pk).ended_on
    with pytest.raises(CannotDo, match="no_member"):
        cells.sign(centres.director, cell, "Greet Lambert", "nl")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
def test_a_member_reads_its_own_copy_and_not_the_jobs_of_another_centre(centres) -> None:
    worker = extra(centres, centres.plan, Office.MAATSCHAPPELIJK_WERKER, "1")
    cells.contribute(centres.director, founded(centres), [Post(worker, Decimal(1))], "", "nl")
    with within(SCHELDELAND):
        (cell,) = Cell.objects.all()
        assert cell.member(LEIELAND)["posts"][0]["person"] == worker.person
        assert not Job.objects.filter(pk=worker.pk).exists()
        cells.sign(centres.other, cell, "Omar Haddad", "nl")
        assert not Job.objects.filter(pk=worker.pk).exists()


def test_greet_founds_a_cell_brings_somebody_and_signs_on_her_page(centres, client) -> None:
    worker = extra(centres, centres.plan, Office.MAATSCHAPPELIJK_WERKER, "1")
    client.force_login(centres.greet)
    sent = {"others": [SCHELDELAND], "school_year": YEAR, "name": "ROC Netevallei", "purpose": "Diagnostiek"}
    assert client.post(reverse("staffing_cell_new", args=[LEIELAND]), {**sent, "others": []}).context["form"].errors
    client.post(reverse("staffing_cell_new", args=[LEIELAND]), sent)
    cell = Cell.objects.get(board=LEIELAND)
    page = reverse("staffing_cell", args=[cell.pk])
    client.post(page, {f"share_{worker.pk}": "150", "budget": ""})
    assert Cell.objects.get(pk=cell.pk).own["posts"] == []
    client.post(page, {f"share_{worker.pk}": "30", "budget": "1500 euro"})
    assert Cell.objects.get(pk=cell.pk).own["posts"][0]["share"] == "0.3"
    client.post(reverse("staffing_cell_sign", args=[cell.pk]), {"signed_by": "Greet Lambert"})
    assert Cell.objects.get(pk=cell.pk).own["signed_by"] == "Greet Lambert"
    with all_centres():
        theirs = theirs_of(cell)
    assert client.get(reverse("staffing_cell", args=[theirs.pk])).status_code == 404
