"""Copy the stock fields of a form as their own `__deepcopy__` does, at a fraction of the price.

Most of what it costs to make a form is `copy.copy`, which asks each field and each widget how to be pickled.
A field that is not Django's own through and through is copied by `copy.deepcopy`, as ever.
"""

from __future__ import annotations

import copy
from typing import Any

from django import forms
from django.forms import Field, Widget
from django.utils.functional import Promise

from mizan.forms.own_code import stock_fields


class FieldsToClone(dict[str, Field]):
    """Fields of a class, whose deep copy is a dict of their clones."""

    def __init__(self, form_class: Any) -> None:
        super().__init__(form_class.base_fields)
        self._stock = stock_fields(form_class)

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Field]:
        return {
            name: clone(field) if self._stock.get(name) is field else copy.deepcopy(field, memo)
            for name, field in self.items()
        }


def clone(field: Any) -> Any:
    """Return the deep copy of a stock field."""
    twin = _twin(field)
    twin.widget = clone_widget(field.widget)
    twin.error_messages = field.error_messages.copy()
    twin.validators = field.validators[:]
    if isinstance(field, forms.ChoiceField):
        choices: Any = field._choices  # type: ignore[attr-defined]  # private
        twin._choices = choices[:] if _are_fixed(choices) else copy.deepcopy(choices)
    if isinstance(field, forms.MultiValueField):
        twin.fields = tuple(map(clone, field.fields))
    return twin


def clone_widget(widget: Any) -> Any:
    """Return the deep copy of a stock widget."""
    twin = _twin(widget)
    twin.attrs = widget.attrs.copy()
    if isinstance(widget, forms.widgets.ChoiceWidget):
        choices: Any = widget.choices
        if _are_fixed(choices):
            twin._choices = choices[:]  # they are in their normal form already
        else:
            twin.choices = copy.copy(choices)
    if isinstance(widget, forms.MultiWidget):
        twin.widgets = list(map(clone_widget, widget.widgets))
    return twin


def _twin(thing: Field | Widget) -> Any:
    twin: Any = object.__new__(type(thing))
    twin.__dict__.update(vars(thing))
    return twin


def _are_fixed(choices: Any) -> bool:
    return type(choices) is list and all(map(_is_fixed_pair, choices))


def _is_fixed_pair(pair: Any) -> bool:
    return type(pair) is tuple and all(part is None or isinstance(part, (str, int, Promise)) for part in pair)
