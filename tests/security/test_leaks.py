"""An error tells what stood in the code, in the database or in the environment."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, NoReturn

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.test import Client
from django.views.debug import ExceptionReporter

import mizan
from mizan.client import client
from mizan.forms import register_form
from mizan.protocol.envelope import Body, Call
from mizan.server.dispatch import dispatch
from mizan.setup.operations import Operation
from mizan.setup.registry import Registry, register
from mizan.web import FormPage
from tests.conftest import kept_registry

pytestmark = pytest.mark.django_db
SECRET = "canary-secret"
JSON = "application/json"


def crash(*args: Any, **kwargs: Any) -> NoReturn:
    """Raise with the secret in the message, its cause and its notes."""
    error = RuntimeError(SECRET)
    error.add_note(SECRET)
    raise error from ValueError(SECRET)


class Secretive:
    """No output that JSON knows."""

    def __str__(self) -> str:
        return SECRET


class PlainForm(forms.Form):
    text = forms.CharField(required=False)


class CleanForm(PlainForm):
    clean = crash


class FieldForm(PlainForm):
    clean_text = crash


class InitForm(PlainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        crash()


class DumbField(forms.CharField):
    clean = crash


class OwnFieldForm(forms.Form):
    text = DumbField(required=False)


class LazyForm(PlainForm):
    """Is described, for its initial value is computed."""

    text = forms.CharField(required=False, initial=crash)


def answer(form: forms.Form, request: HttpRequest) -> Any:
    return None


def odd(form: forms.Form, request: HttpRequest) -> Any:
    return Secretive()


def crash_hook(form: forms.Form, request: HttpRequest) -> Any:
    crash()


async def crash_later(*args: Any) -> int:
    return crash()


def function(body: Callable[..., Any], **options: Any) -> Callable[[], None]:
    def place(request: HttpRequest) -> int:
        return body(request)

    async def later(request: HttpRequest) -> int:
        return await body(request)

    declared = client(auth=None, **options)(later if body is crash_later else place)
    return lambda: register(declared, "place")  # type: ignore[return-value]


def form(form_class: Any, **options: Any) -> Callable[[], None]:
    options = {"on_submit": answer, "auth": None, "name": "place", **options}
    return lambda: register_form(form_class, **options)


PLACES: dict[str, Callable[[], Any]] = {
    "policy": function(lambda request: 1),
    "run": function(crash),
    "async run": function(crash_later),
    "output": function(lambda request: Secretive()),
    "context": function(crash, context="global"),
    "form clean": form(CleanForm),
    "form clean_field": form(FieldForm),
    "form __init__": form(InitForm, dynamic=True),
    "form field": form(OwnFieldForm),
    "form initial": form(LazyForm, dynamic=True),
    "form hook": form(PlainForm, on_submit=crash_hook),
    "async form hook": form(PlainForm, on_submit=crash_later),
    "form output": form(PlainForm, on_submit=odd),
    "form kwargs": form(PlainForm, get_form_kwargs=crash),
    "success_url": form(PlainForm, success_url=SECRET.replace("-", "_") + "_nowhere:x"),
}


@pytest.fixture
def registry() -> Iterator[Registry]:
    from mizan.setup.registry import registry

    with kept_registry():
        yield registry


def answers() -> Iterator[Any]:
    """Ask everything that could tell."""
    http = Client(raise_request_exception=False)
    for path, body in (
        ("call/place/", {}),
        ("call/place.submit/", {"data": {"text": "a"}}),
        ("call/place.validate/", {"data": {"text": "a"}, "only": ["text"]}),
        ("call/place.validate/", {"data": {"text": "a"}}),
        ("call/place.schema/", {}),
        ("batch/", {"calls": [{"name": name} for name in ("place", "place.schema")]}),
        ("form/place/", {"text": "a"}),
    ):
        yield http.post(f"/api/mizan/{path}", body, content_type=JSON)
    for headers in ({"Accept": "text/html"}, {"Accept": JSON}, {"Precognition": "true", "Accept": JSON}):
        yield http.post("/api/mizan/form/place/", {"text": "a"}, headers=headers)
    for name in ("place", "place.schema"):
        yield http.get(f"/api/mizan/call/{name}/")
    yield http.get("/api/mizan/session/")


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_in_an_exception_stays_in_the_log(
    place: str, registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    PLACES[place]()
    registry.settle()
    if place == "policy":
        from mizan.permissions import policy

        known = registry.get("place")
        assert known is not None
        registry.add(replace(known, policy=policy(crash)))
    told = [answer.content.decode() + repr(answer.headers) for answer in answers()]
    assert not [text for text in told if SECRET in text or SECRET.replace("-", "_") in text]
    assert "Internal failure" in caplog.text or "access was denied" in caplog.text, "nothing crashed"


class Odd(mizan.Failure):
    code = "odd"
    status = 409
    value: Any


ODD_ERRORS: list[tuple[Exception, str]] = [
    (mizan.Failure("conflict", headers={"Retry-After": "1\r\nX-Evil: 1"}), "internal"),
    (mizan.Failure("conflict", "a\r\nb</script>"), "conflict"),
    (Odd(value=Decimal("1.50")), "odd"),
    (Odd(value=float("nan")), "odd"),
    (Odd(value=object()), "internal"),
    (ValidationError("%(nobody)s", params={"n": 1}), "internal"),
    (ValidationError("100%", params={"n": 1}), "internal"),
    (ValidationError("no", code=5, params={"limit": float("inf")}), "invalid"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("error", "code"), ODD_ERRORS, ids=range(len(ODD_ERRORS)))
@pytest.mark.parametrize("route", ["call", "batch", "form"])
def test_an_odd_error_breaks_no_route(error: Exception, code: str, route: str, registry: Registry) -> None:
    def fail(*args: Any) -> int:
        raise error

    function(fail, readonly=True)()
    register_form(PlainForm, name="broken", on_submit=fail, auth=None)
    http = Client(raise_request_exception=False)
    if route == "batch":
        calls = {"calls": [{"name": "place"}, {"name": "motto"}]}
        first, second = http.post("/api/mizan/batch/", calls, content_type=JSON).json()["results"]
        assert (first["error"]["code"], second) == (code, {"status": 200, "data": "Balance."})
    else:
        path = "call/place/" if route == "call" else "form/broken/"
        response = http.post(f"/api/mizan/{path}", {}, content_type=JSON)
        assert response.json()["code"] == code
        assert "X-Evil" not in response


def test_a_page_of_a_form_tells_nothing(registry: Registry, rf: Any) -> None:
    class Page(FormPage):
        form = "place"

    form(CleanForm)()
    request = rf.post("/", {"text": "a"})
    request._dont_enforce_csrf_checks = True
    response = Page.as_view()(request).render()
    assert response.status_code == 500
    assert SECRET not in response.content.decode()


def test_what_was_sent_is_not_sent_back() -> None:
    """An error of pydantic carries its input; an issue carries what the rule demands."""
    http = Client()
    basket = {"basket": {"lines": SECRET, "number": SECRET, "day": SECRET, SECRET: 1}}
    response = http.post("/api/mizan/call/buy/", basket, content_type=JSON)
    issues = response.json()["issues"]
    assert {issue["path"][-1] for issue in issues} >= {"lines", "number", "day"}
    assert SECRET not in json.dumps([issue for issue in issues if SECRET not in issue["path"]])


def lose(request: HttpRequest, text: str) -> int:
    del text
    raise LookupError


class Broken:
    """A carrier that fails before it is asked for what was sent."""

    def admit(self, operation: Operation) -> None:
        raise LookupError

    def read(self, operation: Operation) -> Body:
        return Body()


@pytest.mark.parametrize("carrier", [None, Broken()], ids=["run", "admit"])
def test_what_was_sent_is_not_reported_to_admins(
    carrier: Broken | None, registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    register(client(auth=None)(lose), "lose")
    sent = Body(text=json.dumps({"text": SECRET}).encode())
    dispatch(Call(name="lose", body=sent, carrier=carrier), HttpRequest())
    [error] = [record.exc_info for record in caplog.records if record.exc_info]
    report = ExceptionReporter(None, *error).get_traceback_html()
    assert "LookupError" in report
    assert SECRET not in report
