"""Notice whether a form looks at its data while it is made.

The fields of such a form may depend on the data, so it must be made with them; any other may be filled later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from mizan.forms.gate import Posted

_SPECIAL = (
    *("getitem", "setitem", "delitem", "contains", "len", "iter", "reversed", "eq", "ne", "or", "ror", "ior"),
    *("copy", "deepcopy", "reduce_ex", "repr", "setattr"),
)
"""Methods that Python calls without asking for an attribute."""


def watch(posted: Posted) -> None:
    """Begin to notice."""
    part: Any
    for part in (posted.data, posted.files):
        dict.__setitem__(part, _MARK, [])  # what is empty may be skipped without being asked, by json for one
    _become(posted, _WatchedData, _WatchedFiles)


def was_looked_at(posted: Posted) -> bool:
    """Tell whether anybody looked, and stop noticing."""
    _become(posted, QueryDict, MultiValueDict)
    for part in (posted.data, posted.files):
        dict.pop(part, _MARK, None)
    looks = [vars(part).pop(_MARK, False) for part in (posted.data, posted.files)]
    return any(looks)


def _become(posted: Posted, data_class: type, files_class: type) -> None:
    object.__setattr__(posted.data, "__class__", data_class)
    object.__setattr__(posted.files, "__class__", files_class)


_MARK = "_mizan_looked_at"


class _WatchedData(QueryDict):
    def __getattribute__(self, name: str) -> Any:
        _mark(self, name)
        return super().__getattribute__(name)


class _WatchedFiles(MultiValueDict[str, Any]):
    def __getattribute__(self, name: str) -> Any:
        _mark(self, name)
        return super().__getattribute__(name)


def _mark(part: Any, name: str) -> None:
    if name != "__class__":
        object.__getattribute__(part, "__dict__")[_MARK] = True


def _noticing(plain: type, name: str) -> Callable[..., Any]:
    method = getattr(plain, name)

    def noticing(self: Any, *args: Any) -> Any:
        _mark(self, name)
        return method(self, *args)

    return noticing


for _name in _SPECIAL:
    setattr(_WatchedData, f"__{_name}__", _noticing(QueryDict, f"__{_name}__"))
    setattr(_WatchedFiles, f"__{_name}__", _noticing(MultiValueDict, f"__{_name}__"))
