"""Values that are more than a column holds: a complaint, and never an internal failure."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from mizan.forms import register_form, register_formset
from mizan.setup.registry import Registry
from mizan.testing import MizanClient
from tests.app.models import Chapter, Note, Reading, Sheet

pytestmark = pytest.mark.django_db

NAMES = [field.name for field in Reading._meta.concrete_fields if not field.primary_key]
VALUES: list[Any] = [
    *("", " ", "\0", "a\0b", "\\", "%", "\ufffe", "😀" * 5, "é" * 6, "x" * 100_000, "\\u0000", '"\\u0000"'),
    *('"\\ud800"', '["\\ud83d\\ude00"]', '{"a\\u0000": 1}', "NaN", "[NaN]", "Infinity", "1e400", "-1e400"),
    *("1" * 4000, "9" * 200, str(2**63), str(2**63 - 1), str(-(2**63) - 1), "1e300", "1e-400", "999.999"),
    *("1000", "-999.99", "1e3", "0001-01-01", "9999-12-31", "0000-01-01", "294277-01-01", "-0001-01-01"),
    *("0001-01-01 00:00", "9999-12-31 23:59", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("999999999 23:59:59", "-999999999 00:00", "9999999999 00:00", "P999999999D", "::1", "::ffff:1.2.3.4"),
    *("1.2.3.4", "fe80::1%eth0", "01.2.3.4", "null", "true", "[" * 2000, "[" * 500 + "]" * 500, '{"":""}'),
    *(True, 5, 10**30, 1.5, [], ["a"], {"a": [1, None]}, {"a": "\0"}, {"\0": 1}, ["\0"], None),
]


@pytest.fixture
def client(fresh_registry: Registry) -> MizanClient:
    register_form(forms.modelform_factory(Reading, fields=NAMES), name="read", auth=None)
    return MizanClient()


@pytest.mark.parametrize("name", NAMES)
def test_no_value_is_an_internal_failure(client: MizanClient, name: str) -> None:
    wrong = {}
    for value in VALUES:
        before = Reading.objects.count()
        judged, result = client.validate("read", {name: value}), client.submit("read", {name: value})
        saved = Reading.objects.count() - before
        if judged.status != 200 or (result.status, saved) not in ((200, 1), (422, 0)):
            wrong[str(value)[:40]] = judged.status, result.status, saved
        elif judged.issues != result.issues and [issue["path"] for issue in result.issues] != [[name]]:
            wrong[str(value)[:40]] = judged.issues, result.issues
    assert wrong == {}


def test_what_has_no_null_is_required_by_its_column(fresh_registry: Registry) -> None:
    words = {"lines": {"required": "How many?"}}
    form = forms.modelform_factory(Sheet, fields="__all__", error_messages=words)
    register_form(form, name="sheet", auth=None)
    client = MizanClient()
    filled: dict[str, Any] = {"title": "", "lines": "3", "copies": "", "printed": "2027-01-31", "marks": "[]"}
    told = client.submit("sheet", {**filled, "lines": "", "marks": None})
    assert [(issue["path"], issue["code"], issue["message"]) for issue in told.issues] == [
        (["lines"], "required", "How many?"),
        (["copies"], "required", "This field is required."),
        (["marks"], "required", "This field is required."),
    ]
    assert not Sheet.objects.exists()
    assert client.submit("sheet", {**filled, "copies": "2"}).status == 200
    # What the page does not send at all takes the default of its column, as it does in Django.
    del filled["copies"]
    assert client.submit("sheet", filled).status == 200
    assert [sheet.copies for sheet in Sheet.objects.order_by("pk")] == [2, 1]


def test_a_row_is_required_by_its_column_too(fresh_registry: Registry) -> None:
    register_formset(forms.modelformset_factory(Sheet, fields="__all__"), name="sheets", auth=None)
    filled = {"title": "", "lines": "3", "copies": "1", "printed": "2027-01-31", "marks": "[]"}
    told = MizanClient().submit("sheets", [filled, {**filled, "lines": ""}])
    assert [(issue["path"], issue["code"]) for issue in told.issues] == [([1, "lines"], "required")]
    assert not Sheet.objects.exists()


class Chosen(forms.ModelForm):
    pages = forms.TypedChoiceField(choices=[("", "-"), (1, "One"), (2, "Two")], coerce=int, required=False)

    class Meta:
        model = Chapter
        fields = ("note", "title", "pages")


def test_a_number_that_is_chosen_is_required_by_its_column(fresh_registry: Registry) -> None:
    register_form(Chosen, name="chosen", auth=None)
    register_formset(forms.modelformset_factory(Chapter, form=Chosen), name="all", auth=None)
    note, client = Note.objects.create(title="a"), MizanClient()
    values = {"note": note.pk, "title": "a"}
    [issue] = client.submit("chosen", {**values, "pages": ""}).issues
    assert (issue["path"], issue["code"], issue["message"]) == (
        ["pages"],
        "required",
        "This field is required.",
    )
    [issue] = client.submit("all", [{**values, "pages": ""}]).issues
    assert issue["path"] == [0, "pages"]
    assert client.submit("chosen", values).ok
    assert client.submit("chosen", {**values, "pages": "2"}).ok
    assert [chapter.pages for chapter in Chapter.objects.order_by("pk")] == [1, 2]
