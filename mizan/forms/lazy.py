"""Copy a form's fields only when they are read, or when somebody may change them.

A form copies all of its fields when it is made, which is as dear as judging them. To judge one of a hundred,
one copy is enough; where only Django's code sees the form, none is needed. Relies on
`self.fields = copy.deepcopy(self.base_fields)` in `BaseForm.__init__`; where a form does otherwise, this is
only slower.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.forms import BoundField, Field

from mizan.forms.cloning import FieldsToClone
from mizan.forms.own_code import needs_copies


def make_cloned(form_class: Any, kwargs: dict[str, Any]) -> Any:
    """Return `form_class(**kwargs)`, made faster; see `mizan.forms.cloning`."""
    return _make(form_class, FieldsToClone(form_class), kwargs)


def make_lazily(form_class: Any, kwargs: dict[str, Any]) -> Any:
    """Return `form_class(**kwargs)` with fields that are copied when they are read."""
    return _make(form_class, LazyFields(form_class.base_fields), kwargs)


def make_sharing(form_class: Any, kwargs: dict[str, Any]) -> Any:
    """Return `form_class(**kwargs)` with the very fields of its class.

    Only for a form whose fields nobody changes (`needs_copies`); `stop_sharing` comes before somebody may.
    """
    form = _make(form_class, SharedFields(form_class.base_fields), kwargs)
    return form if form.bound_field_class in (None, BoundField) else form_class(**kwargs)


def kept_form(form_class: Any) -> Any:
    """Return a form of this class, unbound, to be asked for its fields and never changed; or None.

    A form whose fields nobody changes needs not be made to judge one of them.
    """
    return None if needs_copies(form_class) else _kept_form(form_class)


def is_judged_alone(field: Any) -> bool:
    """Tell a field whose value is all that it asks for, so that `field.clean` needs no form."""
    way, usual = (getattr(cls, "_clean_bound_field", None) for cls in (type(field), Field))
    return not field.disabled and way is usual


@cache
def _kept_form(form_class: Any) -> Any:
    form = make_sharing(form_class, {})
    return form if form.bound_field_class in (None, BoundField) else None


def stop_sharing(form: Any) -> None:
    """Give a form fields of its own, in case it has those of its class."""
    if isinstance(vars(form).pop("base_fields", None), SharedFields):
        form.fields = CopiedFields(form.fields)
        form._bound_fields_cache = {}


def _make(form_class: Any, base_fields: dict[str, Field], kwargs: dict[str, Any]) -> Any:
    if form_class.__new__ is not object.__new__ or type(form_class).__call__ is not type.__call__:
        return form_class(**kwargs)
    form = form_class.__new__(form_class)
    form.base_fields = base_fields
    form.__init__(**kwargs)
    return form


class SharedFields(dict[str, Field]):
    """Fields of a class, whose deep copy is a dict of the same fields."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Field]:
        return dict(self)


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
