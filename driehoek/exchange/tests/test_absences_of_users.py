"""Absences as other systems and spreadsheets write them: what is taken in, and on which line and why not."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.attendance.models import Absence
from driehoek.exchange.models import ImportRun
from driehoek.people.models import Pupil

from .test_absence_page import run_of, send, stored

HEADER = "pupil,day,part,reason\n"
ILL = ("Adam", "2026-11-16", "absent", "ill_note")


def taken_in(client, cast, text: str) -> None:
    page = run_of(send(client, cast, text))
    assert client.post(f"{page}confirm/").status_code == 302


@pytest.mark.parametrize(
    "text",
    [
        "pupil;day;part;reason\nAdam-1;2026-11-16;am;ill_note\n",
        f"{HEADER}Adam-1,16/11/2026,am,ill_note\n",
        f"\N{ZERO WIDTH NO-BREAK SPACE}{HEADER}Adam-1,2026-11-16,am,ill_note\n",
        f"{HEADER}Adam-1,2026-11-16,voormiddag,ill_note\n",
        f"{HEADER}Adam-1,2026-11-16,am,ill_note\n,,,\n\n",
        "sep=;\npupil;day;part;reason\nAdam-1;2026-11-16;am;ill_note\n",
    ],
)
def test_what_excel_makes_of_a_file_is_read_as_it_was(cast, client, text: str) -> None:
    client.force_login(cast.rita)
    taken_in(client, cast, text)
    assert stored() == {ILL}


def test_a_number_that_lost_its_zeros_is_the_child_it_was(cast, client) -> None:
    Pupil.objects.filter(pk=cast.adam.pk).update(key="00022")
    client.force_login(cast.rita)
    taken_in(client, cast, f"{HEADER}22,2026-11-16,am,ill_note\n")
    assert stored() == {ILL}


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (["Adam-1,2026-11-14,am,B"], [2]),  # a Saturday
        (["Adam-1,2026-11-11,am,B"], [2]),  # a holiday
        (["Adam-1,2026-11-18,pm,B"], [2]),  # a Wednesday afternoon
        (["Adam-1,2047-09-16,am,B"], [2]),  # still to come
        (["Adam-1,2026-11-16,am,B", "Adam-1,2047-09-16,am,B"], [3]),
        (["Adam-1,2047-09-16,am,B", "Adam-1,2026-11-16,am,B"], [2]),
        (["Adam-1,2026-11-16,am,ill_note", "Adam-1,2026-11-16,am,B"], [3]),  # two say otherwise of one half day
        (["Adam-1,2025-11-17,am,B"], [2]),  # before the enrolment
        (["Noor-1,2026-11-16,am,B"], [2]),  # after the child left
        (
            [f"Adam-1,2026-09-{day:02},am,Z" for day in (7, 14, 21, 28)],
            [2, 3, 4, 5],
        ),  # a note or a certificate: not said
    ],
)
def test_a_line_that_cannot_be_is_named_and_nothing_is_stored(cast, client, lines: list[str], wrong: list[int]) -> None:
    cast.noor.enrolments.update(last_day=date(2026, 10, 1))
    cast.noor.memberships.update(last_day=date(2026, 10, 1))
    client.force_login(cast.rita)
    page = client.get(run_of(send(client, cast, HEADER + "\n".join(lines) + "\n")))
    assert [note[1] for note in ImportRun.objects.get().notes["refused"]] == wrong
    assert f">{wrong[0]}<" in page.content.decode()
    assert not Absence.objects.exists()


@pytest.mark.parametrize("kind", ["ill_note", "ill_certificate"])
def test_whoever_sends_the_file_says_what_the_code_of_illness_stands_for(cast, client, kind: str) -> None:
    client.force_login(cast.rita)
    sent = SimpleUploadedFile("a.csv", f"{HEADER}Adam-1,2026-11-16,am,Z\n".encode())
    given = {"school": cast.lindeboom.pk, "sent": sent, "illness": kind}
    client.post(f"{run_of(client.post(reverse('absences_import'), given))}confirm/")
    assert stored() == {(*ILL[:3], kind)}
