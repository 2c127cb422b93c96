"""Rules as calls of the engine."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.codegen.printer import Printer
from mizan.codegen.source import Namespace
from mizan.codegen.zod import field_rule, rule


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"k": "nullBoolean"}, "m.nullBoolean()"),
        ({"k": "unknown", "required": True}, "m.unknown({ required: true })"),
        ({"k": "choice", "values": ["a", "it's"]}, "m.choice({ values: ['a', 'it\\'s'] })"),
        (
            {"k": "localized", "rule": {"k": "integer", "required": True, "checks": [{"k": "noNull"}]}},
            "m.localized({ rule: m.integer({ required: true, checks: [m.noNull({})] }) })",
        ),
        (
            {
                "k": "char",
                "required": True,
                "checks": [{"k": "noNull"}, {"k": "maxLength", "n": 3, "m": "long"}],
            },
            "m.char({ required: true, checks: [m.noNull({}), m.maxLength({ n: 3, m: 'long' })] })",
        ),
    ],
)
def test_rule_is_a_call_of_its_kind(data: dict[str, Any], expected: str) -> None:
    assert Printer({}).print(rule(Namespace("m", "x"), data)) == expected


def test_a_disabled_field_is_not_judged() -> None:
    extension = {"rule": {"k": "char", "required": True}, "disabled": True}
    assert Printer({}).print(field_rule(Namespace("m", "x"), extension)) == "m.unknown({})"
