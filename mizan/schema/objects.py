"""A JSON object as the protocol wants it: valid, in UTF-8, no key twice, no NaN, no half surrogate pair.

How large and deep it may be is judged before, by its bytes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from pydantic_core import from_json

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure

NOT_JSON = "The body is not valid JSON."
NO_OBJECT = "The body must be a JSON object."

_SPACE = b" \t\n\r"


def _decode(text: bytes) -> JSON:
    return from_json(text, allow_inf_nan=False)


def read_object(text: bytes, decode: Callable[[bytes], JSON] = _decode) -> dict[str, JSON]:
    """Return the JSON object that a text is. Raises Failure `bad_request` for anything else.

    `decode` may read the values in another way; it raises ValueError or RecursionError for no JSON.
    """
    try:
        value = decode(text)
    except (ValueError, RecursionError):
        raise Failure("bad_request", NOT_JSON) from None
    if not isinstance(value, dict):
        raise Failure("bad_request", NO_OBJECT)
    _require_unique_keys(text, value)
    return value


def is_flat(text: bytes) -> bool:
    """Return True only for what holds no object inside, if it is a JSON object: all its keys are its own."""
    return text.count(b"{") == 1


def _require_unique_keys(text: bytes, value: dict[str, JSON]) -> None:
    """Raise Failure `bad_request` when the object, read from this text, was written with a key twice."""
    if not has_keys(text, len(value) if is_flat(text) else _count_keys(value)):
        raise Failure("bad_request", "The body holds a key twice.")  # fewer keys than colons: some were lost


def has_keys(text: bytes, count: int) -> bool:
    """Return whether so many keys are written in a JSON text, those of inner objects included."""
    # Few strings hold a colon, fewer one that looks like that after a key; none hides one.
    return (
        text.count(b":") == count
        or text.translate(None, _SPACE).count(b'":') == count
        or outside_strings(text).count(b":") == count
    )


def outside_strings(text: bytes) -> bytes:
    """Return a JSON text without its strings; of what is no JSON, it is right up to the first mistake."""
    return b"".join(text.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2])


def _count_keys(value: JSON) -> int:
    count, parts = (len(value), value.values()) if type(value) is dict else (0, value)
    for part in parts:
        if type(part) is dict or type(part) is list:
            count += _count_keys(part)
    return count
