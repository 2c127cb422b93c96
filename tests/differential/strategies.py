"""Values that are likely to tell the two sides apart."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.validators import EmailValidator
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


def _django(pattern: Any) -> Values:
    """Return texts that one of Django's lazy patterns finds."""
    return st.from_regex(re.compile(pattern.pattern, pattern.flags))


short = st.text(st.sampled_from("ab é😀\0\ufeff\u0301 "), max_size=8)
words = matching(r"[-a-z0-9_ ]{1,6}\n?", whole=True)
letters = st.text(st.characters(categories=["L", "N", "M", "Pd"]), max_size=5)
phones = st.one_of(matching(r"^\+?1?\d{9,15}$"), matching(r"\+?[0-9]{7,16}\n?", whole=True))
flags = st.sampled_from(["on", "off", "true", "false", "FALSE", "True", "0", "1"])
picks = st.sampled_from(
    [*("a", "b", "c", "A", " a", "g", "1", "1.0", "2", "None", "True", "ü", "u\u0308", "\0"), 1, 1.0, 2]
)

_users = ["a", "a.b", '"a b"', '"a\\\t"', "a..b", "", "ı", "\u212a", "*", "a@b", "{a}", "é"]
_hosts = [
    *("x.com", "localhost", "LOCALHOST", "müller.de", "x.co-m", "x.c", "x", "-x.com", "x-.com", "x.xn--p1ai"),
    *("[127.0.0.1]", "[127.0.0.01]", "[::1]", "[::ffff:1.2.3.4]", "[1::2::3]", "[fe80::1%1]", "x.com."),
    *("ı.com", "x.\u212aom", "😀.com", "x_y.com", "x.com\n", "a" * 64 + ".com", "a" * 63 + ".com"),
]
emails = st.one_of(
    st.emails(),
    _django(EmailValidator.user_regex).map(lambda user: user + "@example.com"),
    _django(EmailValidator.domain_regex).map(lambda host: "a@" + host),
    st.ip_addresses().map(lambda ip: f"a@[{ip}]"),
    st.tuples(st.sampled_from(_users), st.sampled_from(_hosts)).map("@".join),
    st.integers(300, 330).map(lambda size: "x" * (size - 6) + "@x.com"),
)
integers = st.one_of(
    st.integers(-12, 120),
    st.integers(-12, 120).map(str),
    st.integers().map(str),
    matching(r"[+-]?[0-9]{1,3}(_?[0-9]{1,2})?(\.0*)?", whole=True),
    matching(r"[+-]?(0x|0b)?[0-9_.,e ]{1,5}", whole=True),
    st.sampled_from([str(2**53 + 1), str(2**63 - 1), str(2**63), str(-(2**63) - 1)]),
)
floats = st.one_of(
    st.floats(-2, 2, allow_subnormal=False),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.integers(-20, 20).map(lambda number: number / 20),
    matching(r"[+-]?[0-9_]{1,3}(\.[0-9_]{0,3})?([eE][+-]?[0-9_]{1,3})?", whole=True),
    matching(r"[+-]?[0-9_.,e ]{1,5}", whole=True),
    st.sampled_from(["inf", "-Infinity", "nan", "1e400", "1e-400", "0.1", "1.1", "1.10000000000000008882"]),
)
spoken = st.one_of(
    matching(r"-?[0-9]{1,3}([.,\u00a0\u202f' ][0-9]{3})?([.,][0-9]{1,3})?", whole=True),
    matching(r"[0-9]{0,2}[.,\u066b\u066c][0-9]{0,3}", whole=True),
    st.floats(-20, 2000).map(lambda number: round(number, 3)),
    st.integers(-5, 2000),
)
"""Numbers as people write them somewhere, and as JSON does."""
decimals = st.one_of(
    st.floats(-20, 20).map(lambda number: round(number, 2)),
    st.decimals(-2000, 2000, places=2, allow_nan=False, allow_infinity=False).map(str),
    st.decimals(-20, 20, places=3, allow_nan=False, allow_infinity=False).map(str),
    st.decimals().map(str),
    matching(r"[+-]?[0-9_]{1,4}(\.[0-9_]{0,3})?([eE][+-]?[0-9]{1,2})?", whole=True),
    matching(r"[+-]?[0-9_.,e ]{1,5}", whole=True),
    st.sampled_from(["0.1", "1.1", "0.10000000000000000555", "0.100000000000000006"]),
)


def dates(*formats: str) -> Values:
    """Return days in these formats, some of them not in the calendar."""
    days = st.tuples(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(formats))
    known = days.map(lambda pair: pair[0].strftime(pair[1].replace("%Y", f"{pair[0].year:04}")))
    years = st.one_of(st.integers(0, 9999), st.integers(1960, 2030))
    parts = st.tuples(years, st.integers(0, 13), st.integers(0, 32))
    loose = parts.map(lambda p: f"{p[0]:04}-{p[1]}-{p[2]}")
    turned = st.tuples(parts, st.sampled_from("-/. ")).map(lambda p: p[1].join(f"{n:02}" for n in p[0][::-1]))
    longer = st.tuples(known, st.sampled_from("05 x")).map("".join)
    return mixed(known, known.map(str.upper), loose, turned, longer)
