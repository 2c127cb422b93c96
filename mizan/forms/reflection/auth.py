"""The field and the widget of `django.contrib.auth.forms`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import ReadOnlyPasswordHashField, ReadOnlyPasswordHashWidget, UsernameField

from mizan.forms.reflection.fields import TEXT, reflect_text
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import reflects, server_rule
from mizan.forms.reflection.widgets import KIND

KIND[ReadOnlyPasswordHashWidget] = "text"


@reflects(UsernameField)
def _username(field: Any) -> Reflection:
    made = reflect_text(field)
    made.rule["k"] = "username"
    if field.max_length is not None:
        made.rule["max"] = field.max_length
    return made


@reflects(ReadOnlyPasswordHashField)
def _password_hash(field: Any) -> Reflection:
    return server_rule(field, TEXT, absent=False)
