"""Unions that hold themselves: in how many ways an input is tried, and where that ends."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, BaseModel, Field, JsonValue, Tag, TypeAdapter
from typing_extensions import TypeAliasType, TypedDict

from mizan.protocol.errors import Failure
from mizan.schema import TypedInput
from mizan.schema.branching import MAX_WAYS, STRAIGHT, Branching, branching, require_few_ways


def identity(value: Any) -> Any:
    """Return the value."""
    return value


class All(BaseModel):
    """A condition of conditions."""

    op: Literal["all"] = "all"
    parts: list[All | Some] = []


class Some(BaseModel):
    """Another that is written alike."""

    op: Literal["some"] = "some"
    parts: list[All | Some] = []


class Told(BaseModel):
    """One that says which it is."""

    op: Literal["told"] = "told"
    parts: list[Annotated[Told | Also, Field(discriminator="op")]] = []


class Also(BaseModel):
    """So does this one."""

    op: Literal["also"] = "also"
    parts: list[Annotated[Told | Also, Field(discriminator="op")]] = []


class Tree(BaseModel):
    """A model that holds itself, and nothing else, whatever its documents say."""

    kids: list[Tree] = Field(default=[], json_schema_extra={"type": "union"})


class Flat(BaseModel):
    """A model that holds a tree."""

    tree: Tree | None = None


class Judged(BaseModel):
    """One that is looked at by a function, or bears a label, wherever it is an alternative."""

    parts: list[
        Annotated[Judged, AfterValidator(identity)]
        | Annotated[Plain, AfterValidator(identity), Tag("plain")]
        | Annotated[list[Judged], AfterValidator(tuple)]
        | int
    ] = []


class Plain(BaseModel):
    """One beside it."""

    others: list[Judged] = []


@dataclass
class Here:
    """A dataclass beside a TypedDict."""

    parts: list[Here | There | int] = field(default_factory=list)


class There(TypedDict, total=False):
    """The TypedDict."""

    parts: list[Here | There | int]


Nest = TypeAliasType("Nest", "list[Nest] | set[Nest] | int")
Own = TypeAliasType("Own", "dict[str, Own] | list[Own] | str")


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (All, Branching(objects=2)),
        (list[All | Some | Tree], Branching(objects=2)),
        (Here, Branching(objects=2)),
        (Judged, Branching(objects=2)),
        (Nest, Branching(arrays=2)),
        (Own, STRAIGHT),
        (JsonValue, STRAIGHT),
        (Told, STRAIGHT),
        (Tree, STRAIGHT),
        (Tree | Flat | None, STRAIGHT),
        (int | str, STRAIGHT),
    ],
)
def test_only_alternatives_that_hold_their_own_union_branch(annotation: Any, expected: Branching) -> None:
    assert branching(TypeAdapter(annotation).core_schema) == expected


def nested(depth: int, leaf: Any) -> bytes:
    for _ in range(depth):
        leaf = {"parts": [leaf]}
    return json.dumps({"value": leaf}).encode()


@pytest.mark.proves("ways")
@pytest.mark.parametrize("leaf", [{}, {"parts": 1}, {"op": []}])
@pytest.mark.parametrize("depth", [13, 16, 31])
def test_what_would_be_tried_too_often_is_refused_before_it_is_tried(depth: int, leaf: Any) -> None:
    arguments = TypedInput({"value": (All | Some, True)})
    began = time.process_time()
    with pytest.raises(Failure) as caught:
        arguments.parse_json(nested(depth, leaf))
    assert caught.value.code == "bad_request"
    assert time.process_time() - began < 1


def test_what_nests_less_is_read() -> None:
    value = TypedInput({"value": (All | Some, True)}).parse_json(nested(11, {}))["value"]
    assert value.model_dump_json().count("parts") == 12
    wide = json.dumps({"value": {"parts": [{"parts": [{"parts": [{}] * 10}] * 10}] * 10}}).encode()
    assert TypedInput({"value": (All | Some, True)}).parse_json(wide)


def test_arrays_are_counted_where_arrays_branch() -> None:
    arguments = TypedInput({"value": (Nest, True)})
    assert arguments.parse_json(b'{"value": [[[1]]]}')
    with pytest.raises(Failure, match="nested too deeply"):
        arguments.parse_json(b'{"value": ' + b"[" * 60 + b"]" * 60 + b"}")


def test_what_does_not_branch_nests_as_it_likes() -> None:
    deep = nested(30, {"op": "told"}).replace(b'{"parts"', b'{"op": "told", "parts"')
    assert TypedInput({"value": (Told, True)}).parse_json(deep)


def test_the_ways_are_counted_to_the_last() -> None:
    require_few_ways([0] * 5, Branching(2, 2))
    require_few_ways([[]] * (MAX_WAYS - 1), STRAIGHT)
    require_few_ways([[]] * (MAX_WAYS // 4 - 1), Branching(1, 2))
    for value, found in (([[]] * MAX_WAYS, STRAIGHT), ([*[[]] * (MAX_WAYS // 4), 0], Branching(1, 2))):
        with pytest.raises(Failure, match=r"^The body is nested too deeply\.$"):
            require_few_ways(value, found)
