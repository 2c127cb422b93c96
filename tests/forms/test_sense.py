"""Declarations about choices and records that can do nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from mizan.forms import register_form
from mizan.setup.registry import Registry
from tests.app.models import City, Country
from tests.conftest import kept_registry

CHECKS: list[tuple[dict[str, Any], str | None]] = [
    ({"choices_from": {"city": "country"}}, None),
    ({"choices_from": {"city": ["country", "name"]}}, None),
    ({"choices_from": {"town": "country"}}, "E060"),
    ({"choices_from": {"city": "land"}}, "E060"),
    ({"choices_from": {"city": "city"}}, "E060"),
    ({"choices_from": {"name": "city"}}, "E060"),
    ({"search": {"city": ["name", "country__name"]}}, None),
    ({"search": {"city": "name"}}, "E061"),
    ({"search": {"city": ["title"]}}, "E061"),
    ({"search": {"city": ["country"]}}, "E061"),
    ({"search": {"name": ["name"]}}, "E061"),
    ({"search": {"town": ["name"]}}, "E061"),
    ({"refresh_on": ["name"]}, None),
    ({"refresh_on": ["town"]}, "E062"),
    ({"refresh_on": "name"}, "E062"),
    ({"version": "changed", "get_instance": lambda request, params: None}, None),
    ({"version": repr, "get_instance": lambda request, params: None}, None),
    ({"version": "nothing", "get_instance": lambda request, params: None}, "E063"),
    ({"version": "changed"}, "E063"),
]


@pytest.fixture
def kept() -> Any:
    with kept_registry() as registry:
        yield registry


def city_form() -> Any:
    class CityForm(forms.ModelForm):  # type: ignore[type-arg]
        city = forms.ModelChoiceField(City.objects.all())

        class Meta:
            model = City
            fields = ["name", "country"]

    return CityForm


@pytest.mark.parametrize(("declared", "check"), CHECKS)
def test_a_declaration_makes_sense(declared: dict[str, Any], check: str | None, kept: Registry) -> None:
    register_form(city_form(), name="city_form", auth=None, **declared)
    assert (kept.get_form("city_form") is None) == bool(check)
    assert [problem.check_id for problem in kept.problems] == ([f"mizan.{check}"] if check else [])


def test_only_a_record_has_versions(kept: Registry) -> None:
    class PlainForm(forms.Form):
        country = forms.ModelChoiceField(Country.objects.all())

    register_form(PlainForm, name="plain", auth=None, on_submit=lambda form, request: None, version="changed")
    assert kept.get_form("plain") is None
    assert [problem.check_id for problem in kept.problems] == ["mizan.E063"]
