"""Widgets: how each is drawn, and how Django reads what it posts."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

from django import forms
from django.forms import widgets
from django.utils.datastructures import MultiValueDict

from mizan.forms.reflection.code import member_of, names_of
from mizan.forms.reflection.purpose import as_text
from mizan.protocol.envelope import JSON

KIND: dict[type[forms.Widget], str] = {
    forms.Widget: "text",
    widgets.Input: "text",
    forms.TextInput: "text",
    forms.NumberInput: "number",
    forms.EmailInput: "email",
    forms.URLInput: "url",
    widgets.ColorInput: "color",
    widgets.SearchInput: "search",
    widgets.TelInput: "tel",
    forms.PasswordInput: "password",
    forms.HiddenInput: "hidden",
    forms.MultipleHiddenInput: "multiple-hidden",
    forms.FileInput: "file",
    forms.ClearableFileInput: "clearable-file",
    forms.Textarea: "textarea",
    widgets.DateTimeBaseInput: "text",
    forms.DateInput: "date",
    forms.DateTimeInput: "datetime",
    forms.TimeInput: "time",
    forms.CheckboxInput: "checkbox",
    widgets.ChoiceWidget: "select",
    forms.Select: "select",
    forms.NullBooleanSelect: "null-boolean-select",
    forms.SelectMultiple: "select-multiple",
    forms.RadioSelect: "radio",
    forms.CheckboxSelectMultiple: "checkboxes",
    forms.MultiWidget: "multi",
    forms.SplitDateTimeWidget: "split-datetime",
    forms.SplitHiddenDateTimeWidget: "split-hidden-datetime",
    forms.SelectDateWidget: "select-date",
}
"""What each stock widget is drawn as; any other is drawn as its nearest stock base."""

_BY_TYPE = {
    **{
        name: name
        for name in ("text", "email", "url", "number", "password", "search", "tel", "color", "hidden")
    },
    "date": "date",
    "time": "time",
    "datetime-local": "datetime",
}

_PICKERS = ("date", "datetime-local", "month", "time", "week")
"""Types of inputs that no stock widget has: who writes `attrs={"type": "date"}` wants the browser's own."""

READING: dict[type[forms.Widget], str] = {
    forms.Widget: "plain",
    forms.MultipleHiddenInput: "list",
    forms.FileInput: "file",
    forms.ClearableFileInput: "file",
    forms.CheckboxInput: "checkbox",
    forms.NullBooleanSelect: "null-boolean",
    forms.SelectMultiple: "list",
    forms.MultiWidget: "parts",
    forms.SelectDateWidget: "date-parts",
    widgets.ChoiceWidget: "choice",
}
"""How each stock widget reads what is posted."""

_METHOD = "value_from_datadict"

_ATTRIBUTES = frozenset(
    {
        *(
            "accept",
            "autocapitalize",
            "autocomplete",
            "autofocus",
            "class",
            "cols",
            "inputmode",
            "max",
            "min",
        ),
        *("pattern", "placeholder", "rows", "size", "spellcheck", "step", "title"),
    }
)
_TABLES = {
    "mizan.forms.reflection.fields": "django.forms.fields",
    "mizan.forms.reflection.temporal": "django.forms.fields",
    "mizan.forms.reflection.addresses": "django.forms.fields",
    "mizan.forms.reflection.several": "django.forms.fields",
    "mizan.forms.reflection.compound": "django.forms.fields",
    "mizan.forms.reflection.documents": "django.forms.fields",
    "mizan.forms.reflection.files": "django.forms.fields",
    "mizan.forms.reflection.records": "django.forms.models",
    "mizan.forms.reflection.auth": "django.contrib.auth.forms",
    "mizan.forms.reflection.passwords": "django.contrib.auth.forms",
    "mizan.forms.reflection.postgres": "django.contrib.postgres.forms.ranges",
}
"""Each table with the module whose classes it knows."""


def load_tables() -> None:
    """Read the tables of Django's own classes, those of its optional parts only if somebody uses these."""
    for table, module in _TABLES.items():
        if module in sys.modules and table not in sys.modules:
            import_module(table)


def reading(widget: forms.Widget) -> str:
    """Return how the widget reads its value.

    `plain` (one text under its name), `list`, `checkbox`, `null-boolean`, `file`, `parts` (sub-keys),
    `date-parts`, `places` (numbered), or `custom` where a method of the project's own decides.
    """
    if _METHOD in vars(widget):
        return "custom"
    way = _way(type(widget))
    if way == "choice":
        return "list" if getattr(widget, "allow_multiple_selected", False) else "plain"
    return way


