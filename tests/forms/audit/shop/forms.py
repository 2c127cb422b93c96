"""One form of every kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest

from mizan.forms import mizanFormMixin
from tests.app.models import Note


class PinField(forms.CharField):
    """A field with rules of its own."""

    def validate(self, value: Any) -> None:
        super().validate(value)


class RangeField(forms.CharField):
    """A field that cannot be made by itself."""

    def __init__(self, low: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)


class ContactForm(forms.Form):
    """A plain form."""

    email = forms.EmailField()
    pin = PinField()

    def clean_email(self) -> Any:
        return self.cleaned_data["email"]


class DoneForm(mizanFormMixin, forms.Form):
    """One that says already what it does, though not that it is registered."""

    def on_submit_success(self, request: HttpRequest) -> None: ...


class OrderForm(forms.Form):
    """One that wants arguments, some of them in the way that signatures do not tell."""

    count = forms.IntegerField()

    def __init__(self, basket: object, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        self.voucher = kwargs.pop("voucher", None)
        if "event" in kwargs:
            self.event = kwargs.pop("event")
        self.shown = kwargs["initial"]
        super().__init__(*args, **kwargs)


class GiftForm(OrderForm):
    """One that supplies what its base wants."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        kwargs["user"] = request.user
        super().__init__(*args, basket=None, **kwargs)


class MineForm(forms.Form):
    """One that a request alone can make."""

    name = forms.CharField()

    def __init__(self, user: object, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of a model."""

    class Meta:
        model = Note
        fields = ["title", "due"]


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """One that gives away too much."""

    class Meta:
        model = User
        fields = "__all__"  # noqa: DJ007


class BareForm(forms.ModelForm):  # type: ignore[type-arg]
    """A base without a model."""

    note = forms.CharField()


class BareBase(forms.BaseModelForm):  # type: ignore[type-arg]
    """A base that does not even have options."""
