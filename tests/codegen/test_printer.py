"""Line breaks of generated code."""

from __future__ import annotations

from typing import Any

import pytest

from mizan.codegen.nodes import Doc, Group, Text, array, call, join, record
from tests.codegen.test_source import LONG, printed


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
