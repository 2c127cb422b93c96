"""From a contract to a folder of files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mizan.codegen.generate import HEADER, Job, generate
from mizan.protocol.errors import ConfigurationError
from tests.codegen.sample import contract, operation


@pytest.mark.proves("contract-only")
def test_generate_writes_files_that_say_where_they_come_from(tmp_path: Path) -> None:
    report = generate(contract(), Job(out=tmp_path))
    assert report.changes.written == ("locales/de.gen.ts", "mizan.gen.ts", "react.gen.ts")
    for path in report.changes.written:
        assert (tmp_path / path).read_text(encoding="utf-8").startswith(HEADER)


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    generate(contract(), Job(out=tmp_path))
    report = generate(contract(), Job(out=tmp_path))
    assert not report.changes
    assert str(report) == f"{tmp_path}: 3 files, none changed"


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    assert generate(contract(), Job(out=tmp_path), is_check=True).changes
    assert list(tmp_path.iterdir()) == []


def test_staff_is_left_out_and_the_report_says_how_to_include_it(tmp_path: Path) -> None:
    report = generate(contract(), Job(out=tmp_path))
    assert report.omissions() == [
        "left out for staff: vault (--audience staff includes them)",
        "left out for superuser: wipe (--audience superuser includes them)",
    ]
    assert "vault" not in "".join(path.read_text() for path in tmp_path.rglob("*.ts"))
    assert generate(contract(), Job(out=tmp_path, audience="superuser")).omissions() == []
    assert "export const useVault" in (tmp_path / "react.gen.ts").read_text()


def test_a_wrong_contract_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="not valid"):
        generate({**contract(), "mizan": 2}, Job(out=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_one_more_function_changes_only_what_names_it(tmp_path: Path) -> None:
    generate(contract(), Job(out=tmp_path))
    document = contract()
    document["operations"]["more"] = operation()
    assert generate(document, Job(out=tmp_path)).changes.written == ("mizan.gen.ts", "react.gen.ts")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "needs 'out'"),
        ({"out": ""}, "needs 'out'"),
        ({"out": "x", "target": "angular"}, "target is one of react"),
        ({"out": "x", "audience": "everybody"}, "audience is one of public, staff, superuser"),
        ({"out": "x", "validator": "yup"}, "validator is one of zod-mini, rules"),
        ({"out": "x", "output": "y"}, "no 'output'"),
        ({"out": 5}, "needs 'out'"),
        ({"out": "x\0y"}, "holds a NUL"),
    ],
)
def test_a_misspelt_job_says_what_is_right(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ConfigurationError, match="GENERATE") as caught:
        Job.of(options)
    assert complaint in str(caught.value)
    assert caught.value.check_id == "mizan.E022"


def test_a_job_has_defaults() -> None:
    assert Job.of({"out": "x", "target": None}) == Job(out=Path("x"), target="react", validator="zod-mini")
