"""A clone is what `copy.deepcopy` makes of a stock field: the same parts, shared and copied alike."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from mizan.forms.cloning import FieldsToClone, clone
from mizan.forms.lazy import make_cloned
from mizan.forms.own_code import stock_fields
from tests.forms.stock import CHOICES, field_classes, form_with, make_field, make_widget, widget_classes

PARTS = (forms.Field, forms.Widget)


def shape(copied: Any, original: Any) -> Any:
    """Return what a copy holds, and which of it is the original's own."""
    if isinstance(copied, PARTS):
        assert type(copied) is type(original)
        assert vars(copied).keys() == vars(original).keys()
        inner = {name: shape(part, vars(original)[name]) for name, part in vars(copied).items()}
        return (copied is original, inner)
    if isinstance(copied, (list, tuple)) and any(isinstance(part, PARTS) for part in copied):
        inner = [shape(part, other) for part, other in zip(copied, original, strict=True)]
        return (copied is original, type(copied), inner)
    return (
        copied is original,
        type(copied),
        repr(copied) if isinstance(copied, (list, dict, tuple)) else None,
    )


def variants(cls: type[forms.Field]) -> dict[str, forms.Field]:
    widgets = [None, *map(make_widget, widget_classes())]
    return {f"f{number}": make_field(cls, widget=widget) for number, widget in enumerate(widgets)}


OTHERS = {
    "grouped": forms.ChoiceField(choices=[("group", [("a", "A")]), ("b", gettext_lazy("Yes"))]),
    "computed": forms.MultipleChoiceField(choices=lambda: CHOICES),
    "odd": forms.ChoiceField(choices=[(1.5, "x"), (None, "y")]),
    "strict": forms.CharField(validators=[RegexValidator("a")], widget=forms.Textarea({"rows": 3})),
    "several": forms.Field(
        widget=forms.MultiWidget([forms.Select(choices=CHOICES), forms.SplitDateTimeWidget()])
    ),
}


@pytest.mark.parametrize(
    "fields",
    [*map(variants, field_classes()), OTHERS],
    ids=[*(cls.__name__ for cls in field_classes()), "others"],
)
def test_a_clone_is_a_deep_copy(fields: dict[str, forms.Field]) -> None:
    for field in stock_fields(form_with(**fields)).values():
        assert shape(clone(field), field) == shape(copy.deepcopy(field), field)


def test_most_fields_are_stock() -> None:
    assert len([cls for cls in field_classes() if stock_fields(form_with(**variants(cls)))]) > 20


class Mine(forms.CharField):
    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        found = super().__deepcopy__(memo)
        found.label = "copied"
        return found


def test_a_field_of_the_project_is_copied_its_own_way() -> None:
    form = form_with(a=Mine(), b=forms.CharField())
    fields = copy.deepcopy(FieldsToClone(form))
    assert (fields["a"].label, type(fields)) == ("copied", dict)
    form.base_fields["b"] = Mine()  # type: ignore[attr-defined]
    assert copy.deepcopy(FieldsToClone(form))["b"].label == "copied"


class Meta(type(forms.Form)):  # type: ignore[misc]
    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        form = super().__call__(*args, **kwargs)
        form.fields["a"].label = "called"
        return form


class Called(forms.Form, metaclass=Meta):
    a = forms.CharField()


class Newly(forms.Form):
    a = forms.CharField()

    def __new__(cls, data: Any = None, **kwargs: Any) -> Any:
        form = super().__new__(cls)
        form.word = data["a"]
        return form


def test_a_form_that_is_made_in_a_way_of_its_own_is_made_so() -> None:
    assert make_cloned(Called, {}).fields["a"].label == "called"
    assert make_cloned(Newly, {"data": {"a": "b"}}).word == "b"
