"""Run the tests of log-in with other releases of allauth: those of requirements/allauth, one after another.

Each is put into a folder of its own that goes before what the lock has installed.
"""

import os
import subprocess
import sys

from check import PYTHON, ROOT, Step, run_all

LOCKS = ROOT / "requirements" / "allauth"
INSTALL = "-m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes"


def folder(version: str) -> str:
    """Return the folder with a release, filled if need be."""
    lock, target = f"requirements/allauth/{version}.txt", f".make/allauth/{version}"
    run = f"{PYTHON} {INSTALL} --upgrade --target {target} -r {lock}"
    subprocess.run(["scripts/once.sh", f"allauth-{version}", target, lock, "--", *run.split()], check=True)
    return str(ROOT / target)


def step(version: str) -> Step:
    """Return the step that runs the tests with one release."""
    tests = "-m pytest -q -p no:cacheprovider --junitxml={report} --ds=tests.auth.settings tests/auth"
    command = f"env PYTHONPATH={folder(version)} ALLAUTH={version} {{python}} {tests}"
    return Step(name=f"allauth {version}", verbs="matrix", command=command, seconds=900)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(run_all([step(lock.stem) for lock in sorted(LOCKS.glob("*.txt"))]))
