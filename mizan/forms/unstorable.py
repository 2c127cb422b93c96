"""What Django accepts and a database refuses: JSON of Python's that is none elsewhere.

Databases differ in it (NUL is text for one and not for the other), so nobody is asked before one has refused.
"""

from __future__ import annotations

import math
from typing import Any

from django.forms.forms import BaseForm

from mizan.forms import cleaning
from mizan.forms.issues import refused
from mizan.protocol.envelope import Issue


def clean_for_storage(form: BaseForm, gate: list[Issue]) -> list[Issue]:
    """Return what is wrong with a bound form; where nothing is, what may not be stored of it."""
    return cleaning.clean(form, gate) or [
        refused(name, field) for name, field in form.fields.items() if _is_odd(form.cleaned_data.get(name))
    ]


def _is_odd(value: Any) -> bool:
    """Tell a value that holds NUL, half a surrogate pair, or a number that is not finite."""
    if isinstance(value, dict):
        return any(_is_odd(part) for item in value.items() for part in item)
    if isinstance(value, list):
        return any(map(_is_odd, value))
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, str) and ("\0" in value or _is_half(value))


def _is_half(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
