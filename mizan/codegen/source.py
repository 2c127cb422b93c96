"""A TypeScript file: imports, texts that stand in it more than once, declarations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from mizan.codegen import text
from mizan.codegen.nodes import Node, join, texts
from mizan.codegen.printer import Printer

LONG = 48
"""Texts from this length on are written once a file."""

_TRAILING = re.compile(r" +\n")


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


class Here:
    """Names of the file itself, where others are of a namespace."""

    def __call__(self, member: str) -> str:
        """Return the name of a value."""
        return member

    def type(self, member: str) -> str:
        """Return the name of a type."""
        return member


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
            counts.update(texts(chunk))
        repeated = [value for value, times in counts.items() if times > 1 and len(value) >= LONG]
        return {value: f"$text{number}" for number, value in enumerate(repeated, 1)}
