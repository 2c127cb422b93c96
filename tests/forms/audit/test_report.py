"""Every class is found and told of, whatever the modules around it do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms

from mizan.forms import register_field
from mizan.forms.audit.report import Audit, FormReport, audit
from mizan.forms.reflection.stock import OWN
from tests.forms.audit.shop import forms as shop_forms

SHOP = "tests.forms.audit.shop"


@pytest.fixture(scope="module")
def shop() -> Audit:
    return audit(SHOP)


def form(shop: Audit, name: str) -> FormReport:
    return next(report for report in shop.forms if report.name == f"{SHOP}.{name}")


def test_every_class_is_found_once_where_it_is_made(shop: Audit) -> None:
    assert [report.name.removeprefix(f"{SHOP}.") for report in shop.forms] == [
        *("forms.BareBase", "forms.BareForm", "forms.ContactForm", "forms.DoneForm", "forms.GiftForm"),
        *("forms.MineForm", "forms.NoteForm", "forms.OrderForm", "forms.UserForm"),
        *("views.BaseRows", "views.NoteView.FilterForm", "views.NoteView.form_class", "views.Rows"),
        "views.TableRows",
    ]
    assert [field.name for field in shop.fields] == [f"{SHOP}.forms.PinField", f"{SHOP}.forms.RangeField"]


@pytest.mark.django_db
def test_no_query_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, f"{SHOP}.asks", raising=False)
    (told,) = audit(f"{SHOP}.asks").unreadable
    assert told.reason == "RuntimeError: The database was asked for something where it must not be."


def test_modules_that_cannot_be_imported_are_named_and_the_rest_is_read(
    shop: Audit, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = {module.module.removeprefix(f"{SHOP}."): module.reason for module in shop.unreadable}
    assert list(reasons) == ["asks", "broken", "exits"]
    assert reasons["asks"].startswith("RuntimeError: ")
    assert reasons["broken"] == "ModuleNotFoundError: No module named 'nothing_of_this_name'"
    assert reasons["exits"] == "SystemExit"
    assert capsys.readouterr().out == ""


def test_tests_and_migrations_are_left_out(shop: Audit) -> None:
    assert not [name for name in sys.modules if name.startswith((f"{SHOP}.tests", f"{SHOP}.migrations"))]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("forms.ContactForm", []),
        ("forms.OrderForm", ["basket", "user"]),
        ("forms.GiftForm", ["request"]),
        ("forms.MineForm", ["user"]),
        ("views.Rows", []),
    ],
)
def test_arguments_are_what_init_demands(shop: Audit, name: str, arguments: list[str]) -> None:
    assert form(shop, name).arguments == arguments


def test_fields_are_counted_by_what_the_client_knows(shop: Audit) -> None:
    contact = form(shop, "forms.ContactForm")
    assert contact.verdicts == {"lenient": 1, "server": 1}
    assert contact.fields[0].server == ["clean_email"]
    assert contact.fields[1].downgrade == "PinField overrides validate"
    assert form(shop, "forms.OrderForm").verdicts == {"exact": 1}
    assert form(shop, "views.Rows").verdicts["exact"] == 1


@pytest.mark.parametrize(
    ("name", "kind", "effort"),
    [
        (
            "forms.ContactForm",
            "form",
            "one mixin and on_submit_success; for rules in the browser: register_field(PinField)",
        ),
        ("forms.DoneForm", "form", "one mixin"),
        ("forms.NoteForm", "model form", "one mixin"),
        (
            "forms.OrderForm",
            "form",
            "one mixin and on_submit_success; hooks: get_form_kwargs(basket, user)",
        ),
        ("forms.BareForm", "base", "It is a base for others, without a model or a form."),
        ("forms.BareBase", "base", "It is a base for others, without a model or a form."),
        ("views.BaseRows", "base", "It is a base for others, without a model or a form."),
        ("views.NoteView.form_class", "model form", "one mixin"),
        ("views.Rows", "formset", "It belongs to a form: name it in the formsets= of that."),
        (
            "views.TableRows",
            "formset",
            "It belongs to a form: name it in the formsets= of that and supply table in get_formset_kwargs.",
        ),
    ],
)
def test_effort_says_what_it_takes(shop: Audit, name: str, kind: str, effort: str) -> None:
    report = form(shop, name)
    assert (report.kind, report.effort) == (kind, effort)


def test_what_a_system_check_would_refuse_is_refused(shop: Audit) -> None:
    refusal = form(shop, "forms.UserForm").refusal
    assert refusal is not None
    assert "takes all columns of a model that has is_staff" in refusal


def test_a_form_that_cannot_be_reflected_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(form: Any) -> Any:
        raise LookupError("no such thing")

    monkeypatch.setattr("mizan.forms.audit.report.reflect", fail)
    report = form(audit(f"{SHOP}.forms"), "forms.NoteForm")
    assert (report.reflected, report.error, report.fields) == (False, "LookupError: no such thing", [])


@pytest.fixture
def _registered() -> Iterator[None]:
    register_field(shop_forms.PinField, like=forms.CharField)
    yield
    del OWN[shop_forms.PinField]


@pytest.mark.usefixtures("_registered")
def test_a_registered_field_needs_no_more_registration() -> None:
    contact = form(audit(f"{SHOP}.forms"), "forms.ContactForm")
    assert contact.fields[1].verdict == "exact"
    assert contact.effort == "one mixin and on_submit_success"


def test_an_app_is_named_by_its_label() -> None:
    assert audit("auth").package == "django.contrib.auth"
    assert "django.contrib.auth.forms.UserCreationForm" in [report.name for report in audit("auth").forms]
