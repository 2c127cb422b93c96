"""The README's lines, in a brand-new project: checked, generated, type-checked and bundled."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```(\w+)\n(?:#|//) (\S+)\n(.*?)```", re.DOTALL)


TSCONFIG = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "module": "NodeNext",
        "target": "ES2022",
        "lib": ["ES2023", "DOM", "DOM.Iterable"],
        "jsx": "react-jsx",
        "types": [],
        "skipLibCheck": True,
    },
    "include": ["src"],
}


def blocks() -> dict[str, str]:
    """Return the README's code blocks by the file name in their first line."""
    return {path: text for _, path, text in BLOCK.findall((ROOT / "README.md").read_text())}


def run(*command: str, cwd: Path, expect: int = 0) -> str:
    """Run a command as a newcomer would, without this project's settings."""
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout + done.stderr


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + "\n" + text)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new Django project with nothing but the README's lines in it."""
    folder = tmp_path_factory.mktemp("readme")
    run(sys.executable, "-m", "django", "startproject", "site1", ".", cwd=folder)
    run(sys.executable, "manage.py", "startapp", "contact", cwd=folder)
    code = blocks()
    append(folder / "site1/settings.py", code["settings.py"] + 'INSTALLED_APPS += ["contact"]\n')
    (folder / "site1/urls.py").write_text(code["urls.py"])
    (folder / "frontend/src").mkdir(parents=True)
    (folder / "frontend/package.json").write_text('{"type": "module", "private": true}')
    (folder / "frontend/tsconfig.json").write_text(json.dumps(TSCONFIG))
    (folder / "frontend/node_modules").symlink_to(ROOT / "node_modules")
    for path in ("contact/forms.py", "contact/mizan_clients.py", "frontend/src/contact.tsx"):
        (folder / path).write_text(code[path])
    return folder


@pytest.fixture(scope="module")
def generated(project: Path) -> Path:
    run(sys.executable, "manage.py", "mizan_generate", cwd=project)
    return project / "frontend"


def test_twenty_lines_are_about_twenty() -> None:
    code = blocks()
    backend = [code["contact/forms.py"], code["contact/mizan_clients.py"]]
    assert sum(bool(line.strip()) for text in backend for line in text.splitlines()) <= 20
    assert sum(bool(line.strip()) for line in code["frontend/src/contact.tsx"].splitlines()) <= 20


def test_readme_project_passes_its_system_checks(project: Path) -> None:
    assert "no issues" in run(sys.executable, "manage.py", "check", cwd=project)


def test_readme_client_is_generated_once(generated: Path) -> None:
    assert (generated / "src/mizan/react.gen.ts").exists()
    run(sys.executable, "manage.py", "mizan_generate", "--check", cwd=generated.parent)


def compile_page(frontend: Path, *lines: str, expect: int) -> str:
    """Type-check the README's component with more lines in it; returns what the compiler says."""
    page = blocks()["frontend/src/contact.tsx"].replace("  return <>", "\n".join([*lines, "  return <>"]))
    (frontend / "src/contact.tsx").write_text(page)
    return run(str(ROOT / "node_modules/.bin/tsc"), "--project", ".", cwd=frontend, expect=expect)


def test_readme_frontend_compiles(generated: Path) -> None:
    compile_page(generated, expect=0)


def test_wrong_field_and_wrong_type_do_not_compile(generated: Path) -> None:
    said = compile_page(generated, "form.set('emial', 'x')", "form.set('email', true)", expect=2)
    assert said.count("error TS2345") == 2


def test_readme_frontend_is_bundled(generated: Path) -> None:
    (generated / "src/contact.tsx").write_text(blocks()["frontend/src/contact.tsx"])
    esbuild = str(ROOT / "node_modules/.bin/esbuild")
    run(esbuild, "src/contact.tsx", "--bundle", "--format=esm", "--outfile=dist/app.js", cwd=generated)
    assert "This field is required." in (generated / "dist/app.js").read_text()
