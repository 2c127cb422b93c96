"""Whether a JSON value has the shape that a JSON Schema asks for: the keywords of the contract's schema, made
into functions, without a word about what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Test: TypeAlias = Callable[[Any], bool]

_SILENT = frozenset({"$schema", "$id", "$defs", "title", "description"})


class Shapes:
    """Make tests of the schemas of one document, whose `$defs` they may name. KeyError for other keywords."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self._named: dict[str, Test] = {}

    def test(self, schema: Any) -> Test:
        """Return what tells whether a value has a schema's shape."""
        tests = [_KEYWORDS[keyword](self, schema) for keyword in schema if keyword not in _SILENT]
        if len(tests) == 1:
            return tests[0]
        return lambda value: all(test(value) for test in tests)

    def named(self, reference: str) -> Test:
        """Return the test of what a reference leads to, be it to where it stands."""
        name = reference.removeprefix("#/$defs/")
        if name not in self._named:
            self._named[name] = lambda value: self._named[name](value)
            self._named[name] = self.test(self._definitions[name])
        return self._named[name]


def _type(shapes: Shapes, schema: Any) -> Test:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    types = {kind for name in kinds for kind in _TYPES[name]}
    takes_whole = "integer" in kinds
    return lambda value: (
        type(value) in types or (takes_whole and isinstance(value, float) and value.is_integer())
    )


_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def _one_of_these(values: list[Any]) -> Test:
    known = [(isinstance(value, bool), value) for value in values]
    return lambda value: (isinstance(value, bool), value) in known


def _properties(shapes: Shapes, schema: Any) -> Test:
    tests = {name: shapes.test(inner) for name, inner in schema["properties"].items()}
    return _of_objects(lambda value: all(test(value[name]) for name, test in tests.items() if name in value))


def _additional(shapes: Shapes, schema: Any) -> Test:
    known, others = schema.get("properties", {}).keys(), schema["additionalProperties"]
    if others is False:
        return _of_objects(lambda value: value.keys() <= known)
    test = shapes.test(others)
    return _of_objects(lambda value: all(test(item) for name, item in value.items() if name not in known))


def _names(shapes: Shapes, schema: Any) -> Test:
    test = shapes.test(schema["propertyNames"])
    return _of_objects(lambda value: all(map(test, value)))


def _items(shapes: Shapes, schema: Any) -> Test:
    test = shapes.test(schema["items"])
    return _of_arrays(lambda value: all(map(test, value)))


def _one_of(shapes: Shapes, schema: Any) -> Test:
    tests = [shapes.test(inner) for inner in schema["oneOf"]]
    return lambda value: sum(test(value) for test in tests) == 1


def _pattern(shapes: Shapes, schema: Any) -> Test:
    find = re.compile(schema["pattern"]).search
    return lambda value: not isinstance(value, str) or find(value) is not None


def _are_unique(value: list[Any]) -> bool:
    return len({json.dumps(item, sort_keys=True) for item in value}) == len(value)


def _of_objects(test: Test) -> Test:
    return lambda value: not isinstance(value, dict) or test(value)


def _of_arrays(test: Test) -> Test:
    return lambda value: not isinstance(value, list) or test(value)


def _of_numbers(test: Test) -> Test:
    return lambda value: not isinstance(value, int | float) or isinstance(value, bool) or test(value)


_KEYWORDS: dict[str, Callable[[Shapes, Any], Test]] = {
    "$ref": lambda shapes, schema: shapes.named(schema["$ref"]),
    "type": _type,
    "const": lambda shapes, schema: _one_of_these([schema["const"]]),
    "enum": lambda shapes, schema: _one_of_these(schema["enum"]),
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "required": lambda shapes, schema: _of_objects(lambda value: value.keys() >= set(schema["required"])),
    "maxProperties": lambda shapes, schema: _of_objects(lambda value: len(value) <= schema["maxProperties"]),
    "items": _items,
    "minItems": lambda shapes, schema: _of_arrays(lambda value: len(value) >= schema["minItems"]),
    "maxItems": lambda shapes, schema: _of_arrays(lambda value: len(value) <= schema["maxItems"]),
    "uniqueItems": lambda shapes, schema: _of_arrays(_are_unique),
    "oneOf": _one_of,
    "pattern": _pattern,
    "minimum": lambda shapes, schema: _of_numbers(lambda value: value >= schema["minimum"]),
    "maximum": lambda shapes, schema: _of_numbers(lambda value: value <= schema["maximum"]),
}
