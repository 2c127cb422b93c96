"""The results as a table for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from benchmarks.measure import Result

HEAD = ("row", "what", "measured", "quartiles", "goal", "")


def cells(result: Result) -> tuple[str, ...]:
    """Return a result as the cells of a line."""
    return (
        result.number,
        result.what,
        figure(result.value, result.unit),
        f"{number(result.low)}–{number(result.high)}" if result.rounds > 1 else "",
        "" if result.goal is None else f"≤ {figure(result.goal, result.unit)}",
        result.verdict,
    )


def figure(value: float, unit: str) -> str:
    """Return `0.94×`, or `12 µs` for what is no ratio."""
    return f"{number(value)}×" if unit == "×" else f"{number(value)} {unit}"


def number(value: float) -> str:
    """Return a number with three digits that mean something."""
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    decimals = next((count for count, limit in ((3, 1), (2, 10), (1, 100)) if abs(value) < limit), 0)
    return f"{value:.{decimals}f}"


def write_table(results: Iterable[Result]) -> None:
    """Print the table."""
    lines = [HEAD, *map(cells, results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        sys.stdout.write(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        )


def write_page(results: Iterable[Result]) -> None:
    """Write docs/reference/benchmarks.md."""
    raise NotImplementedError
