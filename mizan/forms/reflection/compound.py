"""Fields that are made of fields: each brings its own rule, and the words for it."""

from __future__ import annotations

import copy
from typing import Any

from django import forms

from mizan.forms.reflection.messages import Messages
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import reflect_field, reflects, server_rule, stock_class
from mizan.forms.reflection.validators import name_of, text_checks
from mizan.forms.reflection.widgets import part_names, reading
from mizan.protocol.envelope import JSON

_OWN_JSON = ("JSONField", "HStoreField", "SimpleArrayField")
"""Fields that take other JSON than a text under one name."""

_PARAMLESS = (
    "unknown",
    "temporal",
    "dateTime",
    "duration",
    "uuid",
    "integer",
    "float",
    "decimal",
    "localized",
)
"""Rules whose complaints do not name the value, so that two alike are one for Django."""


def part(field: forms.Field, widget: forms.Widget) -> Reflection | None:
    """Return what one part says: of text, or a check box. None where it is read in another way."""
    inner = copy.copy(field)
    inner.widget = widget
    is_flag, way = isinstance(inner, forms.BooleanField), reading(widget)
    if inner.disabled or (way == "checkbox") != is_flag or way not in ("checkbox", "plain"):
        return None
    if stock_class(inner).__name__ in _OWN_JSON or isinstance(inner, forms.NullBooleanField):
        return None
    return reflect_field(inner)


def nest(made: Reflection, parts: list[Reflection]) -> Reflection:
    """Let a rule carry those of its parts, and what only the server knows of them."""
    made.rule["rules"] = [inner.rule for inner in parts]
    made.inner = [inner.words() for inner in parts]
    made.server = list(dict.fromkeys([*made.server, *(name for inner in parts for name in inner.server)]))
    made.is_lenient = made.is_lenient or any(inner.verdict == "server" or inner.is_lenient for inner in parts)
    return made


@reflects(forms.ComboField)
def _combo(field: Any) -> Reflection:
    messages = Messages(field)
    messages.own("required")
    checks, server = text_checks(field.validators, messages)
    messages.refusal()
    parts, is_whole = _in_turn(field)
    texts = [number for number, inner in enumerate(parts) if inner.rule["k"] in ("char", "username")]
    strips = [number for number in texts if parts[number].rule.get("strip", True)]
    rule: dict[str, JSON] = {"k": "combo", "required": field.required}
    return nest(
        Reflection(
            keywords=parts[0].type_alone() if parts else {"type": "string"},
            rule=rule | ({"strips": strips[0]} if strips else {}) | ({"checks": checks} if checks else {}),
            messages=messages.texts,
            server=server,
            is_lenient=not is_whole,
            absence_is_error=field.required,
        ),
        parts,
    )


def _in_turn(field: Any) -> tuple[list[Reflection], bool]:
    """Return the rules up to the first whose result is no text any more, and whether these are all."""
    parts: list[Reflection] = []
    for inner in field.fields:
        reflection = part(inner, forms.TextInput())
        if reflection is None:
            return parts, False
        parts.append(reflection)
        if reflection.rule["k"] != "char" or inner.empty_value != "":
            return parts, inner is field.fields[-1]
    return parts, True


@reflects(forms.MultiValueField)
def _multi_value(field: Any) -> Reflection:
    return multi_value(field, own=("compress",))


def multi_value(field: Any, *, own: tuple[str, ...] = ()) -> Reflection:
    """Return the rule of a field of several parts; `own` names what else the server judges."""
    widgets = getattr(field.widget, "widgets", ())
    parts = [part(*pair) for pair in zip(field.fields, widgets, strict=False)]
    known = [inner for inner in parts if inner is not None]
    if not known or len(known) != len(field.fields) or len(known) != len(widgets):
        can_be_empty = all(reading(widget) == "plain" for widget in widgets)
        return server_rule(field, {"type": "object"}, readings="parts", absent=can_be_empty)
    messages = Messages(field)
    messages.own("required")
    messages.refusal()
    names = part_names(field.widget)
    made = nest(
        Reflection(
            keywords={
                "type": "object",
                "properties": {name: inner.type_alone() for name, inner in zip(names, known, strict=True)},
            },
            rule={"k": "parts", "required": field.required, "names": names, **_details(field, known)},
            messages=messages.texts,
            server=[*own, *map(name_of, field.validators)],
            readings=frozenset({"parts"}),
        ),
        known,
    )
    made.absence_is_error = field.required and not made.rule.get("boxes")
    for number in made.rule.get("must", ()):
        words = made.inner[number]["messages"] if made.inner else {}
        words["incomplete"] = str(field.fields[number].error_messages["incomplete"])
    return made


def _details(field: Any, parts: list[Reflection]) -> dict[str, JSON]:
    boxes = [number for number, inner in enumerate(parts) if inner.rule["k"] == "boolean"]
    must = [
        number
        for number, inner in enumerate(field.fields)
        if inner.required and not field.require_all_fields and number not in boxes
    ]
    named = any(inner.rule["k"] not in _PARAMLESS for inner in parts)
    details = {"all": bool(field.require_all_fields), "must": must, "boxes": boxes, "named": named}
    return {key: value for key, value in details.items() if value}


@reflects(forms.SplitDateTimeField)
def _split_date_time(field: Any) -> Reflection:
    if type(field).compress is not forms.SplitDateTimeField.compress:
        return _multi_value(field)
    made = multi_value(field)
    # An hour may be there twice or not at all, when clocks are put forward or back.
    made.is_lenient = True
    if made.rule["k"] == "parts" and not (field.required and field.require_all_fields):
        codes = ["invalid_date", "invalid_time"]
        made.rule["checks"] = [{"k": "filled", "codes": codes}]
        made.messages |= {code: str(field.error_messages[code]) for code in codes}
    return made
