"""What type-checking a generated client of 2,000 functions takes, with TypeScript 6 and 7."""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.child import ROOT, run
from benchmarks.measure import Result, Row, judge, ratio
from benchmarks.suites.generation import TOOLS, ensure, scaled

COUNT = 2000
ROUNDS = 3
COMPILERS = {
    6: ROOT / "node_modules/typescript/bin/tsc",
    7: ROOT / "frontends/typescript-7/node_modules/typescript/bin/tsc",
}
OPTIONS = {
    "target": "ES2022",
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "lib": ["ES2022", "DOM", "DOM.Iterable"],
    "types": [],
    "strict": True,
    "skipLibCheck": True,
    "noEmit": True,
}


def project(tool: str) -> Path:
    """Return the path of a project that holds a tool's client and nothing else."""
    path = ensure(tool, COUNT) / "tsconfig.json"
    path.write_text(json.dumps({"compilerOptions": OPTIONS, "include": ["**/*.ts"]}))
    return path


def samples(rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of both compilers over all clients, in random order in each round."""
    checks = [(tool, version) for tool in TOOLS for version in COMPILERS]
    projects = {tool: project(tool) for tool in TOOLS}
    found: dict[str, list[float]] = {f"{tool} {version}": [] for tool, version in checks}
    for _ in range(rounds):
        for tool, version in random.sample(checks, len(checks)):
            done = run(["node", COMPILERS[version], "-p", projects[tool]])
            found[f"{tool} {version}"].append(done.seconds)
    return found


def rows() -> list[Row]:
    """Return the lines of the table."""
    found = []
    for version in COMPILERS:
        for tool, goal in (("openapi-typescript", 1.0), ("hey-api", None), ("orval", None)):
            found.append(
                Row(
                    number="12" if goal else "",
                    what=f"type check of 2,000 functions, TypeScript {version} / {tool}",
                    values=ratio(f"mizan {version}", f"{tool} {version}"),
                    goal=goal,
                )
            )
        found.append(
            Row(
                number="",
                what=f"type check of 2,000 functions, TypeScript {version}: CPU",
                values=scaled(f"mizan {version}"),
                unit="s",
            )
        )
    return found


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(rows(), samples(min(rounds, ROUNDS)))
