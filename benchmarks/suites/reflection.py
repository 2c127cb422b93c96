"""Five hundred forms of nine fields described, each time in a process of its own.

A description is all that the contract says of a form: its schema, rules, texts and layout. Beside it stands
what Django takes to draw the same forms once.
"""

from __future__ import annotations

import json

from benchmarks.child import python
from benchmarks.measure import Result, Row, judge, ratio
from benchmarks.suites.generation import scaled

COUNT = 500
ROUNDS = 5


def samples(rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of what was done with all forms, one figure a process."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for what, seconds in json.loads(python("benchmarks.children.reflect", COUNT).output).items():
            found.setdefault(what, []).append(seconds)
    return found


ROWS = (
    Row(
        number="16",
        what="500 forms registered and described: CPU",
        values=lambda samples: [
            sum(pair) for pair in zip(samples["register"], samples["describe"], strict=True)
        ],
        goal=1.0,
        unit="s",
    ),
    Row(
        number="16", what="500 forms described / drawn by Django", values=ratio("describe", "draw"), goal=1.0
    ),
    Row(number="", what="500 forms registered: CPU", values=scaled("register"), unit="s"),
)
"""A second is what row 10 allows for 500 functions: a form may cost what a function does."""


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(ROWS, samples(min(rounds, ROUNDS)))
