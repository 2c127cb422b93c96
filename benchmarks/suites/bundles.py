"""One contact form, drawn by hand with each library: what its page loads at first, React left out."""

from __future__ import annotations

import json
from collections.abc import Callable

from benchmarks.child import ROOT, WORK, python, run
from benchmarks.measure import Result, Row, Samples, judge, ratio
from benchmarks.suites.generation import scaled

PEERS = ("react-hook-form", "tanstack-form", "conform")


def samples() -> dict[str, list[float]]:
    """Return bytes of gzip by library and validator. They are the same in every round, so there is one."""
    clients = WORK / "contact"
    python("benchmarks.children.contact", clients)
    sizes = json.loads(run(["node", ROOT / "benchmarks" / "bundle.mjs", clients]).output)
    return {name: [size["first"]] for name, size in sizes.items()}


def kibibytes(name: str) -> Callable[[Samples], list[float]]:
    """Return how to read a size off."""
    return scaled(name, 1 / 1024)


def rows() -> list[Row]:
    """Return the lines of the table; what the kernel may weigh is held by a test of its own."""
    own = {"mizan, zod-mini": "Mizan with zod/mini", "mizan, rules": "Mizan with its own rules"}
    found = [
        Row(number="", what=f"contact form, {how}", values=kibibytes(name), unit="KiB")
        for name, how in own.items()
    ]
    for peer in PEERS:
        for validator in ("zod", "zod/mini"):
            found += [
                Row(
                    number="",
                    what=f"contact form, {peer} with {validator}",
                    values=kibibytes(f"{peer}, {validator}"),
                    unit="KiB",
                ),
                Row(
                    number="",
                    what=f"contact form, Mizan with zod/mini / {peer} with {validator}",
                    values=ratio("mizan, zod-mini", f"{peer}, {validator}"),
                ),
            ]
    return found


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(rows(), samples())
