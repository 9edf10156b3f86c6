"""The front room of safety says what waits behind each door (SAF)."""

import pytest
from django.urls import reverse

from driehoek.duties import own
from driehoek.duties.actions import Wanted, settle_many
from driehoek.kit import registry
from driehoek.safety.parts import parts
from tests.cast import MONDAY
from tests.test_house import OURS

SAFETY = {pattern.name for route, pattern in OURS if route.startswith("safety/")}
DONE_ON = {one.page for one in own.duties().values()} | set(registry.by_name("ORIGINS").values())


@pytest.mark.parametrize("page", sorted(SAFETY & DONE_ON))
def test_every_page_of_safety_on_which_a_duty_is_done_stands_in_a_part_of_it(page: str) -> None:
    assert [part.page for part in parts() if page in part.done_on]


def test_a_check_that_is_late_stands_on_its_tile_and_on_no_other(cast, client) -> None:
    wanted = Wanted(
        origin="checks",
        key="1",
        code="do_first_checks",
        rule="",
        due=MONDAY,
        holder="director",
        board=cast.lindeboom.board_id,
        school=cast.lindeboom.pk,
        facts={},
    )
    settle_many(cast.lindeboom.board_id, ["checks"], [wanted])
    client.force_login(cast.rita)
    found = {room.url: waits for room, waits in client.get(reverse("safety")).context["rooms"]}
    assert found.pop(reverse("checks")) == (1, 1)
    assert not any(found.values())
