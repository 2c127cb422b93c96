"""Types tell the truth: every answer of this run is one that TypeScript was told of.

It comes last. Each answer was held against its JSON Schema when it came (`visitor.py`); here what was
generated for the project compiles with all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from mizan.protocol.naming import camel, pascal
from mizan.setup.registry import registry
from tests.auth.visitor import answers

ROOT = Path(__file__).parents[2]
COMPILER = ROOT / "frontends/typescript-7/node_modules/typescript/bin/tsc"


def type_of(name: str) -> str:
    """Return the TypeScript type of what an operation answers."""
    short = name.removeprefix("auth.")
    if short.endswith(".submit"):
        return f"auth.{pascal(short.removesuffix('.submit'))}Result"
    return f"Answer<typeof auth.{camel(short)}>"


@pytest.fixture
def generated() -> Path:
    """Generate the client of this project, as a project does it."""
    out = ROOT / ".make" / "auth" / settings.SERVER
    command = [sys.executable, "-m", "django", "mizan_generate", "--out", str(out)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_every_answer_has_the_type_that_was_generated(generated: Path) -> None:
    told = {name: list(each.values()) for name, each in answers.items() if not name.endswith(".schema")}
    assert sum(map(len, told.values())) > 5, "run all of tests/auth"
    lines = [
        "import type * as auth from './auth.gen.js'",
        "",
        "type Answer<O> = O extends (...a: never[]) =>",
    ]
    lines[-1] += " Promise<infer T> ? T : never"
    for name, data in sorted(told.items()):
        lines.append(f"export const {camel(name.replace('.', '_'))}: {type_of(name)}[] = {json.dumps(data)}")
    compile_in(generated, lines)


def test_an_answer_that_was_not_told_does_not_compile(generated: Path) -> None:
    wrong: Any = {"kind": "state", "auth": {"status": "authenticated", "user": {}, "methods": []}}
    lines = ["import type * as auth from './auth.gen.js'", "// @ts-expect-error"]
    lines.append(f"export const wrong: auth.LoginResult = {json.dumps(wrong)}")
    compile_in(generated, lines)


def compile_in(folder: Path, lines: list[str]) -> None:
    """Compile a program beside what was generated."""
    (folder / "answers.ts").write_text("\n".join(lines) + "\n")
    config = {"extends": "../../../tests/types/tsconfig.json", "include": ["*.ts"], "compilerOptions": {}}
    (folder / "tsconfig.json").write_text(json.dumps(config))
    command = ["node", str(COMPILER), "--noEmit", "-p", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert registry.get("auth.session") is not None
