"""The neutral tree of a layout beside what crispy-forms renders of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from crispy_bootstrap5.bootstrap5 import BS5Accordion, FloatingField, Switch
from crispy_forms import bootstrap as b
from crispy_forms import layout as c
from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils.safestring import mark_safe

from mizan.forms.crispy import ENTRIES
from mizan.forms.layout import layout_of
from mizan.forms.reflection.form import reflect_form
from tests.forms.stock import Pair

CHOICES = [("a", "A"), ("b", "B")]


class Laid(forms.Form):
    text = forms.CharField(help_text="Help")
    other = forms.CharField(required=False)
    one = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField()
    listed = forms.ChoiceField(choices=CHOICES)
    pair = Pair()

    def __init__(self, *parts: Any, **helper: Any) -> None:
        super().__init__()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = c.Layout(*parts)
        for name, value in helper.items():
            setattr(self.helper, name, value)


LAYOUTS: dict[str, list[Any]] = {
    "strings": ["text", "one", "tick", "many", "listed"],
    "div": [c.Div("text", c.Div("other", css_class="x-in"), css_class="x-out", css_id="out", data_a="1")],
    "row": [c.Row(c.Column("text", css_class="x-c col-md-4"), c.Column("other"), css_class="x-r")],
    "fieldset": [c.Fieldset("You & {{ 1|add:1 }}", "text", c.Fieldset("", "other"), css_class="x-f")],
    "multi field": [c.MultiField("Both", "text", "other")],
    "field": [c.Field("text", "other", css_class="x-i", wrapper_class="x-w", placeholder="Say", data_a="2")],
    "hidden field": [c.Field("text", type="hidden"), "other"],
    "buttons": [
        "text",
        c.ButtonHolder(c.Submit("go", "Go on", css_class="x-b"), css_class="x-h"),
        b.FormActions(c.Reset("re set", "Reset"), c.Button("act", "Act", data_a="3"), css_class="x-a"),
        b.StrictButton(mark_safe("<b>Do</b> it"), name="do", value="1", type="submit", css_class="x-s"),
    ],
    "prepended": [
        b.PrependedText("text", "€", css_class="x-i", wrapper_class="x-w"),
        b.AppendedText("other", ".00"),
    ],
    "both": [b.PrependedAppendedText("text", "$", ".00", input_size="input-group-lg"), "other"],
    "with buttons": [b.FieldWithButtons("text", b.StrictButton("Find"), css_class="x-w"), "other"],
    "field with buttons": [b.FieldWithButtons(c.Field("text", css_class="x-i"), b.StrictButton("Find"))],
    "inline": [b.InlineRadios("one"), b.InlineCheckboxes("many", wrapper_class="x-w")],
    "inline field": [b.InlineField("text", wrapper_class="x-w"), b.InlineField("tick")],
    "floating": [FloatingField("text"), FloatingField("listed", wrapper_class="x-w")],
    "switch": [Switch("tick", wrapper_class="x-w")],
    "uneditable": [b.UneditableField("text", css_class="x-i"), "other"],
    "template": [c.Field("text", template="bootstrap5/layout/floating_field.html")],
    "tabs": [
        b.TabHolder(b.Tab("one", "text", css_class="x-t"), b.Tab("Two", "other", "one"), css_class="x-h")
    ],
    "accordion": [
        b.Accordion(b.AccordionGroup("One", "text"), b.AccordionGroup("Two", "other", active=True))
    ],
    "flush": [BS5Accordion(b.AccordionGroup("One", "text"), flush=True, always_open=True, css_id="acc")],
    "container": [b.ContainerHolder(b.Container("One", "text", css_class="x-c"), css_class="x-h")],
    "alert": [b.Alert(mark_safe("<b>Mind</b> the gap"), css_class="x-a"), "text"],
    "modal": [b.Modal("text", css_id="asks", title="Well?", css_class="x-m"), "other"],
    "html": [c.HTML("<p>{{ 'a'|upper }}</p>"), "text"],
    "multi widget": [c.MultiWidgetField("pair", attrs=({"class": "x-l"}, {"class": "x-r"}))],
    "unknown field": ["missing", c.Row(c.Column("missing"), c.Column("text"))],
}
HELPERS: dict[str, dict[str, Any]] = {
    "plain": {},
    "no labels": {"form_show_labels": False},
    "horizontal": {"form_class": "form-horizontal", "label_class": "x-label", "field_class": "x-field"},
    "inline help": {"help_text_inline": True},
    "rest": {"render_unmentioned_fields": True},
    "floating": {"field_template": "bootstrap5/layout/floating_field.html"},
}
WORDS = ("row", "col-md", "form-floating", "form-switch", "form-check-inline", "d-flex", "buttonHolder")


@pytest.mark.filterwarnings("ignore:.*form field")
@pytest.mark.parametrize("helper", HELPERS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_the_tree_says_what_crispy_forms_renders(name: str, helper: str) -> None:
    parts = LAYOUTS[name]
    nodes = layout_of(Laid(*copy.deepcopy(parts), **HELPERS[helper]))
    html = Html(render_crispy_form(Laid(*copy.deepcopy(parts), **HELPERS[helper])))
    drawn = Tree(Laid())
    drawn.walk(nodes or [], ())
    assert drawn.controls == html.controls
    assert drawn.buttons == html.buttons
    assert drawn.said == html.said


def test_every_part_of_crispy_forms_is_drawn_by_name() -> None:
    stock = {cls for module in (c, b) for cls in vars(module).values() if isinstance(cls, type)}
    bases = {c.LayoutObject, c.TemplateNameMixin, c.Pointer, c.SafeString, c.Template}
    boxes = {b.Container, b.ContainerHolder}
    for cls in {cls for cls in stock if cls.__module__.startswith("crispy_forms")} - bases - boxes:
        entry = next(base for base in cls.__mro__ if base in ENTRIES)
        assert entry is not c.Div or cls is c.Div, f"{cls.__name__} is drawn as a mere div"


Control = tuple[str, tuple[str, ...]]


class Html(HTMLParser):
    """What a page of crispy-forms shows: controls in order with the classes around them, buttons, texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.controls: list[Control] = []
        self.buttons: list[tuple[str, str, str]] = []
        self.said: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._text: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind, css_class = given.get("type", ""), given.get("class", "")
        if tag == "input" and kind in ("submit", "reset", "button"):
            self.buttons.append((kind, given.get("name", ""), given["value"]))
        elif tag == "button" and "close" not in css_class and "accordion" not in css_class:
            self.buttons.append((kind, given.get("name", ""), ""))
            self._text = []
        elif tag in ("input", "select", "textarea"):
            around = " ".join([*(css for _, css in self._open), css_class])
            self.controls.append((given["name"], _kept(around)))
        elif tag == "legend" or "input-group-text" in css_class or "nav-link" in css_class:
            self._text = []
        if tag not in ("input", "br"):
            self._open.append((tag, css_class))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if self._text is None or tag not in ("legend", "span", "a", "button"):
            return
        text = "".join(self._text).replace("*", "").strip()
        if tag == "button":
            kind, name, _ = self.buttons[-1]
            self.buttons[-1] = (kind, name, text)
        elif tag != "span" or self._open[-1][0] != "legend":
            self.said.append(text)
        else:
            return
        self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


