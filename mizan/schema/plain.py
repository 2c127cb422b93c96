"""Annotations of built-in types alone: what pydantic reads of one holds wherever it stands again."""

from __future__ import annotations

import datetime
import types
from collections.abc import Hashable
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

_TYPES = (
    str,
    int,
    float,
    bool,
    types.NoneType,
    Any,
    Decimal,
    UUID,
    datetime.date,
    datetime.datetime,
    datetime.time,
    datetime.timedelta,
)
_CONTAINERS = (list, dict, set, frozenset, tuple)
_KEYS: dict[int, Any] = {id(kind): kind for kind in (*_TYPES, *_CONTAINERS, ...)}
_KEYS[id(None)] = types.NoneType


def plain(annotation: Any) -> Hashable:
    """Return what tells this annotation from all that read otherwise, or None where it is not plain.

    Annotations that are equal may still read otherwise: `int | str` and `str | int`, `Literal["a", "b"]` and
    `Literal["b", "a"]`. What `Annotated` adds is told by identity: whoever keeps a key keeps the annotation.
    """
    key: Hashable = _KEYS.get(id(annotation))
    if key is not None:
        return key
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return Literal, *((type(value), value) for value in args)
    if origin is Annotated:
        return None if plain(args[0]) is None else (Annotated, id(annotation))
    if origin is types.UnionType:
        origin = Union
    elif origin is not Union and origin not in _CONTAINERS:
        return None
    inner = tuple(map(plain, args))
    return None if None in inner or not inner else (origin, *inner)
