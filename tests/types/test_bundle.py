"""What of a generated client a bundle carries: what it uses, and nothing else."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.types.test_types import HERE, ROOT, generate

ESBUILD = ROOT / "node_modules/.bin/esbuild"
BASE, REACT = (ROOT / f"frontends/mizan-{name}/src" for name in ("base", "react"))
ALIASES = {
    "@mizan/base": BASE / "index.ts",
    "@mizan/base/auth": BASE / "auth/index.ts",
    "@mizan/base/rows": BASE / "rows.ts",
    "@mizan/base/codegen/v1": BASE / "codegen/v1.ts",
    "@mizan/base/combobox": BASE / "combobox.ts",
    "@mizan/base/zod": BASE / "zod.ts",
    "@mizan/react/codegen/v1": REACT / "codegen/v1.ts",
}


@pytest.fixture(scope="module", autouse=True)
def client() -> None:
    """Generate once."""
    generate()


def bundled(program: str) -> str:
    """Return the bundle of a program beside the generated files."""
    if shutil.which("node") is None or not ESBUILD.exists():
        pytest.skip("needs Node and `npm ci`")
    aliases = [f"--alias:{name}={path}" for name, path in ALIASES.items()]
    command = [
        str(ESBUILD),
        "--bundle",
        "--format=esm",
        "--external:react",
        "--external:./locales/*",
        *aliases,
    ]
    done = subprocess.run(
        command, input=program, cwd=HERE / "build", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("program", "carries", "leaves"),
    [
        (
            "import { echo } from './mizan.gen.js'; console.log(echo)",
            ["echo"],
            ["shop.order", "contact", "zod"],
        ),
        ("import { build } from './mizan.gen.js'; console.log(build)", [], ["echo", "contact", "zod"]),
        (
            "import { useEcho } from './react.gen.js'; console.log(useEcho)",
            ["echo"],
            ["shop.order", "contact", "zod"],
        ),
        (
            "import { signUpForm } from './mizan.gen.js'; console.log(signUpForm)",
            ["sign_up"],
            ["contact", "echo"],
        ),
        (
            "import { signUpSchema } from './mizan.gen.js'; console.log(signUpSchema)",
            ["max_length"],
            ["contact", "echo", "isEmail"],
        ),
    ],
)
def test_a_bundle_carries_only_what_it_uses(program: str, carries: list[str], leaves: list[str]) -> None:
    text = bundled(program)
    for word in carries:
        assert word in text
    for word in leaves:
        assert f"'{word}" not in text
        assert f'"{word}' not in text


def test_generated_files_do_nothing_when_they_are_imported() -> None:
    lines = bundled("import './mizan.gen.js'; import './react.gen.js'").splitlines()
    assert [line for line in lines if line and not line.startswith(("//", "import "))] == []
