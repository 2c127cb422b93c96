"""What of a form holds for every request: its class, or an instance made without one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

from django.db import connections
from django.forms.forms import BaseForm

MAKERS = ("__init__", "__new__", "order_fields", "fields")
"""What makes a form from its class."""


def has_own_init(form_class: type[BaseForm]) -> bool:
    """Tell whether a project's own `__init__`, or whatever else makes a form, may change the fields."""
    cls: Any = form_class
    return _has_own_init(cls)


@cache
def _has_own_init(form_class: Any) -> bool:
    makers = (cls for name in MAKERS for cls in form_class.__mro__ if name in cls.__dict__)
    return any(map(_is_own, makers)) or any(
        _is_own(cls) for cls in type(form_class).__mro__ if "__call__" in cls.__dict__
    )


def _is_own(cls: type) -> bool:
    if cls.__module__.partition(".")[0] not in ("builtins", "crispy_forms", "django", "mizan"):
        return True
    # A form that is made by type("F", (Form,), …) says it is of the module where its metaclass makes it.
    return not hasattr(sys.modules.get(cls.__module__), cls.__qualname__.partition(".")[0])


def static_form(form_class: type[BaseForm], *, is_dynamic: bool | None) -> BaseForm | type[BaseForm]:
    """Return the class; or an instance, where an `__init__` of its own is promised not to need a request.

    A promise that does not hold is reported by `mizan.forms.checks`, and the class is all there is.
    """
    if is_dynamic is not False or not has_own_init(form_class):
        return form_class
    try:
        with without_database():
            return form_class()
    except Exception:
        return form_class


@contextmanager
def without_database() -> Iterator[None]:
    """Refuse every query inside the block: a contract holds nothing from a database."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_refuse))
        yield


def _refuse(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    raise RuntimeError("The database was asked for something where it must not be.")
