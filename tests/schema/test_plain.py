"""Annotations whose reading may be kept."""

from __future__ import annotations

import datetime
import enum
import typing
from decimal import Decimal
from itertools import combinations
from typing import Annotated, Any, Literal, Optional, TypedDict, Union
from uuid import UUID

import pytest
from pydantic import BaseModel, Field

from mizan.schema import BigInt
from mizan.schema.plain import plain


class Row(BaseModel):
    id: int


class Named(TypedDict):
    name: str


class Colour(enum.Enum):
    RED = "red"


class Text(str):
    pass


def fresh() -> list[Any]:
    """Return annotations that all read otherwise, made anew as each function has its own."""
    return [
        str,
        int,
        bool,
        None,
        Any,
        datetime.date,
        datetime.datetime,
        Decimal,
        UUID,
        list,
        list[str],
        list[int],
        set[int],
        dict[str, int],
        dict[str, Any],
        tuple[int, str],
        tuple[str, int],
        tuple[int, ...],
        int | str,
        str | int,
        int | None,
        None | int,
        list[int | None],
        Literal["a", "b"],
        Literal["b", "a"],
        Literal[1],
        Literal[True],
        BigInt,
        list[BigInt],
    ]


def test_what_reads_otherwise_has_another_key() -> None:
    keys = list(map(plain, fresh()))
    assert None not in keys
    assert not [pair for pair in combinations(keys, 2) if pair[0] == pair[1]]


def test_what_reads_alike_has_the_same_key() -> None:
    assert list(map(plain, fresh())) == list(map(plain, fresh()))
    assert plain(Optional[int]) == plain(Union[int, None]) == plain(int | None)  # noqa: UP007, UP045


@pytest.mark.parametrize(
    "annotation",
    [
        Row,
        Named,
        Colour,
        Text,
        list[Row],
        Row | None,
        dict[str, list[Colour]],
        Annotated[Row, Field(title="x")],
    ],
)
def test_a_class_of_somebody_is_not_plain(annotation: Any) -> None:
    assert plain(annotation) is None


@pytest.mark.parametrize("annotation", [tuple[()], typing.Tuple, "Row", 7, list["Row"]])  # noqa: UP006
def test_what_cannot_be_told_apart_is_not_plain(annotation: Any) -> None:
    assert plain(annotation) is None


def test_what_annotated_adds_is_told_by_identity() -> None:
    first, second = Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1.0)]
    assert plain(first) == plain(first)
    assert plain(first) != plain(second)
