"""Whether a method leaves the complaints of a form where they are, read from its source.

What is not seen to be harmless counts as taking one back.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from types import FunctionType

COMPLAINTS = frozenset({"errors", "_errors"})
"""The names by which a form has its complaints."""


@cache
def only_complains(function: FunctionType) -> bool:
    """Tell a function that looks at what a form complains about, and adds to it at most."""
    try:
        # Of the code, for a function would be unwrapped.
        tree = ast.parse(textwrap.dedent(inspect.getsource(function.__code__)))
    except (OSError, SyntaxError, TypeError):
        return False
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    return all(_is_harmless(node, parents) for node in ast.walk(tree))


def _is_harmless(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    if isinstance(node, ast.Constant):
        return node.value not in COMPLAINTS
    if not isinstance(node, ast.Attribute) or node.attr not in COMPLAINTS:
        return True
    parent = parents[node]
    if isinstance(parent, ast.Subscript):
        above = parents[parent]
        return isinstance(above, ast.Assign) and parent in above.targets and _complains(above.value)
    if isinstance(parent, ast.Compare):
        return node in parent.comparators and all(isinstance(each, ast.In | ast.NotIn) for each in parent.ops)
    return isinstance(parent, ast.If | ast.IfExp | ast.UnaryOp) and node is not getattr(parent, "body", None)


def _complains(value: ast.expr) -> bool:
    """Tell `self.error_class(["No."])` and its like: a list of complaints that is not empty."""
    if isinstance(value, ast.Call) and len(value.args) == 1 and not value.keywords:
        name = getattr(value.func, "attr", getattr(value.func, "id", ""))
        return name in ("error_class", "ErrorList") and _complains(value.args[0])
    return isinstance(value, ast.List) and any(not isinstance(each, ast.Starred) for each in value.elts)
