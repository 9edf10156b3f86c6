import pytest

from driehoek.procedures.tests.walking import Walker


@pytest.fixture
def walker(page, console, cast, time_machine) -> Walker:
    return Walker(page, console, time_machine)
