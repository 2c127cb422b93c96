"""Values that are likely to tell the two sides apart."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

ABSENT = "\0absent"
"""Stands for a missing key: JSON has no word for it."""

Values = st.SearchStrategy[Any]

pad = st.sampled_from(
    ["", "", "", " ", "\t", "\n", "  ", "\r\n", "\x0b", "\x1c", "\x85", "\xa0", "\u3000", "\ufeff", "\u200b"]
)
text = st.text(st.characters(codec="utf-8"), max_size=12)
zeros = st.sampled_from(["0", "\u0660", "\u0966", "\uff10", "\U0001d7d8", "\U0001e950"])
scalars = st.one_of(
    st.sampled_from([ABSENT, None, True, False, "", " ", "\x85", "\ufeff", "\0", 0, -0.0, 1e21, 1.5]),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
)


def padded(values: Values) -> Values:
    """Put white space, and what only looks like it, around a text."""
    return st.tuples(pad, values, pad).map(lambda three: three[0] + str(three[1]) + three[2])


def scripts(values: Values) -> Values:
    """Write the digits of a text in another script."""
    return st.tuples(values, zeros).map(lambda pair: _write(str(pair[0]), ord(pair[1])))


def _write(value: str, zero: int) -> str:
    return "".join(chr(zero + int(char)) if char in "0123456789" else char for char in value)


def mixed(*values: Values) -> Values:
    """Mostly what the field is about, plain, padded and in other scripts; then anything at all."""
    own = st.one_of(*values)
    return st.one_of(own, own, padded(own), padded(own), scripts(own), text, scalars)


def matching(pattern: str, *, whole: bool = False) -> Values:
    """Return texts that a pattern finds; by itself `$` lets a line end follow."""
    return st.from_regex(pattern, fullmatch=whole)


def django(pattern: Any) -> Values:
    """Return texts that one of Django's lazy patterns finds."""
    return st.from_regex(re.compile(pattern.pattern, pattern.flags))
