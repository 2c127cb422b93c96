"""Walking through JSON Schemas."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.codegen.schema import complete, opened, reachable, references, rename

TRAP = {"$ref": "#/$defs/Trap"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (True, []),
        ({"$ref": "#/$defs/A"}, ["#/$defs/A"]),
        ({"items": {"$ref": "#/$defs/A"}}, ["#/$defs/A"]),
        ({"anyOf": [{"$ref": "#/$defs/A"}, True]}, ["#/$defs/A"]),
        ({"properties": {"$ref": {"$ref": "#/$defs/A"}}}, ["#/$defs/A"]),
        ({"properties": {"properties": {"properties": {"a": {"$ref": "#/$defs/A"}}}}}, ["#/$defs/A"]),
        ({"default": TRAP, "const": TRAP, "enum": [TRAP], "examples": [TRAP]}, []),
    ],
)
def test_references_are_found_where_a_schema_stands(schema: Any, expected: list[str]) -> None:
    assert list(references(schema)) == expected


def test_reachable_follows_models_and_survives_circles() -> None:
    models = {"A": {"items": {"$ref": "#/$defs/B"}}, "B": {"items": {"$ref": "#/$defs/A"}}, "C": {}}
    assert reachable([{"$ref": "#/$defs/A"}], models) == ["A", "B"]


def test_complete_requires_what_has_a_default() -> None:
    inner = {"properties": {"c": {"default": 1}, "d": {}}}
    schema = {"properties": {"a": {"default": []}, "b": inner, "required": {}}, "required": ["required"]}
    assert complete(schema) == {
        "properties": {"a": {"default": []}, "b": {**inner, "required": ["c"]}, "required": {}},
        "required": ["required", "a"],
    }


def test_opened_forgets_that_other_keys_are_refused() -> None:
    closed = {"properties": {"a": {"additionalProperties": False}}, "additionalProperties": False}
    assert opened(closed) == {"properties": {"a": {"additionalProperties": False}}}


def test_rename_changes_references_and_discriminators_alone() -> None:
    schema = {
        "oneOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/forms/contact/schema"}],
        "discriminator": {"propertyName": "k", "mapping": {"a": "#/$defs/A"}},
        "default": TRAP,
    }
    assert rename(schema, {"A": "B"}) == {
        "oneOf": [{"$ref": "#/$defs/B"}, {"$ref": "#/forms/contact/schema"}],
        "discriminator": {"propertyName": "k", "mapping": {"a": "#/$defs/B"}},
        "default": TRAP,
    }
