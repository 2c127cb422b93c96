"""Choices as plain data: what may be sent, and what a reader sees."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.choices import BlankChoiceIterator

from mizan.forms.reflection.messages import plain
from mizan.protocol.envelope import JSON

Choice: TypeAlias = dict[str, JSON]
"""`{value, label}`, or `{label, choices}` for a group."""

_PLAIN = (str, int, float, Decimal, bool, type(None), uuid.UUID, datetime.date, datetime.time)
"""Keys that equal another value exactly when their texts are equal, in every language."""


def is_static(choices: Any) -> bool:
    """Tell whether choices are fixed: neither rows nor the answer of a callable."""
    if type(choices) is BlankChoiceIterator:
        choices = choices.choices  # the dashes that a model field puts before its own
    return isinstance(choices, (list, tuple)) and all(_is_pair(pair) for pair in choices)


def has_rows(choices: Any) -> bool:
    """Tell whether choices come from the database."""
    return isinstance(choices, ModelChoiceIterator)


def tree(choices: Iterable[Any]) -> list[Choice]:
    """Return choices as a select element shows them: in order, groups with their own."""
    return [
        {"label": plain(key), "choices": [_option(*pair) for pair in label]}
        if isinstance(label, (list, tuple))
        else _option("" if key is None else key, label)
        for key, label in choices
    ]


def values(choices: Iterable[Any]) -> list[str] | None:
    """Return every text that `ChoiceField.valid_value` takes; None if a key has an equality of its own."""
    found = list(keys(choices))
    if not all(isinstance(key, _PLAIN) and _is_text_alike(key) for key in found):
        return None
    texts = (text for key in found for text in _texts(key) if text)
    return list(dict.fromkeys(texts))


def uncoerced(field: Any, values: Iterable[str]) -> list[str] | None:
    """Return the values that the field's coercion refuses; None if that is the project's own secret."""
    try:
        known = _is_known(field.coerce)
        return [value for value in values if not _is_coerced(field, value)] if known else None
    except ArithmeticError:
        return None


def leave_out(keywords: dict[str, JSON], odd: list[str] | None) -> None:
    """Name no value as canonical that the field's coercion refuses."""
    if odd and "oneOf" in keywords:
        keywords["oneOf"] = [branch for branch in keywords["oneOf"] if branch["const"] not in odd]


def _is_known(coerce: Any) -> bool:
    """Tell a coercion that asks its argument alone: a type of Python's, or a model field of Django's."""
    if isinstance(coerce, type):
        return coerce in _COERCIONS
    owner = type(getattr(coerce, "__self__", None))
    return owner.__module__ == "django.db.models.fields" and coerce.__func__ is getattr(
        owner, "to_python", None
    )


_COERCIONS = (str, int, float, bool, Decimal, uuid.UUID)


def _is_coerced(field: Any, value: str) -> bool:
    if value == field.empty_value:
        return True
    try:
        field.coerce(value)
    except (TypeError, ValueError, ValidationError):
        return False
    return True


def _is_text_alike(key: Any) -> bool:
    """Tell a key that equals no other text than its own."""
    return not isinstance(key, str) or type(key).__eq__ is str.__eq__


def _texts(key: Any) -> tuple[str, ...]:
    """Return what a key is written as; the member of an Enum of texts equals its value, too."""
    return (str(key), str.__str__(key)) if isinstance(key, str) else (str(key),)


def options(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Iterate over the choices of a tree without their groups."""
    for choice in choices:
        yield from choice.get("choices", [choice])


def _option(key: Any, label: Any) -> Choice:
    return {"value": str(key), "label": plain(label)}


def keys(choices: Iterable[Any]) -> Iterator[Any]:
    """Iterate over the keys of choices, those in groups too."""
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from (inner for inner, _ in label)
        else:
            yield key


def _is_pair(pair: Any) -> bool:
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        return False
    if isinstance(pair[1], (list, tuple)):
        return all(isinstance(inner, (list, tuple)) and len(inner) == 2 for inner in pair[1])
    return True
