"""Who runs a site sees every call: a line in the log, signals, a span; and nothing that was said in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from mizan.client import client
from mizan.forms.register import register_form
from mizan.server import opentelemetry, signals
from mizan.server.observation import set_tracing
from mizan.setup.registry import Registry, register
from mizan.testing import MizanClient

SECRET = "canary-7d1f"


@client(auth=None)
def greet(request: HttpRequest, name: str) -> str:
    return f"Hello {name}"


@client(auth=None, readonly=True)
def read(request: HttpRequest) -> int:
    return 1


@client(auth=None)
def breaks(request: HttpRequest, name: str) -> str:
    raise RuntimeError(name)


@client(auth=True)
def member(request: HttpRequest, name: str) -> str:
    return name


class LoginForm(forms.Form):
    username = forms.CharField()
    password = forms.CharField(widget=forms.PasswordInput, min_length=100)
    document = forms.FileField(required=False)


@pytest.fixture(autouse=True)
def _operations(fresh_registry: Registry) -> None:
    for function in (greet, read, breaks, member):
        register(function)
    register_form(LoginForm, name="login_form", auth=None, on_submit=lambda form, request: None)


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="mizan.calls")
    return caplog


@pytest.fixture
def sent() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    receivers = {}
    for name in ("call_started", "call_finished", "call_failed"):

        def receive(sender: object, name: str = name, **kwargs: Any) -> None:
            found.append((name, kwargs))

        receivers[name] = receive
        getattr(signals, name).connect(receive)
    yield found
    for name, receive in receivers.items():
        getattr(signals, name).disconnect(receive)


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer, opentelemetry._tracer = opentelemetry._tracer, provider.get_tracer("mizan")
    set_tracing(lambda: True, opentelemetry.span)
    yield exporter
    opentelemetry._tracer = tracer
    opentelemetry.install()


def calls(lines: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in lines.records if record.name == "mizan.calls"]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("greet", {"name": "Ada"}, ("greet", 200, "ok")),
        ("greet", {"name": 5}, ("greet", 422, "invalid")),
        ("member", {"name": "Ada"}, ("member", 401, "unauthenticated")),
        ("login_form.submit", {"data": {}}, ("login_form.submit", 422, "invalid")),
        ("breaks", {"name": "x"}, ("breaks", 500, "internal")),
        ("no.where", {}, ("no.where", 404, "not_found")),
    ],
)
@pytest.mark.django_db
def test_each_call_is_one_line(
    name: str, data: dict[str, Any], expected: tuple[str, int, str], lines: pytest.LogCaptureFixture
) -> None:
    MizanClient().call(name, data)
    (line,) = calls(lines)
    assert (line.call_name, line.call_status, line.call_code) == expected  # type: ignore[attr-defined]
    assert line.call_ms > 0  # type: ignore[attr-defined]
    assert line.getMessage().startswith(f"call name={name} status={expected[1]} code={expected[2]} ms=")
    assert line.getMessage().endswith(f" id={line.call_id}")  # type: ignore[attr-defined]


def test_each_item_of_a_batch_is_a_line(lines: pytest.LogCaptureFixture) -> None:
    MizanClient().batch(("read", {}), ("greet", {"name": "Ada"}), ("read", {}))
    assert [(line.call_name, line.call_code) for line in calls(lines)] == [  # type: ignore[attr-defined]
        ("read", "ok"),
        ("greet", "bad_request"),
        ("read", "ok"),
    ]


def test_a_name_that_nobody_registered_cannot_forge_a_line(lines: pytest.LogCaptureFixture) -> None:
    MizanClient().call("x\ncall name=root status=200" + "y" * 500, {})
    (line,) = calls(lines)
    assert "\n" not in line.getMessage()
    assert len(line.call_name) < 120  # type: ignore[attr-defined]


def test_the_id_of_an_internal_failure_is_the_one_of_the_call(
    lines: pytest.LogCaptureFixture, sent: Any
) -> None:
    answer = MizanClient().call("breaks", {"name": "x"})
    (line,) = calls(lines)
    assert answer.id == line.call_id  # type: ignore[attr-defined]
    assert f"Internal failure {line.call_id}" in lines.messages  # type: ignore[attr-defined]
    assert {kwargs["record"].id for _, kwargs in sent} == {line.call_id}  # type: ignore[attr-defined]


def test_a_success_sends_started_and_finished(sent: Any) -> None:
    MizanClient().call("greet", {"name": "Ada"})
    assert [name for name, _ in sent] == ["call_started", "call_finished"]
    record = sent[1][1]["record"]
    assert (record.name, record.status, record.code) == ("greet", 200, "ok")
    assert record.milliseconds > 0
    assert isinstance(sent[0][1]["request"], HttpRequest)


def test_a_failure_sends_started_and_failed_with_its_exception(sent: Any) -> None:
    MizanClient().call("breaks", {"name": "x"})
    MizanClient().call("greet", {"name": 5})
    assert [name for name, _ in sent] == ["call_started", "call_failed"] * 2
    assert isinstance(sent[1][1]["exception"], RuntimeError)
    assert sent[3][1]["exception"] is None


def test_a_receiver_that_raises_disturbs_no_call() -> None:
    def receive(**kwargs: Any) -> None:
        raise RuntimeError("listening is hard")

    for signal in (signals.call_started, signals.call_finished):
        signal.connect(receive)
    try:
        assert MizanClient().call("greet", {"name": "Ada"}).data == "Hello Ada"
    finally:
        for signal in (signals.call_started, signals.call_finished):
            signal.disconnect(receive)


def test_each_call_is_a_span_and_only_a_fault_of_the_server_is_an_error(spans: InMemorySpanExporter) -> None:
    MizanClient().call("greet", {"name": "Ada"})
    MizanClient().call("greet", {"name": 5})
    MizanClient().call("breaks", {"name": "x"})
    found = [(span.name, span.attributes["mizan.code"], span.status.status_code) for span in _all(spans)]
    assert found == [
        ("mizan greet", "ok", StatusCode.UNSET),
        ("mizan greet", "invalid", StatusCode.UNSET),
        ("mizan breaks", "internal", StatusCode.ERROR),
    ]


def test_names_that_nobody_registered_make_no_new_names_of_spans(spans: InMemorySpanExporter) -> None:
    MizanClient().call("no.where", {})
    assert [span.name for span in _all(spans)] == ["mizan unknown"]


def test_nothing_that_was_said_is_told(
    lines: pytest.LogCaptureFixture, sent: Any, spans: InMemorySpanExporter
) -> None:
    client, secret = MizanClient(), {"username": SECRET, "password": SECRET}
    for name in ("greet", "member"):
        client.call(name, {"name": SECRET})
        client.call(name, {"name": [SECRET]})
    client.validate("login_form", secret)
    client.submit(
        "login_form", secret, files={"document": SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode())}
    )
    assert len(calls(lines)) == 6
    assert SECRET not in lines.text
    assert SECRET not in "".join(repr(kwargs["record"]) for _, kwargs in sent)
    assert SECRET not in "".join(span.to_json() for span in _all(spans))


def _all(spans: InMemorySpanExporter) -> tuple[ReadableSpan, ...]:
    return spans.get_finished_spans()
