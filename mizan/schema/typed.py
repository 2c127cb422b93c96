"""The input and the output of functions and hooks, by their annotations.

Input is read as the schema says it, without coercion (`"5"` is no integer); output is checked against its
annotation and serialised once. Dates, Decimal and UUID travel as strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, NotRequired

from django.utils.translation import gettext
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PydanticUserError,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import ErrorDetails, PydanticSerializationError, SchemaError
from typing_extensions import TypedDict

from mizan.protocol.envelope import JSON, Body
from mizan.protocol.errors import ConfigurationError, Failure
from mizan.schema.exactness import OutputError, check_floats, check_integers, may_hold_floats, refusals
from mizan.schema.probing import probe_in
from mizan.schema.typed_dicts import portable
from mizan.schema.validation import issues_of


def _big(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,1000}", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(gettext("Enter a whole number."))


BigInt = Annotated[
    int,
    BeforeValidator(_big),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^-?[0-9]{1,1000}$"}),
]
"""An `int` of any size, as a string on the wire; a plain `int` must stay within ±(2^53−1)."""


class TypedInput:
    """Read the JSON object of a function's arguments, or of one pydantic model.

    `TypedInput({"text": (str, True)}, title="EchoInput")` takes `name: (annotation, is required)` and parses
    to a dict of the keys that came; `TypedInput(Model)` parses to the model. Keys that are not declared are
    refused.
    """

    def __init__(
        self,
        fields: Mapping[str, tuple[Any, bool]] | type[BaseModel],
        *,
        title: str = "Input",
        source: str = "",
    ) -> None:
        annotation = fields if isinstance(fields, type) else _arguments(fields, title)
        adapter = _adapter(annotation, source or title)  # not kept: what it was built from takes most room
        _refuse_probes(adapter, source or title)
        self._schema = _json_schema(adapter, "validation", source or title)
        self._read = adapter.validator.validate_json

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema of the input object."""
        return self._schema

    def parse(self, body: Body) -> Any:
        """Return the arguments. Raises Failure `invalid` with issues, or `bad_request` when it is no JSON."""
        if body.files:
            raise Failure("unsupported_media_type")
        return self.parse_json(body.text)

    def parse_json(self, text: bytes) -> Any:
        """Return the arguments in a JSON text."""
        refused = refusals(text)
        if refused:
            raise Failure("invalid", issues=refused)
        try:
            return self._read(text, strict=True)
        except ValidationError as error:
            details = error.errors()
            if any(map(_is_whole, details)):
                return self.parse_json(json.dumps(json.loads(text, parse_float=_whole)).encode())
            raise _failure(details, text) from None

    def parse_value(self, value: JSON) -> Any:
        """Return the arguments in a value of `json.loads`."""
        return self.parse_json(json.dumps(value).encode())


class TypedOutput:
    """Write a value of an annotated type as JSON, once.

    What is an instance of the annotated model already is not validated again; dicts, rows of a queryset and
    other objects with the model's attributes are read into it.
    """

    def __init__(self, annotation: Any, *, source: str = "") -> None:
        adapter = _adapter(annotation, source or repr(annotation))
        self._schema = _json_schema(adapter, "serialization", source or repr(annotation))
        self._check = adapter.validator.validate_python
        self._write = adapter.serializer.to_json
        self._plain = adapter.serializer.to_python
        self._may_hold_floats = may_hold_floats(self._schema)

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema of the output."""
        return self._schema

    def dump(self, value: Any) -> bytes:
        """Return the JSON text. Raises OutputError when the value is not of the type or has no exact JSON."""
        try:
            checked = self._check(value, from_attributes=True)
            data: bytes = self._write(checked, warnings="error")
        except ValidationError as error:
            raise OutputError(_summary(error)) from None
        except PydanticSerializationError as error:
            raise OutputError(str(error).partition("input_value=")[0].rstrip(" [,")) from None
        check_integers(data)
        if self._may_hold_floats and b"null" in data:
            check_floats(self._plain(checked))
        return data


def _arguments(fields: Mapping[str, tuple[Any, bool]], title: str) -> Any:
    keys = {
        name: portable(kind) if required else NotRequired[portable(kind)]
        for name, (kind, required) in fields.items()
    }
    make: Any = TypedDict
    arguments = make(title, keys)
    arguments.__pydantic_config__ = ConfigDict(extra="forbid")
    return arguments


def _adapter(annotation: Any, source: str) -> TypeAdapter[Any]:
    try:
        return TypeAdapter(portable(annotation))
    except (PydanticUserError, SchemaError, TypeError, NameError) as error:
        raise _untyped(source, error) from error


class _Methods(dict[Any, Any]):
    """pydantic's method for each type of schema, found when it is asked for: there are fifty, and few are."""

    def __init__(self, generator: GenerateJsonSchema) -> None:
        self._generator = generator

    def __missing__(self, kind: str) -> Any:
        method = self[kind] = getattr(self._generator, f"{kind.replace('-', '_')}_schema")
        return method


class _Generator(GenerateJsonSchema):
    def build_schema_type_to_method(self) -> Any:
        return _Methods(self)

    def sort(self, value: dict[str, Any], parent_key: str | None = None) -> dict[str, Any]:
        return value  # the contract sorts all keys, and a hash counts none of their order


def _json_schema(adapter: TypeAdapter[Any], mode: Any, source: str) -> dict[str, JSON]:
    try:
        return adapter.json_schema(mode=mode, schema_generator=_Generator)
    except PydanticUserError as error:
        raise _untyped(source, error) from error


def _refuse_probes(adapter: TypeAdapter[Any], source: str) -> None:
    name = probe_in(adapter.core_schema)
    if name is not None:
        raise ConfigurationError(
            f"{source} takes a {name}: a client could ask about the server's files, or import its modules.",
            hint="Take a str, and look only where you decided beforehand.",
            check_id="mizan.E011",
        )


def _untyped(source: str, error: Exception) -> ConfigurationError:
    return ConfigurationError(
        f"{source} has a type that has no JSON Schema: {str(error).splitlines()[0]}",
        hint="Use pydantic models, dataclasses, TypedDict, primitives, lists, optionals, unions, enums, "
        "dates, Decimal, UUID or None, defined at the top of a module.",
        check_id="mizan.E011",
    )


def _is_whole(detail: ErrorDetails) -> bool:
    """Tell whether an integer was missed that is written `3.0`: JSON Schema counts it as one."""
    value = detail["input"]
    return detail["type"] == "int_type" and isinstance(value, float) and value.is_integer()


def _whole(literal: str) -> int | float:
    number = float(literal)
    return int(number) if number.is_integer() else number


def _failure(details: list[ErrorDetails], text: bytes) -> Failure:
    if details[0]["type"] == "json_invalid":
        return Failure("bad_request", "The body is not valid JSON.")
    return Failure("invalid", issues=issues_of(details, text))


def _summary(error: ValidationError) -> str:
    details = error.errors()[:3]
    return "; ".join(f"{'.'.join(map(str, detail['loc'])) or 'value'}: {detail['msg']}" for detail in details)
