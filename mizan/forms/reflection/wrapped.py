"""A widget around another one: the admin's select of rows, with its buttons to add a row and to change it."""

from __future__ import annotations

import copy
import sys
from typing import Any

from django.forms import Field

from mizan.forms.reflection.code import member_of


def unwrapped(field: Any) -> Any:
    """Return a field with the widget that reads what is posted; the field itself, if that is its own."""
    wrapper: Any = getattr(sys.modules.get(_ADMIN), "RelatedFieldWidgetWrapper", None)
    if wrapper is None or not isinstance(field, Field) or not isinstance(field.widget, wrapper):
        return field
    method = "value_from_datadict"
    if member_of(type(field.widget), method) is not member_of(wrapper, method):
        return field
    widget: Any = field.widget
    bare = copy.copy(field)
    bare.widget = copy.copy(widget.widget)
    bare.widget.choices = widget.choices
    return bare


_ADMIN = "django.contrib.admin.widgets"
