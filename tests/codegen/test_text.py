"""Text of outsiders as TypeScript."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mizan.codegen import text
from tests.codegen.conftest import TypeScript

HOSTILE = [
    "'",
    "\\",
    "\n",
    "\u2028",
    "*/",
    "${x}",
    "`",
    "</script>",
    "\u202e",
    "\ud800",
    "\0",
    "é",
    "😀",
    "//",
]
hostile = st.lists(st.sampled_from(HOSTILE) | st.characters()).map("".join)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "'plain'"),
        ("it's", "'it\\'s'"),
        ("a\\b\n", "'a\\\\b\\n'"),
        ("Grüße 😀", "'Grüße 😀'"),
        ("\u202e", "'\\u202e'"),
        ("\u2028", "'\\u2028'"),
        ("\ud800", "'\\ud800'"),
        ("\U000e0001", "'\\udb40\\udc01'"),
    ],
)
def test_string_shows_what_an_editor_would_hide(value: str, expected: str) -> None:
    assert text.string(value) == expected


@given(hostile)
def test_string_is_read_back_as_it_was(typescript: TypeScript, value: str) -> None:
    assert typescript.value(text.string(value)) == value


@pytest.mark.parametrize(
    ("value", "expected"), [(1, "1"), (1.5, "1.5"), (True, "true"), (None, "null"), ("a", "'a'")]
)
def test_scalar_is_the_literal_of_a_json_value(value: object, expected: str) -> None:
    assert text.scalar(value) == expected


@pytest.mark.parametrize("value", [object(), b"x", [1]])
def test_scalar_refuses_what_is_no_json(value: object) -> None:
    with pytest.raises(TypeError, match="no JSON value"):
        text.scalar(value)


def test_scalar_refuses_numbers_that_json_lacks() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        text.scalar(math.nan)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("email", "email"),
        ("e-mail", "'e-mail'"),
        ("1a", "'1a'"),
        ("", "''"),
        ("größe", "'größe'"),
        ("__proto__", "['__proto__']"),
    ],
)
def test_key_is_quoted_where_it_must_be(name: str, expected: str) -> None:
    assert text.key(name) == expected


def test_key_never_sets_a_prototype(typescript: TypeScript) -> None:
    hostile = "{" + text.key("__proto__") + ": {polluted: true}}"
    assert typescript.value(f"Object.getPrototypeOf({hostile}) === Object.prototype") is True


@pytest.mark.parametrize(("name", "expected"), [("email", ".email"), ("e-mail", "['e-mail']")])
def test_member_reaches_a_key(name: str, expected: str) -> None:
    assert text.member(name) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        ("  \n ", ""),
        ("One line.", "/** One line. */\n"),
        ("Two\n    lines.", "/**\n * Two\n * lines.\n */\n"),
        ("*/ alert(1) /*", "/** *\\/ alert(1) /* */\n"),
        ("a\u2028b\u202ec", "/**\n * a\n * b c\n */\n"),
    ],
)
def test_docstring_cannot_be_closed_from_inside(value: str, expected: str) -> None:
    assert text.docstring(value) == expected


@given(hostile)
def test_docstring_is_nothing_but_a_comment(typescript: TypeScript, value: str) -> None:
    assert typescript.statements(text.docstring(value)) == []
