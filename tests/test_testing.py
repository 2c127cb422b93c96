"""The test client goes through the whole stack and tells what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest

from mizan.protocol.envelope import Body
from mizan.schema import TypedOutput
from mizan.setup.operations import FormSpec, Operation
from mizan.setup.registry import Registry
from mizan.testing import MizanClient


def test_a_success_has_data(conformance: Registry) -> None:
    result = MizanClient().call("echo", {"text": "hi"})
    assert (result.ok, result.status, result.data, result.code) == (
        True,
        200,
        {"text": "hi", "length": 2},
        None,
    )
    assert result.headers["Cache-Control"] == "private, no-store"


def test_a_failure_has_code_and_issues(conformance: Registry) -> None:
    result = MizanClient().call("echo")
    assert (result.ok, result.status, result.code, result.data) == (False, 422, "invalid", None)
    assert [issue["path"] for issue in result.issues] == [["text"]]
    assert result.message


def test_a_declared_failure_has_params(conformance: Registry) -> None:
    result = MizanClient().call("shop.order", {"order": {"article": "tea", "amount": 9}})
    assert (result.code, result.params) == ("out_of_stock", {"left": 3})


def test_a_crash_is_a_result(conformance: Registry) -> None:
    assert MizanClient().call("fail", {"how": "crash"}).code == "internal"


@pytest.mark.django_db
def test_it_acts_as_a_user(conformance: Registry) -> None:
    user = User.objects.create(username="ada", is_staff=True)
    assert MizanClient(user).get("current_user").data == {"name": "ada"}
    assert MizanClient(user).call("staff_echo", {"text": "x"}).ok
    assert MizanClient().call("staff_echo", {"text": "x"}).code == "unauthenticated"


def test_headers_can_be_sent(conformance: Registry) -> None:
    assert MizanClient().call("echo", {"text": "x"}, x_mizan_op="old").headers["X-Mizan-Stale"] == "1"


def test_csrf_can_be_enforced(conformance: Registry) -> None:
    assert MizanClient(enforce_csrf_checks=True).call("echo", {"text": "x"}).code == "csrf_failed"


def test_a_batch_gives_a_result_for_each(conformance: Registry) -> None:
    results = MizanClient().batch(("motto", {}), ("nowhere", {}))
    assert [(result.status, result.data, result.code) for result in results] == [
        (200, "Balance.", None),
        (404, None, "not_found"),
    ]
    assert {result.code for result in MizanClient().batch(*[("motto", {})] * 11)} == {"bad_request"}


class Contact(forms.Form):
    email = forms.EmailField()


class Raw:
    def schema(self) -> dict[str, Any]:
        return {}

    def parse(self, body: Body) -> Any:
        return [body.text.decode(), sorted(body.files or {})]


def complaining(request: HttpRequest, value: Any) -> Any:
    return {"issues": [{}], "said": value}


@pytest.fixture
def contact(fresh_registry: Registry) -> None:
    submit = Operation(
        name="contact.submit",
        run=lambda request, value: value,
        input=Raw(),
        output=TypedOutput(list[Any]),
        accepts_files=True,
    )
    complain = TypedOutput(dict[str, Any])
    validate = replace(submit, name="contact.validate", output=complain, run=complaining)
    fresh_registry.add(submit, validate)
    operations = {"submit": "contact.submit", "validate": "contact.validate"}
    fresh_registry.add_form(
        FormSpec(name="contact", form_class=Contact, operations=operations, describe=dict)
    )


@pytest.mark.parametrize("form", ["contact", Contact])
def test_a_form_is_named_or_given(form: Any, contact: None) -> None:
    result = MizanClient().submit(form, {"email": "a"}, params={"id": 1})
    assert result.data == ['{"data":{"email":"a"},"params":{"id":1}}', []]


def test_files_travel_as_multipart(contact: None) -> None:
    assert MizanClient().submit("contact", {"a": 1}, files={"cv": b"x"}).data == ['{"data":{"a":1}}', ["cv"]]


def test_validate_is_not_ok_while_there_are_issues(contact: None) -> None:
    result = MizanClient().validate("contact", {"email": ""}, only=["email"])
    assert result.status == 200
    assert result.issues == [{}]
    assert not result.ok
    assert result.data["said"][0] == '{"data":{"email":""},"only":["email"]}'


def test_a_form_that_is_not_registered_is_named() -> None:
    with pytest.raises(LookupError, match="nothing"):
        MizanClient().submit("nothing", {})


@pytest.mark.parametrize("allowed", [[], ["*"], [".example.org"], ["shop.example.org"], ["testserver"]])
def test_the_site_answers_whatever_its_hosts(
    conformance: Registry, settings: Any, allowed: list[str]
) -> None:
    settings.ALLOWED_HOSTS, settings.DEBUG = allowed, not allowed
    assert MizanClient().call("echo", {"text": "hi"}).ok


def test_a_site_that_insists_on_https_answers(conformance: Registry, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert MizanClient().call("echo", {"text": "hi"}).data == {"text": "hi", "length": 2}
    assert MizanClient().get("current_user").status == 200
