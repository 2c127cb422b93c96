"""When generating again may be skipped, and when not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mizan.codegen import generate as module
from mizan.codegen.generate import Job, generate
from mizan.codegen.seal import is_intact, seal
from tests.codegen.sample import contract, operation


def no_emit(*_: object, **__: object) -> dict[str, str]:
    """Fail where a file would be made."""
    raise AssertionError("emitted")


def test_what_is_there_already_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(contract(), Job(out=tmp_path))
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.rglob("*.ts")}
    monkeypatch.setattr(module, "emit", no_emit)
    report = generate(contract(), Job(out=tmp_path))
    assert report.changes.unchanged == ("locales/de.gen.ts", "mizan.gen.ts", "react.gen.ts")
    assert [*report.left_out] == ["staff", "superuser"]
    assert before == {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before}


def edit(path: str) -> Callable[[Path], object]:
    """Change a letter of a generated file."""
    return lambda folder: (folder / path).write_text(
        (folder / path).read_text().replace("export", "Export", 1)
    )


TOUCHED: dict[str, Callable[[Path], object]] = {
    "the first file edited": edit("mizan.gen.ts"),
    "another file edited": edit("react.gen.ts"),
    "a locale edited": edit("locales/de.gen.ts"),
    "a file missing": lambda folder: (folder / "react.gen.ts").unlink(),
    "the sealed file missing": lambda folder: (folder / "mizan.gen.ts").unlink(),
    "a file too many": lambda folder: (folder / "vue.gen.ts").write_text(module.HEADER),
    "two files swapped": lambda folder: (folder / "react.gen.ts").rename(folder / "locales/react.gen.ts"),
}


@pytest.mark.parametrize("touched", TOUCHED)
def test_a_folder_that_was_touched_is_made_again(tmp_path: Path, touched: str) -> None:
    generate(contract(), Job(out=tmp_path))
    made = {path: path.read_bytes() for path in tmp_path.rglob("*.ts")}
    TOUCHED[touched](tmp_path)
    assert generate(contract(), Job(out=tmp_path), is_check=True).changes
    assert generate(contract(), Job(out=tmp_path)).changes
    assert made == {path: path.read_bytes() for path in tmp_path.rglob("*.ts")}


def test_the_seal_alone_is_no_reason_to_write(tmp_path: Path) -> None:
    generate(contract(), Job(out=tmp_path))
    path = tmp_path / "mizan.gen.ts"
    sealed, _, line = path.read_text().rpartition("\n// From ")
    for text in (sealed, f"{sealed}\n// From {'0' * 16}{line[16:]}"):
        path.write_text(text)
        assert not generate(contract(), Job(out=tmp_path), is_check=True).changes
        assert not generate(contract(), Job(out=tmp_path)).changes
        assert path.read_text() == text


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Change words alone, which no hash of the contract counts."""
    document["operations"]["echo"]["description"] = "Say it once more."
    return document


@pytest.mark.parametrize(
    ("document", "options"),
    [
        (described(contract()), {}),
        ({**contract(), "operations": contract()["operations"] | {"more": operation()}}, {}),
        (contract(), {"audience": "staff"}),
        (contract(), {"validator": "rules"}),
    ],
)
def test_another_contract_or_option_is_noticed(
    tmp_path: Path, document: dict[str, Any], options: dict[str, Any]
) -> None:
    generate(contract(), Job(out=tmp_path))
    assert generate(document, Job(out=tmp_path, **options)).changes


def test_a_check_believes_no_seal(tmp_path: Path) -> None:
    generate(contract(), Job(out=tmp_path))
    source = (tmp_path / "mizan.gen.ts").read_text().splitlines()[-1].split()[2]
    forged = seal({"mizan.gen.ts": f"{module.HEADER}export {{}}\n"}, source)
    for path in tmp_path.rglob("*.ts"):
        path.unlink()
    (tmp_path / "mizan.gen.ts").write_text(forged["mizan.gen.ts"])
    assert is_intact(forged, source)
    assert generate(contract(), Job(out=tmp_path), is_check=True).changes
