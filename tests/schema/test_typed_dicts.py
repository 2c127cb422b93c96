"""A TypedDict of either module is a type like others."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

import pytest
import typing_extensions
from pydantic import Field

from mizan.schema import TypedOutput
from mizan.schema.typed_dicts import portable


class Inner(TypedDict, total=False):
    n: Annotated[int, Field(ge=1)]


class Outer(TypedDict):
    """What it is."""

    name: str
    nick: NotRequired[str]
    inner: list[Inner] | None


class Modern(typing_extensions.TypedDict):
    name: str


def test_keys_keep_what_they_require() -> None:
    schema = TypedOutput(Outer).schema()
    assert schema["required"] == ["name", "inner"]
    assert schema["title"] == "Outer"
    assert schema["description"] == "What it is."
    [inner] = schema["$defs"].values()
    assert inner["properties"]["n"]["minimum"] == 1
    assert "required" not in inner


@pytest.mark.parametrize(
    "annotation", [int, list[int], int | None, Modern, dict[str, Modern], Annotated[int, 1], None]
)
def test_everything_else_stays(annotation: object) -> None:
    assert portable(annotation) == annotation


def test_it_works_inside_generics_unions_and_annotations() -> None:
    annotation = Annotated[dict[str, Inner | None], Field(max_length=2)]
    assert TypedOutput(annotation).dump({"a": {"n": 2}, "b": None}) == b'{"a":{"n":2},"b":null}'
