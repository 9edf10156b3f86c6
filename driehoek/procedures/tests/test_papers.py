"""The signed paper of a step: added later, kept with it, by who may take the step and nobody else."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.access.models import Appointment
from driehoek.journal.models import Line
from driehoek.procedures.models import Document
from driehoek.procedures.tests.telling import Teller

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
COUNCIL = {"considered": "definitive", "description": "…", "advice": "…", "clb_present": True}


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))
    teller = Teller(client, time_machine, cast.rita)
    teller.opens("be.exclusion", cast.adam)
    teller.does("council", "minutes", **COUNCIL)
    return teller


def adds(rita, content=PDF, name="verslag.pdf"):
    where = reverse("case_paper", args=[rita.case.pk, rita.case.events.get(replaced_by=None).pk])
    return rita.client.post(where, {"paper": SimpleUploadedFile(name, content)})


def test_a_signed_paper_is_added_to_a_step_and_opened_from_the_case(cast, rita):
    assert adds(rita).status_code == 302
    paper = Document.objects.get()
    assert (paper.code, paper.name) == ("signed", "verslag.pdf")
    assert "verslag.pdf" in rita.page()
    assert rita.client.get(reverse("case_document", args=[rita.case.pk, paper.pk])).content == PDF
    assert Line.objects.filter(act="case.paper", subject_id=rita.case.pk).exists()


def test_what_is_no_document_is_refused(cast, rita):
    answer = adds(rita, b"MZ no paper")
    assert answer.status_code == 422
    assert not Document.objects.exists()
    assert (
        rita.client.post(
            reverse("case_paper", args=[rita.case.pk, rita.case.events.get().pk]), {"sent": "x"}
        ).status_code
        == 422
    )


def test_who_may_not_take_the_step_adds_no_paper_to_it(cast, rita):
    event = rita.case.events.get()
    for user in (cast.zoe, cast.clara, cast.sam, cast.kathleen, cast.dirk, cast.mallory):
        rita.on("2026-11-24", user)
        assert adds(rita).status_code in {302, 404, 422}, user
    assert not Document.objects.exists()
    rita.on("2026-11-24", cast.rita)
    rita.client.post(reverse("case_withdraw", args=[rita.case.pk, event.pk]), {"reason": "nooit gebeurd"})
    where = reverse("case_paper", args=[rita.case.pk, event.pk])
    assert rita.client.post(where, {"paper": SimpleUploadedFile("a.pdf", PDF)}).status_code == 404


def test_papers_stay_with_a_step_that_is_corrected(cast, rita):
    adds(rita)
    event = rita.case.events.get()
    given = {
        "on": "2026-11-23",
        **COUNCIL,
        "clb_present": "on",
        "advice": "beter verwoord",
        "paper_minutes": "on",
        "reason": "verwoording",
    }
    assert rita.client.post(reverse("case_correct", args=[rita.case.pk, event.pk]), given).status_code == 302
    assert "verslag.pdf" in rita.page()
    assert adds(rita, name="tweede.pdf").status_code == 302
    page = rita.page()
    assert "verslag.pdf" in page
    assert "tweede.pdf" in page
