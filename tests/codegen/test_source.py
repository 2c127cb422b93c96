"""TypeScript files."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.codegen.nodes import Text, array
from mizan.codegen.source import SourceFile

LONG = "x" * 60


def printed(*parts: Any) -> str:
    """Return the body of a file that holds one declaration."""
    file = SourceFile("a.ts", "// header\n")
    file.add(*parts)
    return file.render().removeprefix("// header\n\n")


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
