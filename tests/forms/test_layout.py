"""Layouts of crispy-forms as neutral trees."""

from __future__ import annotations

from typing import Any

import pytest
from crispy_forms.bootstrap import Accordion, AccordionGroup, Alert, FormActions, StrictButton, Tab, TabHolder
from crispy_forms.helper import FormHelper
from crispy_forms.layout import (
    HTML,
    Column,
    Div,
    Field,
    Fieldset,
    Hidden,
    Layout,
    LayoutObject,
    Row,
    Submit,
)
from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from mizan.codegen.contract import contract
from mizan.codegen.emit import emit
from mizan.codegen.validate import validate
from mizan.forms import register_form
from mizan.forms.layout import layout_of
from mizan.setup.registry import Registry
from mizan.testing import MizanClient


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


class Spoken(forms.Form):
    """A form whose layout has words of Django's own catalogue."""

    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset(_("Password"), Field("a", placeholder=_("Time"))),
            TabHolder(Tab(_("Yes"), HTML("{% load i18n %}<p>{% translate 'No' %}</p>"))),
            Accordion(AccordionGroup(_("Delete"), Alert(_("Order"))), css_id="more"),
            Submit("go", _("Change")),
        )


ENGLISH = ["Password", "Time", "Yes", "yes", "<p>No</p>", "Delete", "Order", "Change"]
GERMAN = ["Passwort", "Zeit", "Ja", "ja", "<p>Nein</p>", "Löschen", "Reihenfolge", "Ändern"]


def _said(tree: Any) -> list[str]:
    """Return the texts of a tree that depend on the language, in the order of the page."""
    if isinstance(tree, list):
        return [word for node in tree for word in _said(node)]
    node = tree.get("look", {}).get("attrs", {}) | tree
    keys = ("title", "placeholder", "id", "html", "text", "label")
    own = [node[key] for key in keys if key in node and node[key] not in ("more", "delete", "löschen")]
    own = [word for word in own if not word.startswith(("submit-id", "div_"))]
    return [*own, *_said(tree.get("children", []))]


def done(form: Any, request: HttpRequest) -> None:
    """Do nothing."""


@pytest.mark.parametrize("first", ["en", "de"])
def test_each_language_has_its_own_layout_in_the_contract(
    fresh_registry: Registry, settings: Any, first: str
) -> None:
    register_form(Spoken, name="spoken", on_submit=done, dynamic=False)
    register_form(forms.Form, name="bare", on_submit=done)
    second = "de" if first == "en" else "en"
    words = {"en": ENGLISH, "de": GERMAN}
    settings.MIZAN = {"LANGUAGES": [first, second]}
    document = contract()
    validate(document)
    entry = document["forms"]["spoken"]
    assert _said(entry["layout"]) == words[first]
    assert "layout" not in entry["texts"][first]
    assert _said(entry["texts"][second]["layout"]) == words[second]
    assert "layout" not in document["forms"]["bare"]["texts"][second]
    settings.MIZAN = {"LANGUAGES": ["en"]}
    assert contract()["hash"] == document["hash"]


def test_the_layout_of_a_further_language_is_generated_beside_its_texts(
    fresh_registry: Registry, settings: Any
) -> None:
    register_form(Spoken, name="spoken", on_submit=done, dynamic=False)
    settings.MIZAN = {"LANGUAGES": ["en", "de"]}
    files = emit(contract(), [], header="")
    main, german = files["mizan.gen.ts"], files["locales/de.gen.ts"]
    assert [word in main for word in ("title: 'Password'", "title: 'Passwort'")] == [True, False]
    assert [word in german for word in ("title: 'Passwort'", "label: 'Ändern'")] == [True, True]


def test_a_layout_that_reads_alike_is_not_told_twice(fresh_registry: Registry, settings: Any) -> None:
    class Mute(Spoken):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.helper.layout = Layout(Row("a"))

    register_form(Mute, name="mute", on_submit=done, dynamic=False)
    settings.MIZAN = {"LANGUAGES": ["en", "de"]}
    entry = contract()["forms"]["mute"]
    assert [node["kind"] for node in entry["layout"]] == ["row"]
    assert "layout" not in entry["texts"]["de"]


