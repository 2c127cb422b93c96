"""Values as trees of code."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mizan.codegen.nodes import literal
from mizan.codegen.source import LONG
from tests.codegen.conftest import TypeScript
from tests.codegen.test_source import printed

short = st.text(max_size=LONG - 1)  # a longer one that repeats is written once a file
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | short,
    lambda inner: st.lists(inner) | st.dictionaries(short | st.just("__proto__"), inner),
)


@given(json_values)
def test_literal_is_read_back_as_it_was(typescript: TypeScript, value: Any) -> None:
    assert typescript.value(printed(literal(value))) == value
