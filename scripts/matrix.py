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

NOT_OF_PYTHON = ("types", "openapi", "test_readme.py")
"""What tries compilers and clients of others, which are the same for all."""


def version_of(python: str | Path) -> str:
    """Return the version of a Python, `3.11`."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def environment(end: str) -> Path | None:
    """Return the Python of an environment of this version, made if need be; None if there is no such Python."""
    folder = Path(".venv") if version_of(PYTHON) == end else Path(f".venv-{end}")
    python = folder / "bin" / "python"
    if folder.name == ".venv":
        return python
    found = subprocess.run(
        ["scripts/python.sh", end], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if found.returncode:
        return None
    lock = "requirements/dev.txt"
    make = ["scripts/venv.sh", found.stdout.strip(), str(folder), lock]
    once = ["scripts/once.sh", f"python-{end}", str(python), lock, "scripts/venv.sh", "--"]
    subprocess.run([*once, *make], cwd=ROOT, check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    package = [
        "scripts/once.sh",
        f"package-{end}",
        str(python),
        "pyproject.toml",
        f".make/python-{end}",
        "--",
    ]
    subprocess.run([*package, *install, "--no-deps", "--no-build-isolation", "-e", "."], cwd=ROOT, check=True)
    return python


def step(python: Path) -> Step:
    """Return the step that runs the tests on one Python."""
    code = (
        "import sys, django; print('python %d.%d, ' % sys.version_info[:2] + 'django ' + django.__version__)"
    )
    name = subprocess.run([python, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    left_out = " ".join(f"--ignore tests/{name}" for name in NOT_OF_PYTHON)
    tests = f"-m pytest -q -p no:cacheprovider --junitxml={{report}} tests {left_out}"
    return Step(name=name.strip(), verbs="matrix", command=f"{python} {tests}", seconds=900)


def main(*, is_rest: bool) -> int:
    """Run the tests on each end. Returns the exit code."""
    ends = [end for end in ENDS if not (is_rest and version_of(PYTHON) == end)]
    pythons = {end: environment(end) for end in ends}
    missing = [end for end, python in pythons.items() if python is None]
    code = run_all([step(python) for python in pythons.values() if python is not None])
    for end in missing:
        say(f"NOT TESTED on Python {end}: see above how to get it.")
    is_required = not is_rest or os.environ.get("REQUIRE_MATRIX") == "1"
    return 1 if missing and is_required else code


if __name__ == "__main__":
    sys.exit(main(is_rest="--rest" in sys.argv))
