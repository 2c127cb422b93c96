"""Fields that are copied when they are read."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django import forms

from mizan.forms.lazy import CopiedFields, LazyFields, make_lazily, make_sharing, stop_sharing


class Hundred(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["f3"].required = False


for number in range(100):
    Hundred.base_fields[f"f{number}"] = forms.CharField()  # type: ignore[attr-defined]


def test_only_what_is_read_is_copied() -> None:
    form = make_lazily(Hundred, {"data": {}})
    assert form.fields["f1"] is form.fields["f1"] is not Hundred.base_fields["f1"]  # type: ignore[attr-defined]
    assert len(form.fields._pending) == 98
    assert list(form.errors) == [f"f{number}" for number in range(100) if number != 3]


def test_the_class_is_never_changed() -> None:
    form = make_lazily(Hundred, {})
    for field in (
        form.fields["f1"],
        form.fields.get("f2"),
        form.fields.pop("f4"),
        form.fields.setdefault("f5"),
    ):
        field.required = False
    for field in form.fields.values():
        field.label = "changed"
    for _, field in form.fields.items():
        field.help_text = "changed"
    originals = Hundred.base_fields.values()  # type: ignore[attr-defined]
    assert all(field.required and field.label is None and not field.help_text for field in originals)


@pytest.mark.parametrize("taken", [dict, lambda fields: {**fields}, lambda fields: fields.copy()])
def test_a_plain_copy_holds_copies(taken: Any) -> None:
    originals = {"a": forms.CharField(), "b": forms.CharField()}
    fields = copy.deepcopy(LazyFields(originals))
    assert isinstance(fields, CopiedFields)
    plain = taken(fields)
    assert list(plain) == ["a", "b"]
    assert all(plain[name] is not originals[name] and plain[name] is fields[name] for name in plain)


def test_it_is_a_mapping_like_any_other() -> None:
    original = {"a": forms.CharField(), "b": forms.CharField()}
    fields = copy.deepcopy(LazyFields(original))
    fields.update({"c": forms.CharField()}, d=forms.CharField())
    del fields["a"]
    assert list(fields) == ["b", "c", "d"]
    assert fields.get("a") is None
    assert fields.popitem()[0] == "d"
    assert fields.pop("a", None) is None
    with pytest.raises(KeyError):
        fields["a"]


class Shared(forms.Form):
    field_order = ["b", "a"]
    a = forms.CharField()
    b = forms.ChoiceField(choices=[("x", "X")])


def test_a_shared_field_is_the_class_s_until_somebody_may_change_it() -> None:
    form = make_sharing(Shared, {"data": {"a": "1"}})
    original = Shared.base_fields["a"]  # type: ignore[attr-defined]
    assert list(form.errors) == ["b"]
    assert form.fields["a"] is form["a"].field is original
    stop_sharing(form)
    assert list(form.fields) == ["b", "a"]
    assert form.fields["a"] is form["a"].field is not original
    assert form.base_fields is Shared.base_fields  # type: ignore[attr-defined]
    assert list(form.errors) == ["b"]


def test_a_form_that_shares_nothing_stays_as_it_is() -> None:
    form = Shared({})
    fields = form.fields
    stop_sharing(form)
    assert form.fields is fields


def test_bound_fields_of_the_project_s_own_get_copies() -> None:
    class Bound(forms.BoundField):
        pass

    form = make_sharing(Shared, {"data": {}, "bound_field_class": Bound})
    assert form.fields["a"] is not Shared.base_fields["a"]  # type: ignore[attr-defined]
