"""A small printer: a TypeScript file as imports, literals and declarations.

A piece of code is a tree of `Node`s, so that the printer decides about line breaks, and a long text that
stands in a file more than once becomes one constant of that file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from mizan.codegen import text

WIDTH = 110
_TRAILING = re.compile(r" +\n")
LONG = 48
"""Texts from this length on are written once a file."""


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


@dataclass(slots=True)
class Namespace:
    """`import * as name from 'module'`, written only if something of it is used."""

    name: str
    module: str
    is_used: bool = False
    is_value: bool = False

    def __call__(self, member: str) -> str:
        """Return `name.member` and remember that it is needed at run time."""
        self.is_used = self.is_value = True
        return f"{self.name}.{member}"

    def type(self, member: str) -> str:
        """Return `name.member`, which the compiler takes away."""
        self.is_used = True
        return f"{self.name}.{member}"

    def statement(self) -> str:
        """Return the import."""
        kind = "" if self.is_value else "type "
        return f"import {kind}* as {self.name} from {text.string(self.module)}\n"


class SourceFile:
    """One generated file: collects declarations, prints them with imports and shared texts in front."""

    def __init__(self, path: str, header: str) -> None:
        self.path = path
        self._header = header
        self._namespaces: list[Namespace] = []
        self._chunks: list[Node] = []

    def namespace(self, name: str, module: str) -> Namespace:
        """Add an import, to be written in this order."""
        namespace = Namespace(name, module)
        self._namespaces.append(namespace)
        return namespace

    def add(self, *parts: Node) -> None:
        """Add one declaration, or a line of it."""
        self._chunks.append(join(*parts, "\n"))

    def space(self) -> None:
        """Add an empty line."""
        self._chunks.append("\n")

    def render(self) -> str:
        """Return the text of the file."""
        shared = self._shared()
        printer = Printer(shared)
        body = _TRAILING.sub("\n", "".join(printer.print(chunk) for chunk in self._chunks))
        imports = "".join(n.statement() for n in self._namespaces if n.is_used)
        consts = "".join(f"const {name} = {text.string(value)}\n" for value, name in shared.items())
        blocks = [self._header, imports, consts, (body.strip("\n") or "export {}") + "\n"]
        return "\n".join(block for block in blocks if block.strip())

    def _shared(self) -> dict[str, str]:
        counts: Counter[str] = Counter()
        for chunk in self._chunks:
            counts.update(_texts(chunk))
        repeated = [value for value, times in counts.items() if times > 1 and len(value) >= LONG]
        return {value: f"$text{number}" for number, value in enumerate(repeated, 1)}


def _texts(node: Node) -> Iterable[str]:
    if isinstance(node, Text):
        yield node.value
    elif isinstance(node, Group):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Join):
        for part in node.parts:
            yield from _texts(part)


class Printer:
    """Turn nodes into text; `shared` names the texts that have a constant."""

    def __init__(self, shared: Mapping[str, str]) -> None:
        self._shared = shared

    def print(self, node: Node, indent: int = 0, column: int = 0, tail: int = 0) -> str:
        """Return the text of a node that begins at `column`, in a line indented by `indent`.

        `tail` is the length of what must follow on the same line.
        """
        if isinstance(node, Join):
            return self._join(node, indent, column, tail)
        if isinstance(node, Doc):
            lines = text.docstring(node.value, " " * indent)
            return lines.lstrip(" ") + " " * indent if lines else ""
        flat = self._flat(node)
        if isinstance(node, Group) and ("\n" in flat or column + len(flat) + tail > WIDTH):
            return self._broken(node, indent, column, tail)
        return flat

    def _flat(self, node: Node) -> str:
        if isinstance(node, str):
            return node
        if isinstance(node, Text):
            return self._shared.get(node.value) or text.string(node.value)
        if isinstance(node, Doc):
            return "\n" if node.value else ""
        if isinstance(node, Join):
            return "".join(map(self._flat, node.parts))
        space = " " if node.open.endswith("{") and node.items else ""
        return f"{node.open}{space}{node.separator.join(map(self._flat, node.items))}{space}{node.close}"

    def _join(self, node: Join, indent: int, column: int, tail: int) -> str:
        printed = " " * column
        for place, part in enumerate(node.parts, 1):
            start = len(printed) - printed.rfind("\n") - 1
            printed += self.print(part, indent, start, self._tail(node.parts[place:], tail))
        return printed[column:]

    def _tail(self, parts: tuple[Node, ...], tail: int) -> int:
        """Return how much of what follows stays on the line: all up to a break or an opening bracket."""
        length = 0
        for part in parts:
            opening = part.open if isinstance(part, Group) else ""
            line, *others = (opening or self._flat(part)).split("\n", 1)
            length += len(line)
            if opening or others:
                return length
        return length + tail

    def _broken(self, node: Group, indent: int, column: int, tail: int) -> str:
        if len(node.items) == 1 and isinstance(node.items[0], Group):
            inner = self.print(node.items[0], indent, column + len(node.open), len(node.close) + tail)
            return f"{node.open}{inner}{node.close}"
        step = indent + 2
        start = " " * step + node.lead
        lines = [
            f"{start}{self.print(item, step, len(start), len(node.end))}{node.end}\n" for item in node.items
        ]
        if node.open.endswith("<"):
            lines[-1] = (
                lines[-1].removesuffix(",\n") + "\n"
            )  # TypeScript allows no comma after type arguments
        end = " " * indent + node.close if node.close else ""
        return f"{node.open}\n{''.join(lines)}{end}" if end else f"{node.open}\n{''.join(lines)}".rstrip("\n")
