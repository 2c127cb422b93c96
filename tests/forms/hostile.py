"""A form whose every text is an attack: what its page must draw as text.

The renderers read `hostile.json`. Remove the file and run test_hostile.py to write it anew.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from crispy_forms.bootstrap import Accordion, AccordionGroup, StrictButton, Tab, TabHolder
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Fieldset, Layout, Row, Submit
from django import forms
from django.utils.safestring import mark_safe

from mizan.forms import register_form
from mizan.protocol.envelope import JSON
from mizan.testing import MizanClient
from tests.forms.stock import Pair

FILE = Path(__file__).with_name("hostile.json")

EVIL = (
    "\"'>--></title></textarea></option></select></script><img src=x onerror=alert(1)><svg onload=alert(1)>"
    "<script>alert(1)</script><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>"
    "<a href=javascript:alert(1) id=evil>x</a>&lt;img src=x onerror=alert(1)&gt;"
)
CHOICES = [("a", EVIL), (EVIL, [(f"{EVIL}1", EVIL), ("c", f"{EVIL}2")])]
ATTRIBUTES = dict.fromkeys(
    ("placeholder", "title", "class", "data-x", "aria-label", "onfocus", "style"), EVIL
)
STORED = SimpleNamespace(name=EVIL, url="javascript:alert(1)")


def words(**more: Any) -> dict[str, Any]:
    """Return the texts that every field has."""
    return {"label": EVIL, "help_text": EVIL, "error_messages": {"required": EVIL}, **more}


class HostileForm(forms.Form):
    """Every text of it comes from somebody who wishes us ill."""

    text = forms.CharField(**words(widget=forms.TextInput(ATTRIBUTES)))
    area = forms.CharField(**words(widget=forms.Textarea(ATTRIBUTES), initial=EVIL))
    marked = forms.CharField(**words(label=mark_safe(EVIL), help_text=mark_safe(EVIL)))
    hidden = forms.CharField(widget=forms.HiddenInput, initial=EVIL)
    ticked = forms.BooleanField(**words())
    select = forms.ChoiceField(**words(choices=CHOICES))
    radio = forms.ChoiceField(**words(choices=CHOICES, widget=forms.RadioSelect))
    several = forms.MultipleChoiceField(**words(choices=CHOICES))
    boxes = forms.MultipleChoiceField(**words(choices=CHOICES, widget=forms.CheckboxSelectMultiple))
    pair = Pair(**words())
    day = forms.DateField(**words(widget=forms.SelectDateWidget))
    file = forms.FileField(**words(required=False, initial=STORED))

    helper = FormHelper()
    helper.layout = Layout(
        HTML(EVIL),
        Fieldset(EVIL, Row(Column("text", css_class=EVIL)), css_id=EVIL, css_class=EVIL),
        TabHolder(Tab(EVIL, "area", css_id=EVIL), Tab(f"{EVIL}2", "marked", "hidden")),
        Accordion(AccordionGroup(EVIL, "ticked", "select"), AccordionGroup(f"{EVIL}2", "radio", "several")),
        Div("boxes", "pair", "day", "file", css_id=EVIL, css_class=EVIL),
        StrictButton(EVIL, type="button"),
        Submit(EVIL, EVIL),
    )

    def clean_text(self) -> str:
        """Refuse everything."""
        raise forms.ValidationError(EVIL, code=EVIL, params={EVIL: EVIL})

    def clean(self) -> None:
        """Refuse everything as a whole."""
        raise forms.ValidationError([EVIL, forms.ValidationError(EVIL, code=EVIL)])


def table() -> dict[str, JSON]:
    """Register the form, and return what its page is told about it, and about a submission of nothing."""
    register_form(HostileForm, name="hostile", title=EVIL, on_submit=lambda form, request: None)
    client = MizanClient()
    filled = {"text": EVIL, "area": "", "radio": EVIL}
    path = "/api/mizan/call/hostile.submit/"
    failure = client.http.post(path, {"data": filled}, content_type="application/json")
    return {"evil": EVIL, "schema": client.get("hostile.schema").data, "failure": failure.json()}
