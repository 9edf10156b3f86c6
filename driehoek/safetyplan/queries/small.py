"""Small numbers that could point at somebody are not shown, nor found by subtraction (SAF-15, SAF-18)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

LEAST = 5  # fewer people, or fewer times, than this could be recognised
FEW, KEPT = f"<{LEAST}", "…"  # what stands there: too small, or kept back so that a sum does not give the small one
K = TypeVar("K")


def hidden(counts: Sequence[int]) -> set[int]:
    """Which of these numbers are kept back when their sum is known: the small ones, and more until no sum tells them.

    What is hidden together is nothing or at least LEAST. When all of them are not enough, the sum itself is small.
    """
    found = {at for at, count in enumerate(counts) if 0 < count < LEAST}
    rest = sorted((count, at) for at, count in enumerate(counts) if count >= LEAST)
    while found and sum(counts[at] for at in found) < LEAST and rest:
        found.add(rest.pop(0)[1])
    return found


def shown(counts: Iterable[int], *, exact: bool = False) -> list[str]:
    """The numbers as they may be read; `exact` for who may open every single case behind them."""
    many = list(counts)
    if exact:
        return [str(count) for count in many]
    away = hidden(many)
    return [str(count) if at not in away else FEW if count < LEAST else KEPT for at, count in enumerate(many)]


def one(count: int, *, exact: bool = False) -> str:
    return shown([count], exact=exact)[0]


def told(counts: Mapping[K, int], *, exact: bool = False) -> dict[K, str]:
    """A table of one column, with what may be read of each."""
    return dict(zip(counts, shown(counts.values(), exact=exact), strict=True))


def drawn(counts: Mapping[K, int], *, exact: bool = False) -> dict[K, int]:
    """What a chart may draw: the bars that are shown, without those that are kept back."""
    away = set() if exact else hidden(list(counts.values()))
    return {key: count for at, (key, count) in enumerate(counts.items()) if at not in away}
