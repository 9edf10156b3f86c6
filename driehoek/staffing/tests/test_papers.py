"""The forms of a school year: complete when the plan fits or the deviation is explained, in by 15 October (STA-8)."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from driehoek.duties.models import Duty
from driehoek.staffing.actions import cells, duties, jobs, papers, transfers
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.models import Paper, Plan
from driehoek.staffing.queries.papers import needed

from .conftest import LEIELAND, YEAR, all_centres
from .test_cells import founded, theirs_of
from .test_transfers import copy_of, proposed

OCTOBER = date(2016, 9, 30)


@pytest.fixture
def negotiated(centres):
    Plan.objects.filter(board=LEIELAND).update(negotiated_on=OCTOBER)
    return centres


def form(centres, kind: str):
    return next(one for one in needed(centres.leieland, YEAR) if one.kind == kind)


def text_of(paper: Paper) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(bytes(paper.pdf))).pages)


def test_before_the_committee_no_form_is_complete(centres) -> None:
    """CLB/2006/02, 4.1, 3: the signed protocol of the negotiation goes with it."""
    for kind in ("apf", "protocol"):
        with pytest.raises(CannotDo, match="not_negotiated"):
            papers.make(centres.director, centres.leieland, form(centres, kind), "")


def test_the_formation_is_a_tagged_pdf_with_every_job_and_a_place_to_sign(negotiated) -> None:
    paper = papers.make(negotiated.director, negotiated.leieland, form(negotiated, "apf"), "")
    said = text_of(paper)
    assert "arts 1" in said
    assert "Handtekening" in said
    assert "afgeleid" in said
    assert "Koning Albert II-laan 15" in said
    assert PdfReader(BytesIO(bytes(paper.pdf))).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_plan_that_does_not_fit_is_explained_or_its_form_is_not_made(negotiated) -> None:
    doctor = negotiated.plan.jobs.get(office="arts")
    jobs.remove(negotiated.director, doctor)
    with pytest.raises(CannotDo, match="unexplained"):
        papers.make(negotiated.director, negotiated.leieland, form(negotiated, "apf"), "  ")
    paper = papers.make(negotiated.director, negotiated.leieland, form(negotiated, "apf"), "De arts is met pensioen.")
    assert paper.deviations
    assert "De arts is met pensioen." in text_of(paper)


def test_a_change_asks_for_a_new_form_and_the_old_one_stays(negotiated) -> None:
    papers.make(negotiated.director, negotiated.leieland, form(negotiated, "apf"), "")
    assert form(negotiated, "apf").is_current
    jobs.change(negotiated.director, negotiated.plan.jobs.get(office="arts"), {"person": "An Claes"})
    assert not form(negotiated, "apf").is_current
    papers.make(negotiated.director, negotiated.leieland, form(negotiated, "apf"), "")
    assert Paper.objects.count() == 2


def test_an_agreement_and_a_cell_each_ask_for_their_form_with_the_signatures(negotiated) -> None:
    transfer = proposed(negotiated)
    assert [one.kind for one in needed(negotiated.leieland, YEAR)] == ["apf", "protocol"]
    transfers.accept(negotiated.other, copy_of(transfer), "Omar Haddad", "nl")
    cell = founded(negotiated)
    assert [one.kind for one in needed(negotiated.leieland, YEAR)] == ["apf", "protocol", "transfer", "roc"]
    with pytest.raises(CannotDo, match="not_all_signed"):
        papers.make(negotiated.director, negotiated.leieland, form(negotiated, "roc"), "")
    cells.sign(negotiated.director, cell, "Greet Lambert", "nl")
    cells.sign(negotiated.other, theirs_of(cell), "Omar Haddad", "nl")
    for kind in ("transfer", "roc"):
        said = text_of(papers.make(negotiated.director, negotiated.leieland, form(negotiated, kind), ""))
        assert "Greet Lambert" in said
        assert "Omar Haddad" in said


def test_fifteen_october_is_a_duty_of_the_direction_until_the_last_form_is_sent(negotiated, client) -> None:
    """CLB/2006/02, 4.3: at the latest on 15 October."""
    duties.settle(LEIELAND, YEAR, OCTOBER)
    duty = Duty.objects.get(board=LEIELAND)
    assert (duty.due, duty.holder, duty.school) == (date(2016, 10, 15), "clb_director", None)
    client.force_login(negotiated.greet)
    assert "2016-2017" in client.get(reverse("duty_why", args=[duty.pk])).content.decode()
    assert reverse("staffing_forms", args=[YEAR]) in client.get(reverse("duty", args=[duty.pk])).content.decode()
    for kind in ("apf", "protocol"):
        client.post(reverse("staffing_form_make", args=[LEIELAND]), {"school_year": YEAR, "kind": kind})
        duty.refresh_from_db()
        assert duty.is_open
        paper = Paper.objects.get(kind=kind)
        assert client.get(reverse("staffing_form_pdf", args=[paper.pk])).content.startswith(b"%PDF")
        client.post(reverse("staffing_form_sent", args=[paper.pk]), {"sent_on": "2026-11-20"})
    duty.refresh_from_db()
    assert not duty.is_open


def test_another_centre_opens_no_form_and_sees_no_duty(negotiated, client) -> None:
    duties.settle(LEIELAND, YEAR, OCTOBER)
    paper = papers.make(negotiated.director, negotiated.leieland, form(negotiated, "apf"), "")
    client.force_login(negotiated.omar)
    assert client.get(reverse("staffing_form_pdf", args=[paper.pk])).status_code == 404
    sent = {"school_year": YEAR, "kind": "apf"}
    assert client.post(reverse("staffing_form_make", args=[LEIELAND]), sent).status_code == 404
    with all_centres():
        duty = Duty.objects.get(board=LEIELAND)
    assert client.get(reverse("duty", args=[duty.pk])).status_code == 404