@cache
def _way(widget_class: type[forms.Widget]) -> str:
    load_tables()
    method = member_of(widget_class, _METHOD)
    known = (name for cls, name in READING.items() if member_of(cls, _METHOD) is method)
    return next(known, "custom")


def reads_freely(widget: forms.Widget) -> bool:
    """Tell a widget that asks none of Django's how to read, so that it may look under any name: that of a
    month and that of a year."""
    if isinstance(widget, (forms.FileInput, forms.MultiWidget)) or reading(widget) != "custom":
        return False
    widget_class: Any = type(widget)
    return _METHOD in vars(widget) or _METHOD not in names_of(member_of(widget_class, _METHOD), widget_class)


def part_names(widget: Any) -> list[str]:
    """Return the sub-keys of a widget of several, without the underscore that joins them to its name."""
    usual = [name.removeprefix("_") for name in widget.widgets_names]
    if reading(widget) != "custom":
        return usual
    asked = list(_asked_of(widget))
    return asked if len(asked) == len(usual) else usual


def _asked_of(widget: Any) -> Iterator[str]:
    """Yield the sub-keys that a widget looks for where it names its parts itself: `after` and `before`."""
    data = _Asked()
    with suppress(Exception):
        widget.value_from_datadict(data, data, "f")
    yield from (key.removeprefix("f_") for key in dict.fromkeys(data.keys_asked) if key.startswith("f_"))


class _Asked(MultiValueDict[str, str]):
    """Data that holds nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_asked: list[str] = []

    def __getitem__(self, key: str) -> Any:
        self.keys_asked.append(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.keys_asked.append(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_asked.append(key)
        return default

    def getlist(self, key: str, default: Any = None) -> Any:
        self.keys_asked.append(key)
        return [] if default is None else default


def parts_of(widget: forms.Widget) -> list[tuple[str, forms.Widget]]:
    """Return the parts of a widget by their sub-keys: of one of several, or of the places of an array."""
    if isinstance(widget, forms.MultiWidget):
        return list(zip(part_names(widget), widget.widgets, strict=True))
    array: Any = widget
    return (
        [(str(number), array.widget) for number in range(array.size)] if reading(widget) == "places" else []
    )


def describe(widget: forms.Widget) -> dict[str, JSON]:
    """Return `{kind, attrs?}`, with `widgets` for the parts of one of several and `years` where chosen."""
    described: dict[str, JSON] = {"kind": _kind(widget)}
    attributes = allowed_attributes(widget.attrs)
    if described["kind"] == "number":
        attributes = as_text(attributes)
    picker = getattr(widget, "input_type", None)
    if picker in _PICKERS:
        attributes["type"] = picker
    if isinstance(widget, forms.FileInput) and widget.attrs.get("multiple"):
        attributes["multiple"] = True
    if attributes:
        described["attrs"] = attributes
    parts = [{"name": name, **describe(part)} for name, part in parts_of(widget)]
    if parts or isinstance(widget, forms.MultiWidget):
        described["widgets"] = parts
    if isinstance(widget, forms.SelectDateWidget) and not _is_usual(widget.years):
        described["years"] = [int(year) for year in widget.years]
    return described


def _kind(widget: forms.Widget) -> str:
    stock = _stock_class(type(widget))
    kind = KIND[stock]
    if isinstance(widget, forms.MultiWidget) and widget.is_hidden:
        return KIND[forms.SplitHiddenDateTimeWidget]
    posted = getattr(widget, "input_type", None)
    if isinstance(widget, widgets.Input) and posted != getattr(stock, "input_type", None):
        return _BY_TYPE.get(posted or "", kind)
    return kind


@cache
def _stock_class(widget_class: type[forms.Widget]) -> type[forms.Widget]:
    load_tables()
    return next(cls for cls in widget_class.__mro__ if cls in KIND)


def allowed_attributes(attrs: dict[str, Any]) -> dict[str, str | bool]:
    """Return the HTML attributes that a page may carry, as texts; those that are only there are True."""
    return {
        str(name): True if value is True else str(value)
        for name, value in attrs.items()
        if _is_allowed(str(name)) and value is not None and value is not False
    }


def _is_allowed(name: str) -> bool:
    return name in _ATTRIBUTES or name.startswith(("data-", "aria-"))


def _is_usual(years: Any) -> bool:
    """Tell Django's own ten years: they depend on the clock, so they do not belong into a contract."""
    this = datetime.date.today().year
    return bool(years == range(this, this + 10))
