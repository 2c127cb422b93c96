"""Python regular expressions in ECMAScript, for the flag `u`.

The source of truth is CPython's own parse tree, so that what the server runs is what the client gets. Where
the two languages cannot be made equal the translation is refused (`UntranslatableError`), and the rule stays
with the server.

Unicode tables differ between versions. So a class that must match *at least* what Python matches (`\\w`) and
one that must match *at most* that (`\\W`, inside a negative look-around, of an inverse validator) are written
differently: the client may be looser than the server, never stricter.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from re import _constants as c  # type: ignore[attr-defined]  # private
from re import _parser as parser  # type: ignore[attr-defined]  # private
from typing import Any, TypeAlias

from mizan.forms.characters import (
    ASCII,
    AT_LEAST,
    AT_MOST,
    SPACE,
    Ranges,
    complement,
    ignore_case,
    write_class,
)

Node: TypeAlias = tuple[Any, Any]

MOST_REPEATS = 5000
"""Browsers give up on counted repeats much above this."""

_TELLING = ~int(re.UNICODE | re.DEBUG)
"""The flags that change what a pattern of text finds."""


class UntranslatableError(ValueError):
    """Say why a pattern has no equal in ECMAScript."""


def translate(pattern: str | re.Pattern[str], flags: int = 0, *, inverse: bool = False) -> str:
    """Return the ECMAScript source, for the flag `u`, that finds what `re.search` finds.

    A sticky regular expression (`uy`) of the same source finds what `re.match` finds. Named groups keep their
    names.
    `inverse` says that a match will refuse a value, so the client's set must be the smaller one.
    Raises UntranslatableError, with the reason.
    """
    source: object = pattern.pattern if isinstance(pattern, re.Pattern) else pattern
    if isinstance(pattern, re.Pattern):
        flags = pattern.flags
    if not isinstance(source, str):
        raise UntranslatableError("it is a pattern of bytes")
    return _translate(source, int(flags) & _TELLING, inverse)


@cache
def _translate(pattern: str, flags: int, inverse: bool) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # whoever wrote the pattern has been warned
            tree = parser.parse(pattern, flags)
        return _Walk(tree, is_loose=not inverse).write()
    except (re.error, OverflowError) as error:
        raise UntranslatableError(f"it does not compile: {error}") from None
    except RecursionError:
        raise UntranslatableError("it is nested too deeply") from None


class _Walk:
    """One walk over a parse tree, node by node."""

    def __init__(self, tree: Any, *, is_loose: bool) -> None:
        self.tree = tree
        self.flags: int = tree.state.flags
        self.is_loose = is_loose
        """True where the set must be at least Python's, False where at most."""
        self.in_lookbehind = False
        self.in_atomic = False
        self.atomics = 0
        self.names: dict[int, str] = {number: name for name, number in tree.state.groupdict.items()}
        self.matched: frozenset[int] = frozenset()
        """Groups that have certainly matched when the walk gets here."""

    def write(self) -> str:
        for number in _references(self.tree):
            self.names.setdefault(number, f"_g{number}")
        if any(not name.isascii() for name in self.names.values()):
            raise UntranslatableError("a group has a name outside ASCII")
        if self.tree.getwidth()[0] == 0 and _starts_anywhere(self.tree) and _looks_back(self.tree):
            raise UntranslatableError("it may match nothing, and V8 finds that inside an emoji")
        return self.sequence(self.tree)

    def sequence(self, nodes: Any) -> str:
        return "".join(self.node(op, argument) for op, argument in nodes)

    def node(self, op: Any, argument: Any) -> str:
        if op not in _WRITERS:
            raise UntranslatableError(f"ECMAScript has no {str(op).lower().replace('_', ' ')}")
        return _WRITERS[op](self, argument)

    # One character

    def literal(self, code: int) -> str:
        return self.one_of(((code, code),))

    def not_literal(self, code: int) -> str:
        return self.one_of(((code, code),), is_negated=True)

    def any(self, _: None) -> str:
        return "[^]" if self.flags & re.DOTALL else "[^\\n]"

    def in_(self, items: list[Node]) -> str:
        if items[0][0] is not c.NEGATE:
            return self.one_of(*self.parts(items))
        excluded = next((item for item in items[1:] if self.is_open_complement(item)), None)
        if excluded is None:
            with self.negation():
                parts = self.parts(items[1:])
            return self.one_of(*parts, is_negated=True)
        # [^\W…] is a \w that is none of the rest.
        rest = [(c.NEGATE, None), *(item for item in items[1:] if item is not excluded)]
        kind = str(excluded[1]).rpartition("_")[2]
        word = self.one_of(*self.category_parts(getattr(c, f"CATEGORY_{kind}")))
        return word if len(rest) == 1 else f"(?:(?={self.in_(rest)}){word})"

    def is_open_complement(self, item: Node) -> bool:
        """Tell `\\W` and `\\D` of Unicode, whose extent the client cannot know exactly."""
        return item in ((c.CATEGORY, c.CATEGORY_NOT_WORD), (c.CATEGORY, c.CATEGORY_NOT_DIGIT)) and not (
            self.flags & re.ASCII
        )

    def parts(self, items: list[Node]) -> tuple[Ranges, str]:
        """Return the ranges of a class, and the properties beside them."""
        ranges: list[tuple[int, int]] = []
        properties = ""
        for op, argument in items:
            if op is c.CATEGORY:
                more, names = self.category_parts(argument)
                ranges += more
                properties += names
            else:
                ranges.append((argument, argument) if op is c.LITERAL else argument)
        return tuple(ranges), properties

    def category_parts(self, category: Any) -> tuple[Ranges, str]:
        """Return a class like `\\w`: as ranges, or as properties where it must match at least as much."""
        kind, is_not = str(category).rpartition("_")[2], "_NOT_" in str(category)
        if self.flags & re.ASCII:
            return (complement(ASCII[kind]) if is_not else ASCII[kind]), ""
        if kind == "SPACE":
            return (complement(SPACE) if is_not else SPACE), ""
        self.refuse_in_atomic("a class that depends on the version of Unicode")
        if is_not:
            if not self.is_loose:
                raise UntranslatableError("it excludes a class that depends on the version of Unicode")
            return complement(AT_MOST[kind]), ""
        return ((), AT_LEAST[kind]) if self.is_loose else (AT_MOST[kind], "")

    def one_of(self, ranges: Ranges, properties: str = "", *, is_negated: bool = False) -> str:
        if self.flags & re.IGNORECASE and ranges:
            ranges = ignore_case(ranges, is_ascii=bool(self.flags & re.ASCII))
        return write_class(ranges, properties, is_negated=is_negated)

    # Places

    def at(self, place: Any) -> str:
        if place is c.AT_BEGINNING_STRING:
            return "^"
        if place is c.AT_END_STRING:
            return "$"
        if place is c.AT_BEGINNING:
            return "(?:^|(?<=\\n))" if self.flags & re.MULTILINE else "^"
        if place is c.AT_END:
            return "(?=\\n|$)" if self.flags & re.MULTILINE else "(?=\\n?$)"
        return self.boundary(is_not=place is c.AT_NON_BOUNDARY)

    def boundary(self, *, is_not: bool) -> str:
        self.refuse_in_atomic("a word boundary")
        inside, outside = self.word(), self.word(is_other=True)
        if not is_not:
            return f"(?:(?<!{outside})(?={inside})|(?<={inside})(?!{outside}))"
        same = f"(?<={inside})(?={inside})|(?<!{outside})(?!{outside})"
        # Before Python 3.14, \B did not match an empty string.
        return f"(?:{same})" if self.is_loose else f"(?:(?!^$)(?:{same}))"

    def word(self, *, is_other: bool = False) -> str:
        with self.negation(is_other=is_other):
            return write_class(*self.category_parts(c.CATEGORY_WORD))

    # Groups

    def branch(self, argument: tuple[None, list[Any]]) -> str:
        before, alternatives, after = self.matched, [], []
        for alternative in argument[1]:
            self.matched = before
            alternatives.append(self.sequence(alternative))
            after.append(self.matched)
        self.matched = frozenset.intersection(*after)
        return f"(?:{'|'.join(alternatives)})"

    def subpattern(self, argument: tuple[int | None, int, int, Any]) -> str:
        group, added, removed, nodes = argument
        flags, self.flags = self.flags, (self.flags | added) & ~removed
        body = self.sequence(nodes)
        self.flags = flags
        if group is None:
            return f"(?:{body})"
        self.matched |= {group}
        return f"(?<{self.names[group]}>{body})" if group in self.names else f"({body})"

    def atomic_group(self, nodes: Any) -> str:
        if self.in_lookbehind:
            raise UntranslatableError("it has an atomic group in a look-behind")
        self.atomics += 1
        name = f"_a{self.atomics}"
        was_atomic, self.in_atomic = self.in_atomic, True
        body = self.sequence(nodes)
        self.in_atomic = was_atomic
        return f"(?:(?=(?<{name}>{body}))\\k<{name}>)"

    def group_reference(self, group: int) -> str:
        if self.flags & re.IGNORECASE:
            raise UntranslatableError("it refers back to a group, ignoring case")
        if self.in_lookbehind or group not in self.matched:
            raise UntranslatableError("it refers back to a group that may not have matched")
        return f"\\k<{self.names[group]}>"

    def refuse_in_atomic(self, what: str) -> None:
        """A looser class inside an atomic group may leave nothing for what follows it."""
        if self.in_atomic and not self.flags & re.ASCII:
            raise UntranslatableError(f"it has {what} in an atomic group")

    # Looking around

    def look(self, argument: tuple[int, Any], sign: str = "=") -> str:
        direction, nodes = argument
        was_behind, before = self.in_lookbehind, self.matched
        self.in_lookbehind = was_behind or direction < 0
        body = self.sequence(nodes)
        self.in_lookbehind = was_behind
        if direction < 0 or sign == "!":
            self.matched = before
        return f"(?{'<' if direction < 0 else ''}{sign}{body})"

    def look_not(self, argument: tuple[int, Any]) -> str:
        with self.negation():
            return self.look(argument, "!")

    @contextmanager
    def negation(self, *, is_other: bool = True) -> Iterator[None]:
        """Turn "at least" into "at most" and back, for what is negated."""
        was_loose = self.is_loose
        self.is_loose = was_loose != is_other
        yield
        self.is_loose = was_loose

    # Repeats

    def repeat(self, argument: tuple[int, int, Any]) -> str:
        least, most, nodes = argument
        if self.in_atomic and nodes.getwidth()[0] == 0:
            raise UntranslatableError("it repeats what may be nothing in an atomic group")
        if max(least, 0 if most == c.MAXREPEAT else most) > MOST_REPEATS:
            raise UntranslatableError(f"it counts above {MOST_REPEATS}")
        before = self.matched
        body = self.sequence(nodes)
        if least == 0:
            self.matched = before
        return _atom(nodes, body) + _count(least, most)

    def lazy_repeat(self, argument: tuple[int, int, Any]) -> str:
        return self.repeat(argument) + "?"

    def possessive_repeat(self, argument: tuple[int, int, Any]) -> str:
        return self.atomic_group([(c.MAX_REPEAT, argument)])


