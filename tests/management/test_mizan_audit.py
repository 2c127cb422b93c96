"""The audit is told as a table, as JSON and as code."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from mizan.forms.audit.registration import registration
from mizan.forms.audit.report import audit

SHOP = "tests.forms.audit.shop"


def said(package: str, **options: Any) -> str:
    out = StringIO()
    call_command("mizan_audit", package, stdout=out, **options)
    return out.getvalue()


def test_the_table_has_a_row_for_each_form_and_ends_with_totals() -> None:
    lines = said(SHOP).splitlines()
    assert lines[0].split() == [
        *("form", "kind", "reflected", "arguments", "exact", "lenient", "server", "effort"),
    ]
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in lines[1:15]}
    assert rows["forms.NoteForm"] == "model form yes - 1 1 0 one mixin"
    assert rows["forms.MineForm"] == (
        "form yes user 1 0 0 one mixin and on_submit_success; hooks: get_form_kwargs(user)"
    )
    assert "forms.PinField" in said(SHOP)
    assert "  PinField overrides validate: forms.ContactForm.pin" in lines
    assert "  forms.ContactForm.email: clean_email" in lines
    assert f"  {SHOP}.exits: SystemExit" in lines
    assert lines[-1].startswith("14 forms, 14 reflected, ")


def test_json_says_the_same() -> None:
    document = json.loads(said(SHOP, json=True))
    assert document["totals"]["forms"] == len(document["forms"]) == 14
    contact = next(form for form in document["forms"] if form["name"] == f"{SHOP}.forms.ContactForm")
    assert contact["reflected"] is True
    assert contact["own_fields"] == ["PinField"]
    assert (contact["exact"], contact["lenient"], contact["server"]) == (0, 1, 1)
    assert contact["fields"][1] == {
        "name": "pin",
        "field": "CharField",
        "verdict": "server",
        "downgrade": "PinField overrides validate",
        "server": [],
    }
    assert {module["module"] for module in document["unreadable"]} == {
        f"{SHOP}.asks",
        f"{SHOP}.broken",
        f"{SHOP}.exits",
    }


def test_write_prints_the_code_alone() -> None:
    assert said(SHOP, write=True) == registration(audit(SHOP))


@pytest.mark.parametrize("options", [{}, {"json": True}, {"write": True}])
def test_a_package_without_forms_is_no_mistake(options: dict[str, bool]) -> None:
    assert said("mizan.protocol", **options)


def test_a_package_that_does_not_exist_is_an_error_with_the_way_out() -> None:
    with pytest.raises(CommandError, match=r"nothing\.here cannot be imported .*Give the label"):
        said("nothing.here")
