"""Every widget of Django: how it is drawn, and how it is read."""

from __future__ import annotations

import datetime

import pytest
from django import forms

from mizan.forms.reflection.widgets import KIND, describe, load_tables, reading
from tests.forms.stock import PairWidget, make_widget, widget_classes


@pytest.mark.parametrize("cls", widget_classes(), ids=lambda cls: cls.__name__)
def test_every_stock_widget_has_a_kind_of_its_own(cls: type[forms.Widget]) -> None:
    load_tables()
    assert cls in KIND
    assert describe(make_widget(cls))["kind"] == KIND[cls] or cls is forms.MultiWidget
    assert reading(make_widget(cls)) != "custom"


class Fancy(forms.Textarea):
    pass


@pytest.mark.parametrize(
    ("widget", "described"),
    [
        (forms.TextInput(), {"kind": "text"}),
        (forms.TextInput(attrs={"type": "tel"}), {"kind": "tel"}),
        (forms.DateInput(attrs={"type": "date"}), {"kind": "date", "attrs": {"type": "date"}}),
        (Fancy(attrs={"rows": 3}), {"kind": "textarea", "attrs": {"cols": "40", "rows": "3"}}),
        (
            forms.TextInput(
                attrs={
                    "onclick": "x()",
                    "data-a": 1,
                    "aria-label": "b",
                    "autofocus": True,
                    "size": None,
                    "id": "c",
                }
            ),
            {"kind": "text", "attrs": {"data-a": "1", "aria-label": "b", "autofocus": True}},
        ),
        (
            PairWidget(),
            {
                "kind": "multi",
                "widgets": [{"name": "left", "kind": "text"}, {"name": "right", "kind": "number"}],
            },
        ),
        (
            forms.SplitDateTimeWidget(),
            {
                "kind": "split-datetime",
                "widgets": [{"name": "0", "kind": "date"}, {"name": "1", "kind": "time"}],
            },
        ),
        (
            forms.MultiWidget([forms.HiddenInput, forms.HiddenInput]),
            {
                "kind": "split-hidden-datetime",
                "widgets": [{"name": "0", "kind": "hidden"}, {"name": "1", "kind": "hidden"}],
            },
        ),
        (forms.SelectDateWidget(), {"kind": "select-date"}),
        (forms.SelectDateWidget(years=[2026, 2027]), {"kind": "select-date", "years": [2026, 2027]}),
    ],
    ids=lambda value: value.get("kind") if isinstance(value, dict) else type(value).__name__,
)
def test_a_widget_is_described(widget: forms.Widget, described: dict[str, object]) -> None:
    assert describe(widget) == described


def test_years_that_move_with_the_clock_stay_out() -> None:
    this = datetime.date.today().year
    assert "years" not in describe(forms.SelectDateWidget(years=range(this, this + 10)))
    assert "years" in describe(forms.SelectDateWidget(years=range(this, this + 3)))


def test_a_method_put_on_the_instance_counts() -> None:
    widget = forms.TextInput()
    widget.value_from_datadict = lambda data, files, name: "x"  # type: ignore[method-assign]
    assert reading(widget) == "custom"


def test_a_file_input_says_whether_it_takes_several() -> None:
    class Several(forms.ClearableFileInput):
        allow_multiple_selected = True

    assert describe(Several()) == {"kind": "clearable-file", "attrs": {"multiple": True}}
    assert describe(forms.ClearableFileInput()) == {"kind": "clearable-file"}
    assert describe(forms.EmailInput(attrs={"multiple": True})) == {"kind": "email"}
