"""Types in, JSON Schema and exact JSON out."""

from __future__ import annotations

import datetime
import enum
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, TypedDict

import jsonschema
import pytest
from django.db import models
from pydantic import BaseModel, Field, Json, computed_field, field_validator
from pydantic_core import PydanticCustomError

from mizan.protocol.envelope import Body
from mizan.protocol.errors import ConfigurationError, Failure
from mizan.schema import BigInt, TypedInput, TypedOutput
from mizan.schema.exactness import OutputError


class Colour(enum.Enum):
    RED = "red"


class Size(models.TextChoices):
    SMALL = "s", "Small"


@dataclass
class Point:
    x: int
    y: float = 0.5


class Named(TypedDict):
    name: str


class Row(BaseModel):
    id: int
    name: str | None = None


class Tree(BaseModel):
    children: list[Tree] = []


ROUND_TRIPS: list[tuple[Any, Any, Any]] = [
    # annotation, JSON, the Python value
    (str, "é😀", "é😀"),
    (int, 7, 7),
    (int, 7.0, 7),
    (list[int], [1.0, 2], [1, 2]),
    (float, 1.5, 1.5),
    (float, 2, 2.0),
    (bool, True, True),
    (None, None, None),
    (int | None, None, None),
    (int | str, "7", "7"),
    (list[int], [1, 2], [1, 2]),
    (dict[str, int], {"a": 1}, {"a": 1}),
    (tuple[int, str], [1, "a"], (1, "a")),
    (set[int], [1], {1}),
    (Literal["a", 1], "a", "a"),
    (Colour, "red", Colour.RED),
    (Size, "s", Size.SMALL),
    (datetime.date, "2026-02-28", datetime.date(2026, 2, 28)),
    (datetime.time, "10:30:00", datetime.time(10, 30)),
    (datetime.datetime, "2026-02-28T10:30:00Z", datetime.datetime(2026, 2, 28, 10, 30, tzinfo=datetime.UTC)),
    (datetime.timedelta, "P1DT1S", datetime.timedelta(days=1, seconds=1)),
    (Decimal, "1.50", Decimal("1.50")),
    (uuid.UUID, "8f14e45f-ceea-467f-a8f0-5c3c1a4b2a11", uuid.UUID("8f14e45f-ceea-467f-a8f0-5c3c1a4b2a11")),
    (Point, {"x": 1, "y": 2.5}, Point(1, 2.5)),
    (Named, {"name": "a"}, {"name": "a"}),
    (Row, {"id": 1, "name": None}, Row(id=1)),
    (Tree, {"children": [{"children": []}]}, Tree(children=[Tree()])),
    (BigInt, "123456789012345678901234567890", 123456789012345678901234567890),
    (Any, {"a": [1, None]}, {"a": [1, None]}),
]


@pytest.mark.parametrize(
    ("annotation", "wire", "value"), ROUND_TRIPS, ids=lambda part: ascii(part)[:30].replace("\\", "")
)
def test_a_value_travels_both_ways(annotation: Any, wire: Any, value: Any) -> None:
    arguments = TypedInput({"value": (annotation, True)})
    parsed = arguments.parse(Body(text=json.dumps({"value": wire}).encode()))
    assert parsed == {"value": value}
    assert type(parsed["value"]) is type(value)
    output = TypedOutput(annotation)
    assert json.loads(output.dump(value)) == wire
    jsonschema.Draft202012Validator(arguments.schema()).validate({"value": wire})
    jsonschema.Draft202012Validator(output.schema()).validate(wire)


def test_a_whole_number_with_an_exponent_is_judged_as_the_integer_that_it_is() -> None:
    arguments = TypedInput({"value": (int, True)})
    assert arguments.parse_json(b'{"value": 2e3}') == {"value": 2000}
    both = TypedInput({"n": (int, True), "x": (float, True)})
    assert both.parse_json(b'{"n": 3.0, "x": 1.5}') == {"n": 3, "x": 1.5}
    with pytest.raises(Failure) as caught:
        arguments.parse_json(b'{"value": 1e22}')
    assert [issue.code for issue in caught.value.issues] == ["int_range"]


def test_a_whole_number_inside_of_a_text_is_asked_for_once() -> None:
    with pytest.raises(Failure) as caught:
        TypedInput({"value": (Json[int], True)}).parse_json(b'{"value": "1e20"}')
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [(("value",), "invalid")]


REFUSED: list[tuple[Any, Any]] = [
    (str, 7),
    (str, None),
    (int, "7"),
    (int, 7.5),
    (int, True),
    (float, "1.5"),
    (float, True),
    (bool, "true"),
    (bool, 1),
    (list[int], {"0": 1}),
    (dict[str, int], []),
    (Literal["a"], "b"),
    (Colour, "blue"),
    (datetime.date, "28.02.2026"),
    (datetime.date, 0),
    (Decimal, "1,5"),
    (Decimal, "NaN"),
    (uuid.UUID, "8f14"),
    (Point, {"y": 1}),
    (Row, 1),
    (BigInt, "1.5"),
    (BigInt, "1" * 1001),
]


