"""./run manage verify_journal: walk every chain; exit 1 when a line was changed, removed or slipped in."""

import sys
import time
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from driehoek.journal.verification import check_all


class Command(BaseCommand):
    help = "Checks the hash chain of the journal"

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        started = time.perf_counter()
        chains = check_all()
        seconds = time.perf_counter() - started
        for chain in chains:
            for number in chain.broken:
                self.stderr.write(f"chain {chain.stream}: line {number} does not follow from the line before it")
        lines = sum(chain.lines for chain in chains)
        self.stdout.write(f"{lines} lines in {len(chains)} chains, {lines / max(seconds, 1e-9):,.0f} lines a second")
        if not chains and get_user_model().objects.exists():
            self.stderr.write("there is no chain at all, and yet there are accounts: the journal was taken away")
            sys.exit(1)
        if any(chain.broken for chain in chains):
            sys.exit(1)
        self.stdout.write("the chain holds")
