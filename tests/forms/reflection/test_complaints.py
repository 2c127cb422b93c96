"""Methods that add to the complaints of a form, and those that may take one back."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.utils import ErrorList

from mizan.forms.reflection.complaints import only_complains
from mizan.forms.reflection.form import why_no_rules


def adds(self: Any) -> Any:
    if "a" not in self._errors and not self.errors:
        self._errors["a"] = self.error_class(["No."])
        self._errors["b"] = ErrorList([str(self), "No."])
        self.errors["c"] = ["No."]
        del self.cleaned_data["a"]
    return self.cleaned_data if self.errors else None


def deletes(self: Any) -> None:
    del self._errors["a"]


def pops(self: Any) -> None:
    self.errors.pop("a", None)


def empties(self: Any) -> None:
    self._errors["a"] = self.error_class([])


def copies(self: Any) -> None:
    self._errors["a"] = self.error_class(*self.kept)


def may_be_empty(self: Any) -> None:
    self._errors["a"] = self.error_class([*self.kept])


def hands_out(self: Any) -> None:
    self.forget(self._errors)


def empties_a_list(self: Any) -> None:
    self._errors["a"].clear()


def replaces(self: Any) -> None:
    self._errors = {}


def by_name(self: Any) -> None:
    vars(self)["_errors"] = {}


def calls(self: Any) -> None:
    if self._errors:
        deletes(self)


TAKES = [
    deletes, pops, empties, copies, may_be_empty, hands_out, empties_a_list, replaces, by_name,
]  # fmt: skip


@pytest.mark.parametrize("method", TAKES, ids=lambda method: method.__name__)
def test_what_may_take_a_complaint_back_is_seen(method: Any) -> None:
    assert not only_complains(method)
    form_class: Any = type("Taking", (forms.Form,), {"clean": method})
    assert why_no_rules(form_class) == "Taking.clean takes errors back"


def test_what_a_method_calls_counts_with_it() -> None:
    form_class: Any = type("Calling", (forms.Form,), {"clean": calls})
    assert why_no_rules(form_class) == "Calling.clean takes errors back"


def test_rules_hold_where_complaints_are_only_added() -> None:
    assert only_complains(adds)
    form_class: Any = type("Adding", (forms.Form,), {"clean": adds})
    assert why_no_rules(form_class) is None
