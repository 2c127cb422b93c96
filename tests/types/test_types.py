"""A generated client: right programs compile, wrong ones do not (`@ts-expect-error` in `programs/`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMPILERS = {
    "TypeScript 6": ROOT / "node_modules/typescript/bin/tsc",
    "TypeScript 7": ROOT / "frontends/typescript-7/node_modules/typescript/bin/tsc",
}


def generate(*options: str) -> str:
    """Generate the client of the backend beside this file, and return what was said."""
    command = [sys.executable, "-m", "django", "mizan_generate", "--out", str(HERE / "build"), *options]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.types.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", autouse=True)
def client() -> None:
    """Generate once, as a project does it; the settings name no database."""
    generate()


def compile_with(compiler: Path) -> str:
    """Return what a compiler complains about."""
    if shutil.which("node") is None or not compiler.is_file():
        pytest.skip("needs Node and `npm ci`")
    command = ["node", str(compiler), "-p", str(HERE)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("version", COMPILERS)
def test_right_programs_compile_and_wrong_ones_do_not(version: str) -> None:
    assert compile_with(COMPILERS[version]) == ""


def test_with_the_engine_alone_the_same_programs_compile() -> None:
    generate("--validator", "rules")
    try:
        assert compile_with(COMPILERS["TypeScript 7"]) == ""
    finally:
        generate()


def test_generating_again_changes_nothing() -> None:
    before = {path: path.stat().st_mtime_ns for path in (HERE / "build").rglob("*.ts")}
    assert "none changed" in generate()
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_was_left_out_is_said() -> None:
    assert "left out for staff: wipe_everything (--audience staff includes them)" in generate()