class Tree:
    """The same, as the tree says it; classes of parts as the preset `bootstrap5` gives them."""

    OWN = {"row": "row", "multi": "d-flex"}
    LOOKS = {"floating": "form-floating", "switch": "form-switch"}

    def __init__(self, form: forms.Form) -> None:
        self.controls: list[Control] = []
        self.buttons: list[tuple[str, str, str]] = []
        self.said: list[str] = []
        self._form, self._schema = form, reflect_form(form)

    def walk(self, nodes: list[Any], around: tuple[str, ...]) -> None:
        for node in nodes:
            kind, css_class = node["kind"], node.get("class", "")
            if kind == "field":
                self._field(node, around)
            elif kind == "button":
                self.buttons.append((node["type"], node.get("name", ""), node["label"]))
            elif kind == "tabs":
                self.said.extend(tab["title"] for tab in node["children"])
                css_class = ""  # of the row of tabs, which is beside what they hold
            elif kind == "fieldset" and "title" in node:
                self.said.append(node["title"])
            own = "col-md" if kind == "column" and "col" not in css_class else self.OWN.get(kind, "")
            self.walk(node.get("children", []), (*around, own, css_class))

    def _field(self, node: Any, around: tuple[str, ...]) -> None:
        name, look = node["name"], node.get("look", {})
        field = self._form.fields[name]
        as_, kind = look.get("as", ""), self._schema["properties"][name]["x-mizan"]["widget"]["kind"]
        is_choice = kind in ("radio", "checkboxes")
        has_legend = field.widget.use_fieldset and as_ not in (
            "floating",
            "switch",
            "hidden",
            "bare",
            "fixed",
        )
        if has_legend and (look.get("label") is not False or as_ == "inline"):
            self.said.append(str(self._schema["properties"][name]["title"]))
        self.said.extend(look[side] for side in ("before", "after") if side in look)
        row = "row" if look.get("horizontal") and as_ not in ("floating", "bare", "hidden") else ""
        classes = [
            *around,
            row,
            node.get("class", ""),
            node.get("wrapper_class", ""),
            self.LOOKS.get(as_, ""),
        ]
        is_inline = (as_ == "inline" and is_choice) or (as_ == "bare" and kind == "checkbox")
        inline = "form-check-inline" if is_inline else ""
        for control, extra in _controls(name, field, look):
            self.controls.append(
                (control, _kept(" ".join([*classes, self.LOOKS.get(as_, ""), inline, extra])))
            )
        self.walk(look.get("buttons", []), around)


