"""Processes of their own: what they took, and what they said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from compileall import compile_dir
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".make" / "bench"
"""Where everything that a run makes is put."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What a process and all its children came to."""

    seconds: float
    """Of CPU."""
    output: str


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, environment: Mapping[str, str] = {}) -> Done:
    """Run a command to its end. Raises RuntimeError with what it printed when it fails."""
    log = WORK / "log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, "NO_COLOR": "1", "CI": "1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    output = log.read_text(errors="replace")
    if process.returncode != 0:
        raise RuntimeError(f"{command}\n{output}")
    return Done(seconds=usage.ru_utime + usage.ru_stime, output=output)


@cache
def _compile() -> None:
    """Compile the package, as pip has compiled its peers."""
    compile_dir(ROOT / "mizan", quiet=1)


def python(module: str, *arguments: object) -> Done:
    """Run a module of this folder with this interpreter."""
    _compile()
    return run([sys.executable, "-m", module, *map(str, arguments)])
