"""Fixtures of the stories about access."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client


@pytest.fixture
def client_factory() -> Callable[[], Client]:
    """More than one browser in one story."""
    return Client


@pytest.fixture
def time_machine_to() -> Iterator[Callable[[str], None]]:
    """Go to a moment, Brussels time."""
    travels: list[time_machine.travel] = []

    def go(moment: str) -> None:
        while travels:
            travels.pop().stop()
        travel = time_machine.travel(f"{moment}:00+01:00", tick=False)
        travel.start()
        travels.append(travel)

    yield go
    while travels:
        travels.pop().stop()
