"""docs/reference/benchmarks.md: one complete run."""

from __future__ import annotations

import json
import os
import platform
import re
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.child import ROOT, run
from benchmarks.measure import Result
from benchmarks.table import markdown

PYTHON = ("Django", "pydantic", "pydantic-core", "django-ninja", "djangorestframework", "inertia-django")
NODE = ("typescript", "frontends/typescript-7/node_modules/typescript", "esbuild", "zod", "react")
MISSING = {
    "6": "a call under ASGI through one thread hop, beside Django's ASGIHandler",
    "13": "a typed echo and a typed broadcast over WebSockets, beside Channels",
}
"""Rows of the goals whose subject does not exist yet."""

HOW = """\
# Benchmarks

What Mizan costs beside its peers, as ratios: the smaller, the better for Mizan. `make bench` measures again
and writes this page; `make bench ROWS="call form"` measures a part and prints it. Absolute figures mean
little on another machine, and the quartiles tell how quiet this one was.

**How.** All variants of a section run interleaved, in random order, at least five milliseconds each in
every round, on the thread's own CPU clock, with garbage collection outside of the measured time. A figure
is the median of the ratios within a round ({rounds} rounds). What runs in a process of its own is measured
by the CPU time of that process and its children, in 1 to 7 rounds; Mizan's modules are compiled before, as
pip has compiled those of its peers. A goal with brackets is measured from what peers alone come to on this
machine ([ADR 0008](../decisions/0008-goals-measured-from-a-floor.md)).

**Fairness.** Requests go through Django's own WSGI handler with the seven middlewares of `startproject`, to
a site that has only the URL in question. They carry a CSRF cookie and its token in the header: Django's
CSRF middleware checks the raw views, django-ninja, DRF and inertia-django (their exemption is taken away),
Mizan checks by itself. inertia-django has its own middleware as well. Before anything is timed, all
variants must give the same answer with the same status and refuse a wrong token with 403. A call of Mizan
carries the header `X-Mizan-Op`, as its client sends it. The peers are set up as their documentation says;
DRF with its default settings.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A suite: what it is about, and what it measured."""

    text: str
    results: Sequence[Result]


def page(sections: Iterable[Section], rounds: int) -> str:
    """Return the text of the page."""
    parts = [HOW.format(rounds=rounds), _machine(), *map(_section, sections), _missing()]
    return "\n".join(parts)


def _section(section: Section) -> str:
    title, _, rest = section.text.partition("\n\n")
    rest = " ".join(rest.split())
    return f"## {title.rstrip('.')}\n{rest}\n\n{markdown(section.results)}".replace("\n\n\n", "\n\n")


def _missing() -> str:
    rows = "".join(f"| {number} | {what} | not built yet |\n" for number, what in MISSING.items())
    return f"## What is not there yet\n\n| row | what | |\n| - | - | - |\n{rows}"


def _machine() -> str:
    day = datetime.now(UTC).date().isoformat()
    python = f"Python {platform.python_version()}{'' if _is_optimized() else ' (built without PGO)'}"
    node = f"Node {run(['node', '--version']).output.strip().removeprefix('v')}"
    versions = ", ".join([python, node, *_versions()])
    return f"**This run.** {day}, {_processor()}, {platform.system()}. {versions}.\n"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE) if info.exists() else None
    return f"{os.cpu_count()} × {found[1] if found else platform.machine()}"


def _is_optimized() -> bool:
    return "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")


def _versions() -> list[str]:
    found = [f"{name} {version(name)}" for name in PYTHON]
    found += [_package(ROOT / ("" if "/" in name else "node_modules") / name) for name in NODE]
    peers = ROOT / "benchmarks" / "peers"
    wanted = json.loads((peers / "package.json").read_text())["dependencies"]
    own = {"react", "react-dom", "typescript", "zod"}
    return found + [
        _package(peers / "node_modules" / name)
        for name in wanted
        if name not in own and not name.startswith("@types/")
    ]


def _package(folder: Path) -> str:
    package = json.loads((folder / "package.json").read_text())
    return f"{package['name']} {package['version']}"
