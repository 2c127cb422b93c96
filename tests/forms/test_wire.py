"""The table of wire values that the renderers are held to: Django takes all of it."""

from __future__ import annotations

import json

from tests.forms.stock import field_classes, widget_classes
from tests.forms.wire import FIELDS, FILE, WIDGETS, everything, posted, table

ELSEWHERE = {
    *("Field", "BaseTemporalField"),
    *("FileField", "ImageField", "FilePathField", "ReadOnlyPasswordHashField"),
    *("ModelChoiceField", "ModelMultipleChoiceField", "InlineForeignKeyField"),
}
"""Fields whose value is no text of a person: a file, a row, nothing at all."""

ABSTRACT = {"Widget", "Input", "ChoiceWidget", "DateTimeBaseInput", "FileInput", "ClearableFileInput"}


def test_the_table_has_every_field_and_every_widget() -> None:
    assert {cls.__name__ for cls in field_classes()} - ELSEWHERE == set(FIELDS)
    widgets = {cls.__name__ for cls in widget_classes() if cls.__module__ == "django.forms.widgets"}
    assert widgets - ABSTRACT - set(WIDGETS) == set()


def test_the_table_that_the_renderers_read_is_this_one() -> None:
    now = table()
    if not FILE.exists():
        FILE.write_text(json.dumps(now, indent=1) + "\n")
    assert json.loads(FILE.read_text()) == now


def test_django_accepts_what_the_renderers_send() -> None:
    made = posted(everything())
    assert made.issues == []
    bound = type(everything())(made.data)
    assert bound.errors == {}
    empty = {name for name, value in bound.cleaned_data.items() if value in (None, "", [])}
    assert empty == set()
