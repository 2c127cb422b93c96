"""A field class of the project's own is known by what it was registered as, and no further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core import checks
from django.http import HttpRequest

from mizan.forms import reflect, register_field, register_form
from mizan.forms.checks import check_forms
from mizan.forms.reflection.stock import OWN
from mizan.setup.registry import Registry
from tests.forms.stock import form_with


class OwnField(forms.CharField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if value == "wrong":
            raise forms.ValidationError("No.", code="wrong")


class Stricter(OwnField):
    def clean(self, value: Any) -> Any:
        return super().clean(value).lower()


@pytest.fixture(autouse=True)
def _forgets() -> Iterator[None]:
    kept = dict(OWN)
    yield
    OWN.clear()
    OWN.update(kept)


def said(field: forms.Field) -> Any:
    schema: Any = reflect(form_with(f=field))
    return schema["properties"]["f"]


def own(field: forms.Field) -> Any:
    return said(field)["x-mizan"]


def test_an_unknown_class_is_left_to_the_server() -> None:
    assert own(OwnField())["downgrade"] == "OwnField overrides validate"


def test_like_says_that_the_rules_of_the_base_hold() -> None:
    assert register_field(OwnField, like=forms.CharField, server=["wrong"]) is OwnField
    known = own(OwnField(max_length=5))
    assert known["verdict"] == "lenient"
    assert known["server"] == ["wrong"]
    assert known["rule"] == own(forms.CharField(max_length=5))["rule"]
    assert "downgrade" not in known
    register_field(OwnField, like=forms.CharField)
    assert own(OwnField())["verdict"] == "exact"


def test_a_function_says_which_field_stands_in() -> None:
    @register_field(OwnField, keywords={"format": "own", "maxLength": 3})
    def stand_in(field: OwnField) -> forms.Field:
        return forms.IntegerField(required=field.required, min_value=5)

    written = said(OwnField(required=False))
    assert written["type"] == ["integer", "string"]
    assert (written["format"], written["maxLength"]) == ("own", 3)
    assert written["x-mizan"]["field"] == "CharField"
    assert written["x-mizan"]["rule"]["k"] == "integer"
    assert written["x-mizan"]["rule"]["required"] is False


def test_a_subclass_that_judges_otherwise_again_is_not_covered() -> None:
    register_field(OwnField, like=forms.CharField)
    assert own(Stricter())["downgrade"] == "Stricter overrides clean"
    register_field(Stricter, like=forms.CharField)
    assert own(Stricter())["verdict"] == "exact"


def test_what_is_replaced_on_one_field_still_counts() -> None:
    register_field(OwnField, like=forms.CharField)
    field: Any = OwnField()
    field.to_python = str
    assert own(field)["downgrade"] == "to_python is replaced"
    assert own(OwnField(disabled=True))["downgrade"] == "it is disabled"
    assert own(OwnField(widget=forms.SelectMultiple))["rule"] == {"k": "unknown"}


def test_registering_changes_the_contract(fresh_registry: Registry) -> None:
    before = fresh_registry.version
    register_field(OwnField, like=forms.CharField)
    assert fresh_registry.version > before


@pytest.mark.parametrize(
    ("field_class", "like"),
    [
        (OwnField, forms.IntegerField),
        (OwnField, OwnField),
        (forms.CharField, forms.CharField),
        (str, forms.CharField),
        ("OwnField", forms.CharField),
        (OwnField, str),
    ],
)
def test_a_registration_that_makes_no_sense_is_reported(
    fresh_registry: Registry, field_class: Any, like: Any
) -> None:
    register_field(field_class, like=like)
    assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E080"]
    assert field_class not in OWN


def test_a_class_that_is_no_field_cannot_be_described_by_a_function(fresh_registry: Registry) -> None:
    register_field(forms.EmailField)(lambda field: forms.CharField())
    register_field(str)(lambda field: forms.CharField())  # type: ignore[type-var]
    assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E080"] * 2


def errors_of(registry: Registry) -> list[checks.CheckMessage]:
    class OwnForm(forms.Form):
        f = OwnField()

    def act(form: OwnForm, request: HttpRequest) -> None: ...

    register_form(OwnForm, name="own", auth=None, on_submit=act)
    registry.settle()
    return [message for message in check_forms() if str(message.obj).endswith("OwnForm")]


def test_a_function_that_fails_is_reported_and_the_field_left_to_the_server(fresh_registry: Registry) -> None:
    @register_field(OwnField)
    def fails(field: OwnField) -> forms.Field:
        raise KeyError("no")

    assert own(OwnField())["rule"] == {"k": "unknown"}
    (message,) = errors_of(fresh_registry)
    assert message.id == "mizan.E081"
    assert "KeyError: 'no'" in message.msg


@pytest.mark.parametrize("made", [None, forms.CharField, OwnField()])
def test_a_function_that_returns_no_field_of_djangos_is_reported(fresh_registry: Registry, made: Any) -> None:
    register_field(OwnField)(lambda field: made)
    assert [message.id for message in errors_of(fresh_registry)] == ["mizan.E081"]
    assert own(OwnField())["rule"] == {"k": "unknown"}


def test_a_registration_that_works_is_not_reported(fresh_registry: Registry) -> None:
    register_field(OwnField)(lambda field: forms.CharField(required=field.required))
    assert errors_of(fresh_registry) == []
