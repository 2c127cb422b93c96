"""Layouts of crispy-forms as neutral trees."""

from __future__ import annotations

from typing import Any

import pytest
from crispy_forms.bootstrap import Accordion, AccordionGroup, FormActions, StrictButton, Tab, TabHolder
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Hidden, Layout, Row, Submit
from django import forms

from mizan.forms.layout import layout_of


class Laid(forms.Form):
    a = forms.CharField()
    b = forms.CharField()

    def __init__(self, *parts: Any) -> None:
        super().__init__()
        self.helper = FormHelper()
        self.helper.layout = Layout(*parts)


A = {"kind": "field", "name": "a"}
B = {"kind": "field", "name": "b"}
BUTTON = {"kind": "button", "type": "submit", "label": "Go", "class": "btn"}
GROUP = {"kind": "group", "title": "One", "open": True, "name": "accordion-one", "children": [A]}


@pytest.mark.parametrize(
    ("parts", "nodes"),
    [
        (["a", "missing", "b"], [A, B]),
        (
            [Row(Column("a", css_class="col-3"), Column("b"))],
            [
                {
                    "kind": "row",
                    "children": [
                        {"kind": "column", "class": "col-3", "children": [A]},
                        {"kind": "column", "children": [B]},
                    ],
                }
            ],
        ),
        (
            [Fieldset("Who", "a", css_id="who")],
            [{"kind": "fieldset", "title": "Who", "id": "who", "children": [A]}],
        ),
        ([Field("a", css_class="big", wrapper_class="w")], [{**A, "class": "big", "wrapper_class": "w"}]),
        ([Div(Div("a"))], [{"kind": "div", "children": [{"kind": "div", "children": [A]}]}]),
        (
            [TabHolder(Tab("One", "a"), Tab("Two", "b"))],
            [
                {
                    "kind": "tabs",
                    "children": [
                        {"kind": "tab", "title": "One", "children": [A]},
                        {"kind": "tab", "title": "Two", "children": [B]},
                    ],
                }
            ],
        ),
        (
            [Accordion(AccordionGroup("One", "a"))],
            [{"kind": "accordion", "children": [GROUP]}],
        ),
        ([HTML("<p>{{ 1|add:1 }}</p>")], [{"kind": "html", "html": "<p>2</p>"}]),
        ([Hidden("secret", "x")], []),
        (
            [FormActions(StrictButton("Go", type="submit"))],
            [
                {
                    "kind": "div",
                    "children": [{"kind": "button", "type": "submit", "label": "Go", "class": "btn"}],
                }
            ],
        ),
    ],
)
def test_a_layout_becomes_a_tree(parts: list[Any], nodes: list[Any]) -> None:
    found = layout_of(Laid(*parts))
    assert [_without_looks(node) for node in found or []] == nodes


def test_buttons_of_the_helper_come_last() -> None:
    form = Laid("a")
    form.helper.add_input(Submit("send", "Send it"))
    (_, button) = layout_of(form) or []
    assert {key: button[key] for key in ("kind", "type", "name", "label")} == {
        "kind": "button",
        "type": "submit",
        "name": "send",
        "label": "Send it",
    }


def test_an_id_that_is_random_is_none() -> None:
    random, own = Accordion(AccordionGroup("One", "a")), Accordion(css_id="more")
    assert random.css_id.startswith("accordion-")
    assert [node.get("id") for node in layout_of(Laid(random, own)) or []] == [None, "more"]


def test_a_form_without_a_layout_has_none() -> None:
    assert layout_of(forms.Form()) is None
    form = Laid()
    form.helper.layout = None
    assert layout_of(form) is None


def test_a_helper_without_a_layout_has_buttons_and_looks() -> None:
    form = Laid()
    form.helper.layout = None
    form.helper.add_input(Submit("send", "Send it"))
    assert [node.get("name") for node in layout_of(form) or []] == ["a", "b", "send"]
    form.helper.inputs, form.helper.form_show_labels = [], False
    assert layout_of(form) == [{**A, "look": {"label": False}}, {**B, "look": {"label": False}}]


def _without_looks(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out the classes and ids that crispy-forms adds by itself."""
    kept = {key: value for key, value in node.items() if key not in ("children",)}
    if kept["kind"] in ("tab", "tabs", "accordion", "group", "row", "column", "div"):
        kept.pop("id", None)
        if kept.get("class") not in ("col-3",):
            kept.pop("class", None)
    if "children" in node:
        kept["children"] = [_without_looks(child) for child in node["children"]]
    return kept
