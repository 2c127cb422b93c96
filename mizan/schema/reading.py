"""What pydantic reads of an annotation: what validates and serialises it, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import PydanticUserError, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import SchemaError

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError
from mizan.schema.plain import plain
from mizan.schema.typed_dicts import portable

Mode = Literal["validation", "serialization"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an annotation."""

    annotation: Any
    adapter: TypeAdapter[Any]
    schema: dict[str, JSON]


_known: dict[tuple[Hashable, Mode], Reading] = {}


def read(annotation: Any, mode: Mode, source: str) -> Reading:
    """Read an annotation, a plain one once. Raises ConfigurationError (`mizan.E011`): it has no schema."""
    key = plain(annotation)
    if key is None:
        return _read(annotation, mode, source)
    found = _known.get((key, mode))
    if found is None:
        found = _known[key, mode] = _read(annotation, mode, source)
    return found


def _read(annotation: Any, mode: Mode, source: str) -> Reading:
    made = adapter(annotation, source)
    try:
        schema = made.json_schema(mode=mode, schema_generator=_Generator)
    except PydanticUserError as error:
        raise _untyped(source, error) from error
    return Reading(annotation, made, schema)


def adapter(annotation: Any, source: str) -> TypeAdapter[Any]:
    """Return what validates and serialises. Raises ConfigurationError (`mizan.E011`)."""
    try:
        return TypeAdapter(portable(annotation))
    except (PydanticUserError, SchemaError, TypeError, NameError) as error:
        raise _untyped(source, error) from error


def title_of(name: str) -> str:
    """Return the title that pydantic gives to a property of this name."""
    return _TITLES.get_title_from_name(name)


class _Methods(dict[Any, Any]):
    """pydantic's method for each type of schema, found when it is asked for: there are fifty, and few are."""

    def __init__(self, generator: GenerateJsonSchema) -> None:
        self._generator = generator

    def __missing__(self, kind: str) -> Any:
        method = self[kind] = getattr(self._generator, f"{kind.replace('-', '_')}_schema")
        return method


class _Generator(GenerateJsonSchema):
    def build_schema_type_to_method(self) -> Any:
        self._methods = _Methods(self)
        return self._methods

    def generate_inner(self, schema: Any) -> dict[str, Any]:
        if "ref" in schema or "serialization" in schema or schema.get("metadata"):
            return super().generate_inner(schema)
        written: dict[str, Any] = self._methods[schema["type"]](schema)
        return written  # nothing else has a say in what such a node is

    def sort(self, value: dict[str, Any], parent_key: str | None = None) -> dict[str, Any]:
        return value  # the contract sorts all keys, and a hash counts none of their order


_TITLES = _Generator()


def _untyped(source: str, error: Exception) -> ConfigurationError:
    said, _, _ = str(error).splitlines()[0].partition(". Set `arbitrary_types_allowed")  # advice for others
    return ConfigurationError(
        f"{source} has a type that has no JSON Schema: {said}",
        hint="Use pydantic models, dataclasses, TypedDict, primitives, lists, optionals, unions, enums, "
        "dates, Decimal, UUID or None, defined at the top of a module. Of a model or a QuerySet say in one "
        "of these what a client may see; files come by a form with a FileField.",
        check_id="mizan.E011",
    )
