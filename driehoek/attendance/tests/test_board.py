"""ACC-9: the board reads figures over its schools and never a child."""

from datetime import date

from django.urls import reverse

from driehoek.access.wall import within
from driehoek.attendance.models import Absence
from tests.cast import LEIE


def away(cast, number: int, reason: str) -> None:
    days = [date(2026, 9, day) for day in (7, 8, 10, 11, 14, 15)]
    with within(LEIE):
        Absence.objects.bulk_create(
            Absence(board_id=LEIE, pupil=cast.adam, day=day, part="am", reason=reason) for day in days[:number]
        )


def shown(client) -> dict[str, int | None]:
    ((_row, cells),) = client.get(reverse("figures")).context["rows"]
    return {name: number for name, number, _share in cells}


def test_oona_of_the_board_sees_sums_of_her_schools_and_no_name(cast, client) -> None:
    away(cast, 6, "unauthorised")
    client.force_login(cast.oona)
    assert 6 in shown(client).values()
    page = client.get(reverse("figures")).content.decode()
    assert "De Lindeboom" in page
    assert "Adam" not in page
    assert "De Beuk" not in page


def test_four_half_days_could_be_one_child_and_are_not_shown(cast, client) -> None:
    away(cast, 4, "unauthorised")
    client.force_login(cast.oona)
    numbers = shown(client).values()
    assert None in numbers
    assert 4 not in numbers


def test_a_teacher_has_no_figures_of_the_board(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert client.get(reverse("figures")).status_code == 404
