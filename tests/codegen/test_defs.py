"""Models of many operations under one roof."""

from __future__ import annotations

from typing import Any

from mizan.codegen.defs import Defs

PLAIN = {"title": "Note", "type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
OTHER = {"title": "Note", "type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]}
DEFAULTED = {"title": "Note", "type": "object", "properties": {"a": {"default": 1}}}


def using(model: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that names a model."""
    return {"type": "array", "items": {"$ref": "#/$defs/Note"}, "$defs": {"Note": model}}


def settled(*parts: tuple[str, dict[str, Any], bool]) -> tuple[list[str], list[Any]]:
    """Return the names of the models, and how each part refers to its own."""
    defs = Defs()
    for owner, schema, is_output in parts:
        defs.add(owner, schema, is_output=is_output)
    models, schemas = defs.settle()
    return sorted(models), [
        schema.get("items", schema)["$ref"].removeprefix("#/$defs/") for schema in schemas
    ]


def test_one_model_of_many_operations_stands_once() -> None:
    assert settled(("a", using(PLAIN), True), ("b", using(PLAIN), False)) == (["Note"], ["Note", "Note"])


def test_an_output_with_a_title_is_the_same_model() -> None:
    assert settled(("a", PLAIN, True), ("b", using(PLAIN), True)) == (["Note"], ["Note", "Note"])


def test_a_generic_output_is_the_same_model() -> None:
    page = {**PLAIN, "title": "Page[Note]"}
    nested = {"type": "array", "items": {"$ref": "#/$defs/Page_Note_"}, "$defs": {"Page_Note_": page}}
    assert settled(("a", page, True), ("b", nested, True)) == (["PageNote"], ["PageNote", "PageNote"])


def test_an_input_that_differs_from_its_output_has_a_name_of_its_own() -> None:
    found = settled(("a", using(DEFAULTED), False), ("a", using(DEFAULTED), True))
    assert found == (["Note", "NoteIn"], ["NoteIn", "Note"])


def test_two_models_of_one_name_are_told_apart_by_their_operations() -> None:
    found = settled(("shop.list", using(OTHER), True), ("home", using(PLAIN), True))
    assert found == (["Note", "ShopListNote"], ["ShopListNote", "Note"])


def test_the_order_of_adding_does_not_matter() -> None:
    parts = [("b", using(OTHER), True), ("a", using(PLAIN), True), ("c", using(DEFAULTED), False)]
    assert settled(*parts)[0] == settled(*reversed(parts))[0]


def test_whether_other_keys_are_refused_makes_no_other_model() -> None:
    closed = {**PLAIN, "additionalProperties": False}
    assert settled(("a", using(PLAIN), False), ("b", using(closed), False))[0] == ["Note"]


def test_the_title_of_an_input_is_no_model() -> None:
    defs = Defs()
    defs.add("echo", {**PLAIN, "title": "EchoInput"}, is_output=False)
    assert defs.settle() == ({}, [{**PLAIN, "title": "EchoInput"}])
