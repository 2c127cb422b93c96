"""Sets of characters: what Python's regular expressions match, and how ECMAScript writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Code points, both ends included."""

LAST = 0x10FFFF

SPACE: Ranges = (
    *((0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
    *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)),
)
"""What Python's `\\s` and `str.strip` take; ECMAScript's own set differs in six characters."""

ASCII: dict[str, Ranges] = {
    "DIGIT": ((0x30, 0x39),),
    "SPACE": ((0x09, 0x0D), (0x20, 0x20)),
    "WORD": ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)),
}
"""Python's classes under `re.ASCII`."""

AT_MOST: dict[str, Ranges] = {
    "DIGIT": ((0x30, 0x39), (0x660, 0x669), (0x6F0, 0x6F9), (0x966, 0x96F), (0xFF10, 0xFF19)),
    "SPACE": SPACE,
    "WORD": (
        *ASCII["WORD"],
        *((0xAA, 0xAA), (0xB2, 0xB3), (0xB5, 0xB5), (0xB9, 0xBA), (0xBC, 0xBE), (0xC0, 0xD6), (0xD8, 0xF6)),
        *((0xF8, 0x2C1), (0x388, 0x38A), (0x38E, 0x3A1), (0x3A3, 0x3F5), (0x3F7, 0x481), (0x48A, 0x52F)),
        *((0x5D0, 0x5EA), (0x620, 0x64A), (0x660, 0x669), (0x905, 0x939), (0x3041, 0x3096), (0x30A1, 0x30FA)),
        *((0x1E00, 0x1EFF), (0x212A, 0x212D), (0x2460, 0x249B), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3)),
    ),
}
"""What every version of Unicode in use counts in: never more than Python's classes match."""

AT_LEAST = {"DIGIT": r"\p{Nd}", "WORD": r"\p{L}\p{N}_"}
"""Properties that match never less than Python's classes."""

_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_CLASS_SYNTAX = frozenset("^\\[]-/")


def merge(ranges: Ranges) -> Ranges:
    """Return the same set sorted, without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def complement(ranges: Ranges) -> Ranges:
    """Return all other code points."""
    edges = [-1, *(edge for pair in merge(ranges) for edge in pair), LAST + 1]
    return tuple((a + 1, b - 1) for a, b in zip(edges[::2], edges[1::2], strict=True) if a + 1 <= b - 1)


def ignore_case(ranges: Ranges, *, is_ascii: bool) -> Ranges:
    """Add what Python's `re.IGNORECASE` matches beside a set; ECMAScript's `i` does not know all of it."""
    return _ignore_case(ranges, is_ascii)


def write_class(ranges: Ranges, properties: str = "", *, is_negated: bool = False) -> str:
    """Return the ECMAScript class of a set, or the character itself where the set holds no other."""
    ranges = merge(tuple(_without_surrogates(ranges)))
    if not is_negated and not properties and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _escape(ranges[0][0], _SYNTAX)
    if properties == AT_LEAST["DIGIT"] and not ranges and not is_negated:
        return properties
    return f"[{'^' if is_negated else ''}{properties}{''.join(map(_write_range, ranges))}]"


def _write_range(pair: tuple[int, int]) -> str:
    start, end = (_escape(code, _CLASS_SYNTAX) for code in pair)
    if start == end:
        return start
    return f"{start}{end}" if pair[1] == pair[0] + 1 else f"{start}-{end}"


def _escape(code: int, syntax: frozenset[str]) -> str:
    char = chr(code)
    if char in syntax:
        return "\\" + char
    if 0x20 <= code < 0x7F:
        return char
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}"


def _without_surrogates(ranges: Ranges) -> Iterator[tuple[int, int]]:
    """Leave out the halves of surrogate pairs, which no text on the wire holds."""
    for start, end in ranges:
        if start < 0xD800:
            yield start, min(end, 0xD7FF)
        if end > 0xDFFF:
            yield max(start, 0xE000), end


@cache
def _ignore_case(ranges: Ranges, is_ascii: bool) -> Ranges:
    text = "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in ranges)
    pattern = re.compile(f"[{text}]", re.IGNORECASE | (re.ASCII if is_ascii else 0))
    return merge((*ranges, *((ord(char), ord(char)) for char in pattern.findall(_cased()))))


@cache
def _cased() -> str:
    """Return every character that has another case."""
    blocks = ("".join(map(chr, range(start, start + _BLOCK))) for start in range(0, 0x1E944, _BLOCK))
    some = (block for block in blocks if block.lower() != block or block.upper() != block)
    return "".join(char for block in some for char in block if char.lower() != char or char.upper() != char)


_BLOCK = 256
"""Most have no cased character at all, which is seen at once."""
