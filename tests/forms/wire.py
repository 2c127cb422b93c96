"""What each control sends: a field for each stock field and widget, its wire value, and its POST.

The renderers and the gate meet in `wire.json`: the first must make the wire value of what is filled in, and
the same POST without JavaScript; the second must make that POST of the wire value. Remove the file and run
test_wire.py to write it anew.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from django import forms
from django.forms import widgets

from mizan.codegen.emit.forms import field_definition
from mizan.forms import reflect
from mizan.forms.gate import Posted, admit, read_json
from mizan.forms.initial import initial_values
from mizan.forms.reflection.texts import split
from mizan.protocol.envelope import JSON
from tests.forms.stock import CHOICES, PairWidget, field_classes, make_field

FILE = Path(__file__).with_name("wire.json")

DAY, NOON = datetime.date(2026, 1, 31), datetime.time(12)
MOMENT = {"0": "2026-01-31", "1": "12:00"}

FIELDS: dict[str, JSON] = {
    "BooleanField": True,
    "CharField": "a",
    "ChoiceField": "b",
    "ComboField": "a@example.com",
    "DateField": "2026-01-31",
    "DateTimeField": "2026-01-31 12:00",
    "DecimalField": "1.50",
    "DurationField": "1 00:00:00",
    "EmailField": "a@example.com",
    "FloatField": "1.5",
    "GenericIPAddressField": "::1",
    "IntegerField": "3",
    "JSONField": '{"a": [1]}',
    "MultiValueField": {"left": "a", "right": "2"},
    "MultipleChoiceField": ["a", "c"],
    "NullBooleanField": "true",
    "RegexField": "a",
    "SlugField": "a-b",
    "SplitDateTimeField": MOMENT,
    "TimeField": "12:00",
    "TypedChoiceField": "b",
    "TypedMultipleChoiceField": ["a", "c"],
    "URLField": "https://example.com",
    "UUIDField": "6a2f41a3-c54c-4d3c-8d3c-2f0c2a3d4e5f",
    "UsernameField": "ann",
}
"""A wire value for each stock field in its own widget; no files, no rows, nothing that nobody fills in."""


class Everyday(forms.MultiWidget):
    """One of each part that a project may put together."""

    def __init__(self) -> None:
        several = {"boxes": forms.CheckboxSelectMultiple(choices=CHOICES), "": forms.TextInput()}
        one = {"one": forms.Select(choices=CHOICES), "yes": forms.CheckboxInput(), "pair": PairWidget()}
        super().__init__(
            {
                **one,
                "button": forms.RadioSelect(choices=CHOICES),
                "day": forms.SelectDateWidget(years=[2026]),
                **several,
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        """Begin with nothing."""
        return [None] * len(self.widgets)


EVERYDAY: JSON = {
    "one": "b",
    "yes": True,
    "pair": {"left": "x", "right": "1"},
    "button": "c",
    "day": {"year": "2026", "month": "1", "day": "31"},
    "boxes": ["a", "b"],
    "": "plain",
}

WIDGETS: dict[str, tuple[forms.Field, JSON]] = {
    **{
        cls.__name__: (forms.CharField(widget=cls()), "a")
        for cls in (
            forms.TextInput,
            forms.Textarea,
            forms.PasswordInput,
            widgets.SearchInput,
            widgets.TelInput,
        )
    },
    "NumberInput": (forms.CharField(widget=forms.NumberInput()), "3"),
    "EmailInput": (forms.CharField(widget=forms.EmailInput()), "a@example.com"),
    "URLInput": (forms.CharField(widget=forms.URLInput()), "https://example.com"),
    "ColorInput": (forms.CharField(widget=widgets.ColorInput()), "#a1b2c3"),
    "HiddenInput": (forms.CharField(widget=forms.HiddenInput(), initial="a"), "a"),
    "MultipleHiddenInput": (
        forms.MultipleChoiceField(choices=CHOICES, widget=forms.MultipleHiddenInput(), initial=["a", "b"]),
        ["a", "b"],
    ),
    "DateInput": (forms.DateField(widget=forms.DateInput({"type": "date"})), "2026-01-31"),
    "DateTimeInput": (
        forms.DateTimeField(widget=forms.DateTimeInput({"type": "datetime-local"})),
        "2026-01-31T12:00",
    ),
    "TimeInput": (forms.TimeField(widget=forms.TimeInput({"type": "time"})), "12:00"),
    "CheckboxInput": (forms.BooleanField(widget=forms.CheckboxInput()), True),
    "Select": (forms.CharField(widget=forms.Select(choices=CHOICES)), "b"),
    "SelectMultiple": (
        forms.MultipleChoiceField(choices=CHOICES, widget=forms.SelectMultiple()),
        ["a", "b"],
    ),
    "NullBooleanSelect": (forms.NullBooleanField(widget=forms.NullBooleanSelect()), "false"),
    "RadioSelect": (forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect()), "c"),
    "CheckboxSelectMultiple": (
        forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple()),
        ["b", "c"],
    ),
    "SelectDateWidget": (
        forms.DateField(widget=forms.SelectDateWidget(years=range(2025, 2028))),
        {"year": "2026", "month": "1", "day": "31"},
    ),
    "SelectDateWidget_changed": (
        forms.DateField(widget=forms.SelectDateWidget(years=[2026]), initial="1999-12-31", required=False),
        {"year": "2026", "month": "12", "day": "31"},
    ),
    "SplitDateTimeWidget": (forms.SplitDateTimeField(widget=forms.SplitDateTimeWidget()), MOMENT),
    "SplitHiddenDateTimeWidget": (
        forms.SplitDateTimeField(
            widget=forms.SplitHiddenDateTimeWidget(), initial=datetime.datetime.combine(DAY, NOON)
        ),
        {"0": "2026-01-31", "1": "12:00:00"},
    ),
    "MultiWidget": (forms.Field(widget=Everyday()), EVERYDAY),
}
"""For each stock widget a field that it stands for, and its wire value."""


def everything() -> forms.Form:
    """Return the form of all these fields."""
    own = {name: make_field(_class(name)) for name in FIELDS}
    others = {name: field for name, (field, _) in WIDGETS.items()}
    return type("Everything", (forms.Form,), {**own, **others})()  # type: ignore[no-any-return]


def wire_values() -> dict[str, JSON]:
    """Return the wire value of each field."""
    return {**FIELDS, **{name: value for name, (_, value) in WIDGETS.items()}}


def posted(form: forms.Form) -> Posted:
    """Return what the gate makes of the wire values."""
    made = Posted()
    admit(made, form, read_json(json.dumps(wire_values()).encode()))
    return made


def table() -> dict[str, JSON]:
    """Return the form as generated code describes it, its wire values, and their POST."""
    form = everything()
    neutral, texts = split(reflect(form))
    required = neutral["required"]
    return {
        "order": neutral["x-mizan"]["order"],
        "fields": {
            name: field_definition(prop, name in required) for name, prop in neutral["properties"].items()
        },
        "texts": {name: {**words, "messages": {}, "formats": []} for name, words in texts["fields"].items()},
        "initial": initial_values(form),
        "wire": wire_values(),
        "post": dict(posted(form).data.lists()),
    }


def _class(name: str) -> type[forms.Field]:
    return next(cls for cls in field_classes() if cls.__name__ == name)
