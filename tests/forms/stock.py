"""One of every field and every widget that Django brings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import User
from django.contrib.postgres import forms as postgres_forms
from django.forms import fields, models, widgets

CHOICES = [("a", "A"), ("Group", [("b", "B"), ("c", "C")])]

MAKERS: dict[str, Callable[..., forms.Field]] = {
    "RegexField": lambda **kwargs: forms.RegexField(r"^\w+$", **kwargs),
    "ChoiceField": lambda **kwargs: forms.ChoiceField(choices=CHOICES, **kwargs),
    "TypedChoiceField": lambda **kwargs: forms.TypedChoiceField(choices=CHOICES, coerce=str, **kwargs),
    "MultipleChoiceField": lambda **kwargs: forms.MultipleChoiceField(choices=CHOICES, **kwargs),
    "TypedMultipleChoiceField": lambda **kwargs: forms.TypedMultipleChoiceField(choices=CHOICES, **kwargs),
    "ComboField": lambda **kwargs: forms.ComboField(
        fields=[forms.CharField(max_length=20), forms.EmailField()], **kwargs
    ),
    "MultiValueField": lambda **kwargs: Pair(**kwargs),
    "FilePathField": lambda **kwargs: forms.FilePathField(path=str(Path(__file__).parent), **kwargs),
    "ModelChoiceField": lambda **kwargs: forms.ModelChoiceField(User.objects.all(), **kwargs),
    "ModelMultipleChoiceField": lambda **kwargs: forms.ModelMultipleChoiceField(User.objects.all(), **kwargs),
    "InlineForeignKeyField": lambda **kwargs: models.InlineForeignKeyField(User(pk=1)),
    "URLField": lambda **kwargs: forms.URLField(assume_scheme="https", **kwargs),
    "SimpleArrayField": lambda **kwargs: postgres_forms.SimpleArrayField(forms.IntegerField(), **kwargs),
    "SplitArrayField": lambda **kwargs: postgres_forms.SplitArrayField(
        forms.IntegerField(required=kwargs.get("required", True)), size=2, **kwargs
    ),
}


class PairWidget(forms.MultiWidget):
    """Two inputs under names of their own."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"left": forms.TextInput(), "right": forms.NumberInput()}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if value else [None, None]


class Pair(forms.MultiValueField):
    """A text and a number."""

    widget = PairWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([forms.CharField(), forms.IntegerField()], **kwargs)

    def compress(self, data_list: list[Any]) -> list[Any]:
        return data_list


WIDGETS: dict[str, Callable[[], forms.Widget]] = {
    "MultiWidget": PairWidget,
    "ChoiceWidget": lambda: forms.Select(choices=CHOICES),
    "Select": lambda: forms.Select(choices=CHOICES),
    "RadioSelect": lambda: forms.RadioSelect(choices=CHOICES),
    "SelectMultiple": lambda: forms.SelectMultiple(choices=CHOICES),
    "CheckboxSelectMultiple": lambda: forms.CheckboxSelectMultiple(choices=CHOICES),
}


def field_classes() -> list[type[forms.Field]]:
    """Return every field class of `django.forms` and `django.contrib.auth.forms`."""
    found = {
        *_classes(fields, forms.Field),
        *_classes(models, forms.Field),
        *_classes(auth_forms, forms.Field),
    }
    return sorted(found, key=lambda cls: cls.__name__)


def postgres_classes() -> list[type[forms.Field]]:
    """Return every field class of `django.contrib.postgres.forms`; the base of the ranges is abstract."""
    found = {cls for cls in vars(postgres_forms).values() if isinstance(cls, type)}
    fields = {cls for cls in found if issubclass(cls, forms.Field)} - {postgres_forms.BaseRangeField}
    return sorted(fields, key=lambda cls: cls.__name__)


def widget_classes() -> list[type[forms.Widget]]:
    """Return every widget class of `django.forms` and `django.contrib.auth.forms`."""
    found = {*_classes(widgets, forms.Widget), *_classes(auth_forms, forms.Widget)}
    return sorted(found, key=lambda cls: cls.__name__)


def make_field(cls: type[forms.Field], **kwargs: Any) -> forms.Field:
    """Return a field of a stock class."""
    return MAKERS.get(cls.__name__, cls)(**kwargs)


def make_widget(cls: type[forms.Widget]) -> forms.Widget:
    """Return a widget of a stock class."""
    return WIDGETS.get(cls.__name__, cls)()


def form_with(**form_fields: forms.Field) -> type[forms.Form]:
    """Return a form class of these fields."""
    return type("SomeForm", (forms.Form,), form_fields)


def _classes(module: ModuleType, base: type) -> Iterator[type[Any]]:
    for _, cls in inspect.getmembers(module, inspect.isclass):
        if issubclass(cls, base) and cls.__module__.startswith("django."):
            yield cls
