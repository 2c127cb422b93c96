"""JSON Schema as TypeScript types."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.codegen.source import SourceFile
from mizan.codegen.types import Types

NAMES = {"#/$defs/Note": "Note"}
NOTE = {"$ref": "#/$defs/Note"}
TEXT, NUMBER, NULL = {"type": "string"}, {"type": "integer"}, {"type": "null"}


def printed(node: Any) -> str:
    """Return a node's text."""
    file = SourceFile("a.ts", "")
    file.add(node)
    return file.render().strip()


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (True, "unknown"),
        (False, "never"),
        ({}, "unknown"),
        (TEXT, "string"),
        (NUMBER, "number"),
        ({"type": "number"}, "number"),
        ({"type": "boolean"}, "boolean"),
        (NULL, "null"),
        ({"type": ["integer", "string"]}, "number | string"),
        ({"type": "future"}, "unknown"),
        ({"const": "a"}, "'a'"),
        ({"const": None}, "null"),
        ({"const": [1, {"a": True}]}, "[1, { a: true }]"),
        ({"enum": ["a", 1, None, True]}, "'a' | 1 | null | true"),
        ({"enum": ["it's", "\u2028"]}, "'it\\'s' | '\\u2028'"),
        ({"type": "string", "oneOf": [{"const": "a", "title": "A"}, {"const": ""}]}, "'a' | ''"),
        ({"anyOf": [TEXT, NULL]}, "string | null"),
        ({"anyOf": [TEXT, {"anyOf": [TEXT, NUMBER]}]}, "string | number"),
        ({"anyOf": [TEXT, {}]}, "unknown"),
        ({"anyOf": []}, "unknown"),
        ({"allOf": [NOTE]}, "Note"),
        ({"allOf": [NOTE, {"anyOf": [TEXT, NULL]}]}, "Note & (string | null)"),
        (NOTE, "Note"),
        ({**NOTE, "description": "This one.", "default": None}, "Note"),
        ({"type": "array", "items": TEXT}, "string[]"),
        ({"type": "array"}, "unknown[]"),
        ({"items": TEXT}, "string[]"),
        ({"type": "array", "items": {"anyOf": [TEXT, NULL]}}, "(string | null)[]"),
        ({"type": "array", "items": {"type": "array", "items": NOTE}}, "Note[][]"),
        ({"type": "array", "items": {"allOf": [NOTE, NOTE]}}, "(Note & Note)[]"),
        ({"type": "array", "prefixItems": [TEXT, NUMBER], "minItems": 2, "maxItems": 2}, "[string, number]"),
        ({"type": "array", "prefixItems": [TEXT, NUMBER], "minItems": 1}, "[string, number?]"),
        ({"type": "array", "prefixItems": [TEXT], "minItems": 1, "items": NUMBER}, "[string, ...number[]]"),
        ({"type": "object", "additionalProperties": NUMBER}, "{ [key: string]: number }"),
        ({"type": "object", "additionalProperties": True}, "{ [key: string]: unknown }"),
        ({"type": "object"}, "{ [key: string]: unknown }"),
        ({"type": "object", "properties": {}}, "{ [key: string]: never }"),
        ({"type": "object", "properties": {}, "additionalProperties": False}, "{ [key: string]: never }"),
        (
            {"type": "object", "additionalProperties": NUMBER, "propertyNames": {"enum": ["a", "b"]}},
            "{ a?: number; b?: number }",
        ),
        ({"properties": {"a": TEXT, "b": NUMBER}, "required": ["a"]}, "{ a: string; b?: number }"),
        ({"properties": {"e-mail": TEXT}}, "{ 'e-mail'?: string }"),
        ({"properties": {"a": TEXT}, "additionalProperties": True}, "{ a?: string; [key: string]: unknown }"),
        ({"properties": {"a": TEXT}, "additionalProperties": False}, "{ a?: string }"),
        ({"properties": {"a": {"properties": {"b": NULL}, "required": ["b"]}}}, "{ a?: { b: null } }"),
    ],
)
def test_schema_becomes_a_concrete_type(schema: Any, expected: str) -> None:
    assert printed(Types(NAMES).type(schema)) == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "format": "date"}, "A date, `2026-01-31`."),
        ({"type": "string", "format": "date-time"}, "A date and time, `2026-01-31T12:00:00Z`."),
        ({"type": "string", "format": "uuid", "description": "Which one."}, "Which one. A UUID."),
        ({"anyOf": [{"type": "string", "format": "date"}, NULL]}, "A date, `2026-01-31`."),
        ({"type": "array", "items": {"type": "string", "format": "uuid"}}, "A UUID."),
        ({"type": "string", "description": "Ends */ here."}, "Ends *\\/ here."),
    ],
)
def test_what_a_type_cannot_say_stands_in_a_comment(schema: Any, expected: str) -> None:
    printed_member = printed(Types(NAMES).type({"properties": {"a": schema}, "required": ["a"]}))
    assert printed_member.startswith(f"{{\n  /** {expected} */\n  a: ")


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"properties": {"a": TEXT}}, "export interface X { a?: string }"),
        ({"type": "object", "properties": {}}, "export interface X { [key: string]: never }"),
        ({"enum": ["a"]}, "export type X = 'a'"),
        (NOTE, "export type X = Note"),
        (True, "export type X = unknown"),
        (
            {"properties": {"a": TEXT}, "description": "About it."},
            "/** About it. */\nexport interface X { a?: string }",
        ),
    ],
)
def test_an_object_is_declared_as_interface_and_all_else_as_type(schema: Any, expected: str) -> None:
    assert printed(Types(NAMES).declaration("X", schema)) == expected


def test_a_union_that_is_too_long_has_one_member_a_line() -> None:
    values = [f"a value of some length, {number}" for number in range(5)]
    expected = "export type X =\n" + "\n".join(f"  | '{value}'" for value in values)
    assert printed(Types({}).declaration("X", {"enum": values})) == expected