@pytest.mark.django_db
def test_a_description_speaks_the_language_of_its_reader(fresh_registry: Registry) -> None:
    register_form(Spoken, name="spoken", on_submit=done)
    for language, words in [("en", ENGLISH), ("de", GERMAN)]:
        with override(language):
            assert _said(MizanClient().get("spoken.schema").data["layout"]) == words


class Greeting(forms.Form):
    """A form whose layout speaks to who reads it."""

    a = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            HTML("<p>{{ user.username|default:'You' }} at {{ request.path }}</p>"),
            Fieldset("Of {{ user.username }}", "a"),
        )


@pytest.mark.django_db
def test_a_template_in_a_layout_knows_the_request(fresh_registry: Registry) -> None:
    register_form(Greeting, name="greeting", on_submit=done)
    client, path = MizanClient(), "/api/mizan/call/greeting.schema/"
    assert client.get("greeting.schema").data["layout"][0]["html"] == f"<p>You at {path}</p>"
    client.http.force_login(User.objects.create_user("<b>Ada & co"))
    page, fieldset = client.get("greeting.schema").data["layout"]
    assert page["html"] == f"<p>&lt;b&gt;Ada &amp; co at {path}</p>"
    assert (fieldset["title"], fieldset.get("title_html")) == ("Of <b>Ada & co", None)


def test_what_only_a_page_could_say_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    parts = [HTML("{% url 'edit' object.pk %}"), "a", HTML("{% load nowhere %}"), Fieldset("{% url %}", "b")]
    nodes = [
        {"kind": "html", "html": ""},
        A,
        {"kind": "html", "html": ""},
        {"kind": "fieldset", "children": [B]},
    ]
    assert layout_of(Laid(*parts)) == nodes
    assert [record.args for record in caplog.records] == [
        ("{% url 'edit' object.pk %}",),
        ("{% load nowhere %}",),
        ("{% url %}",),
    ]


def test_a_template_in_a_layout_knows_the_form() -> None:
    assert layout_of(Laid(HTML("{{ form.fields|length }}"))) == [{"kind": "html", "html": "2"}]


def test_a_template_in_a_static_layout_knows_no_request(fresh_registry: Registry) -> None:
    register_form(Greeting, name="greeting", on_submit=done, dynamic=False)
    assert contract()["forms"]["greeting"]["layout"][0]["html"] == "<p>You at </p>"


class Lazily(forms.Form):
    """A form whose helper is a property, as the documentation of crispy-forms has it."""

    a = forms.CharField()

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(Row("a"))
        return helper


@pytest.mark.django_db
def test_a_helper_that_is_a_property_is_asked_of_the_server(fresh_registry: Registry) -> None:
    register_form(Lazily, name="lazily", on_submit=done)
    entry = contract()["forms"]["lazily"]
    assert (entry["layout"], entry["personal"]) == (None, True)
    assert [node["kind"] for node in MizanClient().get("lazily.schema").data["layout"]] == ["row"]


class Rows(LayoutObject):  # type: ignore[misc]
    """A part as projects write it, to draw a formset of the page."""

    def __init__(self, name: str) -> None:
        self.fields: list[Any] = []
        self.formset_name_in_context = name

    def render(self, *args: Any, **kwargs: Any) -> str:
        return "rows"


class Ordering(forms.Form):
    a = forms.CharField()
    b = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "a", Div(Rows("items"), Rows("nothing")), "notes", "b", Submit("go", "Go")
        )


def test_a_formset_stands_where_the_layout_names_it(fresh_registry: Registry) -> None:
    rows = forms.formset_factory(forms.Form)
    register_form(
        Ordering, name="order", on_submit=done, formsets={"items": rows, "notes": rows, "others": rows}
    )
    layout = MizanClient().get("order.schema").data["layout"]
    items, notes, others = ({"kind": "field", "name": name} for name in ("items", "notes", "others"))
    box = {"kind": "div", "children": [items, {"kind": "div", "children": []}]}
    assert layout[:-1] == [A, box, notes, B, others]
    assert layout[-1]["kind"] == "button"
