"""What is read of an annotation, and what is kept of it."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    TypeAdapter,
    computed_field,
    field_serializer,
)

from mizan.protocol.errors import ConfigurationError
from mizan.schema.reading import read
from mizan.schema.typed_dicts import portable
from tests.schema.test_plain import fresh
from tests.schema.test_typed import ROUND_TRIPS

SENT_AS_TEXT = Annotated[int, PlainSerializer(str, return_type=str)]


class Inner(BaseModel):
    """What stands inside."""

    n: int = Field(default=3, ge=1, description="How many.")
    text: SENT_AS_TEXT = 1


class Outer(BaseModel):
    model_config = ConfigDict(title="The outer", extra="forbid", json_schema_extra={"examples": [1]})

    inner: Inner
    more: list[Inner | None] = []
    named: dict[str, Inner] = Field(default_factory=dict, alias="byName", json_schema_extra={"x": 1})
    when: list[int | str] | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def total(self) -> int:
        return len(self.more)

    @field_serializer("when")
    def _when(self, value: Any) -> str:
        return str(value)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize(
    "annotation", [Inner, Outer, list[Outer], *fresh(), *(kind for kind, _, _ in ROUND_TRIPS)], ids=ascii
)
def test_the_schema_is_pydantics_own(annotation: Any, mode: Any) -> None:
    assert read(annotation, mode, "x").schema == TypeAdapter(portable(annotation)).json_schema(mode=mode)


def test_a_plain_annotation_is_read_once() -> None:
    assert read(list[str], "serialization", "a") is read(list[str], "serialization", "b")
    assert read(list[str], "serialization", "a") is not read(list[str], "validation", "a")
    assert read(int | str, "serialization", "a") is not read(str | int, "serialization", "a")


def test_a_model_is_read_anew_for_it_may_be_rebuilt() -> None:
    assert read(Inner, "serialization", "a") is not read(Inner, "serialization", "a")


def test_what_annotated_adds_is_kept_as_long_as_what_was_read_of_it() -> None:
    annotation = Annotated[int, Field(ge=1)]
    assert read(annotation, "validation").annotation is annotation


def test_whose_type_has_no_schema_is_said_of_a_plain_one_too() -> None:
    with pytest.raises(ConfigurationError, match=r"^Order has a type that has no JSON Schema: Error"):
        read(Annotated[str, Field(pattern="(")], "validation", "Order")
