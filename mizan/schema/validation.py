"""What pydantic complains about, as Issues: stable codes, Django's own words in the request's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from django.core import validators
from django.forms import fields
from django.utils.translation import gettext
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from mizan.protocol.envelope import JSON, Issue

MAX_ISSUES = 100
"""How many complaints one answer carries; an input of ten thousand wrong rows needs no more."""

_BUILT_IN = frozenset(get_args(ErrorType))


_CODES: dict[str, tuple[str, dict[str, str]]] = {
    "missing": ("required", {}),
    "extra_forbidden": ("unexpected", {}),
    "string_too_short": ("min_length", {"limit_value": "min_length"}),
    "bytes_too_short": ("min_length", {"limit_value": "min_length"}),
    "too_short": ("min_length", {"limit_value": "min_length"}),
    "string_too_long": ("max_length", {"limit_value": "max_length"}),
    "bytes_too_long": ("max_length", {"limit_value": "max_length"}),
    "too_long": ("max_length", {"limit_value": "max_length"}),
    "greater_than_equal": ("min_value", {"limit_value": "ge"}),
    "less_than_equal": ("max_value", {"limit_value": "le"}),
    "greater_than": ("greater_than", {"limit_value": "gt"}),
    "less_than": ("less_than", {"limit_value": "lt"}),
    "multiple_of": ("step_size", {"limit_value": "multiple_of"}),
    "string_pattern_mismatch": ("pattern", {"pattern": "pattern"}),
    "literal_error": ("invalid_choice", {}),
    "enum": ("invalid_choice", {}),
    "finite_number": ("not_finite", {}),
    "decimal_max_digits": ("max_digits", {"max": "max_digits"}),
    "decimal_max_places": ("max_decimal_places", {"max": "decimal_places"}),
    "decimal_whole_digits": ("max_whole_digits", {"max": "whole_digits"}),
}
"""pydantic's name of a complaint, to Mizan's code and its parameters by pydantic's."""

_OTHER: tuple[str, dict[str, str]] = ("invalid", {})
"""What stands for all others."""

_TEXTS: dict[str, Any] = {
    "required": fields.Field.default_error_messages["required"],
    "unexpected": "There is no input of this name.",
    "min_value": validators.MinValueValidator.message,
    "max_value": validators.MaxValueValidator.message,
    "greater_than": "Ensure this value is greater than %(limit_value)s.",
    "less_than": "Ensure this value is less than %(limit_value)s.",
    "step_size": validators.StepValueValidator.message,
    "min_length": "Ensure this has at least %(limit_value)s characters or items.",
    "max_length": "Ensure this has at most %(limit_value)s characters or items.",
    "invalid_choice": "Select a valid choice.",
    **dict.fromkeys(
        ("invalid", "pattern", "max_digits", "max_decimal_places", "max_whole_digits"),
        validators.RegexValidator.message,
    ),
    "not_finite": "Enter a number.",
    "int_range": "This number is too large to be exact. Send it as a string.",
    "null_characters_not_allowed": validators.ProhibitNullCharactersValidator.message,
}
_WORDS_BY_TYPE = {
    "int": fields.IntegerField.default_error_messages["invalid"],
    "float": fields.FloatField.default_error_messages["invalid"],
    "decimal": fields.DecimalField.default_error_messages["invalid"],
    "date": fields.DateField.default_error_messages["invalid"],
    "datetime": fields.DateTimeField.default_error_messages["invalid"],
    "time": fields.TimeField.default_error_messages["invalid"],
    "uuid": fields.UUIDField.default_error_messages["invalid"],
}


def issues_of(details: list[ErrorDetails], value: JSON) -> tuple[Issue, ...]:
    """Return what is wrong with a JSON `value`, at most MAX_ISSUES; never a word of the input itself."""
    found: dict[tuple[tuple[str | int, ...], str], Issue] = {}
    for detail in details:
        kind = detail["type"]
        path = tuple(_path(detail["loc"], value, is_absent=kind == "missing"))
        code = _code(kind)
        if (path, code) not in found:  # alternatives complain of one thing again and again
            found[path, code] = _issue(path, code, dict(detail))
        if len(found) == MAX_ISSUES:
            break
    return tuple(found.values())


def issue(path: tuple[str | int, ...], code: str) -> Issue:
    """Return a complaint without parameters, worded in the active language."""
    return Issue(path=path, code=code, message=_message(code))


def _code(kind: str) -> str:
    return _CODES.get(kind, _OTHER)[0] if kind in _BUILT_IN else kind


def _issue(path: tuple[str | int, ...], code: str, detail: dict[str, Any]) -> Issue:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind not in _BUILT_IN:
        params = {key: _plain(entry) for key, entry in context.items() if key != "value"}
        return Issue(path=path, code=code, message=detail["msg"], params=params)
    if kind in ("value_error", "assertion_error"):
        return Issue(path=path, code=code, message=str(context["error"]) or _message(code))
    _, names = _CODES.get(kind, _OTHER)
    params = {name: _plain(context.get(key)) for name, key in names.items()}
    words = _WORDS_BY_TYPE.get(kind.split("_")[0]) if code == "invalid" else None
    return Issue(
        path=path, code=code, message=gettext(str(words)) if words else _message(code) % params, params=params
    )


def _message(code: str) -> str:
    return gettext(str(_TEXTS[code]))


def _path(loc: tuple[str | int, ...], value: JSON, *, is_absent: bool) -> Iterator[str | int]:
    """Iterate over the keys of the input in a place that pydantic names; it names branches of unions too.

    Only the last key of a place that `is_absent` need not be in the input.
    """
    for position, step in enumerate(loc):
        if isinstance(value, dict) and (step in value or (is_absent and position == len(loc) - 1)):
            yield step
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            yield step
            value = value[step]


def _plain(value: Any) -> JSON:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
