"""Django's complaints on the wire."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from mizan.forms.issues import issues_at


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
