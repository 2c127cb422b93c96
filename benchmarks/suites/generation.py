"""A client generated for 50, 500 and 2,000 functions, beside generators that read OpenAPI.

They get the document of django-ninja for the same functions as a gift; Mizan's figure holds the making of its
own contract, and the reading of all types for it. What Django takes to start, and to define the functions, is
in neither.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import rmtree

from benchmarks.child import ROOT, WORK, python, run
from benchmarks.measure import Result, Row, Samples, judge, ratio

SIZES = (50, 500, 2000)
ROUNDS = 3
PEERS = ROOT / "benchmarks" / "peers"
SLOW = {("hey-api", 2000), ("orval", 2000)}
"""What takes so long that one round has to do."""

COMMANDS: dict[str, Callable[[Path, Path], list[str | Path]]] = {
    "openapi-typescript": lambda document, out: ["openapi-typescript", document, "-o", out / "client.ts"],
    "hey-api": lambda document, out: [
        "openapi-ts",
        "-i",
        document,
        "-o",
        out / "client",
        "-c",
        "@hey-api/client-fetch",
    ],
    "orval": lambda document, out: [
        "orval",
        "--input",
        document,
        "--output",
        out / "client.ts",
        "--client",
        "fetch",
    ],
}
TOOLS = ("mizan", *COMMANDS)


def folder(tool: str, count: int) -> Path:
    """Return where a tool's client for so many functions is put."""
    return WORK / "generated" / f"{tool}-{count}"


@cache
def document(count: int) -> Path:
    """Return the path of django-ninja's document of so many functions."""
    path = WORK / f"openapi-{count}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    python("benchmarks.children.generate", "ninja", count, path)
    return path


def generate(tool: str, count: int) -> float:
    """Run a tool. Returns its CPU seconds."""
    out = folder(tool, count)
    if tool in ("mizan", "pydantic"):
        answer = json.loads(python("benchmarks.children.generate", tool, count, out).output)
        return float(answer["generate"])
    name, *arguments = COMMANDS[tool](document(count), out)
    return run(["node", PEERS / "node_modules" / ".bin" / name, *arguments], cwd=PEERS).seconds


def generate_anew(tool: str, count: int) -> float:
    """Run a tool with nothing there yet. Returns its CPU seconds."""
    rmtree(folder(tool, count), ignore_errors=True)
    folder(tool, count).mkdir(parents=True)
    ensured.add((tool, count))
    return generate(tool, count)


ensured: set[tuple[str, int]] = set()
"""The clients that this run has made."""


def ensure(tool: str, count: int) -> Path:
    """Return the folder of a client that this run has made, or makes now."""
    if (tool, count) not in ensured:
        generate_anew(tool, count)
    return folder(tool, count)


def state(out: Path) -> dict[Path, tuple[int, int]]:
    """Return the modification time and the inode of every file."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def again(tool: str, count: int) -> tuple[float, int]:
    """Run a tool over what it made before. Returns its CPU seconds, and how many files it wrote."""
    before = state(ensure(tool, count))
    seconds = generate(tool, count)
    after = state(folder(tool, count))
    return seconds, sum(after[path] != before.get(path) for path in after)


def samples(rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of all tools for all sizes, and what an unchanged regeneration came to."""
    found: dict[str, list[float]] = {}
    for count in SIZES:
        document(count)
        for turn in range(rounds):
            for tool in random.sample(TOOLS, len(TOOLS)):
                if turn == 0 or (tool, count) not in SLOW:
                    found.setdefault(f"{tool} {count}", []).append(generate_anew(tool, count))
            found.setdefault(f"pydantic {count}", []).append(generate("pydantic", count))
            seconds, written = again("mizan", count)
            found.setdefault(f"mizan {count} again", []).append(seconds)
            found.setdefault(f"mizan {count} written", []).append(written)
    for tool in COMMANDS:
        found[f"{tool} written"] = [again(tool, SIZES[0])[1]]
    return found


def scaled(name: str, factor: float = 1) -> Callable[[Samples], list[float]]:
    """Return how to read a figure off, times a factor."""
    return lambda samples: [factor * figure for figure in samples[name]]


def rows() -> list[Row]:
    """Return the lines of the table."""
    found = [
        Row(
            number="10",
            what=f"generation for {count:,}: CPU for 1,000 functions",
            values=scaled(f"mizan {count}", 1000 / count),
            goal=2,
            unit="s",
        )
        for count in SIZES
    ]
    found.append(
        Row(
            number="10",
            what="generation for 2,000 / for 500",
            values=ratio("mizan 2000", "mizan 500"),
            goal=5,
        )
    )
    for tool, goal in (("openapi-typescript", 1.0), ("orval", 0.25), ("hey-api", None)):
        found += [
            Row(
                number="10" if goal else "",
                what=f"generation for {count:,} / {tool}",
                values=ratio(f"mizan {count}", f"{tool} {count}"),
                goal=goal,
            )
            for count in SIZES
        ]
    for count in SIZES:
        found += [
            Row(
                number="11",
                what=f"unchanged generation for {count:,}: files written",
                values=scaled(f"mizan {count} written"),
                goal=0,
                unit="files",
            ),
            Row(
                number="11",
                what=f"unchanged generation for {count:,}: CPU",
                values=scaled(f"mizan {count} again"),
                goal=0.5,
                unit="s",
            ),
        ]
    for count in SIZES:
        found += [
            Row(
                number="",
                what=f"pydantic alone, reading the types of {count:,}: CPU",
                values=scaled(f"pydantic {count}"),
                unit="s",
            ),
            Row(
                number="",
                what=f"unchanged generation for {count:,} / pydantic alone",
                values=ratio(f"mizan {count} again", f"pydantic {count}"),
            ),
            Row(
                number="",
                what=f"pydantic alone, reading the types of {count:,} / orval",
                values=ratio(f"pydantic {count}", f"orval {count}"),
            ),
        ]
    return found + [
        Row(
            number="",
            what=f"{tool}: files written, unchanged",
            values=scaled(f"{tool} written"),
            unit="files",
        )
        for tool in COMMANDS
    ]


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(rows(), samples(min(rounds, ROUNDS)))
