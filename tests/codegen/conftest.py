"""TypeScript's own parser, in one process for all tests."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


class TypeScript:
    """Ask a Node process what TypeScript makes of generated code."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def statements(self, code: str) -> list[list[str]]:
        """Return `[kind, name]` of the top-level statements. Fails where the code has a syntax error."""
        answer = self._ask({"statements": code})
        assert answer["errors"] == [], f"{answer['errors']} in\n{code}"
        found: list[list[str]] = answer["statements"]
        return found

    def value(self, expression: str) -> Any:
        """Return what an expression evaluates to."""
        return self._ask({"value": expression})

    def _ask(self, question: dict[str, str]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@pytest.fixture(scope="session")
def typescript() -> Iterator[TypeScript]:
    """Give TypeScript; skips where Node or its packages are not installed."""
    here = Path(__file__).parent
    if shutil.which("node") is None or not (here.parents[1] / "node_modules/typescript").is_dir():
        pytest.skip("needs Node and `npm ci`")
    command = ["node", str(here / "parse.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield TypeScript(process)
        assert process.stdin is not None
        process.stdin.close()
