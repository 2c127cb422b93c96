"""The arguments of a function as one object: a type for pydantic, and a JSON Schema made of parts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, NotRequired

from pydantic import ConfigDict
from typing_extensions import TypedDict

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError
from mizan.schema.plain import plain
from mizan.schema.probing import probe_in
from mizan.schema.reading import read, title_of
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

    None where one of them is not plain, or has a part in `$defs`, or must be refused.
    """
    properties = {}
    for name, (annotation, _) in fields.items():
        part = _part(annotation)
        if part is None:
            return None
        has_own_title = part.get("title") != _PART
        properties[name] = part if has_own_title else {**part, "title": title_of(name)}
    required = [name for name, (_, is_required) in fields.items() if is_required]
    return {
        "type": "object",
        "title": title,
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _part(annotation: Any) -> JSON:
    key = plain(annotation)
    if key is None:
        return None
    if key not in _parts:
        _parts[key] = annotation, _read_alone(annotation)
    return _parts[key][1]


def _read_alone(annotation: Any) -> JSON:
    try:
        reading = read(typed_dict({_PART: (annotation, True)}, "Part"), "validation", source="")
    except ConfigurationError:
        return None  # who reads the whole says whose it is
    if "$defs" in reading.schema or probe_in(reading.adapter.core_schema):
        return None
    return reading.schema["properties"].get(_PART)
