"""The controls of widgets of several have names without JavaScript, too."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override


class Pair(forms.MultiWidget):
    def decompress(self, value: Any) -> list[Any]:
        return [None, None]


class Several(forms.Form):
    when = forms.SplitDateTimeField(label="Start")
    day = forms.DateField(widget=forms.SelectDateWidget(years=[2027]))
    place = forms.CharField(
        label="Place", widget=Pair([forms.TextInput, forms.TextInput({"aria-label": "Own"})])
    )
    keyed = forms.CharField(widget=Pair({"east": forms.TextInput, "north": forms.TextInput}))
    plain = forms.CharField()


def names(form: forms.Form) -> dict[str, str]:
    """Return the `aria-label` of each control on a page, by its name."""
    html = Template("{% load mizan %}{% mizan_fields form %}").render(Context({"form": form}))
    tags = re.findall(r"<(?:input|select)[^>]*>", html)
    found = {re.findall(r' name="([^"]+)"', tag)[0]: re.findall(r'aria-label="([^"]+)"', tag) for tag in tags}
    return {name: said for name, (said,) in ((name, labels) for name, labels in found.items() if labels)}


@pytest.mark.parametrize("pack", ["bootstrap5", None])
def test_each_part_is_named(settings: Any, pack: str | None) -> None:
    settings.CRISPY_TEMPLATE_PACK = pack
    assert names(Several()) == {
        "when_0": "Date",
        "when_1": "Time",
        "day_month": "month",
        "day_day": "day",
        "day_year": "year",
        "place_0": "Place 1",
        "place_1": "Own",
        "keyed_east": "east",
        "keyed_north": "north",
    }
    assert names(Several({}, prefix="row"))["row-place_0"] == "Place 1"


def test_the_names_follow_the_language_and_stay_on_the_page() -> None:
    with override("de"):
        assert names(Several())["when_1"] == "Zeit"
    assert names(Several())["when_1"] == "Time"
    assert "aria-label" not in str(Several()["when"])
