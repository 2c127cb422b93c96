"""One function a field class, in the order of `django/forms/fields.py`.

Every stock class has an entry of its own: `DecimalField` and `FloatField` inherit from `IntegerField`, and
must not be taken for one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from mizan.forms.reflection import choices as choice_data
from mizan.forms.reflection.addresses import wants
from mizan.forms.reflection.messages import Messages
from mizan.forms.reflection.reflection import Reflection, unknown
from mizan.forms.reflection.separators import localized
from mizan.forms.reflection.stock import STOCK, later, reflects, server_rule
from mizan.forms.reflection.validators import name_of, number_checks, text_checks
from mizan.forms.reflection.widgets import reading
from mizan.protocol.envelope import JSON

TEXT: dict[str, JSON] = {"type": "string"}


@reflects(forms.Field)
def _field(field: forms.Field) -> Reflection:
    return server_rule(field, {})


@reflects(forms.CharField)
def _char(field: Any) -> Reflection:
    return reflect_text(field)


def reflect_text(field: Any) -> Reflection:
    """Return the rule of a text: it is stripped, then it may not be missing, then it is checked."""
    messages = Messages(field)
    messages.own("required")
    checks, server = text_checks(field.validators, messages)
    messages.refusal()
    rule: dict[str, JSON] = {"k": "char", "required": wants(field)}
    if not field.strip:
        rule["strip"] = False
    if checks:
        rule["checks"] = checks
    return Reflection(
        keywords=TEXT | _lengths(wants(field), checks),
        rule=rule,
        messages=messages.texts,
        server=server,
        absence_is_error=wants(field),
    )


def _lengths(is_required: bool, checks: list[dict[str, JSON]]) -> dict[str, JSON]:
    """Return `minLength` and `maxLength` of the canonical text; what is optional may be empty."""
    least = [check["n"] for check in checks if check["k"] == "minLength"]
    most = [check["n"] for check in checks if check["k"] == "maxLength"]
    keywords = {"maxLength": min(most)} if most and min(most) >= 0 else {}
    return {"minLength": max(1, *least) if least else 1, **keywords} if is_required else keywords


@reflects(forms.IntegerField)
def _integer(field: Any) -> Reflection:
    return _number(field, "integer", int, {"type": ["integer", "string"]} | _safe_limits(field))


def _number(
    field: Any, kind: str, number: type[int] | type[float] | type[Decimal], keywords: dict[str, JSON]
) -> Reflection:
    messages = Messages(field)
    messages.own("required", "invalid")
    checks, server = number_checks(field.validators, messages, number)
    reflection = Reflection(
        keywords=keywords,
        rule={"k": kind, "required": field.required, **({"checks": checks} if checks else {})},
        messages=messages.texts,
        server=server,
        absence_is_error=field.required,
    )
    return localized(reflection) if field.localize else reflection


_SAFE = 2**53 - 1


def _safe_limits(field: Any) -> dict[str, JSON]:
    """Return `minimum` and `maximum` where JavaScript holds them exactly."""
    limits = {"minimum": field.min_value, "maximum": field.max_value}
    return {key: limit for key, limit in limits.items() if type(limit) is int and abs(limit) <= _SAFE}


@reflects(forms.FloatField)
def _float(field: Any) -> Reflection:
    return _number(field, "float", float, {"type": ["number", "string"]} | _safe_limits(field))


@reflects(forms.DecimalField)
def _decimal(field: Any) -> Reflection:
    if field.localize:
        # A text would be read as the language writes numbers; a number is written so by the gate.
        return _number(field, "decimal", Decimal, {"type": ["number", "string"]})
    return _number(field, "decimal", Decimal, {"type": "string"})


@reflects(forms.RegexField)
def _regex(field: Any) -> Reflection:
    return _char(field)


@reflects(forms.EmailField)
def _email(field: Any) -> Reflection:
    reflection = _char(field)
    reflection.keywords["format"] = "email"
    return reflection


@reflects(forms.BooleanField)
def _boolean(field: Any) -> Reflection:
    messages = Messages(field)
    messages.own("required")
    messages.refusal()
    is_hidden = reading(field.widget) == "plain"
    is_true = {"const": True} if field.required else {}
    return Reflection(
        keywords={"type": ["boolean", "string"]} if _is_chosen(field) else {"type": "boolean"} | is_true,
        rule={"k": "boolean", "required": field.required, **({"hidden": True} if is_hidden else {})},
        messages=messages.texts,
        server=[name_of(validator) for validator in field.validators],
        readings=frozenset({"checkbox", "plain"}),
        absence_is_error=field.required,
    )


def _is_chosen(field: Any) -> bool:
    """Tell a flag that is chosen from a list: what travels is the text of a choice, `"True"` for one."""
    return isinstance(field.widget, forms.widgets.ChoiceWidget) and reading(field.widget) == "plain"


@reflects(forms.NullBooleanField)
def _null_boolean(field: Any) -> Reflection:
    messages = Messages(field)
    messages.refusal()
    return Reflection(
        keywords={"type": ["boolean", "null", *(["string"] if _is_chosen(field) else [])]},
        rule={"k": "nullBoolean"},
        messages=messages.texts,
        server=[name_of(validator) for validator in field.validators],
        readings=frozenset({"null-boolean", "plain", "checkbox"}),
    )


@reflects(forms.ChoiceField)
def _choice(field: Any) -> Reflection:
    values = choice_data.values(field.choices) if choice_data.is_static(field.choices) else None
    if values is None:
        message = field.error_messages.get("required")
        return unknown(dict(TEXT), why_open(field.choices), required=field.required, message=message)
    messages = Messages(field)
    messages.own("required")
    messages.add("invalid_choice", field.error_messages.get("invalid_choice", ""), {})
    messages.refusal()
    return Reflection(
        keywords=TEXT | one_of(field, is_optional=not field.required),
        rule={"k": "choice", "required": field.required, "values": values},
        messages=messages.texts,
        server=[name_of(validator) for validator in field.validators],
        absence_is_error=field.required,
    )


def one_of(field: Any, *, is_optional: bool) -> dict[str, JSON]:
    """Return `oneOf: [{const, title}]`, the empty choice first if there is one; nothing without choices."""
    found = {
        option["value"]: option["label"] for option in choice_data.options(choice_data.tree(field.choices))
    }
    empty = found.pop("", "")
    known = [{"const": value, "title": label} for value, label in found.items()]
    return {"oneOf": [{"const": "", "title": empty}, *known] if is_optional else known} if known else {}


def why_open(choices: Any) -> str:
    """Return why choices are not known before the request."""
    if choice_data.has_rows(choices):
        return "its choices are rows"
    return (
        "its choices come from a callable"
        if not isinstance(choices, (list, tuple))
        else "its choices are objects"
    )


@reflects(forms.TypedChoiceField)
def _typed_choice(field: Any) -> Reflection:
    reflection = _choice(field)
    if reflection.rule["k"] == "choice":
        values = reflection.rule["values"]
        odd = choice_data.uncoerced(field, values)
        reflection.server += ["coerce"] if odd is None else []
        reflection.rule["values"] = [value for value in values if value not in (odd or ())]
        choice_data.leave_out(reflection.keywords, odd)
    return reflection


def array(items: dict[str, JSON], is_required: bool) -> dict[str, JSON]:
    """Return the type of several values."""
    return {"type": "array", "items": items} | ({"minItems": 1} if is_required else {})


STOCK[forms.FilePathField] = later(TEXT)


@reflects(forms.SlugField)
def _slug(field: Any) -> Reflection:
    return _char(field)
