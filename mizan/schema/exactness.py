"""What JSON or JavaScript cannot hold exactly: NUL in text, integers beyond ±(2^53−1), infinite numbers.

Every check looks at the bytes first, and at the values only where the bytes are suspicious.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from mizan.protocol.envelope import JSON, Issue
from mizan.schema.validation import MAX_ISSUES, issue

MAX_INT = 2**53 - 1
"""The largest integer that JavaScript holds exactly."""


class OutputError(Exception):
    """A function returned what its annotation does not allow, or what JSON cannot hold exactly."""


_MUTE = bytes(set(range(256)) - set(b"0123456789NI\\"))
_FEW = len("2308")
"""How many digits it takes at least to write a number that is too large, as `2e308` does."""

_ALIKE = bytes.maketrans(b"123456789E", b"000000000e")


def is_suspicious(text: bytes) -> bool:
    """Return False when JSON holds no NUL, no integer beyond 2^53 and no number that is not finite."""
    telling = text.translate(None, _MUTE)
    if not telling or (len(telling) < _FEW and telling.isdigit()):
        return False
    plain = text.translate(_ALIKE, b"+")
    return (
        b"0000000000000000" in plain
        or b"e00" in plain
        or b"NaN" in text
        or b"Infinity" in text
        or rb"\u0000" in text
    )


def refusals(value: JSON) -> tuple[Issue, ...]:
    """Return what is refused in a value of a suspicious text, whatever its type."""
    return tuple(islice(_refusals(value, ()), MAX_ISSUES))


def _refusals(value: JSON, path: tuple[str | int, ...]) -> Iterator[Issue]:
    if isinstance(value, dict):
        for key, item in value.items():
            if "\0" in key:
                yield issue(path, "null_characters_not_allowed")
            else:
                yield from _refusals(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _refusals(item, (*path, index))
    elif isinstance(value, str):
        if "\0" in value:
            yield issue(path, "null_characters_not_allowed")
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield issue(path, "not_finite")
    elif isinstance(value, int) and abs(value) > MAX_INT:
        yield issue(path, "int_range")


_DIGITS = bytes.maketrans(b"123456789,:[-", b"000000000~~~~")


_STEP = 4
"""Of sixteen digits in a row, whoever takes every fourth byte sees four in a row."""


def _has_long_integer(data: bytes) -> bool:
    """Return whether a number may be an integer of 16 digits; never False when there is one."""
    if b"0000" not in data[::_STEP].translate(_DIGITS):
        return False
    plain = data.translate(_DIGITS)
    return b"~0000000000000000" in plain or plain.startswith(b"0000000000000000")


def check_integers(data: bytes) -> None:
    """Raise OutputError when a JSON text holds an integer that JavaScript does not."""
    if _has_long_integer(data):
        json.loads(data, parse_int=_exact)


def _exact(digits: str) -> int:
    if abs(float(digits)) > MAX_INT:
        raise OutputError(f"An integer of {len(digits)} digits is not exact in JavaScript: use mizan.BigInt.")
    return int(digits)


def check_floats(value: Any) -> None:
    """Raise OutputError when a value of `dump_python` holds NaN or infinity, which the JSON shows as null."""
    if isinstance(value, float) and not math.isfinite(value):
        raise OutputError(f"The number {value} has no JSON.")
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, list | tuple | set | frozenset):
        return
    for item in value:
        check_floats(item)


def may_hold_floats(schema: dict[str, JSON]) -> bool:
    """Return whether a value of this JSON Schema may hold a number with a fraction."""
    return '"number"' in json.dumps(schema) or _is_open(schema)


def _is_open(schema: Any) -> bool:
    """Return whether a schema admits anything somewhere, so that floats may hide in it."""
    if isinstance(schema, list):
        return any(map(_is_open, schema))
    if not isinstance(schema, dict):
        return schema is True
    named = (part for key in _NAMED for part in schema.get(key, {}).values())
    inner = (schema[key] for key in _INNER if key in schema)
    return _SAYS.isdisjoint(schema) or any(map(_is_open, (*named, *inner)))


_NAMED = ("properties", "$defs")
_INNER = ("items", "additionalProperties", "anyOf", "oneOf", "allOf")
_SAYS = frozenset({"type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const", "properties", "$defs"})
"""Keywords without which a schema says nothing."""
