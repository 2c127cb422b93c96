"""TypeScript text for values that come from outside: strings, numbers, keys, comments."""

from __future__ import annotations

import inspect
import json
import re

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    r"\ud800-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
"""Controls, marks of direction, lone surrogates, private use: what an editor does not show."""
_SPECIAL = re.compile(rf"[\\']|{_HIDDEN.pattern}")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(value: str) -> str:
    """Return a single-quoted TypeScript string; what an editor would not show is escaped."""
    return f"'{_SPECIAL.sub(_escape, value)}'"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return _ESCAPES.get(char) or re.sub(r"....", r"\\u\g<0>", units)


def scalar(value: object) -> str:
    """Return the literal of a string, number, boolean or None. Raises TypeError on anything else."""
    if isinstance(value, str):
        return string(value)
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value, allow_nan=False)
    raise TypeError(f"{value!r} is no JSON value.")


def is_plain(name: str) -> bool:
    """Return True for a key that needs no quotes."""
    return _PLAIN.fullmatch(name) is not None


def key(name: str) -> str:
    """Return `name` as a key of an object literal or an interface.

    `{ __proto__: x }` would set the prototype of a literal; a computed key does not.
    """
    if name == "__proto__":
        return "['__proto__']"
    return name if is_plain(name) else string(name)


def member(name: str) -> str:
    """Return the access to a key: `.email`, `['e-mail']`."""
    return f".{name}" if is_plain(name) else f"[{string(name)}]"


def docstring(text: str, indent: str = "") -> str:
    """Return a JSDoc comment ending in a line break, or "" for an empty text. Nothing in it can close it."""
    lines = [_comment(line) for line in inspect.cleandoc(text).splitlines()]
    if not any(lines):
        return ""
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    body = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{body}{indent} */\n"


def _comment(line: str) -> str:
    return _HIDDEN.sub(" ", line).replace("*/", "*\\/").rstrip()
