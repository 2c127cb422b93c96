"""What the `__init__` of a form demands, by its signature and by what it takes out of `**kwargs`."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseModelForm, BaseModelFormSet

_USUAL = {
    name
    for cls in (BaseModelForm, BaseModelFormSet, BaseFormSet)
    for name in inspect.signature(cls.__init__).parameters
}


def wanted(form_class: type[BaseForm] | type[BaseFormSet[Any]]) -> list[str]:
    """Return the names of the arguments that `__init__` demands beside what every form takes.

    That of each base counts, but for what a class hands to it by itself. What cannot be read is not counted.
    """
    names: list[str] = []
    handed: set[str] = set()
    for cls in form_class.__mro__:
        if cls in (BaseForm, BaseFormSet):  # neither calls what stands behind it
            break
        if "__init__" not in vars(cls) or cls.__module__.startswith("django."):
            continue
        function = vars(cls)["__init__"]
        signature, tree = _signature(function), _tree(function)
        required = [parameter.name for parameter in signature if parameter.default is parameter.empty]
        given = set(_handed(tree))
        taken = [name for name in _taken(tree) if name not in given]
        names += [name for name in (*required, *taken) if name not in _USUAL | handed | {*names}]
        handed |= given | {parameter.name for parameter in signature}
        if _hands_unseen(tree) or not any(each.kind is each.VAR_KEYWORD for each in _all(function)):
            break
    return names


def taken_if_given(form_class: type[BaseForm] | type[BaseFormSet[Any]]) -> list[str]:
    """Return the names of the arguments that `__init__` takes where somebody supplies them: those that have a
    default, by the signature or in `kwargs.pop("user", None)`."""
    names: list[str] = []
    handed: set[str] = set()
    for cls in form_class.__mro__:
        if cls is not BaseForm and "__init__" in vars(cls) and not cls.__module__.startswith("django."):
            function = vars(cls)["__init__"]
            tree = _tree(function)
            named = [each.name for each in _signature(function) if each.default is not each.empty]
            found = [*named, *(key for node in ast.walk(tree) for key in _key(node, _rest(tree), 2))]
            names += [name for name in found if name not in _USUAL | handed | {*names}]
            handed |= {*_handed(tree)}
    return names


def takes_data(form_class: type[BaseForm]) -> bool:
    """Tell a form that may be given `data=…`; not one that finds its data by itself: `request.POST`."""
    for number, cls in enumerate(form_class.__mro__):
        if "__init__" not in vars(cls) or cls.__module__.startswith("django."):
            continue
        function = vars(cls)["__init__"]
        parameters = _all(function)
        if any(each.name == "data" for each in parameters) or not parameters:
            return True
        if not any(each.kind is each.VAR_KEYWORD for each in parameters):
            return False
        base = next((each for each in form_class.__mro__[number + 1 :] if "__init__" in vars(each)), BaseForm)
        if base in (BaseForm, BaseModelForm) and _hands_data(_tree(function)):
            return False
    return True


def _hands_data(tree: ast.AST) -> bool:
    """Tell an `__init__` that calls that of Django with data of its own, by its place or by its name."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "__init__"
        ):
            places = node.args if isinstance(node.func.value, ast.Call) else node.args[1:]
            is_by_name = any(keyword.arg == "data" for keyword in node.keywords)
            if is_by_name or (places and not isinstance(places[0], ast.Starred)):
                return True
    return False


def wanted_to_save(form_class: Any) -> list[str]:
    """Return the names of the arguments without which a form is not saved."""
    flexible = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [
        each.name
        for each in _all(form_class.save)
        if each.default is each.empty and each.kind not in flexible
    ]


def _all(function: Any) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())[1:]
    except (TypeError, ValueError):
        return []


def _signature(function: Any) -> list[inspect.Parameter]:
    flexible = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [parameter for parameter in _all(function) if parameter.kind not in flexible]


def _tree(function: Any) -> ast.AST:
    if not hasattr(function, "__wrapped__"):  # a decorator may hand over what is taken
        with suppress(OSError, SyntaxError, TypeError):
            return ast.parse(textwrap.dedent(inspect.getsource(function)))
    return ast.Module(body=[], type_ignores=[])


def _taken(tree: ast.AST) -> Iterator[str]:
    """Yield the keys of `kwargs.pop("user")` and `kwargs["user"]` that are taken in any case."""
    rest = _rest(tree)
    guarded = {inner for node in ast.walk(tree) if isinstance(node, _GUARDS) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node not in guarded:
            yield from _key(node, rest, 1)


_GUARDS = (ast.BoolOp, ast.If, ast.IfExp, ast.For, ast.Lambda, ast.Match, ast.Try, ast.While, ast.With)
"""What is inside may not run, or may fail."""


def _rest(tree: ast.AST) -> set[str]:
    """Return how an `__init__` calls its `**kwargs`."""
    return {node.kwarg.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) and node.kwarg}


def _key(node: ast.AST, rest: set[str], arguments: int) -> Iterator[str]:
    """Yield the key that is taken out of `**kwargs`, with one argument to `pop`, or with a default too."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and arguments == 1:
        source, key = node.value, node.slice
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "pop"
        and len(node.args) == arguments
    ):
        source, key = node.func.value, node.args[0]
    else:
        return
    if isinstance(source, ast.Name) and source.id in rest and isinstance(key, ast.Constant):
        yield from [key.value] if isinstance(key.value, str) else []


def _handed(tree: ast.AST) -> Iterator[str]:
    """Yield the keywords with which an `__init__` calls that of its base, or that it adds to `**kwargs`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("__init__", "update", "setdefault"):
                yield from (keyword.arg for keyword in node.keywords if keyword.arg)
                yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            key = node.slice
            if isinstance(key, ast.Constant):
                yield str(key.value)


def _hands_unseen(tree: ast.AST) -> bool:
    """Tell an `__init__` that hands to its base what has no name: by position, or out of another dict."""
    rest = _rest(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in rest and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "__init__":
            spread = [keyword.value for keyword in node.keywords if keyword.arg is None]
            by_place = not all(isinstance(arg, ast.Starred) for arg in node.args)
            if by_place or not all(isinstance(each, ast.Name) and each.id in rest for each in spread):
                return True
    return False
