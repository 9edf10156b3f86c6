"""The figures: one row per measurement, printed as a table with ratios and, when asked, written as Markdown."""

import platform
from dataclasses import dataclass, field
from pathlib import Path

import psutil


@dataclass
class Row:
    """One measured operation. `value` in `unit`; `floor` the least it could cost in the same run, `must` the target.

    `at_most`: whether `must` is an upper bound (milliseconds) or a lower one (operations per second).
    """

    what: str
    where: str
    value: float
    unit: str
    floor: float | None = None
    must: float | None = None
    at_most: bool = True
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def ratio(self) -> str:
        if not self.floor:
            return ""
        return f"{self.value / self.floor if self.at_most else self.floor / self.value:.2f}x"

    @property
    def met(self) -> str:
        if self.must is None:
            return ""
        return "met" if (self.value <= self.must if self.at_most else self.value >= self.must) else "NOT MET"

    def cells(self) -> list[str]:
        target = "" if self.must is None else f"{'≤' if self.at_most else '≥'} {figure(self.must)}"
        notes = ", ".join(f"{name} {value}" for name, value in self.notes.items())
        ours = f"{figure(self.value)} {self.unit}"
        return [self.what, self.where, ours, figure(self.floor), self.ratio, target, self.met, notes]


HEADS = ("operation", "on", "Driehoek", "floor", "ratio", "must", "", "beside")


def figure(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 10_000_000:
        return f"{value / 1e6:.1f} M"
    if value >= 10_000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def printed(rows: list[Row]) -> str:
    cells = [list(HEADS), *(row.cells() for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )


def markdown(rows: list[Row], when: str) -> str:
    lines = [list(HEADS), ["---"] * len(HEADS), *(row.cells() for row in rows)]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"# Benchmarks\n\n{machine()}\n\nMeasured on {when} with `./run bench`.\n\n{table}\n\n{EXPLAINED}\n"


EXPLAINED = """\
**CPU ms**: processor time of the server's processes and of the database's, per operation, over HTTP with keep-alive.
**floor**: the smallest Django page that does the same (`benchmarks/floor`: sessions, login, CSRF, one to three raw
queries, a chained audit row), or the bare method that the row names, measured in the same run on the same machine.
**ratio**: ours to the floor; above 1 is dearer than the floor. **must**: the target this project set itself.
p50 and p95 are in milliseconds, at one client and at eight at once."""


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{psutil.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB, "
        f"Python {platform.python_version()}, "
        f"load {psutil.getloadavg()[0]:.1f} at the end."
    )


def save(path: str, rows: list[Row], when: str) -> None:
    Path(path).write_text(markdown(rows, when))
