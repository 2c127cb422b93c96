"""Processes of one site, for what holds only when several count, or end something, in one place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def processes(module: str, *arguments: str, count: int) -> Iterator[list[int]]:
    """Start a module so often, one after the other, give the ports that they print, and end them."""
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with ExitStack() as stack:
        ports = []
        for _ in range(count):
            worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
            stack.enter_context(worker)
            stack.callback(worker.terminate)
            assert worker.stdout is not None
            ports.append(int(worker.stdout.readline()))
        yield ports
