"""What a form holds at first."""

from __future__ import annotations

import pytest
from django import forms

from mizan.forms import mizanFormMeta
from mizan.forms.initial import initial_values, is_computed, static_values

AB = [("a", "A"), ("b", "B")]
NO_YES = [(False, "No"), (True, "Yes")]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (forms.ChoiceField(choices=AB), "a"),
        (forms.ChoiceField(choices=[("G", AB)]), "a"),
        (forms.ChoiceField(choices=[("", "Choose"), *AB]), ""),
        (forms.ChoiceField(choices=[*AB, (None, "None")]), ""),
        (forms.ChoiceField(choices=AB, initial="b"), "b"),
        (forms.ChoiceField(choices=AB, widget=forms.RadioSelect), ""),
        (forms.ChoiceField(choices=[]), ""),
        (forms.ChoiceField(choices=lambda: AB), ""),
        (forms.MultipleChoiceField(choices=AB), []),
        (forms.MultipleChoiceField(choices=AB, widget=forms.Select), "a"),
        (forms.MultipleChoiceField(choices=AB, widget=forms.HiddenInput, initial=["a"]), ""),
        (forms.ChoiceField(choices=AB, initial=AB[1]), "b"),
        (forms.ChoiceField(choices=AB, initial="gone"), "a"),
        (forms.ChoiceField(choices=AB, initial="gone", widget=forms.RadioSelect), ""),
        (forms.BooleanField(widget=forms.RadioSelect(choices=NO_YES), initial=False), "False"),
        (forms.BooleanField(widget=forms.RadioSelect(choices=NO_YES), initial=True), "True"),
        (forms.NullBooleanField(widget=forms.Select(choices=[("", "?"), *NO_YES])), ""),
        (forms.IntegerField(widget=forms.Select(choices=[(1, "1"), (2, "2")]), initial=2), 2),
        (forms.TypedChoiceField(choices=[(1, "One")], coerce=int), "1"),
        (forms.CharField(initial="x"), "x"),
        (forms.BooleanField(), False),
        (forms.IntegerField(initial=3), 3),
        (forms.DateField(initial=lambda: "2024-01-01"), ""),
    ],
)
def test_field_holds_what_a_browser_would_send(field: forms.Field, expected: object) -> None:
    assert static_values(forms.Form, {"field": field}) == {"field": expected}


class RowForm(forms.Form):
    day = forms.DateField(initial=lambda: "2024-01-01")


class OrderForm(forms.Form):
    mizan = mizanFormMeta(formsets={"rows": forms.formset_factory(RowForm)})


class AskedForm(forms.Form):
    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        return "x"


@pytest.mark.parametrize(
    ("form_class", "fields", "only", "expected"),
    [
        (forms.Form, {"a": forms.CharField(initial="x")}, None, False),
        (forms.Form, {"a": forms.CharField(initial=str)}, None, True),
        (forms.Form, {"a": forms.CharField(initial=str)}, ["b"], False),
        (forms.Form, {"a": forms.CharField(initial=str, widget=forms.PasswordInput)}, None, False),
        (AskedForm, {}, None, True),
    ],
)
def test_what_is_computed_must_be_asked_for(
    form_class: type[forms.Form], fields: dict[str, forms.Field], only: list[str] | None, expected: bool
) -> None:
    assert is_computed(form_class, fields, only) is expected


def test_what_rows_begin_with_may_be_computed_too_however_deep_they_stand() -> None:
    assert is_computed(forms.Form, {}, formsets={"rows": forms.formset_factory(RowForm)})
    assert is_computed(forms.Form, {}, formsets={"orders": forms.formset_factory(OrderForm)})
    assert not is_computed(forms.Form, {}, formsets={"letters": forms.formset_factory(LetterForm)})


class Halves(forms.MultiWidget):
    def decompress(self, value: str | None) -> list[str]:
        assert value, "There are no halves of nothing."
        return value.split("-")


@pytest.mark.parametrize(("initial", "expected"), [("a-b", {"0": "a", "1": "b"}), (None, {})])
def test_a_widget_that_chokes_begins_with_nothing(initial: str | None, expected: object) -> None:
    field = forms.CharField(widget=Halves([forms.TextInput, forms.TextInput]), initial=initial)
    assert static_values(forms.Form, {"field": field}) == {"field": expected}


def test_secrets_stay_on_the_server() -> None:
    fields = {
        "password": forms.CharField(widget=forms.PasswordInput, initial="s3cret"),
        "file": forms.FileField(initial="path"),
    }
    assert static_values(forms.Form, fields) == {}


class LetterForm(forms.Form):
    letter = forms.FileField()
    password = forms.CharField(widget=forms.PasswordInput, initial="s3cret")
    text = forms.CharField(initial="x")


class Stored:
    """A file of a storage, as a FieldFile shows it."""

    url = "/files/letters/a.pdf"

    def __str__(self) -> str:
        return "letters/a.pdf"


def test_a_stored_file_is_seen_where_its_field_is_named() -> None:
    form = LetterForm(initial={"letter": Stored()})
    assert initial_values(form) == {"text": "x"}
    seen = {"letter": {"name": "letters/a.pdf", "url": "/files/letters/a.pdf"}}
    assert initial_values(form, ["letter", "password"]) == seen
    assert initial_values(form, ["text"]) == {"text": "x"}


@pytest.mark.parametrize("nothing", [None, "", "letters/a.pdf", b"a"])
def test_what_is_no_stored_file_is_not_seen(nothing: object) -> None:
    assert initial_values(LetterForm(initial={"letter": nothing}), ["letter"]) == {}
