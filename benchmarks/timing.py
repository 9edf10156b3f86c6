"""How fast a function in this process is: the best of a few rounds, because the neighbours only ever make it slower."""

import time
from collections.abc import Callable

ROUNDS = 5


def per_second(work: Callable[[], object], operations: int, rounds: int = ROUNDS) -> float:
    """Operations a second; `work` does that many."""
    best = float("inf")
    for _round in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return operations / best
