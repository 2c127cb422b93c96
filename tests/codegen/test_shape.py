"""Shapes, beside `jsonschema` over the same values."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mizan.codegen.shape import Shapes
from tests.codegen.sample import contract

SCHEMA = json.loads(files("mizan.codegen").joinpath("contract.schema.json").read_text(encoding="utf-8"))
VALUES = [
    None, True, False, 0, 1, 1.0, 1.5, 400, 499.0, 500, "", "a", "a b", "staff", "a\n", "é",
    [], [1], [1, 1], [1, True], ["a", "a"], ["staff"], [[], {}],
    {}, {"a": 1}, {"k": "char"}, {"a": 1, "b": 2},
]  # fmt: skip

SCHEMAS: list[Any] = [
    {},
    {"type": "integer"},
    {"type": ["object", "boolean"]},
    {"const": 1},
    {"const": True},
    {"enum": [None, True, "staff", 0]},
    {"properties": {"a": {"type": "string"}}},
    {"properties": {"a": {}}, "additionalProperties": False},
    {"properties": {"a": {}}, "additionalProperties": {"type": "string"}},
    {"propertyNames": {"pattern": "^[a-j]$"}},
    {"required": ["a"]},
    {"maxProperties": 0},
    {"maxProperties": 1},
    {"items": {"type": "integer"}},
    {"minItems": 1},
    {"maxItems": 1},
    {"uniqueItems": True},
    {"oneOf": [{"type": "string"}, {"enum": ["staff", 1]}]},
    {"pattern": "^[a-z]$"},
    {"type": "string", "pattern": "^[a-z]$"},
    {"minimum": 1, "maximum": 499},
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=json.dumps)
def test_each_keyword_says_what_jsonschema_says(schema: Any) -> None:
    test, stranger = Shapes({}).test(schema), Draft202012Validator(schema)
    verdicts = {repr(value): test(value) for value in VALUES}
    assert verdicts == {repr(value): stranger.is_valid(value) for value in VALUES}


def test_an_unknown_keyword_is_no_silent_yes() -> None:
    with pytest.raises(KeyError, match="maxLength"):
        Shapes({}).test({"type": "string", "maxLength": 3})


def test_a_shape_may_hold_itself() -> None:
    tree = {"type": "object", "properties": {"inner": {"$ref": "#/$defs/tree"}}, "required": ["k"]}
    test = Shapes({"tree": tree}).test({"$ref": "#/$defs/tree"})
    assert test({"k": 1, "inner": {"k": 1, "inner": {"k": 1}}})
    assert not test({"k": 1, "inner": {"k": 1, "inner": {}}})


def spoiled(value: Any, random: Random) -> Any:
    """Return the value with one part of it put wrong, or not so wrong."""
    if not isinstance(value, dict | list) or not value or random.random() < 0.15:
        return copy.deepcopy(random.choice(VALUES))
    key = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
    way = random.random()
    if way < 0.1:
        del value[key]
    elif way < 0.2 and isinstance(value, dict):
        value[random.choice(["more", "a b", "x1", "__proto__"])] = value[key]
    else:
        value[key] = spoiled(value[key], random)
    return value


def test_a_spoiled_contract_is_judged_as_jsonschema_judges_it() -> None:
    test, stranger, random = Shapes(SCHEMA["$defs"]).test(SCHEMA), Draft202012Validator(SCHEMA), Random(7)
    verdicts = []
    for _ in range(1_000):
        wrong = spoiled(contract(), random)
        verdicts.append(test(wrong))
        assert verdicts[-1] == stranger.is_valid(wrong), json.dumps(wrong)
    assert 50 < sum(verdicts) < 950
