"""Nodes as text: on one line where they fit, else broken at their brackets."""

from __future__ import annotations

from collections.abc import Mapping

from mizan.codegen import text
from mizan.codegen.nodes import Doc, Group, Join, Node, Text

WIDTH = 110


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
