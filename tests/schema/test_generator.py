"""JSON Schemas the short way: pydantic's own, letter by letter."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

import pytest
from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PrivateAttr,
    RootModel,
    TypeAdapter,
    WithJsonSchema,
    computed_field,
    field_serializer,
    field_validator,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from typing_extensions import deprecated

from mizan.schema import BigInt
from mizan.schema.generator import short_schema

Item = TypeVar("Item")


class Colour(enum.Enum):
    RED = "red"


@dataclass
class Point:
    x: int


class Empty(BaseModel):
    pass


class Plain(BaseModel):
    """What it is.

    More of it.
    """

    id: int
    label: str | None
    score: float = 1.5
    tags: list[str] = Field(default_factory=list)
    big: BigInt
    when: datetime.datetime | None = None
    price: Decimal = Field(max_digits=5, decimal_places=2)
    kind: Literal["b", "a"] = "a"
    anything: Any = None
    by_name: dict[str, list[int]]


class Heir(Plain):
    more: bool


class Said(BaseModel):
    titled: int = Field(title="A title", description="Of it.", examples=[1], json_schema_extra={"x": 1})
    renamed: int = Field(alias="re-named", default=1)
    chosen: int = Field(validation_alias=AliasChoices("a", "b"), serialization_alias="c")
    old: int = Field(deprecated=True)
    kept: int = Field(exclude=True)
    written: Annotated[int, PlainSerializer(str, return_type=str)] = 1
    skipped: SkipJsonSchema[int] = 1
    own: Annotated[object, WithJsonSchema({"type": "string"})] = ""
    _hidden: int = PrivateAttr(1)


class Judged(BaseModel):
    n: int
    text: str

    @field_validator("n")
    @classmethod
    def _n(cls, value: int) -> int:
        return value

    @field_validator("text", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return value

    @field_serializer("n")
    def _written(self, value: int) -> str:
        return str(value)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def total(self) -> int:
        """Add up."""
        return self.n


class Page(BaseModel, Generic[Item]):
    rows: list[Item]


class Coloured(BaseModel):
    colour: Colour


class Placed(BaseModel):
    point: Point


class Holding(BaseModel):
    plain: Plain
    others: list[Empty]


class Tree(BaseModel):
    children: list[Tree] = []


class Configured(BaseModel):
    model_config = ConfigDict(title="Configured otherwise", extra="forbid")

    n: int


class HeirOfConfigured(Configured):
    m: int


class AlwaysWritten(BaseModel):
    model_config = ConfigDict(json_schema_mode_override="serialization")

    n: int = 1


class Writing(BaseModel):
    n: int

    @model_serializer
    def _write(self) -> str:
        return str(self.n)


class Looking(BaseModel):
    n: int

    @model_validator(mode="wrap")
    @classmethod
    def _look(cls, value: Any, handler: Any) -> Any:
        return handler(value)


class Describing(BaseModel):
    n: int

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        return {**handler.resolve_ref_schema(handler(core_schema)), "x-own": True}


class Making(BaseModel):
    n: int

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return {**handler(source), "metadata": {"pydantic_js_updates": {"x-own": True}}}


@deprecated("Take another.")
class Deprecated(BaseModel):
    n: int


class Rooted(RootModel[list[int]]):
    pass


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    """Barks."""

    kind: Literal["dog"]


class Owner(BaseModel):
    pet: Annotated[Cat | Dog, Field(discriminator="kind")]


class Outer(BaseModel):
    said: Annotated[Plain, Field(description="Of this one.")]
    usual: Empty = Empty()
    titled: Dog | None = Field(default=None, title="A dog")
    many: dict[str, list[Judged]] = {}


class Twice(BaseModel):
    first: Empty
    second: Empty


def another(name: str) -> type[BaseModel]:
    """Return a model of a name that another one has."""
    return type(name, (BaseModel,), {"__module__": __name__, "__annotations__": {"own": int}})


class Two(BaseModel):
    cat: Cat
    other: another("Cat")  # type: ignore[valid-type]


class Dogs(BaseModel):
    inner: another("Dogs")  # type: ignore[valid-type]


class Foreign(BaseModel):
    inner: another("Größe")  # type: ignore[valid-type]


class Covered(BaseModel):
    inner: Cat = Field(alias="n")
    number: int = Field(alias="n")


class HoldingConfigured(BaseModel):
    inner: Configured


class HoldingHeir(BaseModel):
    inner: list[Describing]


Renamed = another("Before")
Renamed.__name__ = "After"


class HoldingRenamed(BaseModel):
    inner: Renamed  # type: ignore[valid-type]


SHORT = [
    *(
        Empty,
        Plain,
        Heir,
        Said,
        Judged,
        Page[int],
        Page[str | None],
        Page[Plain],
        Holding,
        Owner,
        Outer,
        Renamed,
    ),
    *(list[Plain], dict[str, Holding], Plain | None, tuple[Plain, Empty], list[str], int | str, Any, BigInt),
    *(list[Owner], Annotated[Cat | Dog, Field(discriminator="kind")], Annotated[int, Field(title="N", ge=1)]),
]
WHOLE = [
    *(Coloured, Placed, Tree, Configured, HeirOfConfigured, AlwaysWritten, Looking, Describing, Making),
    *(Deprecated, Rooted, Twice, Two, Dogs, Foreign, HoldingConfigured, HoldingHeir, HoldingRenamed, Covered),
    *(list[Configured], Colour, Point, list[Tree], Page[Page[int]], Annotated[Empty, AfterValidator(repr)]),
]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("annotation", SHORT, ids=ascii)
def test_the_short_way_leads_to_what_pydantic_says(annotation: Any, mode: Any) -> None:
    adapter = TypeAdapter(annotation)
    assert short_schema(adapter.core_schema, mode) == adapter.json_schema(mode=mode)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("annotation", WHOLE, ids=ascii)
def test_what_says_more_than_its_fields_goes_the_whole_way(annotation: Any, mode: Any) -> None:
    assert short_schema(TypeAdapter(annotation).core_schema, mode) is None


def test_a_serializer_of_the_whole_model_is_no_matter_of_fields() -> None:
    for annotation in (Writing, list[Writing]):
        assert short_schema(TypeAdapter(annotation).core_schema, "serialization") is None


def test_what_has_no_schema_is_left_to_the_whole_way_to_say() -> None:
    core = TypeAdapter(Callable[[int], int]).core_schema
    assert short_schema(core, "serialization") is None
