"""JSON Schema (2020-12) to TypeScript types: concrete types, which are the cheapest for the compiler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mizan.codegen import text
from mizan.codegen.nodes import Doc, Group, Join, Node, join
from mizan.codegen.schema import Schema

FORMATS = {
    "date": "A date, `2026-01-31`.",
    "date-time": "A date and time, `2026-01-31T12:00:00Z`.",
    "time": "A time of day, `12:00:00`.",
    "duration": "A duration, `P1DT2H`.",
    "decimal": "A decimal number as text, exact.",
    "uuid": "A UUID.",
}
"""What a string means where its type cannot say it."""

_SIMPLE = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


class Types:
    """Write schemas as types. `names` maps a `$ref` to the name of an interface or type."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def declaration(self, name: str, schema: Schema) -> Node:
        """Return `export interface name {…}` for an object, else `export type name = …`."""
        doc = Doc(_description(schema))
        if isinstance(schema, Mapping) and _is_object(schema):
            return join(doc, f"export interface {name} ", self._object(schema))
        return join(doc, f"export type {name} = ", self.type(schema))

    def type(self, schema: Schema) -> Node:
        """Return the type of a schema; what it does not know is `unknown`."""
        if schema is False:
            return "never"
        if schema is True:
            return "unknown"
        for keyword, write in self._keywords().items():
            if keyword in schema:
                return write(schema)
        kinds = schema.get("type", _implied(schema))
        return union(self._kind(kind, schema) for kind in (kinds if isinstance(kinds, list) else [kinds]))

    def _keywords(self) -> dict[str, Callable[[Mapping[str, Any]], Node]]:
        return {
            "$ref": lambda schema: self._names[schema["$ref"]],
            "const": lambda schema: value_type(schema["const"]),
            "enum": lambda schema: union(map(value_type, schema["enum"])),
            "anyOf": lambda schema: union(map(self.type, schema["anyOf"])),
            "oneOf": lambda schema: union(map(self.type, schema["oneOf"])),
            "allOf": lambda schema: self._intersection(schema["allOf"]),
        }

    def _intersection(self, parts: list[Schema]) -> Node:
        first, *others = (paren(self.type(part)) for part in parts)
        return join(first, *(piece for node in others for piece in (" & ", node))) if others else first

    def _kind(self, kind: str, schema: Mapping[str, Any]) -> Node:
        if kind == "array":
            return self._array(schema)
        if kind == "object":
            return self._object(schema)
        return _SIMPLE.get(kind, "unknown")

    def _array(self, schema: Mapping[str, Any]) -> Node:
        if "prefixItems" not in schema:
            return join(paren(self.type(schema.get("items", True))), "[]")
        needed = schema.get("minItems", 0)
        items: list[Node] = [
            self.type(item) if index < needed else join(paren(self.type(item)), "?")
            for index, item in enumerate(schema["prefixItems"])
        ]
        rest = schema.get("items", False)
        if rest is not False and schema.get("maxItems") != len(items):
            items.append(join("...", paren(self.type(rest)), "[]"))
        return Group("[", tuple(items), "]")

    def _object(self, schema: Mapping[str, Any]) -> Group:
        properties = schema.get("properties", {})
        required = schema.get("required", ())
        members = [self.member(name, item, name in required) for name, item in properties.items()]
        members += self._others(schema, is_alone=not members)
        return interface(members)

    def member(self, name: str, schema: Schema, is_required: bool) -> Node:
        """Return one line of an interface: `name?: type`, with a comment where the type says too little."""
        about = " ".join(filter(None, [_description(schema), *sorted(_formats(schema))]))
        return join(Doc(about), member(name, self.type(schema), is_required))

    def _others(self, schema: Mapping[str, Any], *, is_alone: bool) -> list[Node]:
        others = schema.get("additionalProperties", "properties" not in schema)
        if others is False or (not is_alone and "additionalProperties" not in schema):
            return ["[key: string]: never"] if is_alone else []
        names = schema.get("propertyNames", {}).get("enum", [])
        if names and is_alone:
            return [self.member(name, others, False) for name in names]
        return [join("[key: string]: ", self.type(others) if is_alone else "unknown")]


def interface(members: Iterable[Node]) -> Group:
    """Return `{ a: string; b?: number }`."""
    return Group("{", tuple(members), "}", separator="; ", end="")


def member(name: str, kind: Node, is_required: bool) -> Node:
    """Return `name: kind`, or `name?: kind`."""
    return join(f"{text.key(name)}{'' if is_required else '?'}: ", kind)


def value_type(value: Any) -> Node:
    """Return the literal type of a JSON value."""
    if isinstance(value, Mapping):
        return interface(member(name, value_type(item), True) for name, item in value.items())
    if isinstance(value, list):
        return Group("[", tuple(map(value_type, value)), "]")
    return text.scalar(value)


def union(types: Iterable[Node]) -> Node:
    """Return the types joined by `|`, each once."""
    members: dict[Node, None] = {}
    for member in types:
        members.update(dict.fromkeys(_alternatives(member)))
    if "unknown" in members or not members:
        return "unknown"
    if len(members) == 1:
        return next(iter(members))
    return Group("", tuple(members), "", separator=" | ", lead="| ", end="")


def paren(node: Node) -> Node:
    """Return the type in parentheses if it is a union or an intersection."""
    is_compound = len(_alternatives(node)) > 1 or (isinstance(node, Join) and " & " in node.parts)
    return join("(", node, ")") if is_compound else node


def _alternatives(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Group) and node.separator == " | " else (node,)


def _is_object(schema: Mapping[str, Any]) -> bool:
    is_plain = not {"$ref", "const", "enum", "anyOf", "oneOf", "allOf"} & schema.keys()
    return is_plain and schema.get("type", _implied(schema)) == "object"


def is_empty(schema: Schema) -> bool:
    """Return True for an object that has no keys of its own."""
    return isinstance(schema, Mapping) and _is_object(schema) and not schema.get("properties")


def _implied(schema: Mapping[str, Any]) -> str:
    if {"properties", "additionalProperties"} & schema.keys():
        return "object"
    return "array" if {"items", "prefixItems"} & schema.keys() else "unknown"


def _description(schema: Schema) -> str:
    return str(schema.get("description", "")) if isinstance(schema, Mapping) else ""


def _formats(schema: Schema) -> set[str]:
    if not isinstance(schema, Mapping) or "$ref" in schema:
        return set()
    inner: list[Schema] = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())]
    own = {FORMATS[schema["format"]]} if schema.get("format") in FORMATS else set()
    return own.union(*map(_formats, inner))
