"""Forms in places where people put them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory, modelform_factory
from django.utils.functional import SimpleLazyObject

from tests.app.models import Note
from tests.forms.audit.shop.forms import ContactForm  # noqa: F401


def fail() -> Any:
    raise AssertionError("a lazy object is not woken up")


config = SimpleLazyObject(fail)


class NoteView:
    form_class = modelform_factory(Note, fields=["title"])

    class FilterForm(forms.Form):
        """A form inside the only view that has it."""

        text = forms.CharField(required=False)


class BaseRows(forms.BaseFormSet):  # type: ignore[type-arg]
    """A base that has no form yet."""


Rows = formset_factory(NoteView.FilterForm, formset=BaseRows)


class TableRows(Rows):  # type: ignore[misc,valid-type]
    """Rows that want to know where they stand."""

    def __init__(self, *args: Any, table: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
