"""The printer of TypeScript files."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mizan.codegen.source import Doc, Group, SourceFile, Text, array, call, join, literal, record
from tests.codegen.conftest import TypeScript

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("__proto__"), inner),
)
LONG = "x" * 60


def printed(*parts: Any) -> str:
    """Return the body of a file that holds one declaration."""
    file = SourceFile("a.ts", "// header\n")
    file.add(*parts)
    return file.render().removeprefix("// header\n\n")


@settings(deadline=None)
@given(json_values)
def test_literal_is_read_back_as_it_was(typescript: TypeScript, value: Any) -> None:
    assert typescript.value(printed(literal(value))) == value


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["const a = ", record([("b", Text("c")), ("d-e", "1")])], "const a = { b: 'c', 'd-e': 1 }\n"),
        ([record([])], "{}\n"),
        ([array([])], "[]\n"),
        ([call("f", "a", "b")], "f(a, b)\n"),
        ([Doc("About."), "const a = 1"], "/** About. */\nconst a = 1\n"),
        ([Doc(""), "const a = 1"], "const a = 1\n"),
    ],
)
def test_short_code_stands_on_one_line(parts: list[Any], expected: str) -> None:
    assert printed(*parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([array([LONG, LONG])], f"[\n  {LONG},\n  {LONG},\n]\n"),
        ([call("f", record([("a", LONG), ("b", LONG)]))], f"f({{\n  a: {LONG},\n  b: {LONG},\n}})\n"),
        (
            ["const f = ", Group("(", ("a", "b"), ")"), f": {LONG}{LONG} =>"],
            f"const f = (\n  a,\n  b,\n): {LONG}{LONG} =>\n",
        ),
        ([record([("a", join(Doc("Why."), "1"))])], "{\n  a: /** Why. */\n  1,\n}\n"),
    ],
)
def test_long_code_is_broken_at_its_brackets(parts: list[Any], expected: str) -> None:
    assert printed(*parts) == expected


def test_a_long_text_that_repeats_becomes_one_constant() -> None:
    assert (
        printed("f(", Text(LONG), ", ", Text(LONG), ")") == f"const $text1 = '{LONG}'\n\nf($text1, $text1)\n"
    )


@pytest.mark.parametrize("value", ["short", LONG])
def test_a_text_that_is_short_or_alone_stays_where_it_is(value: str) -> None:
    times = 3 if value == "short" else 1
    assert printed(array([Text(value)] * times)).count(value) == times


def test_an_import_is_written_only_if_something_of_it_is_used() -> None:
    file = SourceFile("a.ts", "// header\n")
    used, typed, _ = (file.namespace(name, f"./{name}.js") for name in ("used", "typed", "unused"))
    file.add(f"const a: {typed.type('A')} = {used('a')}")
    assert file.render() == (
        "// header\n\nimport * as used from './used.js'\nimport type * as typed from './typed.js'\n\n"
        "const a: typed.A = used.a\n"
    )


def test_a_file_without_declarations_is_still_a_module() -> None:
    assert SourceFile("a.ts", "// header\n").render() == "// header\n\nexport {}\n"