def _controls(name: str, field: forms.Field, look: Any) -> Iterator[tuple[str, str]]:
    widget: Any = field.widget
    if isinstance(widget, forms.MultiWidget):
        parts = look.get("parts", [{}] * 9)
        for suffix, part in zip(widget.widgets_names, parts, strict=False):
            yield name + suffix, str(part.get("class", ""))
    else:
        count = len(CHOICES) if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else 1
        yield from [(name, "")] * count


def _kept(classes: str) -> tuple[str, ...]:
    """Return the words that matter, sorted; where labels stand beside controls, the row is the field's."""
    words = {word for word in classes.split() if word in WORDS or word.startswith("x-")}
    return tuple(sorted(words - {"x-field", "x-label"}))


def test_only_what_is_marked_as_html_is_html() -> None:
    text, marked = "<i>{{ 1|add:1 }}</i> &", mark_safe("<i>{{ 1|add:1 }}</i> &amp;")
    (first, second) = layout_of(Laid(c.Fieldset(text), c.Fieldset(marked))) or []
    assert first == {"kind": "fieldset", "title": "<i>2</i> &", "children": []}
    assert second == {"kind": "fieldset", "title": "2 &", "title_html": "<i>2</i> &amp;", "children": []}
    (third, fourth) = (
        layout_of(Laid(b.Alert("<i>!</i>", dismiss=False), b.Alert(mark_safe("<i>!</i>")))) or []
    )
    assert (third["text"], third.get("html"), third.get("dismiss")) == ("<i>!</i>", None, None)
    assert (fourth["text"], fourth.get("html"), fourth.get("dismiss")) == ("!", "<i>!</i>", True)


def test_attributes_of_a_layout_are_those_of_a_list() -> None:
    (box,) = layout_of(Laid(c.Div("text", data_a="1", onclick="x()", style="y", role="note"))) or []
    assert box["attrs"] == {"data-a": "1", "role": "note"}
    (field,) = layout_of(Laid(c.Field("text", onclick="x()", data_a="1"))) or []
    assert field["look"] == {"attrs": {"data-a": "1"}}
