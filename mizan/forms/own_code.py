"""Whether code of the project's own runs while a form is judged.

Where it does not, nobody can change a field, so the fields need no copying; and nothing can be written, so no
transaction has to be undone. Whatever is not known to be Django's counts as the project's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from types import FunctionType, NoneType
from typing import Any

from django.forms import ClearableFileInput, Field, Form, Widget
from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from mizan.forms.reflection.code import is_patched
from mizan.forms.reflection.static import has_own_init


def needs_copies(form_class: type[BaseForm]) -> bool:
    """Tell whether somebody may change a field while a form is judged."""
    cls: Any = form_class
    return _needs_copies(cls)


def is_seen(form_class: type[BaseForm]) -> bool:
    """Tell whether the project's code may see a form, or one of its fields, while the form is judged."""
    cls: Any = form_class
    return _is_seen(cls)


def may_write(form_class: type[BaseForm]) -> bool:
    """Tell whether the project's code may run at all while a form is judged: a validator, for example."""
    return is_seen(form_class) or bring_code(form_class)


def bring_code(form_class: type[BaseForm]) -> bool:
    """Tell whether a field of a form was given code of the project's."""
    cls: Any = form_class
    return _bring_code(cls)


def stock_fields(form_class: type[BaseForm]) -> dict[str, Field]:
    """Return the fields that are Django's own through and through, as are their widgets."""
    cls: Any = form_class
    return _stock_fields(cls)


def is_alike_for_all(form_class: type[BaseForm], title: object = "") -> bool:
    """Tell a form that everybody sees alike who has the same language, time zone and day."""
    return (
        not issubclass(form_class, BaseModelForm)
        and not has_own_init(form_class)
        and not hasattr(form_class, "helper")
        and not any(_shows(name, member) for name, member in _members(form_class))
        and len(stock_fields(form_class)) == len(_fields(form_class))  # others may hold rows, by a queryset
        and not bring_code(form_class)
        and not any(map(_writes_text, _fields(form_class)))
        and not any(callable(field.initial) for field in _fields(form_class))  # the moment, by Django's `now`
        and not _writes_text(title)
    )


@cache
def _stock_fields(form_class: Any) -> dict[str, Field]:
    fields: dict[str, Field] = getattr(form_class, "base_fields", {})
    return {name: field for name, field in fields.items() if _is_stock(field)}


@cache
def _bring_code(form_class: Any) -> bool:
    return any(map(_brings_code, _fields(form_class)))


@cache
def _needs_copies(form_class: Any) -> bool:
    return is_seen(form_class) or any(map(_takes_notes, _fields(form_class)))


@cache
def _is_seen(form_class: Any) -> bool:
    return (
        issubclass(form_class, BaseModelForm)
        or has_own_init(form_class)
        or any(_has_a_say(name, member) for name, member in _members(form_class))
        or len(stock_fields(form_class)) < len(_fields(form_class))
    )


def _fields(form_class: Any) -> Collection[Field]:
    fields: dict[str, Field] = getattr(form_class, "base_fields", {})
    return fields.values()


def _members(form_class: type) -> Iterator[tuple[str, Any]]:
    """Yield what the class and its bases define, but for a plain form's."""
    for cls in form_class.__mro__:
        if cls not in Form.__mro__:
            yield from vars(cls).items()


_METHODS = (FunctionType, classmethod, staticmethod)
_SPECIAL = ("init", "new", "getattr", "getattribute", "setattr", "delattr", "getitem", "iter")
_ASKED = {name for name in dir(Form) if not name.startswith("__")} | {f"__{name}__" for name in _SPECIAL}


def _has_a_say(name: str, member: Any) -> bool:
    """Tell code that Django may run: under a name that it asks a form for, or as a property of any name."""
    if name in _ASKED or name.startswith("clean_"):
        return name != "media" and not isinstance(member, (bool, int, str, list, tuple, dict, NoneType))
    is_computed = hasattr(type(member), "__get__") and not isinstance(member, _METHODS)
    return is_computed and not name.startswith("__")


def _shows(name: str, member: Any) -> bool:
    """Tell code that has a say before a form is judged."""
    return _has_a_say(name, member) and name != "clean" and not name.startswith("clean_")


def _is_stock(field: Any) -> bool:
    """Tell a field that is Django's own through and through, as is its widget."""
    return (
        type(field).__module__ == "django.forms.fields"
        and field.bound_field_class is None
        and not is_patched(field)
        and all(map(_is_stock_widget, _parts(field.widget)))
        and all(map(_is_stock, getattr(field, "fields", ())))
    )


def _is_stock_widget(widget: Widget) -> bool:
    return type(widget).__module__ == "django.forms.widgets" and not is_patched(widget)


def _takes_notes(field: Any) -> bool:
    """Tell the one part of Django that writes on itself what was posted."""
    return any(isinstance(part, ClearableFileInput) for part in _parts(field.widget))


def _parts(widget: Any) -> Iterator[Widget]:
    yield widget
    for part in getattr(widget, "widgets", ()):
        yield from _parts(part)


def _brings_code(field: Any) -> bool:
    """Tell a field that was given code of the project's: a validator, a coercion, computed choices."""
    choices = getattr(field, "_choices", ())
    return (
        _holds_code(field)
        or any(_is_own(check) or _holds_code(check) for check in field.validators)
        or type(choices) not in (list, tuple)
        or any(map(_brings_code, getattr(field, "fields", ())))
    )


def _holds_code(thing: Any) -> bool:
    return any(callable(part) and _is_own(part) for part in getattr(thing, "__dict__", {}).values())


def _writes_text(thing: Any) -> bool:
    """Tell a thing that holds a lazy text which may say something else than a translation."""
    if type(thing) in _FIXED:
        return False
    if isinstance(thing, Promise):
        return True
    if isinstance(thing, (list, tuple)):
        return any(_writes_text(part) for part in thing if type(part) not in _FIXED)
    if isinstance(thing, dict):
        return any(_writes_text(part) for part in thing.values() if type(part) not in _FIXED)
    return type(thing).__module__.startswith("django.") and _writes_text(getattr(thing, "__dict__", ()))


_FIXED = {str, bool, int, NoneType, type(gettext_lazy("")), type(pgettext_lazy("", ""))}
"""Types of what says the same to all, or a translation of it."""


def _is_own(thing: Any) -> bool:
    return not _is_djangos(thing)


def _is_djangos(thing: Any) -> bool:
    return str(getattr(thing, "__module__", "")).partition(".")[0] in ("builtins", "django", "mizan")
