"""What the benches share: the machine, medians and spreads, ratios, bytes, tables in Markdown."""

from __future__ import annotations

import gzip
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """The median of some values, with the tenth and the ninetieth percentile."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{number(self.median)} ({number(self.low)}–{number(self.high)})"


def number(value: float) -> str:
    """Write a value with three digits that count; a count as it is."""
    if isinstance(value, int):
        return f"{value:,}"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def figure(values: list[float]) -> Figure:
    """Return median and spread."""
    if len(values) == 1:
        return Figure(values[0], values[0], values[0])
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    return Figure(statistics.median(values), tenths[0], tenths[-1])


def repeat(act: Callable[[], object], most: int = 200, seconds: float = 3.0, least: int = 5) -> list[float]:
    """Return the milliseconds of the processor that an act takes, again and again: `most` times or some seconds."""
    found: list[float] = []
    end = time.perf_counter() + seconds
    while len(found) < most and (len(found) < least or time.perf_counter() < end):
        start = time.process_time()
        act()
        found.append(1000 * (time.process_time() - start))
    return found


def packed(*contents: bytes) -> int:
    """Bytes after gzip -9, file by file."""
    return sum(len(gzip.compress(content, 9)) for content in contents)


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a table in Markdown; the first column is text, the others are figures."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(f"{cell:,}" if type(cell) is int else str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


@dataclass(frozen=True)
class Beside:
    """What a time is held to: so many times what something else took in the same run, on the same machine."""

    times: float
    name: str
    values: list[float]


@dataclass(frozen=True)
class Measured:
    """Some values of one thing, and what the median, or with `late` the 95th percentile, may be at most.

    Bytes and counts have a number, which is the same everywhere. A time has what it is measured beside.
    """

    label: str
    unit: str
    values: list[float]
    most: float | None = None
    late: bool = False
    beside: Beside | None = None

    def __post_init__(self):
        if self.most is not None and self.unit in ("ms", "s"):
            raise ValueError(f"{self.label}: a budget of time is held beside something of the same run.")

    @property
    def held(self) -> float:
        """What is held against the budget."""
        return self._of(self.values)

    def _of(self, values: list[float]) -> float:
        return p95(values) if self.late else statistics.median(values)

    @property
    def allowed(self) -> float | None:
        """What is the most, on this machine."""
        return self.most if self.beside is None else self.beside.times * self._of(self.beside.values)

    def row(self) -> list[object]:
        """Return label, unit, median with spread, 95th percentile, budget; a budget that is broken says so."""
        bare = len(set(self.values)) == 1
        median: object = number(self.values[0]) if bare else figure(self.values)
        budget = "" if self.most is None else f"{self.most:,}"
        if self.beside is not None and self.allowed is not None:
            budget = f"{number(self.allowed)} ({self.beside.times:g} × {self.beside.name})"
        late = number(p95(self.values)) if self.late else ""
        return [self.label, self.unit, median, late, budget + " OVER" * self.over]

    @property
    def over(self) -> bool:
        """True where the budget is broken."""
        return self.allowed is not None and self.held > self.allowed


def measured_table(rows: list[Measured]) -> str:
    """Return a table of things measured, with their budgets."""
    head = ["", "unit", "median (spread)", "95th percentile", "at most"]
    return table(head, [row.row() for row in rows])


def broken(rows: list[Measured]) -> list[str]:
    """Name the rows whose budget is broken."""
    return [row.label for row in rows if row.over]


def machine() -> str:
    """Say in a line what this is measured on."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    name = f"{platform.system()} {platform.machine()}, {os.cpu_count() or 1} cores{_processor()}"
    return f"{name}, Python {platform.python_version()}{load}"


def _processor() -> str:
    """Return ", " and the processor's name where the system says it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            found = {line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")}
    except OSError:
        return ""
    return f" ({found.pop()})" if found else ""


def verdict(broken: list[str]) -> int:
    """Print the budgets that are broken; return the exit code."""
    for each in broken:
        print(f"\nOVER the budget: {each}")
    return int(bool(broken))
