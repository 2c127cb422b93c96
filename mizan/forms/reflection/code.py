"""What the methods of a form reach for, read from their code without running them.

A method may change what the fields said: the errors, the fields themselves, the data. What it calls counts
with it: functions inside it, its own module's helpers, other methods, what a decorator wraps.
"""

from __future__ import annotations

import dis
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, partial, partialmethod
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from mizan.forms.reflection.complaints import COMPLAINTS, only_complains
from mizan.forms.reflection.handover import POSTED, hands_on

DELETES = "del []"
"""Stands for `del x[…]` among the names of `names_of`."""

SETS_DATA = "data ="
"""Stands for `self.data = …` among the names of `names_of`."""


PACKAGES = {"builtins", "django", "mizan"}
"""Packages whose code does nothing to a form that it is not told to. An integration may add its own, of which
it knows this."""


def own_methods(form_class: type) -> Iterator[tuple[str, Any]]:
    """Yield the members of a class that hold code of the project's, the nearest first."""
    # The class itself does not tell: one made by type(…) says that it is of the module of its metaclass.
    for cls in form_class.__mro__:
        yield from _own_members(cls)


@cache
def _own_members(cls: Any) -> list[tuple[str, Any]]:
    return [(name, member) for name, member in vars(cls).items() if _is_own(member)]


def member_of(cls: type, name: str) -> Any:
    """Return what a class, or the nearest of its bases, holds under a name as it stands there, or None."""
    return next((vars(base)[name] for base in cls.__mro__ if name in vars(base)), None)


def is_patched(thing: Any) -> bool:
    """Tell a thing of which a method was replaced."""
    cls: Any = type(thing)
    return not _methods(cls).isdisjoint(getattr(thing, "__dict__", ()))


@cache
def _methods(cls: Any) -> frozenset[str]:
    return frozenset(name for name in dir(cls) if isinstance(getattr(cls, name, None), FunctionType))


def _is_own(member: Any) -> bool:
    return not all(map(_is_foreign, _functions(member)))


def names_of(member: Any, owner: type, *, own: bool = True) -> set[str]:
    """Return every name and short text that a member's code mentions, and that of what it calls.

    Without `own`, only what the called code mentions.
    """
    found: set[str] = set()
    seen: set[FunctionType] = set()
    first = list(_functions(member))
    todo = first[:]
    while todo:
        function = todo.pop()
        if function in seen or _is_foreign(function):
            continue
        seen.add(function)
        names = _names(function.__code__)
        if not names.isdisjoint(COMPLAINTS) and only_complains(function):
            names -= COMPLAINTS
        found |= names if own or function not in first else set()
        for name in names - {"__init__"}:  # each is looked at by itself
            called = [vars(cls).get(name) for cls in owner.__mro__]
            todo += [
                inner for part in (*called, function.__globals__.get(name)) for inner in _functions(part)
            ]
    return found


def heeds_data(member: Any, owner: type) -> bool:
    """Tell an `__init__` and its like that may hand on other data than it was given, or look at them."""
    functions = [function for function in _functions(member) if not _is_foreign(function)]
    if all(map(hands_on, functions)):
        return not names_of(member, owner, own=False).isdisjoint(POSTED)
    return True


def _functions(member: Any, seen: tuple[Any, ...] = ()) -> Iterator[FunctionType]:
    """Yield the functions behind a member of a class: of a property, a decorator, a closure."""
    if any(member is other for other in seen):
        return
    if isinstance(member, FunctionType):
        yield member
        parts = [getattr(member, "__wrapped__", None), *map(_content, member.__closure__ or ())]
    elif isinstance(member, property):
        parts = [member.fget, member.fset, member.fdel]
    elif isinstance(member, (staticmethod, classmethod)):
        parts = [member.__func__]
    elif isinstance(member, (partial, partialmethod, cached_property)):
        parts = [member.func]
    else:
        return
    for part in parts:
        yield from _functions(part, (*seen, member))


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return None


@cache
def _names(code: CodeType) -> frozenset[str]:
    names = {*code.co_names, *_texts(code.co_consts)}
    for step in dis.get_instructions(code):
        if step.opname == "DELETE_SUBSCR":
            names.add(DELETES)
        if step.opname == "STORE_ATTR" and step.argval == "data":
            names.add(SETS_DATA)
    inner = [_names(part) for part in code.co_consts if isinstance(part, CodeType)]
    return frozenset(names.union(*inner))


def _texts(constants: Iterable[Any]) -> Iterator[str]:
    """Yield the texts among constants, those in tuples too."""
    for constant in constants:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple):
            yield from _texts(constant)


def _is_foreign(thing: Any) -> bool:
    """Tell code of a package that is known (`PACKAGES`), or of Python's library."""
    if str(thing.__module__).partition(".")[0] in PACKAGES:
        return True
    # By its place: an app may be called `profile` or `calendar`.
    return isinstance(thing, FunctionType) and Path(thing.__code__.co_filename).parent == _LIBRARY


_LIBRARY = Path(dis.__file__).parent
