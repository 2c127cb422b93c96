"""The fields and widgets of `django.contrib.postgres.forms`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.postgres.forms import (
    DateRangeField,
    DateTimeRangeField,
    DecimalRangeField,
    HStoreField,
    IntegerRangeField,
    SimpleArrayField,
    SplitArrayField,
    SplitArrayWidget,
)
from django.contrib.postgres.forms.ranges import BaseRangeField, HiddenRangeWidget, RangeWidget
from django.contrib.postgres.validators import ArrayMaxLengthValidator, ArrayMinLengthValidator

from mizan.forms.reflection.compound import multi_value, nest, part
from mizan.forms.reflection.fields import array
from mizan.forms.reflection.messages import Messages, fill
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import own_rules, reflects, server_rule, stock_class
from mizan.forms.reflection.temporal import takes_iso
from mizan.forms.reflection.validators import item_checks, reads_items
from mizan.forms.reflection.widgets import KIND, READING
from mizan.protocol.envelope import JSON

KIND.update({RangeWidget: "multi", HiddenRangeWidget: "multi", SplitArrayWidget: "multi"})
READING[SplitArrayWidget] = "places"
reads_items(ArrayMinLengthValidator, "minItems", "min_length")
reads_items(ArrayMaxLengthValidator, "maxItems", "max_length")


@reflects(SimpleArrayField)
def _simple_array(field: Any) -> Reflection:
    inner = part(field.base_field, forms.TextInput())
    keywords: dict[str, JSON] = {"type": ["string", "array"]}
    if inner is None or inner.rule["k"] == "boolean":
        return server_rule(field, keywords | {"items": {}}, absent=False)
    messages = Messages(field)
    messages.own("required")
    _prefix(field, messages)
    checks, server = item_checks(field.validators, messages)
    messages.refusal()
    rule: dict[str, JSON] = {"k": "array", "required": field.required, "delimiter": str(field.delimiter)}
    return nest(
        Reflection(
            keywords=keywords | {"items": inner.type_alone()},
            rule=rule
            | ({} if _reads(field.base_field) else {"reads": False})
            | ({"checks": checks} if checks else {}),
            messages=messages.texts,
            server=server,
            absence_is_error=field.required,
        ),
        [inner],
    )


def _reads(field: forms.Field) -> bool:
    """Tell a field whose text is read before it is checked, so that `invalid` comes first."""
    return not isinstance(field, forms.CharField) or type(field).to_python is not forms.CharField.to_python


def _prefix(field: Any, messages: Messages) -> None:
    messages.texts["item_invalid"] = fill(field.error_messages["item_invalid"], {})


@reflects(SplitArrayField)
def _split_array(field: Any) -> Reflection:
    widget = getattr(field.widget, "widget", None)
    inner = part(field.base_field, widget) if widget is not None else None
    if inner is None or field.size != field.widget.size:
        return server_rule(field, array({}, False), readings="places", absent=False)
    messages = Messages(field)
    messages.own("required")
    _prefix(field, messages)
    messages.refusal()
    is_box = inner.rule["k"] == "boolean"
    rule: dict[str, JSON] = {"k": "places", "required": field.required, "size": field.size}
    return nest(
        Reflection(
            keywords=array(inner.type_alone(), False) | {"maxItems": field.size},
            rule=rule
            | ({"trim": True} if field.remove_trailing_nulls else {})
            | ({"boxes": True} if is_box else {}),
            messages=messages.texts,
            readings=frozenset({"places"}),
            absence_is_error=field.required,
        ),
        [inner],
    )


@reflects(HStoreField)
def _hstore(field: Any) -> Reflection:
    messages = Messages(field)
    messages.own("required", "invalid_json", "invalid_format")
    checks, server = item_checks(field.validators, messages)
    messages.refusal()
    return Reflection(
        keywords={"type": ["object", "string"]},
        rule={"k": "hstore", "required": field.required, **({"checks": checks} if checks else {})},
        messages=messages.texts,
        server=server,
        absence_is_error=field.required,
    )


@reflects(BaseRangeField)
def _range(field: Any) -> Reflection:
    if type(field).compress is not BaseRangeField.compress:
        return multi_value(field, own=("compress",))
    made = multi_value(field)
    if made.rule["k"] == "parts" and (kind := _order(field.fields)):
        made.rule["checks"] = [{"k": "ordered", "of": kind}]
        made.messages["bound_ordering"] = str(field.error_messages["bound_ordering"])
        # Moments are compared only where both are written as ISO 8601 does.
        made.is_lenient = made.is_lenient or kind == "moment"
    return made


def _order(fields: list[Any]) -> str | None:
    """Return how to tell which bound is greater, if that can be told."""
    if any(own_rules(bound, stock_class(bound)) for bound in fields):
        return None
    kinds = {stock_class(bound) for bound in fields}
    if kinds <= {forms.IntegerField, forms.DecimalField} and not any(bound.localize for bound in fields):
        return "number"
    is_date = kinds == {forms.DateField} and all(map(takes_iso, fields))
    return "moment" if is_date or kinds == {forms.DateTimeField} else None


for _kind in (IntegerRangeField, DecimalRangeField, DateTimeRangeField, DateRangeField):
    reflects(_kind)(_range)
