"""Arguments as one object: put together, it is what pydantic says of the whole."""

from __future__ import annotations

import datetime
import json
from typing import Annotated, Any, Literal

import pytest
from pydantic import BeforeValidator, Field, ImportString, TypeAdapter
from pydantic.json_schema import SkipJsonSchema

from mizan.protocol.envelope import Body
from mizan.protocol.errors import Failure
from mizan.schema import BigInt, TypedInput
from mizan.schema.arguments import assembled, typed_dict
from tests.schema.test_generator import (
    Configured,
    Covered,
    Dog,
    Empty,
    Holding,
    Judged,
    Outer,
    Owner,
    Page,
    Plain,
    Said,
    Tree,
    another,
)
from tests.schema.test_plain import fresh

TITLED = Annotated[str, Field(title="A title", description="Said of it.")]


def whole(fields: dict[str, tuple[Any, bool]], title: str) -> Any:
    """Return what pydantic says, without `NotRequired`: Python keeps that of `int | str` for `str | int`."""
    schema = TypeAdapter(
        typed_dict({name: (kind, True) for name, (kind, _) in fields.items()}, title)
    ).json_schema()
    required = [name for name, (_, is_required) in fields.items() if is_required]
    schema.pop("required", None)
    return {**schema, "required": required} if required else schema


@pytest.mark.parametrize("annotation", [*fresh(), TITLED], ids=ascii)
@pytest.mark.parametrize("is_required", [True, False])
@pytest.mark.parametrize("name", ["value", "is_member", "_hidden", "größe", "aB2c"])
def test_the_parts_are_the_whole(annotation: Any, is_required: bool, name: str) -> None:
    fields = {"first": (int, True), name: (annotation, is_required), "last": (str, False)}
    assert assembled(fields, "EchoInput") == whole(fields, "EchoInput")


@pytest.mark.parametrize("fields", [{}, {"n": (int, False)}, {"title": (str, True)}])
def test_few_parts_are_the_whole(fields: dict[str, tuple[Any, bool]]) -> None:
    assert assembled(fields, "X") == whole(fields, "X")


@pytest.mark.parametrize(
    "annotation",
    [
        Tree,
        list[Configured],
        Annotated[Plain, Field()],
        Annotated[Any, ImportString()],
        Annotated[Any, BeforeValidator(repr, json_schema_input_type=Plain)],
        SkipJsonSchema[int],
        "Nowhere",
    ],
    ids=ascii,
)
def test_what_is_more_than_a_part_is_read_as_a_whole(annotation: Any) -> None:
    assert assembled({"n": (int, True), "value": (annotation, True)}, "X") is None


class Shouted(str):
    """A class that says of itself what it is."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return {**handler(str), "metadata": {"pydantic_js_updates": {"title": "What is shouted"}}}


MODELS = [
    *(Plain, list[Plain], Plain | None, dict[str, Holding], Page[int], Owner, list[Judged], Outer, Said),
    Shouted,
]


@pytest.mark.parametrize("annotation", MODELS, ids=ascii)
@pytest.mark.parametrize("is_required", [True, False])
def test_models_are_parts_of_the_whole(annotation: Any, is_required: bool) -> None:
    fields = {
        "data": (annotation, is_required),
        "n": (int, True),
        "again": (annotation, True),
        "e": (Empty, True),
    }
    made = assembled(fields, "EchoInput")
    assert made == (None if annotation is Page[int] else whole(fields, "EchoInput"))


def test_models_of_one_name_are_told_apart_by_the_whole() -> None:
    fields: dict[str, tuple[Any, bool]] = {"one": (Empty, True), "other": (another("Empty"), True)}
    assert assembled(fields, "EchoInput") is None
    assert assembled({"one": (Empty, True)}, "Empty") is None
    assert assembled({"one": (Covered, True)}, "EchoInput") is None


def test_a_model_is_judged_by_what_its_schema_says() -> None:
    arguments = TypedInput({"dog": (Dog, True)})
    assert arguments.parse(Body(text=b'{"dog":{"kind":"dog"}}')) == {"dog": Dog(kind="dog")}
    with pytest.raises(Failure) as caught:
        arguments.parse(Body(text=b'{"dog":{"kind":"cat"}}'))
    assert [issue.path for issue in caught.value.issues] == [("dog", "kind")]


def test_parts_of_one_annotation_keep_their_own_titles() -> None:
    fields = {"first_name": (str, True), "born_on": (datetime.date, True), "last_name": (str, True)}
    titles = [part["title"] for part in TypedInput(fields).schema()["properties"].values()]
    assert titles == ["First Name", "Born On", "Last Name"]


def test_assembled_arguments_are_judged_by_what_their_schema_says() -> None:
    fields = {
        "kind": (Literal["a", "b"], True),
        "count": (Annotated[int, Field(ge=1)], False),
        "big": (BigInt, False),
    }
    arguments = TypedInput(fields)
    for _ in range(2):
        assert arguments.parse(Body(text=b'{"kind":"a","count":1,"big":"9"}')) == {
            "kind": "a",
            "count": 1,
            "big": 9,
        }
    wrong: list[tuple[dict[str, Any], str]] = [
        ({}, "required"),
        ({"kind": "c"}, "invalid_choice"),
        ({"kind": "a", "count": 0}, "min_value"),
        ({"kind": "a", "more": 0}, "unexpected"),
    ]
    for value, code in wrong:
        for made in (arguments, TypedInput(fields)):
            with pytest.raises(Failure) as caught:
                made.parse(Body(text=json.dumps(value).encode()))
            assert [issue.code for issue in caught.value.issues] == [code]
