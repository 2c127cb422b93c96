"""A row in every table, with a word in it that must not be seen anywhere else."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction

WORD = "canary"

_VALUES: dict[type[models.Field[Any, Any]], Any] = {
    models.CharField: WORD,
    models.TextField: WORD,
    models.FileField: f"{WORD}/secret.txt",
    models.BooleanField: True,
    models.IntegerField: 1,
    models.FloatField: 1.0,
    models.DecimalField: 1,
    models.DateField: datetime.date(2024, 1, 1),
    models.DateTimeField: datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC),
    models.TimeField: datetime.time(1),
    models.DurationField: datetime.timedelta(1),
    models.UUIDField: uuid.UUID(int=1),
    models.GenericIPAddressField: "127.0.0.1",
    models.JSONField: {},
}


def fill() -> list[type[models.Model]]:
    """Write a row into each table that takes one; return the models whose rows hold the word."""
    with connection.constraint_checks_disabled():
        return [model for model in apps.get_models() if _is_written(model)]


def _is_written(model: type[models.Model]) -> bool:
    values = {column.attname: _value(column) for column in model._meta.local_concrete_fields}
    values |= {column.attname: 1 for column in model._meta.parents.values() if column}
    if "password" in values:
        values["password"] = make_password(WORD)
    try:
        with transaction.atomic():
            row = model(**{name: value for name, value in values.items() if value is not None})
            row.save_base(raw=True, force_insert=True)
    except Exception:
        return False
    return WORD in map(str, values.values())


def _value(column: Any) -> Any:
    if column.is_relation:
        return 1
    if isinstance(column, models.AutoField):
        return 1
    kind = next((cls for cls in type(column).__mro__ if cls in _VALUES), None)
    value = _VALUES[kind] if kind else None
    return value[: column.max_length] if isinstance(value, str) and column.max_length else value
