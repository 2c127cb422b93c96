"""`manage.py mizan_export`."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mizan.codegen.contract import contract
from mizan.setup.operations import FormSpec
from mizan.setup.registry import Registry


def test_it_prints_the_contract() -> None:
    out = StringIO()
    call_command("mizan_export", stdout=out)
    assert json.loads(out.getvalue()) == contract()


def test_it_writes_a_file_only_if_it_changed(tmp_path: Path) -> None:
    path, said = tmp_path / "deep/contract.json", StringIO()
    call_command("mizan_export", "--out", str(path), stderr=said)
    assert said.getvalue() == f"mizan: {path} written\n"
    before = path.stat().st_mtime_ns
    call_command("mizan_export", "--out", str(path), stderr=said)
    assert path.stat().st_mtime_ns == before
    assert json.loads(path.read_text(encoding="utf-8"))["mizan"] == 1


def test_a_contract_that_is_not_valid_is_not_printed(fresh_registry: Registry) -> None:
    broken = {
        "operations": dict.fromkeys(("schema", "validate", "submit"), "mizan.can"),
        "schema": {},
        "output": {},
        "params": None,
    }
    fresh_registry.add_form(
        FormSpec(
            name="broken", form_class=object, operations=broken["operations"], describe=lambda: dict(broken)
        )
    )
    out = StringIO()
    with pytest.raises(CommandError, match=r"not valid at \$\.forms\.broken"):
        call_command("mizan_export", stdout=out)
    assert out.getvalue() == ""
