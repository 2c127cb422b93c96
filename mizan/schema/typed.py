"""The input and the output of functions and hooks, by their annotations.

Input is read as the schema says it, without coercion (`"5"` is no integer); output is checked against its
annotation and serialised once. Dates, Decimal and UUID travel as strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cached_property, partial
from typing import Annotated, Any

from django.utils.translation import gettext
from pydantic import (
    BaseModel,
    BeforeValidator,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticSerializationError

from mizan.protocol.envelope import JSON, Body
from mizan.protocol.errors import ConfigurationError, Failure
from mizan.schema.arguments import Fields, assembled, typed_dict
from mizan.schema.branching import STRAIGHT, Branching, branching, require_few_ways
from mizan.schema.exactness import (
    OutputError,
    check_floats,
    check_integers,
    is_suspicious,
    may_hold_floats,
    refusals,
)
from mizan.schema.objects import has_keys, is_flat, read_object
from mizan.schema.reading import adapter, read
from mizan.schema.refused import refused_in
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

    _branching: Branching = STRAIGHT

    def __init__(
        self,
        fields: Fields | type[BaseModel],
        *,
        title: str = "Input",
        source: str = "",
    ) -> None:
        self._read: Callable[..., Any]
        if isinstance(fields, type):
            self._take(fields, source or title)
            return
        schema = assembled(fields, title)
        if schema is None:
            self._take(typed_dict(fields, title), source or title)
            return
        self._schema = schema
        self._read = partial(self._read_first, fields, title)

    def _take(self, annotation: Any, source: str) -> None:
        reading = read(annotation, "validation", source)
        _require_sendable(reading.adapter.core_schema, source)
        self._branching = branching(reading.adapter.core_schema)
        self._schema = reading.schema
        self._read = reading.adapter.validator.validate_json

    def _read_first(self, fields: Fields, title: str, text: bytes, *, strict: bool) -> Any:
        """Read the first input: what judges plain arguments is made now, most calls of a site never come."""
        self._read = adapter(typed_dict(fields, title)).validator.validate_json
        return self._read(text, strict=strict)

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
        if self._branching is STRAIGHT and is_flat(text) and not is_suspicious(text):
            try:
                arguments = self._read(text, strict=True)
            except ValidationError:
                pass  # what is wrong is told below
            else:
                if type(arguments) is dict and has_keys(text, len(arguments)):
                    return arguments  # none was written twice
        return self._parse_any(text)

    def _parse_any(self, text: bytes, *, is_written_whole: bool = False) -> Any:
        value = read_object(text)
        if is_suspicious(text) and (refused := refusals(value)):
            raise Failure("invalid", issues=refused)
        if self._branching is not STRAIGHT:
            require_few_ways(value, self._branching)
        try:
            return self._read(text, strict=True)
        except ValidationError as error:
            details = error.errors()
            if not is_written_whole and any(map(_is_whole, details)):
                whole = json.dumps(json.loads(text, parse_float=_whole)).encode()
                return self._parse_any(whole, is_written_whole=True)
            raise Failure("invalid", issues=issues_of(details, value)) from None

    def parse_value(self, value: JSON) -> Any:
        """Return the arguments in a value of `json.loads`."""
        return self.parse_json(json.dumps(value).encode())


class TypedOutput:
    """Write a value of an annotated type as JSON, once.

    What is an instance of the annotated model already is not validated again; dicts, rows of a queryset and
    other objects with the model's attributes are read into it.
    """

    def __init__(self, annotation: Any, *, source: str = "") -> None:
        reading = read(annotation, "serialization", source or repr(annotation))
        self._schema = reading.schema
        self._check = reading.adapter.validator.validate_python
        self._write = reading.adapter.serializer.to_json
        self._plain = reading.adapter.serializer.to_python

    @cached_property
    def _may_hold_floats(self) -> bool:
        return may_hold_floats(self._schema)

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


def _require_sendable(core_schema: Any, source: str) -> None:
    refused = refused_in(core_schema)
    if refused is not None:
        raise ConfigurationError(
            f"{source} takes {refused.name}: {refused.reason}.", hint=refused.hint, check_id="mizan.E011"
        )


def _is_whole(detail: ErrorDetails) -> bool:
    """Tell whether an integer was missed that is written `3.0`: JSON Schema counts it as one."""
    value = detail["input"]
    return detail["type"] == "int_type" and isinstance(value, float) and value.is_integer()


def _whole(literal: str) -> int | float:
    number = float(literal)
    return int(number) if number.is_integer() else number


def _summary(error: ValidationError) -> str:
    details = error.errors()[:3]
    return "; ".join(f"{'.'.join(map(str, detail['loc'])) or 'value'}: {detail['msg']}" for detail in details)
