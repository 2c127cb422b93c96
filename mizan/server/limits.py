"""How large and deep JSON may be, by its bytes alone: before anybody reads what it says."""

from __future__ import annotations

from mizan.protocol.errors import Failure
from mizan.schema.objects import outside_strings
from mizan.setup.settings import settings

_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_AS_SQUARE = bytes.maketrans(b"{}", b"[]")


def require_modest(text: bytes) -> None:
    """Raise Failure for a JSON text beyond the limits: `payload_too_large`, or `bad_request` for one that
    nests or holds too much.

    A text that is no JSON may pass: whoever reads it stops at its first mistake, and up to there it is judged
    as JSON is.
    """
    require_size(len(text))
    brackets = text.count(b"{") + text.count(b"[")
    if brackets <= settings.MAX_DEPTH and brackets + text.count(b",") < settings.MAX_NODES:
        return
    bare = outside_strings(text)
    brackets = bare.count(b"{") + bare.count(b"[")
    if brackets + bare.count(b",") >= settings.MAX_NODES:
        raise Failure("bad_request", "The body holds too many values.")
    if _is_deep(bare):
        raise Failure("bad_request", "The body is nested too deeply.")


def require_size(size: int) -> None:
    """Raise Failure `payload_too_large` for more bytes of JSON than MAX_BODY."""
    if size > settings.MAX_BODY:
        raise Failure("payload_too_large")


def _is_deep(bare: bytes) -> bool:
    """Return whether brackets are left when those that hold none are taken away MAX_DEPTH times."""
    brackets = bare.translate(_AS_SQUARE, _ALL_BUT_BRACKETS)
    for _ in range(settings.MAX_DEPTH):
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)
