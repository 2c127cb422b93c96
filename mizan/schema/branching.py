"""Unions whose alternatives hold the union again: without a discriminator all are tried, at every level anew.

What is nested d deep is then tried in 2^d ways, or more, and a request of 300 bytes would take hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure

MAX_WAYS = 50_000
"""In how many ways the objects and arrays of an input may be tried, all together: a third of a second."""

_OBJECTS = ("model", "model-fields", "dataclass", "dataclass-args", "typed-dict", "dict")
_ARRAYS = ("list", "tuple", "set", "frozenset")


class Branching(NamedTuple):
    """How many alternatives are tried for each object and each array of an input."""

    objects: int = 1
    arrays: int = 1


STRAIGHT = Branching()
"""One way leads to each value."""


def branching(core_schema: Any) -> Branching:
    """Return how a core schema branches where it holds itself."""
    definitions = {part["ref"]: part for part in _parts(core_schema, {}) if "ref" in part}
    if not definitions:
        return STRAIGHT
    found = STRAIGHT
    for union in _unions(core_schema, {}):
        holding = [choice for choice in _choices(union) if _holds(choice, union, definitions)]
        kinds = [_kind(choice, definitions) for choice in holding]
        found = Branching(max(found.objects, kinds.count("{")), max(found.arrays, kinds.count("[")))
    return found


def require_few_ways(value: JSON, branching: Branching) -> None:
    """Raise Failure `bad_request` for a value that would be tried in more than MAX_WAYS ways."""
    total, waiting = 0, [(value, 1)]
    while waiting:
        part, ways = waiting.pop()
        if not isinstance(part, dict | list):
            continue
        ways *= branching.objects if isinstance(part, dict) else branching.arrays
        total += ways
        if total > MAX_WAYS:
            raise Failure("bad_request", "The body is nested too deeply.")
        waiting += [(inner, ways) for inner in (part.values() if isinstance(part, dict) else part)]


def _parts(core_schema: Any, definitions: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    """Iterate over the nodes of a core schema, and of the definitions that it refers to, each once."""
    waiting, seen = [core_schema], set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, list | tuple):
            waiting += part
        elif isinstance(part, dict) and id(part) not in seen:
            seen.add(id(part))
            yield part
            waiting += [inner for key, inner in part.items() if key != "metadata"]
            waiting.append(definitions.get(part.get("schema_ref")))


def _unions(core_schema: Any, definitions: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (part for part in _parts(core_schema, definitions) if part.get("type") == "union")


def _choices(union: dict[str, Any]) -> list[Any]:
    """Return the alternatives; one with a label of its own is a tuple."""
    return [choice[0] if isinstance(choice, tuple) else choice for choice in union["choices"]]


def _holds(choice: Any, union: dict[str, Any], definitions: dict[str, Any]) -> bool:
    """Tell whether a value of the choice may hold one of the union.

    Where the union is written down again, what is written there holds itself, by the same choices.
    """
    return any(inner is union for inner in _unions(choice, definitions))


def _kind(choice: Any, definitions: dict[str, Any]) -> str | None:
    """Return `{` for what is read of an object, `[` for what is read of an array, else None."""
    while choice["type"] not in (*_OBJECTS, *_ARRAYS):
        inner = definitions.get(choice.get("schema_ref"), choice.get("schema"))
        if inner is None:
            return None
        choice = inner
    return "{" if choice["type"] in _OBJECTS else "["
