"""How large, deep and odd JSON may be, before anybody looks at what it says."""

from __future__ import annotations

from pydantic_core import from_json

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.setup.settings import settings

_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_SPACE = b" \t\n\r"
_AS_SQUARE = bytes.maketrans(b"{}", b"[]")


def read_object(text: bytes) -> dict[str, JSON]:
    """Return the JSON object that a text is.

    Raises Failure: `payload_too_large`; `bad_request` for what is no JSON object in UTF-8, nests or holds too
    much, repeats a key, or holds NaN, infinity or half a surrogate pair. Counting bytes decides almost
    always.
    """
    require_size(len(text))
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError:
        raise _bad("The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise _bad("The body must be a JSON object.")
    if not _is_plain(text, value):
        _require_modest(text)
        _require_unique_keys(text, value)
    return value


def require_size(size: int) -> None:
    """Raise Failure `payload_too_large` for more bytes of JSON than MAX_BODY."""
    if size > settings.MAX_BODY:
        raise Failure("payload_too_large")


def _is_plain(text: bytes, value: dict[str, JSON]) -> bool:
    """Return True for an object that certainly holds no other, no list, no key twice, and not too much."""
    if text.count(b"{") != 1 or b"[" in text:
        return False
    return text.count(b":") == len(value) < settings.MAX_NODES


def _require_modest(text: bytes) -> None:
    brackets = text.count(b"{") + text.count(b"[")
    if brackets <= settings.MAX_DEPTH and brackets + text.count(b",") < settings.MAX_NODES:
        return
    bare = _outside_strings(text)
    brackets = bare.count(b"{") + bare.count(b"[")
    if brackets + bare.count(b",") >= settings.MAX_NODES:
        raise _bad("The body holds too many values.")
    if _is_deep(bare):
        raise _bad("The body is nested too deeply.")


def _outside_strings(text: bytes) -> bytes:
    """Return a text that is known to be JSON without its strings."""
    return b"".join(text.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2])


def _is_deep(bare: bytes) -> bool:
    """Return whether brackets are left when those that hold none are taken away MAX_DEPTH times."""
    brackets = bare.translate(_AS_SQUARE, _ALL_BUT_BRACKETS)
    for _ in range(settings.MAX_DEPTH):
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)


def _require_unique_keys(text: bytes, value: dict[str, JSON]) -> None:
    keys = _count_keys(value)
    # Few strings hold a colon that looks like that after a key; none hides one.
    if text.translate(None, _SPACE).count(b'":') != keys and _outside_strings(text).count(b":") != keys:
        raise _bad("The body holds a key twice.")  # fewer keys than colons: some were lost


def _count_keys(value: JSON) -> int:
    count, parts = (len(value), value.values()) if type(value) is dict else (0, value)
    for part in parts:
        if type(part) is dict or type(part) is list:
            count += _count_keys(part)
    return count


def _bad(message: str) -> Failure:
    return Failure("bad_request", message)
