"""What the methods of a form reach for, read from their code without running them.

A method may change what the fields said: the errors, the fields themselves, the data. What it calls counts
with it: functions inside it, its own module's helpers, other methods, what a decorator wraps.
"""

from __future__ import annotations

import dis
from collections.abc import Iterator
from functools import cache, cached_property, partial, partialmethod
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

DELETES = "del []"
"""Stands for `del x[…]` among the names of `names_of`."""

SETS_DATA = "data ="
"""Stands for `self.data = …` among the names of `names_of`."""


def own_methods(form_class: type) -> Iterator[tuple[str, Any]]:
    """Yield the members of a class that hold code and are the project's, the nearest first."""
    for cls in form_class.__mro__:
        if not _is_foreign(cls):
            yield from ((name, member) for name, member in vars(cls).items() if any(_functions(member)))


def names_of(member: Any, owner: type) -> set[str]:
    """Return every name and short text that a member's code mentions, and that of what it calls."""
    found: set[str] = set()
    seen: set[FunctionType] = set()
    todo = list(_functions(member))
    while todo:
        function = todo.pop()
        if function in seen or _is_foreign(function):
            continue
        seen.add(function)
        names = _names(function.__code__)
        found |= names
        for name in names:
            called = [vars(cls).get(name) for cls in owner.__mro__]
            todo += [
                inner for part in (*called, function.__globals__.get(name)) for inner in _functions(part)
            ]
    return found


def rewrites_data(member: Any) -> bool:
    """Tell an `__init__` that may hand on other data than it was given."""
    return any(_rewrites(function.__code__) for function in _functions(member))


def _rewrites(code: CodeType) -> bool:
    stored, loaded = _locals(code, "STORE_"), _locals(code, "LOAD_")
    if "data" in stored or "args" in stored:
        return True
    sets_key = any(step.opname == "STORE_SUBSCR" for step in dis.get_instructions(code))
    return loaded.count("data") > 1 or ("data" in code.co_consts and sets_key)


def _locals(code: CodeType, action: str) -> list[str]:
    """Return the local variables of a code that are stored or loaded, each as often as it is."""
    values = [
        step.argval
        for step in dis.get_instructions(code)
        if step.opname.startswith((f"{action}FAST", f"{action}DEREF"))
    ]
    return [name for value in values for name in (value if isinstance(value, tuple) else (value,))]


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
    names = {*code.co_names, *(text for text in code.co_consts if isinstance(text, str))}
    for step in dis.get_instructions(code):
        if step.opname == "DELETE_SUBSCR":
            names.add(DELETES)
        if step.opname == "STORE_ATTR" and step.argval == "data":
            names.add(SETS_DATA)
    inner = [_names(part) for part in code.co_consts if isinstance(part, CodeType)]
    return frozenset(names.union(*inner))


def _is_foreign(thing: Any) -> bool:
    """Tell code of Django and Mizan: it does nothing to a form that it is not told to. So does Python's."""
    if str(thing.__module__).partition(".")[0] in ("builtins", "django", "mizan"):
        return True
    # By its place: an app may be called `profile` or `calendar`.
    return isinstance(thing, FunctionType) and Path(thing.__code__.co_filename).parent == _LIBRARY


_LIBRARY = Path(dis.__file__).parent
