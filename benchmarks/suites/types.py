"""What type-checking a generated client of 2,000 functions takes, with TypeScript 6 and 7.

The goal is for types and calls, which all of them write (openapi-typescript: types alone). None of the others
writes hooks; with its hooks Mizan's client is told beside them, without a goal.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.child import ROOT, run
from benchmarks.measure import Result, Row, judge, ratio
from benchmarks.suites.generation import TOOLS, ensure, scaled

COUNT = 2000
BARE = "mizan without hooks"
"""Mizan's types and calls, without React: what its neighbours generate."""
BESIDE = "openapi-typescript beside React"
"""A neighbour's client where React is installed: any page with hooks reads React's own types."""
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
    "strict": True,
    "skipLibCheck": True,
    "noEmit": True,
}


CLIENTS = (*TOOLS, BARE, BESIDE)


def project(client: str) -> Path:
    """Return the path of a project that holds a client and nothing else."""
    folder = ensure(client.split()[0], COUNT)
    path = folder / f"tsconfig.{client.replace(' ', '-')}.json"
    included = "mizan.gen.ts" if client == BARE else "**/*.ts"
    options = OPTIONS | {"types": ["react"] if client == BESIDE else []}
    path.write_text(json.dumps({"compilerOptions": options, "include": [included]}))
    return path


def samples(rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of both compilers over all clients, in random order in each round."""
    checks = [(client, version) for client in CLIENTS for version in COMPILERS]
    projects = {client: project(client) for client in CLIENTS}
    found: dict[str, list[float]] = {f"{client} {version}": [] for client, version in checks}
    for _ in range(rounds):
        for client, version in random.sample(checks, len(checks)):
            done = run(["node", COMPILERS[version], "-p", projects[client]])
            found[f"{client} {version}"].append(done.seconds)
    return found


def rows() -> list[Row]:
    """Return the lines of the table."""
    found = []
    for version in COMPILERS:
        found.append(
            Row(
                number="12",
                what=f"type check of 2,000 functions, TypeScript {version} / openapi-typescript",
                values=ratio(f"{BARE} {version}", f"openapi-typescript {version}"),
                goal=1.0,
            )
        )
        for tool in ("openapi-typescript", BESIDE, "hey-api", "orval"):
            found.append(
                Row(
                    number="",
                    what=f"with React's hooks, TypeScript {version} / {tool}",
                    values=ratio(f"mizan {version}", f"{tool} {version}"),
                )
            )
        found.append(
            Row(
                number="",
                what=f"with React's hooks, TypeScript {version}: CPU",
                values=scaled(f"mizan {version}"),
                unit="s",
            )
        )
    return found


def measure(rounds: int) -> list[Result]:
    """Measure all rows."""
    return judge(rows(), samples(min(rounds, ROUNDS)))
