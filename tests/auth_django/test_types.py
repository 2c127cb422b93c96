"""The generated client has what there is, and compiles: right programs do, wrong ones do not."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.types.test_types import COMPILERS

HERE = Path(__file__).parent
BUILD = HERE / "build"


@pytest.fixture(scope="module", autouse=True)
def generated() -> None:
    call_command("mizan_generate", "--out", str(BUILD), stdout=StringIO())


def test_hooks_are_those_of_the_flows_that_there_are() -> None:
    text = (BUILD / "auth.gen.ts").read_text()
    assert sorted(
        re.findall(r"^export const (use\w+|RequireAuth|PendingStep|redirect\w+)", text, re.MULTILINE)
    ) == [
        "PendingStep",
        "RequireAuth",
        "useAuth",
        "useChangePasswordForm",
        "useLoginForm",
        "usePasswordReset",
        "useReauthenticateForm",
        "useRequestPasswordResetForm",
        "useResetPasswordForm",
    ]


def test_logging_in_is_apart_from_the_projects_own_names() -> None:
    for name in ("mizan.gen.ts", "react.gen.ts"):
        assert "auth." not in (BUILD / name).read_text()


@pytest.mark.parametrize("version", COMPILERS)
def test_right_programs_compile_and_wrong_ones_do_not(version: str) -> None:
    compiler = COMPILERS[version]
    if shutil.which("node") is None or not compiler.is_file():
        pytest.skip("needs Node and `npm ci`")
    command = ["node", str(compiler), "-p", str(HERE)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""
