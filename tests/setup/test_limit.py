"""Limits are read where they are declared, and what is none is said at start-up."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms import formset_factory
from django.http import HttpRequest

from mizan.client import client
from mizan.forms import mizanFormMeta, mizanFormMixin, mizanWizard, mizanWizardMeta, register_form
from mizan.forms.register import register_formset
from mizan.protocol.errors import ConfigurationError
from mizan.setup.checks import check_registry
from mizan.setup.limit import Rate, limit_of, read_rates
from mizan.setup.registry import Registry, register

READ: list[tuple[Any, list[tuple[int, int, str]]]] = [
    (None, []),
    ("10/m", [(10, 60, "user")]),
    ("1/s", [(1, 1, "user")]),
    ("100/h", [(100, 3600, "user")]),
    ("3/d", [(3, 86400, "user")]),
    ("5/10s", [(5, 10, "user")]),
    ("5/90m", [(5, 5400, "user")]),
    ("10/m/ip", [(10, 60, "ip")]),
    ("10/m/user", [(10, 60, "user")]),
    (" 10/m , 100/h/ip ", [(10, 60, "user"), (100, 3600, "ip")]),
    (["100/h", "10/m"], [(10, 60, "user"), (100, 3600, "user")]),
    (("100/h,20/d", "10/m/ip"), [(10, 60, "ip"), (100, 3600, "user"), (20, 86400, "user")]),
]


@pytest.mark.parametrize(("said", "expected"), READ)
def test_rates_are_read_the_shortest_first(said: Any, expected: list[Any]) -> None:
    assert [(rate.count, rate.seconds, rate.by) for rate in read_rates(said, "app.f")] == expected


@pytest.mark.parametrize(
    "said",
    [
        "", "10", "10/", "/m", "0/m", "-1/m", "10/0s", "10/w", "10/M", "10/minute", "10 / m", "1.5/m", "١٠/m",
        "10/m/", "10/m/key", "10/m,", [], (), ["10/m", None], [""], 10, True, {"10/m"}, b"10/m",
        "9999999999/m", "10/m\n5/h",
    ],
)  # fmt: skip
def test_anything_else_is_no_limit(said: Any) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_rates(said, "app.f")
    wrong = caught.value
    assert str(wrong) == f"app.f: limit={said!r} is no limit."
    assert (wrong.check_id, wrong.obj) == ("mizan.E014", "app.f")
    assert wrong.hint == (
        "Write limit='10/m': a number, and s, m, h or d, with a number before it or none ('5/10s'). "
        "With '/ip' behind it addresses are counted, whoever is logged in. Several are a list."
    )


def test_without_rates_there_is_no_limit() -> None:
    assert limit_of("f", read_rates(None, "app.f")) is None


@pytest.mark.parametrize("said", ["10/m", "5/10s", "100/h/ip", "3/d", "7/90s", "10/m, 100/h/ip"])
def test_a_limit_is_written_as_it_is_read(said: str) -> None:
    assert str(limit_of("f", read_rates(said, "app.f"))) == said


def test_a_window_is_written_in_its_largest_unit() -> None:
    assert str(Rate(count=1, seconds=120)) == "1/2m"


class PlainForm(forms.Form):
    title = forms.CharField()


def on_submit(form: Any, request: HttpRequest) -> None: ...


def _function(limit: Any) -> None:
    @client(auth=None, limit=limit)
    def limited(request: HttpRequest) -> None: ...

    register(limited)


def _form(limit: Any) -> None:
    register_form(PlainForm, name="limited", auth=None, on_submit=on_submit, limit=limit)


def _declared(limit: Any) -> None:
    class DeclaredForm(mizanFormMixin, forms.Form):
        mizan = mizanFormMeta(name="limited", auth=None, limit=limit)
        title = forms.CharField()

        def on_submit_success(self, request: HttpRequest) -> None: ...


def _formset(limit: Any) -> None:
    register_formset(formset_factory(PlainForm), name="limited", auth=None, on_submit=on_submit, limit=limit)


def _wizard(limit: Any) -> None:
    class LimitedWizard(mizanWizard):
        mizan = mizanWizardMeta(name="limited", auth=None, steps={"you": PlainForm}, limit=limit)

        def on_finish(self, forms: dict[str, forms.BaseForm]) -> None: ...


OF_FORMS = {"limited.validate": "limited", "limited.submit": "limited"}
DECLARED: list[tuple[Any, dict[str, str]]] = [
    (_function, {"limited": "limited"}),
    (_form, OF_FORMS),
    (_declared, OF_FORMS),
    (_formset, OF_FORMS),
    (
        _wizard,
        {
            "limited.submit": "limited",
            "limited.you.validate": "limited.you",
            "limited.you.submit": "limited.you",
        },
    ),
]


@pytest.mark.parametrize(("declare", "expected"), DECLARED)
def test_what_acts_is_limited_and_what_is_only_read_is_not(
    declare: Any, expected: dict[str, str], fresh_registry: Registry
) -> None:
    declare("10/m")
    operations = [each for each in fresh_registry.operations() if each.name.partition(".")[0] == "limited"]
    assert {each.name: each.limit.name for each in operations if each.limit} == expected
    assert {str(each.limit) for each in operations if each.limit} == {"10/m"}
    assert fresh_registry.problems == []


@pytest.mark.parametrize("declare", [declare for declare, _ in DECLARED])
def test_what_has_a_wrong_limit_is_reported_and_not_published(declare: Any, fresh_registry: Registry) -> None:
    declare("often")
    [message] = check_registry()
    assert message.id == "mizan.E014"
    assert "limit='often'" in message.msg
    assert not [each for each in fresh_registry.operations() if each.name.startswith("limited")]
