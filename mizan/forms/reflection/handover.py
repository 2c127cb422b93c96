"""Whether an `__init__` hands on what was posted as it is, read from its source.

What is not seen to be harmless counts as a change.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import FunctionType

POSTED = frozenset({"data", "files", "is_bound"})
"""What a form knows only when it is judged: fields that follow from it are others than a page was told."""

_READS = ("get", "pop", "setdefault")


def hands_on(function: FunctionType) -> bool:
    """Tell an `__init__` that hands what was posted to another one untouched, and looks at none of it."""
    try:
        # Of the code, for a function would be unwrapped.
        tree = ast.parse(textwrap.dedent(inspect.getsource(function.__code__)))
    except (OSError, SyntaxError, TypeError):
        return False
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        return False
    rest = {each.arg for each in (definition.args.vararg, definition.args.kwarg) if each}
    parents = {child: node for node in ast.walk(definition) for child in ast.iter_child_nodes(node)}
    return all(_is_harmless(node, parents, POSTED | rest) for node in ast.walk(definition))


def _is_harmless(node: ast.AST, parents: dict[ast.AST, ast.AST], names: frozenset[str]) -> bool:
    """Tell code that neither changes what was posted nor looks at it."""
    if isinstance(node, ast.Attribute):
        return node.attr not in POSTED
    if isinstance(node, ast.Constant):
        return node.value not in POSTED
    return not isinstance(node, ast.Name) or node.id not in names or _is_handed_on(node, parents)


def _is_handed_on(name: ast.Name, parents: dict[ast.AST, ast.AST]) -> bool:
    """Tell a use of the arguments that changes nothing about the data: it hands them on, or reads another."""
    parent = parents[name]
    if isinstance(parent, ast.Subscript):
        return _is_other(parent.slice)
    if isinstance(parent, ast.Compare):
        return _is_other(parent.left)
    call = parents.get(parent) if isinstance(parent, ast.Starred | ast.keyword | ast.Attribute) else parent
    if not isinstance(call, ast.Call):
        return False
    if isinstance(parent, ast.Attribute):
        return parent is call.func and _reads_another(parent.attr, call)
    return isinstance(call.func, ast.Attribute) and call.func.attr == "__init__"


def _reads_another(method: str, call: ast.Call) -> bool:
    """Tell `kwargs.pop("user")`, `kwargs.update(initial=…)` and their like."""
    if method == "update":
        named = all(keyword.arg not in (None, *POSTED) for keyword in call.keywords)
        return named and all(_has_other_keys(argument) for argument in call.args)
    return method in _READS and bool(call.args) and _is_other(call.args[0])


def _has_other_keys(node: ast.expr) -> bool:
    return isinstance(node, ast.Dict) and all(key is not None and _is_other(key) for key in node.keys)


def _is_other(node: ast.expr) -> bool:
    """Tell a key by its name; that it is none of `POSTED` is seen elsewhere."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
