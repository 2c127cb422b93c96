"""Copy a form's fields only when they are read.

A form copies all of its fields when it is made. To judge one of a hundred fields, one copy is enough: that
cuts a partial validation to a few percent. Relies on `self.fields = copy.deepcopy(self.base_fields)` in
`BaseForm.__init__`; where a form does otherwise this is only slower.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from django.forms import Field


def make_lazily(form_class: Any, kwargs: dict[str, Any]) -> Any:
    """Return `form_class(**kwargs)` with fields that are copied when they are read."""
    form = form_class.__new__(form_class)
    form.base_fields = LazyFields(form_class.base_fields)
    form.__init__(**kwargs)
    return form


class LazyFields(dict[str, Field]):
    """Fields of a class, whose deep copy is `CopiedFields`."""

    def __deepcopy__(self, memo: dict[int, Any]) -> CopiedFields:
        return CopiedFields(self)


class CopiedFields(dict[str, Field]):
    """Fields of an instance: each is copied from the class when it is first read."""

    def __init__(self, originals: dict[str, Field]) -> None:
        super().__init__(originals)
        self._pending = set(originals)

    def __getitem__(self, name: str) -> Field:
        self._copy(name)
        return super().__getitem__(name)

    def __setitem__(self, name: str, field: Field) -> None:
        self._pending.discard(name)
        super().__setitem__(name, field)

    def __delitem__(self, name: str) -> None:
        self._pending.discard(name)
        super().__delitem__(name)

    def __iter__(self) -> Iterator[str]:
        # With an __iter__ of our own, dict(fields) and {**fields} read through __getitem__.
        return super().__iter__()

    def get(self, name: str, default: Any = None) -> Any:
        self._copy(name)
        return super().get(name, default)

    def pop(self, name: str, *default: Any) -> Any:
        self._copy(name)
        self._pending.discard(name)
        return super().pop(name, *default)

    def values(self) -> Any:
        self._copy_all()
        return super().values()

    def items(self) -> Any:
        self._copy_all()
        return super().items()

    def popitem(self) -> tuple[str, Field]:
        self._copy_all()
        return super().popitem()

    def setdefault(self, name: str, default: Any = None) -> Any:
        if name not in self:
            self[name] = default
        return self[name]

    def update(self, *others: Any, **fields: Field) -> None:
        for name, field in dict(*others, **fields).items():
            self[name] = field

    def copy(self) -> dict[str, Field]:
        return dict(self)

    def _copy(self, name: str) -> None:
        if name in self._pending:
            self[name] = copy.deepcopy(super().__getitem__(name))

    def _copy_all(self) -> None:
        for name in tuple(self._pending):
            self._copy(name)
