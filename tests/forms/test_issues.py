"""Django's complaints on the wire."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorList
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from mizan.forms import register_form, register_formset
from mizan.forms.issues import issues_at
from mizan.setup.registry import Registry
from mizan.testing import MizanClient


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        (None, {}),
        ({"value": "secret"}, {}),
        (
            {"limit": 3, "share": 0.5, "label": gettext_lazy("Name"), "none": None},
            {"limit": 3, "share": 0.5, "label": "Name", "none": None},
        ),
        ({"many": 2**60, "price": Decimal("1.50")}, {"many": str(2**60), "price": "1.50"}),
        (
            {"day": datetime.date(2026, 1, 31), "least": datetime.timedelta(1)},
            {"day": "2026-01-31", "least": "1 day, 0:00:00"},
        ),
        ({"model": User(username="typed"), "model_class": User, "unique_check": ("username",)}, {}),
    ],
)
def test_params_are_plain_and_hold_neither_what_was_typed_nor_code(params: Any, expected: Any) -> None:
    [issue] = issues_at("field", [ValidationError("No.", code="no", params=params)])
    assert issue.params == expected


REASONS: dict[str, Any] = {
    "exception": ValidationError(ValueError("An exception.")),  # type: ignore[arg-type]
    "number": ValidationError(42),  # type: ignore[arg-type]
    "marked": ValidationError(mark_safe("<b>Bold</b> & more.")),
    "nested": ValidationError(["One.", ValidationError(["Two.", "Three."])]),
    "odd code": ValidationError("No.", code=17),  # type: ignore[arg-type]
    "per cent": ValidationError("100 % sure."),
    "objects": ValidationError(
        "%(n)d.", params={"n": 3, "it": object(), "no": ValueError(), "nan": math.nan}
    ),
    "several": ValidationError({"a": ["A."], NON_FIELD_ERRORS: "All."}),
    "nothing": ValidationError([]),
    "nothing of a field": ValidationError({"a": []}),
}
ERRORS: dict[str, Any] = {
    "error list": ("a", ErrorList(["Of a list."])),
    "list": ("a", ["Of no error list.", ValidationError("And this.", code="x")]),
    "text": ("a", "A text."),
    "empty": ("a", ErrorList()),
    "of no field": ("nowhere", ErrorList(["Of no field."])),
    "empty of no field": ("nowhere", []),
}


class Complaining(forms.Form):
    a = forms.CharField()

    def clean(self) -> None:
        why = self.cleaned_data["a"]
        if why in ERRORS:
            name, errors = ERRORS[why]
            self.errors[name] = errors
        if why in REASONS:
            raise REASONS[why]


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("exception", [([], "invalid", "An exception.", {})]),
        ("number", [([], "invalid", "42", {})]),
        ("marked", [([], "invalid", "<b>Bold</b> & more.", {})]),
        ("nested", [([], "invalid", "One.", {}), ([], "invalid", "Two.", {}), ([], "invalid", "Three.", {})]),
        ("odd code", [([], "17", "No.", {})]),
        ("per cent", [([], "invalid", "100 % sure.", {})]),
        ("objects", [([], "invalid", "3.", {"n": 3, "nan": "nan"})]),
        ("several", [(["a"], "invalid", "A.", {}), ([], "invalid", "All.", {})]),
        ("nothing", [([], "invalid", "The input is not valid.", {})]),
        ("nothing of a field", [([], "invalid", "The input is not valid.", {})]),
        ("error list", [(["a"], "invalid", "Of a list.", {})]),
        ("list", [(["a"], "invalid", "Of no error list.", {}), (["a"], "x", "And this.", {})]),
        ("text", [(["a"], "invalid", "A text.", {})]),
        ("empty", [([], "invalid", "The input is not valid.", {})]),
        ("of no field", [([], "invalid", "Of no field.", {})]),
        ("empty of no field", [([], "invalid", "The input is not valid.", {})]),
    ],
)
@pytest.mark.django_db
def test_a_form_that_is_not_valid_is_refused_whatever_it_says(
    why: str, expected: Any, fresh_registry: Registry
) -> None:
    register_form(Complaining, name="why", on_submit=done)
    for result in (MizanClient().submit("why", {"a": why}), MizanClient().validate("why", {"a": why})):
        assert [
            tuple(issue[key] for key in ("path", "code", "message", "params")) for issue in result.issues
        ] == expected
    rows = forms.formset_factory(Complaining)
    register_formset(rows, name="rows", on_submit=done)
    [first, *_] = MizanClient().submit("rows", [{"a": why}]).issues
    assert first["path"] == [0, *expected[0][0]]


def done(form: Any, request: HttpRequest) -> None: ...
