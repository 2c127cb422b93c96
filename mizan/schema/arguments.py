"""The arguments of a function as one object: a type for pydantic, and a JSON Schema made of parts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Annotated, Any, NotRequired, get_origin

from pydantic import ConfigDict
from typing_extensions import TypedDict

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError
from mizan.schema.generator import Models
from mizan.schema.plain import plain
from mizan.schema.reading import adapter, read, title_of
from mizan.schema.refused import refused_in
from mizan.schema.typed_dicts import portable

Fields = Mapping[str, tuple[Any, bool]]
"""`name: (annotation, is required)`."""


def typed_dict(fields: Fields, title: str) -> Any:
    """Return the type of an object that has these keys and no others."""
    keys = {
        name: portable(kind) if required else NotRequired[portable(kind)]
        for name, (kind, required) in fields.items()
    }
    make: Any = TypedDict
    arguments = make(title, keys)
    arguments.__pydantic_config__ = ConfigDict(extra="forbid")
    return arguments


_PART = "\ue000"
"""The name of the only argument where one is read alone: nobody writes it."""

_parts: dict[Hashable, tuple[Any, JSON]] = {}
"""Plain annotations, and the properties that they are."""


def assembled(fields: Fields, title: str) -> dict[str, JSON] | None:
    """Return what pydantic says of the whole, put together from what it said of each argument.

    None where one of them is neither plain nor made of models that are no more than their fields, or must be
    refused.
    """
    properties, models = {}, Models("validation")
    for name, (annotation, _) in fields.items():
        part = _part(annotation, title_of(name)) or _part_of_models(annotation, title_of(name), models)
        if part is None:
            return None
        properties[name] = part
    required = [name for name, (_, is_required) in fields.items() if is_required]
    schema: dict[str, JSON] = {
        "type": "object",
        "title": title,
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }
    if not models.fits(schema):
        return None
    return {**schema, "$defs": models.named} if models.named else schema


def _part(annotation: Any, title: str) -> JSON:
    key = plain(annotation)
    if key is None:
        return None
    if key not in _parts:
        _parts[key] = annotation, _read_alone(annotation)
    part = _parts[key][1]
    return {**part, "title": title} if part and part.get("title") == _PART else part


def _part_of_models(annotation: Any, title: str, models: Models) -> JSON:
    if get_origin(annotation) is Annotated:
        return None  # what is said of an argument is no matter of its type
    try:
        core = adapter(annotation).core_schema
    except ConfigurationError:
        return None  # who reads the whole says whose it is
    return None if refused_in(core) else models.part(core, title)


def _read_alone(annotation: Any) -> JSON:
    try:
        reading = read(typed_dict({_PART: (annotation, True)}, _PART), "validation")
    except ConfigurationError:
        return None  # who reads the whole says whose it is
    if "$defs" in reading.schema or refused_in(reading.adapter.core_schema):
        return None
    return reading.schema["properties"].get(_PART)
