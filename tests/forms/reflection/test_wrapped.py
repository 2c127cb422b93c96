"""Widgets of the admin around others, in forms of a project's own."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest

from mizan.forms import register_form
from mizan.setup.registry import Registry
from mizan.testing import MizanClient
from tests.app.models import Chapter, Note

pytestmark = pytest.mark.django_db

RELATION: Any = Chapter._meta.get_field("note").remote_field


def wrapped(widget: forms.Widget) -> RelatedFieldWidgetWrapper:
    return RelatedFieldWidgetWrapper(widget, RELATION, AdminSite())


def first() -> Note:
    return Note.objects.get(title="a")


class Picking(forms.Form):
    one = forms.ModelChoiceField(Note.objects.all(), widget=wrapped(forms.Select()))
    many = forms.ModelMultipleChoiceField(Note.objects.all(), widget=wrapped(forms.SelectMultiple()))
    late = forms.ModelChoiceField(Note.objects.none(), required=False, initial=first)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["late"].widget = wrapped(self.fields["late"].widget)
        self.fields["late"].queryset = Note.objects.all()  # type: ignore[attr-defined]


def picked(form: Any, request: HttpRequest) -> list[str]:
    one, many, late = form.cleaned_data.values()
    return [str(one), *map(str, many), str(late)]


def test_a_select_in_the_frame_of_the_admin_is_a_select(fresh_registry: Registry) -> None:
    register_form(Picking, name="picking", on_submit=picked)
    a, b = (Note.objects.create(title=title).pk for title in ("a", "b"))
    client = MizanClient()
    described = client.get("picking.schema").data
    told = {name: part["x-mizan"] for name, part in described["schema"]["properties"].items()}
    kinds = {"one": "select", "many": "select-multiple", "late": "select"}
    assert {name: part["widget"]["kind"] for name, part in told.items()} == kinds
    assert {(part["verdict"], part["remote"]) for part in told.values()} == {("lenient", True)}
    assert described["initial"] == {"one": "", "many": [], "late": str(a)}
    for name in told:
        offered = client.get("picking.options", {"field": name}).data["items"]
        assert [item["label"] for item in offered] == ["a", "b"]
    assert client.submit("picking", {"one": str(a), "many": [str(b)], "late": b}).data == ["a", "b", "b"]
    missing = client.submit("picking", {"one": "", "many": []})
    assert [issue["path"] for issue in missing.issues] == [["one"], ["many"]]
