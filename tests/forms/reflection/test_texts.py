"""Texts apart from what they belong to."""

from __future__ import annotations

import json

from django import forms
from django.utils.translation import override

from mizan.forms import reflect
from mizan.forms.reflection.texts import drop_texts, join, split
from tests.forms.stock import CHOICES, field_classes, form_with, make_field


class Everything(forms.Form):
    a = forms.CharField(help_text="Help.", widget=forms.TextInput(attrs={"placeholder": "Type", "size": 3}))
    b = forms.ChoiceField(choices=[("", "-"), *CHOICES], required=False)
    c = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    d = forms.DateField()
    e = forms.MultiValueField(
        [forms.CharField(), forms.ChoiceField(choices=CHOICES)],
        widget=forms.MultiWidget(
            [forms.TextInput({"placeholder": "How many"}), forms.Select(choices=CHOICES)]
        ),
    )


def test_join_is_the_reverse_of_split() -> None:
    every = form_with(**{cls.__name__: make_field(cls) for cls in field_classes()})
    for form in (Everything, every):
        schema = reflect(form)
        assert join(*split(schema), "en") == schema


def test_texts_are_taken_from_a_schema_and_not_from_its_form() -> None:
    every = form_with(**{cls.__name__: make_field(cls) for cls in field_classes()})
    for form in (Everything, every):
        before, schema = reflect(form), reflect(form)
        drop_texts(schema)
        assert schema == split(before)[0]
        assert reflect(form) == before


def test_what_is_left_does_not_depend_on_the_language() -> None:
    with override("de"):
        german, german_texts = split(reflect(Everything))
    english, english_texts = split(reflect(Everything))
    assert json.dumps(german, sort_keys=True) == json.dumps(english, sort_keys=True)
    assert german_texts["fields"]["a"]["messages"] != english_texts["fields"]["a"]["messages"]


def test_texts_have_the_shape_of_the_contract() -> None:
    _, texts = split(reflect(Everything))
    assert texts["title"] == "Everything"
    assert texts["fields"]["a"] == {
        "label": "A",
        "help": "Help.",
        "messages": {
            "required": "This field is required.",
            "null_characters_not_allowed": "Null characters are not allowed.",
        },
        "placeholder": "Type",
    }
    assert texts["fields"]["b"]["choices"] == ["-", "A", "B", "C"]
    assert texts["fields"]["b"]["groups"] == ["Group"]
    assert texts["fields"]["d"]["formats"]


def test_parts_of_a_widget_have_texts_of_their_own() -> None:
    neutral, texts = split(reflect(Everything))
    assert texts["fields"]["e"]["parts"] == [
        {"placeholder": "How many"},
        {"choices": ["A", "B", "C"], "groups": ["Group"]},
    ]
    assert neutral["properties"]["e"]["x-mizan"]["widget"]["widgets"][1] == {
        "name": "1",
        "kind": "select",
        "choices": [{"value": "a"}, {"group": 0, "choices": [{"value": "b"}, {"value": "c"}]}],
    }


def test_choices_are_left_as_values_and_numbers_of_groups() -> None:
    neutral, _ = split(reflect(Everything))
    assert neutral["properties"]["b"]["x-mizan"]["choices"] == [
        {"value": ""},
        {"value": "a"},
        {"group": 0, "choices": [{"value": "b"}, {"value": "c"}]},
    ]
    assert neutral["properties"]["b"]["oneOf"] == [
        {"const": ""},
        {"const": "a"},
        {"const": "b"},
        {"const": "c"},
    ]
