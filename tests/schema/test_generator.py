"""JSON Schemas the short way: pydantic's own, letter by letter."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

import pytest
from pydantic import (
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
from mizan.schema.generator import model_schema

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


SHORT = [Empty, Plain, Heir, Said, Judged, Page[int], Page[str | None]]
WHOLE = [
    Coloured,
    Placed,
    Holding,
    Tree,
    Page[Plain],
    Configured,
    HeirOfConfigured,
    AlwaysWritten,
    Looking,
    Describing,
    Making,
    Deprecated,
    Rooted,
]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("model", SHORT, ids=lambda model: model.__name__)
def test_the_short_way_leads_to_what_pydantic_says(model: type[BaseModel], mode: Any) -> None:
    assert model_schema(model, mode) == TypeAdapter(model).json_schema(mode=mode)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("model", WHOLE, ids=lambda model: model.__name__)
def test_what_says_more_than_its_fields_goes_the_whole_way(model: type[BaseModel], mode: Any) -> None:
    assert model_schema(model, mode) is None


def test_a_serializer_of_the_whole_model_is_no_matter_of_fields() -> None:
    assert model_schema(Writing, "serialization") is None


def test_a_model_that_is_not_complete_yet_goes_the_whole_way() -> None:
    class Waiting(BaseModel):
        later: Later  # type: ignore[name-defined]  # noqa: F821

    assert model_schema(Waiting, "serialization") is None