@pytest.mark.parametrize(("annotation", "wire"), REFUSED, ids=lambda part: str(part)[:30])
def test_nothing_is_coerced(annotation: Any, wire: Any) -> None:
    arguments = TypedInput({"value": (annotation, True)})
    with pytest.raises(Failure) as caught:
        arguments.parse(Body(text=json.dumps({"value": wire}).encode()))
    assert caught.value.code == "invalid"
    assert caught.value.issues[0].path[0] == "value"


def test_a_parameter_with_a_default_may_be_left_out() -> None:
    arguments = TypedInput({"a": (int, True), "b": (int, False)})
    assert arguments.parse(Body(text=b'{"a":1}')) == {"a": 1}
    assert arguments.parse(Body(text=b'{"a":1,"b":2}')) == {"a": 1, "b": 2}
    assert arguments.schema()["required"] == ["a"]
    assert arguments.schema()["additionalProperties"] is False


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(Failure) as caught:
        TypedInput({"a": (int, True)}).parse(Body(text=b'{"a":1,"is_staff":true}'))
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [(("is_staff",), "unexpected")]
    assert caught.value.issues[0].message == "There is no input of this name."


def test_input_reads_a_model() -> None:
    assert TypedInput(Row).parse(Body(text=b'{"id":3}')) == Row(id=3)
    assert TypedInput(Row).parse_value({"id": 3}) == Row(id=3)


@pytest.mark.parametrize(
    "text", [b"", b"{", b"nonsense", b'{"a":NaN}', b'{"a":-Infinity}', b'{"a":"\\ud800"}', b"\xff"]
)
def test_what_is_no_json_is_a_bad_request(text: bytes) -> None:
    with pytest.raises(Failure) as caught:
        TypedInput({"a": (Any, False)}).parse(Body(text=text))
    assert (caught.value.code, caught.value.message) == ("bad_request", "The body is not valid JSON.")


def test_what_is_refused_whatever_its_type_is_invalid() -> None:
    with pytest.raises(Failure) as caught:
        TypedInput({"a": (Any, False)}).parse(Body(text=b'{"a":"\\u0000"}'))
    assert (caught.value.code, [issue.path for issue in caught.value.issues]) == ("invalid", [("a",)])


def test_files_are_refused_where_none_are_declared() -> None:
    with pytest.raises(Failure) as caught:
        TypedInput({}).parse(Body(files={"a": "file"}))
    assert caught.value.code == "unsupported_media_type"


def test_input_says_what_is_read_and_output_what_is_written() -> None:
    class Priced(BaseModel):
        price: Decimal = Decimal(0)

        @computed_field  # type: ignore[prop-decorator]
        @property
        def label(self) -> str:
            return f"{self.price} EUR"

    read, written = TypedInput(Priced).schema(), TypedOutput(Priced).schema()
    assert list(read["properties"]) == ["price"]
    assert [kind["type"] for kind in read["properties"]["price"]["anyOf"]] == ["number", "string"]
    assert list(written["properties"]) == ["price", "label"]
    assert written["properties"]["price"]["type"] == "string"


def test_constraints_reach_the_schema() -> None:
    schema = TypedInput({"n": (Annotated[int, Field(ge=1, description="How many.")], True)}).schema()
    assert schema["properties"]["n"] == {
        "type": "integer",
        "minimum": 1,
        "title": "N",
        "description": "How many.",
    }


def test_objects_and_dicts_are_read_into_the_declared_model() -> None:
    class Record:
        id = 4
        name = "x"
        password = "secret"

    output = TypedOutput(list[Row])
    assert output.dump([Record(), {"id": 5, "password": "secret"}, Row(id=6)]) == (
        b'[{"id":4,"name":"x"},{"id":5,"name":null},{"id":6,"name":null}]'
    )


def test_a_generator_is_a_list() -> None:
    assert TypedOutput(list[int]).dump(number for number in (1, 2)) == b"[1,2]"


WRONG_OUTPUT: list[tuple[Any, Any]] = [
    (int, "seven"),
    (Row, {"name": "x"}),
    (Row, None),
    (int, 2**53),
    (int, -(2**53)),
    (list[int], [1, 2**53]),
    (dict[str, int], {"a": 2**64}),
    (Any, {"a": [2**53]}),
    (float, float("nan")),
    (list[float], [1.0, float("inf")]),
    (dict[str, float], {"a": float("-inf")}),
    (Any, {"a": float("nan")}),
    (Point, Point(1, float("nan"))),
    (str, "\ud800"),
    (BigInt, True),
    (BigInt, 1.0),
    (Row, Row.model_construct(id="not a number")),
]


@pytest.mark.parametrize(
    ("annotation", "value"), WRONG_OUTPUT, ids=lambda part: str(part)[:30].encode("ascii", "replace")
)
def test_a_wrong_or_inexact_output_is_an_error(annotation: Any, value: Any) -> None:
    with pytest.raises(OutputError):
        TypedOutput(annotation).dump(value)


