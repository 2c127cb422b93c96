"""A form that the project adds: in a process of its own, for allauth reads it when it is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_signing_up_with_a_form_of_the_projects_own() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["--ds=tests.auth.own_form_settings", "tests/auth/own_form.py"]
    environment = {name: value for name, value in os.environ.items() if name != "POSTGRES"}  # it is in use
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout
