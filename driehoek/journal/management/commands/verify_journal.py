"""./run manage verify_journal: walk every chain; exit 1 when a line was changed, removed or slipped in."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from driehoek.journal.verification import check_all


class Command(BaseCommand):
    help = "Checks the hash chain of the journal"

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        started = time.perf_counter()
        with transaction.atomic():
            chains = list(check_all())
        seconds = time.perf_counter() - started
        for chain in chains:
            for number in chain.broken:
                self.stderr.write(f"chain {chain.stream}: line {number} does not follow from the line before it")
        lines = sum(chain.lines for chain in chains)
        self.stdout.write(f"{lines} lines in {len(chains)} chains, {lines / max(seconds, 1e-9):,.0f} lines a second")
        if any(chain.broken for chain in chains):
            sys.exit(1)
        self.stdout.write("the chain holds")
