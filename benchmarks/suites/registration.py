"""A thousand operations defined at start-up, each time in a process of its own.

Before memory is measured, each has imported what any of them needs: who imports less would find room in the
heap that Django's start has left, and seem to take less than it takes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable

from benchmarks.child import python
from benchmarks.measure import Result, Row, Samples, judge, ratio
from benchmarks.operations import KINDS

COUNT = 1000
ROUNDS = 7


def samples(rounds: int) -> dict[str, list[float]]:
    """Return `<kind> <what>` to what the processes measured, all kinds in random order in each round."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for kind in random.sample(KINDS, len(KINDS)):
            measured = json.loads(python("benchmarks.children.register", kind, COUNT).output)
            for what, figure in measured.items():
                found.setdefault(f"{kind} {what}", []).append(figure)
    return found


def figures(name: str) -> Callable[[Samples], list[float]]:
    """Return how to read a figure off as it is."""
    return lambda samples: list(samples[name])


def _rows() -> list[Row]:
    words = {"mizan": "that take a model", "mizan parameters": "that take parameters"}
    found = [
        Row(
            number="14",
            what=f"{what} of 1,000 functions {how} / pydantic's classes alone",
            values=ratio(f"{kind} {key}", f"pydantic {key}"),
            goal=1.10,
        )
        for kind, how in words.items()
        for key, what in (("register", "registration"), ("memory", "memory"))
    ]
    found += [
        Row(
            number="",
            what=f"{what} of 1,000 functions {how}, their types read / {peer}",
            values=ratio(f"{kind} {key}", f"{against} {key}"),
        )
        for kind, how in words.items()
        for key, what in (("read", "registration"), ("read memory", "memory"))
        for against, peer in (("pydantic", "pydantic's classes alone"), ("ninja", "django-ninja"))
    ]
    return [
        *found,
        Row(
            number="14",
            what="import of what declares / import of django-ninja",
            values=ratio("mizan declare", "ninja import"),
            goal=0.5,
        ),
        Row(
            number="",
            what="import, start of the app and its URLs / import of django-ninja",
            values=ratio("mizan import", "ninja import"),
        ),
        Row(
            number="",
            what="1,000 functions that take a model, their types read: CPU",
            values=figures("mizan read"),
            unit="s",
        ),
        Row(
            number="",
            what="1,000 functions that take a model, their types read: memory",
            values=figures("mizan read memory"),
            unit="MiB",
        ),
    ]


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(_rows(), samples(min(rounds, ROUNDS)))
