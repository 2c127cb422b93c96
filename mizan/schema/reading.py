"""What pydantic reads of an annotation: what validates and serialises it, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import PydanticUserError, TypeAdapter
from pydantic_core import SchemaError

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError
from mizan.schema.generator import Generator, Mode, short_schema
from mizan.schema.plain import plain
from mizan.schema.typed_dicts import portable


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an annotation."""

    annotation: Any
    adapter: TypeAdapter[Any]
    schema: dict[str, JSON]


_known: dict[tuple[Hashable, Mode], Reading] = {}


def read(annotation: Any, mode: Mode, source: str | None = None) -> Reading:
    """Read an annotation, a plain one once. Raises ConfigurationError (`mizan.E011`): it has no schema."""
    key = plain(annotation)
    if key is None:
        return _read(annotation, mode, source)
    found = _known.get((key, mode))
    if found is None:
        found = _known[key, mode] = _read(annotation, mode, source)
    return found


def _read(annotation: Any, mode: Mode, source: str | None) -> Reading:
    made = adapter(annotation, source)
    try:
        schema = short_schema(made.core_schema, mode)
        if schema is None:
            schema = made.json_schema(mode=mode, schema_generator=Generator)
    except PydanticUserError as error:
        raise _untyped(source, error) from error
    return Reading(annotation, made, schema)


def adapter(annotation: Any, source: str | None = None) -> TypeAdapter[Any]:
    """Return what validates and serialises. Raises ConfigurationError (`mizan.E011`)."""
    try:
        return TypeAdapter(portable(annotation))
    except (PydanticUserError, SchemaError, TypeError, NameError) as error:
        raise _untyped(source, error) from error


@cache
def title_of(name: str) -> str:
    """Return the title that pydantic gives to a property of this name."""
    return _TITLES.get_title_from_name(name)


_TITLES = Generator()


def _untyped(source: str | None, error: Exception) -> ConfigurationError:
    said, _, _ = str(error).splitlines()[0].partition(". Set `arbitrary_types_allowed")  # advice for others
    return ConfigurationError(
        f"{source} has a type that has no JSON Schema: {said}",
        hint="Use pydantic models, dataclasses, TypedDict, primitives, lists, optionals, unions, enums, "
        "dates, Decimal, UUID or None, defined at the top of a module. Of a model or a QuerySet say in one "
        "of these what a client may see; files come by a form with a FileField.",
        check_id="mizan.E011",
    )
