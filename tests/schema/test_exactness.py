"""Suspicious bytes are looked at; harmless ones are left alone."""

from __future__ import annotations

import json

import pytest
from pydantic_core import from_json

from mizan.protocol.envelope import Issue
from mizan.schema.exactness import (
    MAX_INT,
    OutputError,
    check_floats,
    check_integers,
    is_suspicious,
    may_hold_floats,
    refusals,
)

REFUSED = [
    (b'{"a":"x\\u0000y"}', [("null_characters_not_allowed", ("a",))]),
    (b'{"a":["\\u0000"]}', [("null_characters_not_allowed", ("a", 0))]),
    (b'{"a":{"\\u0000":1}}', [("null_characters_not_allowed", ("a",))]),
    (b'{"a":9007199254740992}', [("int_range", ("a",))]),
    (b'{"a":-9007199254740992,"b":1e400}', [("int_range", ("a",)), ("not_finite", ("b",))]),
    (b'{"a":' + b"9" * 400 + b".0}", [("not_finite", ("a",))]),
    (b'{"a":1e+400}', [("not_finite", ("a",))]),
    (b'{"a":1E400}', [("not_finite", ("a",))]),
    (b'{"a":2e308}', [("not_finite", ("a",))]),
    (b'{"a":1.8e308}', [("not_finite", ("a",))]),
    (b'{"a":9007199254740991}', []),
    (b'{"a":"9007199254740993"}', []),
    (b'{"a":"\\\\u0000"}', []),
    (b'{"a":1e10,"b":true,"c":null}', []),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED, ids=lambda part: str(part)[:30].replace("\\", ""))
def test_inexact_values_are_refused_where_they_stand(text: bytes, expected: list[object]) -> None:
    assert [(issue.code, issue.path) for issue in refused_in(text)] == expected


def refused_in(text: bytes) -> tuple[Issue, ...]:
    """Return what is refused in a text, and see that it was suspicious then."""
    issues = refusals(from_json(text))
    assert is_suspicious(text) or not issues
    return issues


WORDS = [
    (b'{"a":"\\u0000"}', "Null characters are not allowed."),
    (b'{"a":9007199254740992}', "This number is too large to be exact. Send it as a string."),
    (b'{"a":1e400}', "Enter a number."),
]


@pytest.mark.parametrize(("text", "words"), WORDS, ids=["text", "integer", "number"])
def test_an_inexact_value_is_told_in_words(text: bytes, words: str) -> None:
    assert [issue.message for issue in refused_in(text)] == [words]


def test_a_thousand_wrong_numbers_give_a_hundred_issues() -> None:
    assert len(refusals({"a": [2**60] * 1000})) == 100


@pytest.mark.parametrize("sign", [1, -1])
def test_the_first_integer_that_javascript_rounds_is_found_anywhere(sign: int) -> None:
    for value in (MAX_INT + 1, 10**16, 10**40):
        for document in (value, [value], {"a": value}, [0, value], [-1, value, 2]):
            text = json.dumps(document, separators=(",", ":")).replace(str(value), str(sign * value))
            with pytest.raises(OutputError):
                check_integers(text.encode())


@pytest.mark.parametrize("offset", range(8))
def test_a_long_integer_is_found_wherever_it_begins(offset: int) -> None:
    with pytest.raises(OutputError):
        check_integers(b'{"%b":9999999999999999}' % (b"k" * offset))


@pytest.mark.parametrize("value", [MAX_INT, -MAX_INT, 0, "1" * 30, ",1" + "1" * 30, 0.1234567890123456789])
def test_harmless_numbers_pass(value: object) -> None:
    check_integers(json.dumps({"a": value}, separators=(",", ":")).encode())


@pytest.mark.parametrize("value", [float("nan"), [1.0, float("inf")], {"a": (1, {float("-inf")})}])
def test_lost_floats_are_found(value: object) -> None:
    with pytest.raises(OutputError):
        check_floats(value)


def test_finite_values_pass() -> None:
    check_floats({"a": [1.0, None, "x", (2,)]})


SCHEMAS = [
    ({"type": "integer"}, False),
    ({"type": "object", "properties": {"a": {"type": "string"}}}, False),
    ({"type": "number"}, True),
    ({"type": "array", "items": {"type": "number"}}, True),
    ({"type": "array", "items": {}}, True),
    ({"type": "object", "additionalProperties": True}, True),
    ({"type": "object", "additionalProperties": False, "properties": {"a": {"title": "A"}}}, True),
    ({}, True),
    ({"type": "null", "items": True}, True),
    ({"type": "null", "items": False}, False),
    ({"$ref": "#/$defs/A"}, False),
    ({"$ref": "#/$defs/A", "$defs": {"A": {"type": "null"}}}, False),
    ({"$ref": "#/$defs/A", "$defs": {"A": {"title": "A"}}}, True),
    ({"$defs": {}}, False),
    ({"properties": {}}, False),
    ({"enum": ["a"]}, False),
    ({"const": "a"}, False),
    *(({key: [{"type": "null"}]}, False) for key in ("anyOf", "oneOf", "allOf")),
    *(({key: [{"type": "null"}, {}]}, True) for key in ("anyOf", "oneOf", "allOf")),
]


@pytest.mark.parametrize(("schema", "expected"), SCHEMAS, ids=str)
def test_a_schema_tells_whether_floats_may_hide(schema: dict[str, object], expected: bool) -> None:
    assert may_hold_floats(schema) is expected
