"""A piece of code as a tree, so that the printer decides about line breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from mizan.codegen import text


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Doc:
    """A comment in front of what follows it, on lines of its own."""

    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """`open item, item close`, on one line or one item a line."""

    open: str
    items: tuple[Node, ...]
    close: str
    separator: str = ", "
    lead: str = ""
    """What stands before each item on a line of its own."""
    end: str = ","
    """What stands after each item on a line of its own."""


@dataclass(frozen=True, slots=True)
class Join:
    """Pieces that follow each other."""

    parts: tuple[Node, ...]


Node: TypeAlias = str | Text | Doc | Group | Join
"""A string is code as it stands."""


def join(*parts: Node) -> Join:
    """Return the pieces, one after the other."""
    return Join(parts)


def array(items: Iterable[Node]) -> Group:
    """Return `[a, b]`."""
    return Group("[", tuple(items), "]")


def call(function: str, *arguments: Node) -> Group:
    """Return `function(a, b)`."""
    return Group(f"{function}(", arguments, ")")


def record(entries: Iterable[tuple[str, Node]]) -> Group:
    """Return `{ key: value }`; keys are quoted where they must be."""
    return Group("{", tuple(join(f"{text.key(name)}: ", value) for name, value in entries), "}")


def literal(value: Any) -> Node:
    """Return the literal of a JSON value, keys in their order. Raises TypeError on anything else."""
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, Mapping):
        return record((str(name), literal(item)) for name, item in value.items())
    if isinstance(value, list | tuple):
        return array(map(literal, value))
    return text.scalar(value)


def texts(node: Node) -> Iterator[str]:
    """Yield every string literal in a node."""
    if isinstance(node, Text):
        yield node.value
    elif isinstance(node, Group):
        for item in node.items:
            yield from texts(item)
    elif isinstance(node, Join):
        for part in node.parts:
            yield from texts(part)
