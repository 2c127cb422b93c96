"""What Django accepts and a database refuses: an empty field whose column has no NULL, JSON of Python's
that is none elsewhere, times beyond its own.

Databases differ in it (NUL is text for one and not for the other), so nobody is asked before one has refused,
but for an empty text where a number belongs: Django itself stumbles over that before.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.forms import Field, TypedChoiceField
from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm

from mizan.forms import cleaning
from mizan.forms.gate import Posted
from mizan.forms.issues import refused
from mizan.protocol.envelope import Issue


def clean_for_saving(form: BaseForm, posted: Posted) -> list[Issue]:
    """Return what is wrong with a bound form; where nothing is, the numbers that were left empty.

    Django takes "" where a number is chosen and may be blank, and cannot save it.
    """
    issues = cleaning.clean(form, posted)
    if issues or not isinstance(form, BaseModelForm):
        return issues
    form_class: Any = type(form)
    return [
        _missing(name, form.fields[name])
        for name, column in _chosen_numbers(form_class)
        if name in form.fields and getattr(form.instance, column) == ""
    ]


@cache
def _chosen_numbers(form_class: Any) -> list[tuple[str, str]]:
    """Return the fields whose empty choice is a text, and the columns that hold none."""
    columns = {column.name: column for column in form_class._meta.model._meta.concrete_fields}
    return [
        (name, columns[name].attname)
        for name, field in form_class.base_fields.items()
        if isinstance(field, TypedChoiceField) and name in columns and not columns[name].empty_strings_allowed
    ]


def clean_for_storage(form: BaseForm, posted: Posted) -> list[Issue]:
    """Return what is wrong with a bound form; where nothing is, what may not be stored of it."""
    objections = (_objection(form, name, field) for name, field in form.fields.items())
    return cleaning.clean(form, posted) or [issue for issue in objections if issue]


def _objection(form: BaseForm, name: str, field: Field) -> Issue | None:
    if _is_null(form, name):
        return _missing(name, field)
    return refused(name, field) if _is_odd(form.cleaned_data.get(name)) else None


def _missing(name: str, field: Field) -> Issue:
    return Issue(path=(name,), code="required", message=str(field.error_messages["required"]))


def _is_null(form: BaseForm, name: str) -> bool:
    """Tell a field that was left empty and whose column has no NULL: `blank=True` without `null=True`."""
    if not isinstance(form, BaseModelForm) or form.cleaned_data.get(name) is not None:
        return False
    columns = [column for column in form.instance._meta.concrete_fields if column.name == name]
    kept = [column for column in columns if not column.null and not column.primary_key]
    return any(getattr(form.instance, column.attname) is None for column in kept)


def _is_odd(value: Any) -> bool:
    """Tell a value that holds NUL, half a surrogate pair, or a number or time that is out of bounds."""
    if isinstance(value, dict):
        return any(_is_odd(part) for item in value.items() for part in item)
    if isinstance(value, list):
        return any(map(_is_odd, value))
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, timedelta):
        return abs(value) > _LONGEST
    if isinstance(value, datetime):
        return _is_beyond(value)
    return isinstance(value, str) and ("\0" in value or _is_half(value))


_LONGEST = timedelta(microseconds=2**63 - 1)
"""What a database without a type for durations holds."""


def _is_beyond(moment: datetime) -> bool:
    """Tell a moment that is in no year from 1 to 9999 where the clocks show UTC."""
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return True
    return False


def _is_half(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
