"""A form's rules as a validator: of Zod (`zod-mini`), or of Mizan's engine alone (`rules`)."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from mizan.codegen import text
from mizan.codegen.nodes import Group, Node, array, call, join, literal, record
from mizan.codegen.source import Namespace

Validator: TypeAlias = Literal["zod-mini", "rules"]
VALIDATORS: tuple[Validator, ...] = ("zod-mini", "rules")

BARE = frozenset({"nullBoolean"})
"""Rules that have no data."""

_INNER = ("checks", "rules")
"""What of a rule are checks and rules themselves."""

Rule: TypeAlias = dict[str, Any]


def rule(m: Namespace, data: Rule) -> Node:
    """Return the call of the engine that a rule, or a check, is: `m.char({ required: true })`."""
    values: list[tuple[str, Node]] = [
        (key, _value(m, key, value))
        for key, value in sorted(data.items(), key=lambda item: item[0] in _INNER)
        if key != "k"
    ]
    arguments = [] if data["k"] in BARE else [record(values)]
    return call(m(data["k"]), *arguments)


def _value(m: Namespace, key: str, value: Any) -> Node:
    if key in _INNER:
        return array(rule(m, inner) for inner in value)
    return rule(m, value) if key == "rule" else literal(value)


def field_rule(m: Namespace, extension: dict[str, Any]) -> Node:
    """Return the rule of a property; a disabled one is never judged, Django ignores what is sent.

    That of a formset takes what makes the validator of a row, `extension["row"]`.
    """
    if extension["rule"]["k"] == "rows":
        data = {key: value for key, value in extension["rule"].items() if key != "k"}
        return call(m("rows"), literal(data), extension["row"])
    return rule(m, {"k": "unknown"} if extension.get("disabled") else extension["rule"])


class ZodMini:
    """`z.object({ email: mz.field<string>(rule, texts) })`."""

    def __init__(self, m: Namespace, z: Namespace, mz: Namespace) -> None:
        self._m, self._z, self._mz = m, z, mz

    def field(self, name: str, extension: dict[str, Any], type_: Node, *, is_required: bool) -> Node:
        make = self._mz("field" if is_required else "optional")
        texts = f"t.fields{text.member(name)}"
        return join(f"{make}<", type_, ">(", field_rule(self._m, extension), f", {texts})")

    def schema(self, fields: list[tuple[str, Node]], _input: str, equals: list[Rule]) -> Node:
        schema = Group(f"{self._z('object')}(", (record(fields),), ")")
        if not equals:
            return schema
        return join(schema, ".check(", self._mz("together"), "(t, ", _pairs(self._m, equals), "))")


class Rules:
    """`m.objectSchema<ContactInput>({ email: rule }, texts)`."""

    def __init__(self, m: Namespace) -> None:
        self._m = m

    def field(self, _name: str, extension: dict[str, Any], _type: Node, *, is_required: bool) -> Node:
        return field_rule(self._m, extension)

    def schema(self, fields: list[tuple[str, Node]], input_: str, equals: list[Rule]) -> Node:
        schema = join(f"{self._m('objectSchema')}<{input_}>(", record(fields), ", t)")
        if not equals:
            return schema
        return join(self._m("together"), "(", schema, ", t, ", _pairs(self._m, equals), ")")


def _pairs(m: Namespace, equals: list[Rule]) -> Node:
    """Return the calls of the rules about several fields."""
    return array(
        call(m("equals"), record((key, literal(value)) for key, value in pair.items())) for pair in equals
    )
