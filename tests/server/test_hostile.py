"""Whatever is sent, every route answers in the published shape; only user code is to blame for a 500."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.test import Client

import mizan
from mizan.client import client
from mizan.forms import register_form
from mizan.setup.registry import Registry, register

pytestmark = pytest.mark.django_db  # a form runs in a transaction

MOUNT = "/api/mizan/"
JSON = "application/json"
ENVELOPE = json.loads((Path(__file__).parents[2] / "protocol" / "envelope.schema.json").read_text())
FAILURE = jsonschema.Draft202012Validator(ENVELOPE | {"$ref": "#/$defs/Failure"})
ran: list[str] = []


class Odd(mizan.Failure):
    code = "odd"
    status = 409
    value: Any


class CommentForm(forms.Form):
    """One of each kind of value."""

    text = forms.CharField(max_length=40)
    rating = forms.IntegerField(required=False)
    price = forms.DecimalField(required=False)
    day = forms.DateTimeField(required=False)
    extra = forms.JSONField(required=False)
    tags = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


def keep(form: CommentForm, request: HttpRequest) -> str:
    ran.append("keep")
    return str(form.cleaned_data["text"])


@client(auth=None)
def order(
    request: HttpRequest, article: str, amount: int | None = None, notes: list[str] | None = None
) -> str:
    ran.append("order")
    return article


@client(auth="staff")
def secret(request: HttpRequest, text: str = "") -> str:
    ran.append("secret")
    return text


@client(auth=None, readonly=True)
def peek(request: HttpRequest, names: dict[str, Decimal]) -> int:
    return len(names)


@pytest.fixture(autouse=True)
def hostile(fresh_registry: Registry) -> Registry:
    ran.clear()
    for function in (order, secret, peek):
        register(function)
    register_form(CommentForm, name="comment", on_submit=keep)
    register_form(CommentForm, name="staff_comment", on_submit=keep, auth="staff")
    return fresh_registry


def send(method: str, path: str, body: bytes = b"", content_type: str = JSON, **headers: str) -> Any:
    """Send anything; a failure that has not the published shape is a failed test."""
    http = Client(raise_request_exception=False)
    spelled = {"Accept": JSON} | {name.replace("_", "-"): value for name, value in headers.items()}
    response = http.generic(method, path, body, content_type=content_type, headers=spelled)
    if response.status_code >= 400 and method != "HEAD":
        failure = json.loads(response.content)
        failure.pop("errors", None)  # what `form/<name>/` says besides
        FAILURE.validate(failure)
    return response


SEEDS = [
    ("call/order/", b'{"article":"x","amount":2,"notes":["a"]}'),
    ("call/comment.validate/", b'{"data":{"text":"x","rating":1,"tags":["a"]},"only":["text"]}'),
    ("call/comment.submit/", b'{"data":{"text":"x","price":1.5,"day":"2026-02-28","extra":{"a":[1]}}}'),
    ("form/comment/", b'{"text":"x","rating":null}'),
    ("batch/", b'{"calls":[{"name":"peek","input":{"names":{"a":"1.5"}},"op":"x"}]}'),
]
PIECES = [
    *(
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xef\xbb\xbf",
        b'"',
        b"\\",
        b"{",
        b"[",
        b"]",
        b"}",
        b",",
    ),
    *(b"1e999", b"NaN", b"-0", b"9" * 400, b"\\ud800", b"\\u0000", b"null", b'"text":1,', b"[[[[", b"/*"),
]
VALUES: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        1.5,
        2**53,
        10**400,
        "",
        "\0",
        "\r\n",
        "٣",
        "NaN",
        "1e999999999",
        "9" * 5000,
        "[" * 3000,
    ),
    *(
        "0000-00-00",
        "9999-12-31T23:59:59-23:59",
        [],
        [None],
        [[]],
        [{}],
        ["x" * 5000],
        {},
        {"a": None},
        {"\0": 1},
    ),
]


def mutants(number: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(1)
    for _ in range(number):
        path, seed = chance.choice(SEEDS)
        text = bytearray(seed)
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(text) + 1)
            text[start : start + chance.randint(0, 6)] = chance.choice([b"", *PIECES])
        yield path, bytes(text)


def documents() -> Iterator[tuple[str, Any]]:
    for value in VALUES:
        for key in ("article", "amount", "notes"):
            yield "call/order/", {"article": "x", key: value}
        for field in CommentForm.base_fields:
            yield "call/comment.submit/", {"data": {"text": "x", field: value}}
            yield "call/comment.validate/", {"data": {field: value}, "only": [field, "text", "nope"]}
            yield "form/comment/", {"text": "x", field: value}
        for key in ("data", "only", "params"):
            yield "call/comment.validate/", {"data": {}, key: value}
        yield "batch/", {"calls": value}
        yield "batch/", {"calls": [value, {"name": "peek", "input": {"names": value}}]}


def test_mutated_bytes_break_nothing() -> None:
    assert {send("POST", MOUNT + path, text).status_code for path, text in mutants(600)} <= {200, 400, 422}


def test_hostile_values_break_nothing() -> None:
    answers = [send("POST", MOUNT + path, json.dumps(body).encode()) for path, body in documents()]
    assert {answer.status_code for answer in answers} <= {200, 400, 422}


@pytest.mark.parametrize("path", ["call/secret/", "call/staff_comment.submit/", "form/staff_comment/"])
def test_nothing_hostile_gets_round_a_policy(path: str) -> None:
    for _, text in mutants(40):
        for content_type in (JSON, "text/plain", "multipart/form-data; boundary=x"):
            assert send("POST", MOUNT + path, text, content_type).json()["code"] == "unauthenticated"
    assert not ran


PATHS = [
    *(
        "a%0ab",
        "%0a",
        "call/echo%0a/",
        "call/echo/%0a",
        "call/%00/",
        "call/%ff/",
        "call/echo",
        "call//",
        "call%2Fecho/",
    ),
    *(
        "..%2f..",
        "form/%0a/",
        "SESSION/",
        "call/" + "a" * 5000 + "/",
        "%E2%80%A8",
        "call/order;x/",
        "call/../batch/",
    ),
]


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "TRACE", "CONNECT", "post", "X"])
def test_an_odd_path_is_not_found(method: str) -> None:
    assert {send(method, MOUNT + path).status_code for path in PATHS} <= {404, 405}


@pytest.mark.parametrize("charset", ["idna", "punycode", "utf-7", "utf-16", "latin-1"])
@pytest.mark.parametrize("content_type", [JSON, "multipart/form-data; boundary=x"])
def test_a_form_is_taken_in_utf_8_alone(content_type: str, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nabc\r\n--x--\r\n'
    response = send("POST", MOUNT + "form/comment/", body, f"{content_type}; charset={charset}")
    assert response.json()["code"] == "unsupported_media_type"


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
def test_an_odd_error_breaks_no_route(error: Exception, code: str, route: str) -> None:
    @client(auth=None, readonly=True)
    def broken(request: HttpRequest) -> int:
        raise error

    def break_it(form: CommentForm, request: HttpRequest) -> int:
        raise error

    register(broken)
    register_form(CommentForm, name="broken_form", on_submit=break_it)
    if route == "batch":
        calls = {"calls": [{"name": "broken"}, {"name": "peek", "input": {"names": {}}}]}
        first, second = send("POST", MOUNT + "batch/", json.dumps(calls).encode()).json()["results"]
        assert (first["error"]["code"], second) == (code, {"status": 200, "data": 0})
    else:
        path = "call/broken/" if route == "call" else "form/broken_form/"
        response = send("POST", MOUNT + path, b'{"text":"x"}' if route == "form" else b"{}")
        assert response.json()["code"] == code
        assert "X-Evil" not in response
