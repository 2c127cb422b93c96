"""What the document of the tests describes: the app of the vectors, and forms with what that lacks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.http import HttpRequest
from pydantic import BaseModel

from mizan.forms import register_form
from mizan.setup.registry import registry
from tests.conformance.operations import Echo, OutOfStock, publish


class Shelf(BaseModel):
    number: int


class LetterForm(forms.Form):
    """Several choices, a widget of two parts, a file."""

    to = forms.EmailField(help_text="Who reads it?")
    topics = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
    urgent = forms.BooleanField(required=False)
    when = forms.SplitDateTimeField(required=False)
    scan = forms.FileField(required=False)


class ParcelForm(LetterForm):
    """The same, and what it answers is a failure of its own."""


def sent(form: LetterForm, request: HttpRequest) -> Echo:
    return Echo(text=form.cleaned_data["to"], length=1)


def refused(form: ParcelForm, request: HttpRequest) -> None:
    raise OutOfStock(left=0)


@contextmanager
def published() -> Iterator[None]:
    """Register everything, and put the registry back as it was."""
    registry.settle()
    kept = {
        key: value.copy() if isinstance(value, dict | list) else value
        for key, value in vars(registry).items()
        if key not in ("version", "_lock", "_is_settling")
    }
    publish()
    register_form(LetterForm, name="letter", auth=None, on_submit=sent, params=Shelf)
    register_form(ParcelForm, name="shop.parcel", auth="staff", on_submit=refused, errors=[OutOfStock])
    try:
        yield
    finally:
        vars(registry).update(kept)
        registry.version += 1
