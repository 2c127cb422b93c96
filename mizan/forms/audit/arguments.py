"""What the `__init__` of a form demands, by its signature and by what it takes out of `**kwargs`."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
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

    That of each base counts, but for what a class hands to it by itself.
    """
    names: list[str] = []
    handed: set[str] = set()
    for cls in form_class.__mro__:
        if "__init__" not in vars(cls) or cls.__module__.startswith("django."):
            continue
        function = inspect.unwrap(vars(cls)["__init__"])
        signature, tree = _signature(function), _tree(function)
        required = [parameter.name for parameter in signature if parameter.default is parameter.empty]
        names += [name for name in (*required, *_taken(tree)) if name not in _USUAL | handed | {*names}]
        handed |= set(_handed(tree)) | {parameter.name for parameter in signature}
        if not any(parameter.kind is parameter.VAR_KEYWORD for parameter in _all(function)):
            break
    return names


def _all(function: Any) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())[1:]
    except (TypeError, ValueError):
        return []


def _signature(function: Any) -> list[inspect.Parameter]:
    flexible = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [parameter for parameter in _all(function) if parameter.kind not in flexible]


def _tree(function: Any) -> ast.AST:
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError, TypeError):
        return ast.Module(body=[], type_ignores=[])


def _taken(tree: ast.AST) -> Iterator[str]:
    """Yield the keys of `kwargs.pop("user")` and `kwargs["user"]` that no `if` or `try` guards."""
    rest = {node.kwarg.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) and node.kwarg}
    guarded = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If | ast.IfExp | ast.Try | ast.With)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node not in guarded:
            yield from _key(node, rest)


def _key(node: ast.AST, rest: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        source, keys = node.value, [node.slice]
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "pop"
        and len(node.args) == 1
    ):
        source, keys = node.func.value, node.args
    else:
        return
    if isinstance(source, ast.Name) and source.id in rest:
        yield from (key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


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
