"""Names of types."""

from __future__ import annotations

import pytest

from mizan.codegen.names import Scope, type_name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Product", "Product"),
        ("product", "Product"),
        ("string", "String"),
        ("Page[Product]", "PageProduct"),
        ("Page_Product_", "PageProduct"),
        ("app__models__Note", "AppModelsNote"),
        ("Café", "Cafe"),
        ("2D", "Type2D"),
        ("書", "Type"),
        ("", "Type"),
        ("x } export const y = 1 //", "XExportConstY1"),
        ("__proto__", "Proto"),
        ("Promise", "PromiseModel"),
    ],
)
def test_type_name_is_an_identifier_that_hides_nothing(title: str, expected: str) -> None:
    assert type_name(title) == expected


def test_scope_gives_no_name_twice() -> None:
    scope = Scope({"Note"})
    assert [scope.take("Note", "NoteIn") for _ in range(4)] == ["NoteIn", "NoteIn2", "NoteIn3", "NoteIn4"]
    assert scope.take("Free", "Other") == "Free"