_WRITERS: dict[Any, Callable[[_Walk, Any], str]] = {
    c.LITERAL: _Walk.literal,
    c.NOT_LITERAL: _Walk.not_literal,
    c.ANY: _Walk.any,
    c.IN: _Walk.in_,
    c.AT: _Walk.at,
    c.BRANCH: _Walk.branch,
    c.SUBPATTERN: _Walk.subpattern,
    c.ATOMIC_GROUP: _Walk.atomic_group,
    c.GROUPREF: _Walk.group_reference,
    c.ASSERT: _Walk.look,
    c.ASSERT_NOT: _Walk.look_not,
    c.FAILURE: lambda _walk, _argument: "(?!)",
    c.MAX_REPEAT: _Walk.repeat,
    c.MIN_REPEAT: _Walk.lazy_repeat,
    c.POSSESSIVE_REPEAT: _Walk.possessive_repeat,
}


def _atom(nodes: Any, body: str) -> str:
    """Return the body of a repeat as one unit."""
    return body if len(nodes) == 1 and nodes[0][0] in _UNITS else f"(?:{body})"


_UNITS = frozenset({c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY, c.SUBPATTERN, c.BRANCH})


def _count(least: int, most: int) -> str:
    if most == c.MAXREPEAT:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    if (least, most) == (0, 1):
        return "?"
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _nodes(sequence: Any) -> Iterator[Node]:
    """Yield every node of a tree."""
    for op, argument in sequence:
        yield op, argument
        if op is c.BRANCH:
            inner = argument[1]
        elif op is c.ATOMIC_GROUP:
            inner = [argument]
        else:
            inner = [argument[-1]] if op in _NESTING else []
        for child in inner:
            yield from _nodes(child)


_NESTING = frozenset({c.ASSERT, c.ASSERT_NOT, c.SUBPATTERN, c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT})


def _references(tree: Any) -> set[int]:
    return {argument for op, argument in _nodes(tree) if op is c.GROUPREF}


def _starts_anywhere(tree: Any) -> bool:
    return not len(tree) or tree[0] not in ((c.AT, c.AT_BEGINNING), (c.AT, c.AT_BEGINNING_STRING))


def _looks_back(tree: Any) -> bool:
    boundaries = (c.AT_BOUNDARY, c.AT_NON_BOUNDARY)
    return any(
        (op in (c.ASSERT, c.ASSERT_NOT) and argument[0] < 0) or (op is c.AT and argument in boundaries)
        for op, argument in _nodes(tree)
    )
