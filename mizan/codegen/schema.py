"""Walk JSON Schemas, only where a keyword holds a schema: data in `default` or `enum` is not one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = Any
"""A JSON Schema (2020-12): an object, True or False."""

LOCAL = "#/$defs/"

_ONE = frozenset({"items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"})
_LIST = frozenset({"anyOf", "oneOf", "allOf", "prefixItems"})
_BY_NAME = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs"})
_HOLDING = _ONE | _LIST | _BY_NAME
"""Keywords that hold schemas."""


def rebuild(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """Return a copy in which every schema directly inside is `change`d."""
    if not isinstance(schema, dict):
        return schema
    rebuilt = schema.copy()
    for keyword in schema.keys() & _HOLDING:
        rebuilt[keyword] = _rebuild(keyword, schema[keyword], change)
    return rebuilt


def _rebuild(keyword: str, value: Any, change: Callable[[Schema], Schema]) -> Any:
    if keyword in _ONE:
        return change(value)
    if keyword in _LIST:
        return [change(item) for item in value]
    return {name: change(item) for name, item in value.items()}


def inside(schema: Schema) -> Iterator[Schema]:
    """Yield a schema and every schema inside it."""
    yield schema
    if not isinstance(schema, dict):
        return
    for keyword in sorted(schema.keys() & _HOLDING):
        value = schema[keyword]
        if keyword in _ONE:
            yield from inside(value)
        else:
            for item in value.values() if keyword in _BY_NAME else value:
                yield from inside(item)


def references(schema: Schema) -> Iterator[str]:
    """Yield every `$ref` of a schema."""
    return (part["$ref"] for part in inside(schema) if isinstance(part, dict) and "$ref" in part)


def reachable(roots: list[Schema], models: Mapping[str, Schema]) -> list[str]:
    """Return the names of the models that `roots` mention, directly or through others, sorted."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        names = {ref.removeprefix(LOCAL) for ref in references(waiting.pop())}
        fresh = (names & models.keys()) - found
        found |= fresh
        waiting += [models[name] for name in fresh]
    return sorted(found)


def complete(schema: Schema) -> Schema:
    """Return an output's schema in which what has a default is required: a dump always writes it."""
    completed = rebuild(schema, complete)
    if isinstance(schema, dict) and "properties" in schema:
        required = list(schema.get("required", ()))
        defaults = [n for n, s in schema["properties"].items() if isinstance(s, dict) and "default" in s]
        completed["required"] = [*required, *(name for name in defaults if name not in required)]
    return completed


def opened(schema: Schema) -> Schema:
    """Return a schema whose objects do not refuse keys that they do not name."""
    changed = rebuild(schema, opened)
    if isinstance(schema, dict) and "properties" in schema and schema.get("additionalProperties") is False:
        del changed["additionalProperties"]
    return changed


def rename(schema: Schema, names: Mapping[str, str]) -> Schema:
    """Return a schema whose references to local models carry their new names."""
    if all(old == new for old, new in names.items()):
        return schema
    return redirect(schema, lambda reference: _renamed(reference, names))


def redirect(schema: Schema, move: Callable[[str], str]) -> Schema:
    """Return a schema whose references lead to where `move` says."""
    moved = rebuild(schema, lambda part: redirect(part, move))
    if not isinstance(schema, dict):
        return moved
    if "$ref" in schema:
        moved["$ref"] = move(schema["$ref"])
    mapping = schema.get("discriminator", {}).get("mapping")
    if mapping:
        targets = {key: move(reference) for key, reference in mapping.items()}
        moved["discriminator"] = {**schema["discriminator"], "mapping": targets}
    return moved


def _renamed(reference: str, names: Mapping[str, str]) -> str:
    name = reference.removeprefix(LOCAL)
    return LOCAL + names[name] if reference.startswith(LOCAL) else reference
