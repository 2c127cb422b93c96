"""`typing.TypedDict` for pydantic on Python 3.11, which understands only that of `typing_extensions`.

Goes away with Python 3.11.
"""

from __future__ import annotations

import sys
import types
from functools import reduce
from operator import or_
from typing import (
    Annotated,
    Any,
    NotRequired,
    Required,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from typing_extensions import TypedDict


def portable(annotation: Any) -> Any:
    """Return the annotation with every `typing.TypedDict` in it as one that pydantic reads."""
    return annotation if sys.version_info >= (3, 12) else _portable(annotation, ())


def _portable(annotation: Any, outer: tuple[Any, ...]) -> Any:
    if is_typeddict(annotation) and type(annotation).__module__ == "typing" and annotation not in outer:
        return _rewritten(annotation, (*outer, annotation))
    origin, args = get_origin(annotation), get_args(annotation)
    if not args or isinstance(args[0], list):
        return annotation
    if origin is Annotated:
        return Annotated[(_portable(args[0], outer), *args[1:])]
    inner = tuple(_portable(arg, outer) for arg in args)
    if inner == args:
        return annotation
    if origin in (Union, types.UnionType):
        return reduce(or_, inner)
    return cast(Any, origin)[inner]


def _rewritten(typed_dict: Any, outer: tuple[Any, ...]) -> Any:
    hints = get_type_hints(typed_dict, include_extras=True)
    keys = {
        name: _key(_portable(hint, outer), name in typed_dict.__optional_keys__)
        for name, hint in hints.items()
    }
    rewritten = cast(Any, TypedDict)(typed_dict.__name__, keys)
    rewritten.__module__, rewritten.__qualname__ = typed_dict.__module__, typed_dict.__qualname__
    rewritten.__doc__ = typed_dict.__doc__
    if hasattr(typed_dict, "__pydantic_config__"):
        rewritten.__pydantic_config__ = typed_dict.__pydantic_config__
    return rewritten


def _key(hint: Any, is_optional: bool) -> Any:
    return NotRequired[hint] if is_optional and get_origin(hint) not in (Required, NotRequired) else hint
