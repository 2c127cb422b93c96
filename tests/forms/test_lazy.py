"""Fields that are copied when they are read."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django import forms

from mizan.forms.cleaning import check_alone, clean
from mizan.forms.gate import Posted, admit
from mizan.forms.lazy import (
    CopiedFields,
    LazyFields,
    is_judged_alone,
    kept_form,
    make_lazily,
    make_sharing,
    stop_sharing,
)
from tests.forms.stock import field_classes, form_with, make_field


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


VALUES = (None, "", "a", "1", "b", "2026-02-30", "x" * 300, True, [], ["a"], {}, {"0": "1", "left": "a"})


@pytest.mark.django_db
@pytest.mark.parametrize("cls", field_classes(), ids=lambda cls: cls.__name__)
def test_a_field_is_judged_without_its_form_as_within(cls: type[forms.Field]) -> None:
    form_class = form_with(f=make_field(cls), g=make_field(cls, required=False))
    form_class.prefix = "p"
    kept = kept_form(form_class)
    if kept is None or not is_judged_alone(kept.fields["f"]):
        assert cls.__name__ in NEEDS_ITS_FORM
        return
    for value in VALUES:
        posted = Posted()
        bound = form_class(posted.data, posted.files)
        admit(posted, bound, {"f": value, "g": value})
        assert check_alone(kept, posted, ["f", "g"]) == clean(bound, posted)
    assert kept.data == {}


NEEDS_ITS_FORM = {
    *("FileField", "ImageField", "ModelChoiceField", "ModelMultipleChoiceField", "InlineForeignKeyField"),
    *("UsernameField", "ReadOnlyPasswordHashField", "MultiValueField"),
}


def test_a_disabled_field_asks_its_form() -> None:
    assert not is_judged_alone(forms.CharField(disabled=True))
    assert is_judged_alone(forms.CharField())


def test_a_kept_form_is_kept_only_where_nobody_changes_its_fields() -> None:
    assert kept_form(Shared) is kept_form(Shared)
    assert kept_form(Hundred) is None
