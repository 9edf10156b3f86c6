"""One line for the scheduler: all sweeps run, and a failing one is named without stopping the others."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from driehoek.kit import registry

MONDAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_every_sweep_runs_and_says_what_it_did(cast) -> None:
    said = StringIO()
    call_command("nightly", on=MONDAY, stdout=said)
    assert len(said.getvalue().splitlines()) == len(registry.in_order("SWEEPS"))


@pytest.mark.django_db
def test_a_sweep_that_fails_is_named_and_the_others_still_run(cast, monkeypatch) -> None:
    monkeypatch.setattr(registry, "in_order", lambda _table: ("sweep", "no_such_sweep", "remember"))
    said = StringIO()
    with pytest.raises(CommandError, match="no_such_sweep: CommandError"):
        call_command("nightly", on=MONDAY, stdout=said)
    assert "days to remember" in said.getvalue()