EXACT: list[tuple[Any, Any, bytes]] = [
    (int, 2**53 - 1, b"9007199254740991"),
    (float, 0.1234567890123456, b"0.1234567890123456"),
    (float, 1234567890123456.5, b"1234567890123456.5"),
    (float, 1e300, b"1e+300"),
    (str, "9007199254740993,9007199254740993", b'"9007199254740993,9007199254740993"'),
    (float | None, None, b"null"),
    (Decimal, Decimal("9007199254740993.5"), b'"9007199254740993.5"'),
]


@pytest.mark.parametrize(("annotation", "value", "data"), EXACT, ids=lambda part: str(part)[:30])
def test_what_javascript_holds_is_written(annotation: Any, value: Any, data: bytes) -> None:
    written = TypedOutput(annotation).dump(value)
    assert json.loads(written) == json.loads(data)


def test_an_instance_of_the_model_is_not_validated_again() -> None:
    runs = []

    class Counted(BaseModel):
        n: int

        @field_validator("n")
        @classmethod
        def count(cls, value: int) -> int:
            runs.append(value)
            return value

    output, instance = TypedOutput(Counted), Counted(n=1)
    output.dump(instance)
    assert runs == [1]


def test_a_validator_of_ones_own_gives_its_own_code() -> None:
    def even(value: int) -> int:
        if value % 2:
            raise PydanticCustomError("odd", "Not {number}, please.", {"number": value})
        return value

    from pydantic import AfterValidator

    with pytest.raises(Failure) as caught:
        TypedInput({"n": (Annotated[int, AfterValidator(even)], True)}).parse(Body(text=b'{"n":3}'))
    assert caught.value.issues[0].as_json() == {
        "path": ["n"], "code": "odd", "message": "Not 3, please.", "params": {"number": 3}
    }  # fmt: skip


class Unspeakable:
    pass


@pytest.mark.parametrize("annotation", [Unspeakable, "Nowhere", list["Nowhere"], 7])  # noqa: F821
def test_a_type_without_schema_is_a_configuration_error(annotation: Any) -> None:
    with pytest.raises(ConfigurationError) as caught:
        TypedOutput(annotation, source="app.views.echo")
    assert caught.value.check_id == "mizan.E011"
    [line] = str(caught.value).splitlines()
    assert line.startswith("app.views.echo has a type that has no JSON Schema: ")
    assert "arbitrary_types_allowed" not in line
    assert caught.value.hint == (
        "Use pydantic models, dataclasses, TypedDict, primitives, lists, optionals, unions, enums, dates, "
        "Decimal, UUID or None, defined at the top of a module. Of a model or a QuerySet say in one of these "
        "what a client may see; files come by a form with a FileField."
    )


# No schema can be made of the one, no JSON Schema of the other.
@pytest.mark.parametrize("annotation", [Unspeakable, Callable[[int], int]], ids=["class", "callable"])
def test_the_error_says_whose_type_it_is_and_what_pydantic_says(annotation: Any) -> None:
    fields = {"v": (annotation, True)}
    made: list[tuple[str, Callable[[], Any]]] = [
        ("Input", lambda: TypedInput(fields)),
        ("EchoInput", lambda: TypedInput(fields, title="EchoInput")),
        ("app.echo", lambda: TypedInput(fields, title="EchoInput", source="app.echo")),
        (repr(annotation), lambda: TypedOutput(annotation)),
        ("app.echo", lambda: TypedOutput(annotation, source="app.echo")),
    ]
    for source, make in made:
        with pytest.raises(ConfigurationError) as caught:
            make()
        says = str(caught.value).removeprefix(f"{source} has a type that has no JSON Schema: ")
        assert says.startswith(("Unable to generate pydantic-core schema", "Cannot generate a JsonSchema"))


UNWRITTEN = (
    "Error serializing to JSON: UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in "
    "position 0: surrogates not allowed"
)
UNEXPECTED = (
    "Pydantic serializer warnings:\n  PydanticSerializationUnexpectedValue(Expected `int` - "
    "serialized value may not be as expected"
)
SUMMARIES: list[tuple[Any, Any, str]] = [
    (int, "x", "value: Input should be a valid integer, unable to parse string as an integer"),
    (Row, {"name": "x"}, "id: Field required"),
    (list[list[bool]], [["x"]], "0.0: Input should be a valid boolean, unable to interpret input"),
    (list[None], ["canary"] * 4, "; ".join(f"{number}: Input should be None" for number in range(3))),
    (str, "\ud800", UNWRITTEN),
    (Row, Row.model_construct(id="canary"), f"{UNEXPECTED} [field_name='id'"),
    (int, 2**53, "An integer of 16 digits is not exact in JavaScript: use mizan.BigInt."),
    (float, float("nan"), "The number nan has no JSON."),
]


@pytest.mark.parametrize(
    ("annotation", "value", "message"), SUMMARIES, ids=lambda part: ascii(part)[:30].replace("\\", "")
)
def test_a_wrong_output_is_told_without_the_value(annotation: Any, value: Any, message: str) -> None:
    with pytest.raises(OutputError) as caught:
        TypedOutput(annotation).dump(value)
    assert str(caught.value) == message
