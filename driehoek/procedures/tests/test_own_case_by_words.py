"""Who is named by words and not by an account is still that person: nobody runs the case about themselves (issue 5)."""

import pytest
from django.urls import reverse

from driehoek.kit.names import is_head_by_office, may_be

from .telling import Teller


@pytest.mark.parametrize(
    ("written", "is_bas"),
    [
        ("Bas Jansen", True),
        ("bas  JANSEN", True),
        ("B. Jansen", True),
        ("De directeur", True),
        ("Directie", True),
        ("De directeur van de school", True),
        ("P. Jansen", False),
        ("Jansen", False),
        ("De conciërge", False),
        ("", False),
    ],
)
def test_a_written_name_means_somebody(written, is_bas) -> None:
    assert (may_be(written, "Bas Jansen") or is_head_by_office(written)) is is_bas


@pytest.mark.parametrize("written", ["De directeur", "B. Jansen", "Bas Jansen"])
def test_the_head_does_nothing_in_a_complaint_about_the_head_however_it_was_written(
    cast, client, time_machine, written
) -> None:
    bas = Teller(client, time_machine, cast.bas)
    bas.on("2026-11-23").opens("nl.complaint", school=cast.beuk)
    bas.case.parties.create(board_id=bas.case.board_id, role="accused", name=written, added_by=cast.petra)
    assert "eigen zaak" in bas.is_refused("withdrawn", reasons="…")


def test_a_complaint_says_whom_it_is_about_or_that_it_is_about_nobody_of_the_staff(cast, client, time_machine) -> None:
    bas = Teller(client, time_machine, cast.bas).on("2026-11-23")
    where = reverse("case_new_at_school", args=[cast.beuk.pk])
    given = {"definition": "nl.complaint", "on": "2026-11-23", "cause": "over mij"}
    page = bas.client.post(where, given)
    assert "over wie de klacht gaat" in str(page.context["form"].errors["person"])
    assert bas.client.post(where, given | {"nobody_here": "on"}).status_code == 302
