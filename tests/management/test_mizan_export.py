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


def test_it_prints_openapi_for_the_public_or_whoever_is_named(conformance: Registry) -> None:
    public, staff = StringIO(), StringIO()
    call_command("mizan_export", "--format", "openapi", stdout=public)
    call_command("mizan_export", "--format", "openapi", "--audience", "staff", stdout=staff)
    document = json.loads(public.getvalue())
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["version"] == contract()["hash"]
    assert "/call/echo/" in document["paths"]
    assert "/call/staff_echo/" not in document["paths"]
    assert "/call/staff_echo/" in json.loads(staff.getvalue())["paths"]


def test_the_contract_has_no_audience() -> None:
    with pytest.raises(CommandError, match="always whole"):
        call_command("mizan_export", "--audience", "staff")


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
