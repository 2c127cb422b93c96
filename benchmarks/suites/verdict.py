"""What the browser takes to judge all 100 fields of a form, measured in Node.

zod judges by a schema of its own words, written by hand; react-hook-form asks the same schema through its
resolver. Mizan says what Django says, word for word. All objections are counted before anything is timed.
"""

from __future__ import annotations

import json

from benchmarks.child import ROOT, WORK, python, run
from benchmarks.measure import Result, Row, judge, ratio
from benchmarks.suites.generation import scaled

COUNT = 100
ROUNDS = 51
OWN = {"mizan, zod-mini": "Mizan with zod/mini", "mizan, rules": "Mizan with its own rules"}


def samples(rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of a verdict by validator and kind of values."""
    clients = WORK / "wide"
    python("benchmarks.children.wide", COUNT, clients)
    done = run(["node", ROOT / "benchmarks" / "verdict.mjs", clients, str(rounds)])
    found: dict[str, list[float]] = json.loads(done.output)
    return found


def rows() -> list[Row]:
    """Return the lines of the table. A verdict must leave a frame of 16 ms to those who draw it: 1 ms."""
    found = []
    for kind in ("valid", "invalid"):
        for name, how in OWN.items():
            found += [
                Row(
                    number="17",
                    what=f"verdict over 100 fields, {kind}, {how}",
                    values=scaled(f"{name}, {kind}"),
                    goal=1.0,
                    unit="ms",
                ),
                Row(
                    number="",
                    what=f"verdict over 100 fields, {kind}, {how} / react-hook-form with zod",
                    values=ratio(f"{name}, {kind}", f"react-hook-form, {kind}"),
                ),
                Row(
                    number="",
                    what=f"verdict over 100 fields, {kind}, {how} / zod's own schema",
                    values=ratio(f"{name}, {kind}", f"zod, {kind}"),
                ),
            ]
    return found


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(rows(), samples(min(rounds, ROUNDS)))
