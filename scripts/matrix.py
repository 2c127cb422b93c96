"""Run the Python tests on the oldest and on the newest Python and Django that the lock knows.

    matrix.py           both
    matrix.py --rest    those that `.venv` is not: what `make test` has left

A Python that is not here is an error; with --rest only where REQUIRE_MATRIX=1, but it is said.
"""

import os
import subprocess
import sys
from pathlib import Path

from check import PYTHON, ROOT, Step, run_all, say

ENDS = ("3.11", "3.13")
"""The lock has the last Django for each: requirements/dev.txt."""

NOT_OF_PYTHON = ("auth", "types", "openapi", "test_readme.py")
"""What tries compilers and clients of others, which are the same for all."""


def ask(python: str | Path, code: str) -> str:
    """Return what a Python prints."""
    return subprocess.run([python, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def version_of(python: str | Path) -> str:
    """Return the version of a Python, `3.11`."""
    return ask(python, "import sys; sys.stdout.write('%d.%d' % sys.version_info[:2])")


def environment(end: str) -> str | None:
    """Return the Python of an environment of this version, made if need be; None without such a Python."""
    if version_of(PYTHON) == end:
        return PYTHON
    found = subprocess.run(["scripts/python.sh", end], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if found.returncode:
        return None
    folder, lock = f".venv-{end}", "requirements/dev.txt"
    python = f"{folder}/bin/python"
    make = f"scripts/venv.sh {found.stdout.decode().strip()} {folder} {lock}"
    once(f"python-{end}", python, lock, "scripts/venv.sh", run=make)
    install = "-m pip install -q --disable-pip-version-check --no-input --no-deps --no-build-isolation -e ."
    once(f"package-{end}", python, "pyproject.toml", f".make/python-{end}", run=f"{python} {install}")
    return python


def once(*arguments: str, run: str) -> None:
    """Run a command if what it depends on has changed."""
    subprocess.run(["scripts/once.sh", *arguments, "--", *run.split()], cwd=ROOT, check=True)


def steps(python: str) -> list[Step]:
    """Return the steps that run the tests on one Python."""
    django = ask(python, "import django, sys; sys.stdout.write(django.__version__)")
    left_out = " ".join(f"--ignore tests/{name}" for name in NOT_OF_PYTHON)
    tests = f"-m pytest -q -p no:cacheprovider --junitxml={{report}} tests {left_out}"
    name = f"python {version_of(python)} with django {django}"
    alone = "-m pytest -q -p no:cacheprovider --junitxml={report} --ds="
    return [
        Step(name=name, verbs="matrix", command=f"{python} {tests}", seconds=900),
        *(
            Step(
                name=f"{name}, {folder}",
                verbs="matrix",
                command=f"{python} {alone}tests.{folder}.settings tests/{folder}",
                seconds=600,
            )
            for folder in ("auth", "auth_django")
        ),
    ]


def main(*, is_rest: bool) -> int:
    """Run the tests on each end. Returns the exit code."""
    ends = [end for end in ENDS if not (is_rest and version_of(PYTHON) == end)]
    pythons = {end: environment(end) for end in ends}
    missing = [end for end, python in pythons.items() if python is None]
    code = run_all([step for python in pythons.values() if python is not None for step in steps(python)])
    for end in missing:
        say(f"NOT TESTED on Python {end}: see above how to get it.")
    is_required = not is_rest or os.environ.get("REQUIRE_MATRIX") == "1"
    return 1 if missing and is_required else code


if __name__ == "__main__":
    sys.exit(main(is_rest="--rest" in sys.argv))
