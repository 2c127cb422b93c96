"""The results as a table for people."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.measure import Result

HEAD = ("row", "what", "measured", "quartiles", "goal", "")


def cells(result: Result) -> tuple[str, ...]:
    """Return a result as the cells of a line."""
    return (
        result.number,
        result.what,
        figure(result.value, result.unit),
        f"{number(result.low)}–{number(result.high)}" if result.low != result.high else "",
        _goal(result),
        result.verdict,
    )


def _goal(result: Result) -> str:
    if result.goal is None:
        return ""
    goal = f"≤ {figure(result.goal, result.unit)}"
    return f"{goal} ({result.reason})" if result.reason else goal


def figure(value: float, unit: str) -> str:
    """Return `0.943×`, or `12.1 µs` for what is no ratio."""
    return f"{number(value)}×" if unit == "×" else f"{number(value)} {unit}"


def number(value: float) -> str:
    """Return a number with three digits that mean something."""
    if value == int(value):
        return str(int(value))
    decimals = next((count for count, limit in ((3, 1), (2, 10), (1, 100)) if abs(value) < limit), 0)
    return f"{value:.{decimals}f}"


def table(results: Iterable[Result]) -> str:
    """Return the table for a terminal."""
    lines = [HEAD, *map(cells, results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return "".join(line + "\n" for line in padded)


def markdown(results: Iterable[Result]) -> str:
    """Return the table for a page, what falls short in bold."""
    lines = [HEAD, ("-",) * len(HEAD), *map(cells, results)]
    return "".join("| " + " | ".join(map(_shout, line)) + " |\n" for line in lines)


def _shout(cell: str) -> str:
    return f"**{cell}**" if cell == "FALLS SHORT" else cell
