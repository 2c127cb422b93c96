"""Rounds, ratios and verdicts.

All variants of a suite run in every round, in random order, a few milliseconds each, on the thread's own CPU
clock. What counts is the median of the ratios within a round, so that a neighbour who slows down one round
slows down both sides of it.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Samples = Mapping[str, Sequence[float]]
"""Name of a variant to its CPU seconds, one figure a round."""

CHUNK = 0.005
"""Seconds for which a variant runs in a round, at least."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Floor:
    """What peers alone make of a ratio: where its goal was set, and in this run (ADR 0008).

    Neither figure holds anything of Mizan, so a slower Mizan falls short as ever.
    """

    what: str
    there: float
    """What it came to on the machine on which the goal was set."""
    here: Callable[[Samples], Sequence[float]]
    """What it comes to in this run, one figure a round."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the table: what is measured, and the goal that it is held to."""

    number: str
    """The row of the goals, or "" for a line that is told for information."""
    what: str
    values: Callable[[Samples], Sequence[float]]
    """The measured figures of the line, one a round."""
    goal: float | None = None
    """At most this; None: no goal."""
    floor: Floor | None = None
    """What the goal is measured from, where a machine's own ratios can put it out of reach."""
    unit: str = "×"


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a row came to."""

    number: str
    what: str
    value: float
    low: float
    high: float
    rounds: int
    goal: float | None = None
    reason: str = ""
    """Why the goal is not the one that was set."""
    unit: str = "×"

    @property
    def verdict(self) -> str:
        """Return `meets`, `FALLS SHORT`, or nothing where there is no goal."""
        if self.goal is None:
            return ""
        return "meets" if self.value <= self.goal else "FALLS SHORT"


def ratio(subject: str, baseline: str) -> Callable[[Samples], list[float]]:
    """Return how to read off what `subject` costs in units of `baseline`, round by round.

    Where one of them ran in fewer rounds than the other, only those count.
    """
    return lambda samples: [
        one / other for one, other in zip(samples[subject], samples[baseline], strict=False)
    ]


def judge(rows: Sequence[Row], samples: Samples) -> list[Result]:
    """Return the results of all rows."""
    return [result_of(row, samples) for row in rows]


def result_of(row: Row, samples: Samples) -> Result:
    """Return the median of a row's figures with the quartiles around it, and its goal on this machine."""
    values = row.values(samples)
    low, middle, high = quartiles(values)
    goal, reason = goal_of(row, samples)
    return Result(
        number=row.number,
        what=row.what,
        value=middle,
        low=low,
        high=high,
        rounds=len(values),
        goal=goal,
        reason=reason,
        unit=row.unit,
    )


def goal_of(row: Row, samples: Samples) -> tuple[float | None, str]:
    """Return the goal of a row, and how it was computed where it is measured from a floor."""
    if row.goal is None or row.floor is None:
        return row.goal, ""
    here = median(row.floor.here(samples))
    said = f"{row.goal:.2f} × {here:.3f} / {row.floor.there:.3f}, {row.floor.what}"
    return row.goal * here / row.floor.there, said


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the lower quartile, the median and the upper quartile."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    low, _, high = quantiles(values, n=4, method="inclusive")
    return low, median(values), high


def interleave(variants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds that each variant takes, one figure a round."""
    repeats = {name: _repeats(run) for name, run in variants.items()}
    samples: dict[str, list[float]] = {name: [] for name in variants}
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name in random.sample(list(variants), len(variants)):
            samples[name].append(seconds_of(variants[name], repeats[name]))
    gc.unfreeze()
    return samples


def _repeats(run: Callable[[], object]) -> int:
    """Warm a variant up, and return how often it has to run to fill a chunk."""
    seconds_of(run, 10)
    return max(1, round(CHUNK / min(seconds_of(run, 5) for _ in range(5))))


def seconds_of(run: Callable[[], object], repeats: int) -> float:
    """Return the CPU seconds of one run, garbage collection left out."""
    gc.collect(1)
    run()  # whoever ran before has filled the caches
    gc.disable()
    started = time.thread_time()
    for _ in range(repeats):
        run()
    seconds = time.thread_time() - started
    gc.enable()
    return seconds / repeats
