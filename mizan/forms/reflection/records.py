"""Fields whose value names records: what can be said of the name without looking at the table."""

from __future__ import annotations

from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.db.models import QuerySet
from django.forms.models import InlineForeignKeyField, ModelChoiceField, ModelMultipleChoiceField

from mizan.forms.reflection.fields import array
from mizan.forms.reflection.messages import Messages, fill
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import reflects, server_rule
from mizan.forms.reflection.validators import name_of
from mizan.protocol.envelope import JSON

ROW: dict[str, JSON] = {"type": ["string", "integer"]}
_WHOLE = (
    models.AutoField,
    models.BigAutoField,
    models.SmallAutoField,
    models.IntegerField,
    models.BigIntegerField,
    models.SmallIntegerField,
    models.PositiveIntegerField,
    models.PositiveBigIntegerField,
    models.PositiveSmallIntegerField,
)


@reflects(ModelChoiceField)
def _record(field: Any) -> Reflection:
    return _records(field, "record", dict(ROW), ("invalid_choice",))


@reflects(ModelMultipleChoiceField)
def _several_records(field: Any) -> Reflection:
    for name in ("_check_values", "prepare_value"):
        if getattr(type(field), name) is not getattr(ModelMultipleChoiceField, name):
            return server_rule(field, array(dict(ROW), field.required), readings="list")
    codes = ("invalid_choice", "invalid_pk_value")
    return _records(field, "records", array(dict(ROW), field.required), codes)


def _records(field: Any, kind: str, keywords: dict[str, JSON], codes: tuple[str, ...]) -> Reflection:
    messages = Messages(field)
    messages.own("required")
    for code in codes:
        messages.texts[code] = fill(field.error_messages[code], {})
    null = ProhibitNullCharactersValidator()
    messages.texts[null.code] = str(null.message)
    messages.refusal()
    rule: dict[str, JSON] = {"k": kind, "required": field.required}
    return Reflection(
        keywords=keywords,
        rule=rule | ({"of": "integer"} if _is_whole(field) else {}),
        messages=messages.texts,
        server=["row", *map(name_of, field.validators)],
        readings=frozenset({"list" if kind == "records" else "plain"}),
        absence_is_error=field.required,
    )


def _is_whole(field: Any) -> bool:
    """Tell whether rows are named by whole numbers, and are looked for as Django does."""
    queryset: Any = field.queryset
    if type(queryset).get is not QuerySet.get or type(queryset).filter is not QuerySet.filter:
        return False
    options = queryset.model._meta
    column = options.get_field(field.to_field_name) if field.to_field_name else options.pk
    while column.remote_field is not None:
        column = column.target_field
    return type(column) in _WHOLE


@reflects(InlineForeignKeyField)
def _inline_foreign_key(field: Any) -> Reflection:
    return server_rule(field, ROW, absent=False)
