"""What a browser is told about the purpose of a control."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.forms import PasswordChangeForm

from mizan.forms.reflection.form import reflect_form
from tests.forms.stock import form_with


def attrs(name: str, field: forms.Field) -> dict[str, Any]:
    widget = reflect_form(form_with(**{name: field}))["properties"][name]["x-mizan"]["widget"]
    found: dict[str, Any] = widget.get("attrs", {})
    return found


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("email", forms.EmailField(), "email"),
        ("friend", forms.EmailField(), None),
        ("email", forms.EmailField(widget=forms.EmailInput({"autocomplete": "off"})), "off"),
        ("email", forms.CharField(), None),
        ("phone", forms.CharField(widget=forms.TelInput), "tel"),
        ("password1", forms.CharField(widget=forms.PasswordInput), "new-password"),
        ("current_password", forms.CharField(widget=forms.PasswordInput), "current-password"),
        ("password", forms.CharField(widget=forms.PasswordInput), None),
        ("website", forms.URLField(assume_scheme="https"), None),
    ],
)
def test_what_a_name_cannot_mean_otherwise_is_completed(
    name: str, field: forms.Field, expected: str | None
) -> None:
    assert attrs(name, field).get("autocomplete") == expected


def test_what_django_says_itself_stays() -> None:
    properties = reflect_form(PasswordChangeForm)["properties"]
    found = {name: prop["x-mizan"]["widget"]["attrs"]["autocomplete"] for name, prop in properties.items()}
    assert found == {
        "old_password": "current-password",
        "new_password1": "new-password",
        "new_password2": "new-password",
    }


@pytest.mark.parametrize(
    ("field", "mode"),
    [
        (forms.IntegerField(min_value=0), "numeric"),
        (forms.IntegerField(min_value=0, step_size=5), "numeric"),
        (forms.IntegerField(), None),
        (forms.IntegerField(min_value=-1, max_value=9), None),
        (forms.DecimalField(min_value=0, max_digits=4, decimal_places=2), "decimal"),
        (forms.FloatField(min_value=0), "decimal"),
        (forms.FloatField(), None),
        (forms.IntegerField(min_value=0, widget=forms.NumberInput({"inputmode": "none"})), "none"),
        (forms.IntegerField(widget=forms.NumberInput({"min": "some"})), None),
    ],
)
def test_a_number_is_a_text_with_the_keyboard_that_has_all_it_needs(
    field: forms.Field, mode: str | None
) -> None:
    found = attrs("some", field)
    assert found.get("inputmode") == mode
    assert not {"min", "max", "step"} & set(found)


def test_a_text_has_no_length_that_a_browser_would_count_otherwise() -> None:
    assert "maxlength" not in attrs("some", forms.CharField(max_length=5, min_length=2))
