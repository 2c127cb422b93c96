"""Somebody reads the log, or writes a line of it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from mizan.server.signals import call_failed, call_finished, call_started
from tests.security.conftest import log_in

pytestmark = pytest.mark.django_db
JSON = "application/json"
CANARIES = {
    name: f"canary-{name}" for name in ("password", "token", "code", "file", "text", "query", "cookie")
}


def talk(client: Client) -> None:
    """Send every secret in every way that is answered, and in some that are refused."""
    headers = {
        "X-CSRFToken": CANARIES["token"],
        "Authorization": CANARIES["token"],
        "X-Mizan-Op": CANARIES["code"],
    }
    client.cookies["other"] = CANARIES["cookie"]
    data: dict[str, Any] = {
        "text": CANARIES["text"],
        "password": CANARIES["password"],
        "day": CANARIES["code"],
    }
    wild = dict.fromkeys(
        ("rating", "share", "price", "at", "lasts", "address", "page", "number", "extra", "one"),
        CANARIES["code"],
    )
    bodies: list[tuple[str, Any]] = [
        ("call/echo/", {"text": CANARIES["password"]}),
        ("call/echo/", {"text": CANARIES["password"], "times": CANARIES["code"]}),
        ("call/echo/", {CANARIES["password"]: 1}),
        ("call/buy/", {"basket": {"lines": [], "more": {"password": CANARIES["password"]}}}),
        ("call/buy/", {"basket": {"lines": CANARIES["code"]}}),
        ("call/survey.submit/", {"data": data}),
        ("call/survey.submit/", {"data": data | wild}),
        ("call/survey.validate/", {"data": data | wild, "only": [CANARIES["text"]]}),
        ("call/staff_survey.submit/", {"data": data}),
        ("call/behind_a_broken_gate/", {"text": CANARIES["text"]}),
        ("batch/", {"calls": [{"name": "add", "input": {"numbers": [CANARIES["code"]]}}]}),
        ("batch/", {"calls": CANARIES["code"]}),
        ("form/survey/", data | wild),
    ]
    for path, body in bodies:
        client.post(f"/api/mizan/{path}", body, content_type=JSON, headers=headers)
    for path in ("form/survey/", "form/letter/", "call/letter.submit/"):
        file = SimpleUploadedFile("a.txt", CANARIES["file"].encode() * 100)
        client.post(f"/api/mizan/{path}", {**data, "input": '{"data":{}}', "letter": file}, headers=headers)
    client.post("/api/mizan/call/echo/", b'{"text":"canary-text', content_type=JSON, headers=headers)
    client.get("/api/mizan/call/add/", {"input": f'{{"numbers":["{CANARIES["query"]}"]}}'})
    client.get("/api/mizan/call/motto/", {"token": CANARIES["query"]})


def leaked(text: str) -> list[str]:
    return [name for name, secret in CANARIES.items() if secret in text]


@pytest.mark.parametrize("csrf", [False, True])
@pytest.mark.parametrize("kind", ["anonymous", "user"])
def test_no_line_of_the_log_holds_what_was_sent(
    kind: str, csrf: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        talk(log_in(kind, Client(raise_request_exception=False, enforce_csrf_checks=csrf)))
    assert [record.name for record in caplog.records].count("mizan.calls") >= 10
    for record in caplog.records:
        if not record.name.startswith("django.db"):  # statements with their values, under DEBUG alone
            extra = {name: value for name, value in vars(record).items() if name != "request"}
            assert leaked(caplog.handler.format(record) + repr(extra)) == [], record.name


def test_no_signal_and_no_span_holds_what_was_sent() -> None:
    told: list[str] = []

    def listen(record: Any, exception: Any = None, **_: Any) -> None:
        told.append(f"{record!r}{exception!r}")

    provider, spans = TracerProvider(), InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    before = trace._TRACER_PROVIDER
    trace._TRACER_PROVIDER = provider
    for signal in (call_started, call_finished, call_failed):
        signal.connect(listen)
    try:
        talk(log_in("user"))
    finally:
        trace._TRACER_PROVIDER = before
        for signal in (call_started, call_finished, call_failed):
            signal.disconnect(listen)
    texts = [span.to_json() for span in spans.get_finished_spans()]
    assert len(told) >= 30
    assert leaked("".join([*told, *texts])) == []


NAMES = ["a\nForged: line", "a\r\nForged", "a\x1b[31mred", "a\u2028Forged", "a\0b", "x" * 10_000]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name)[:20])
def test_no_name_makes_a_line_of_its_own(name: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    with caplog.at_level(logging.INFO):
        for path in (f"call/{name}/", f"form/{name}/", name):
            client.post(f"/api/mizan/{path}", {}, content_type=JSON)
            client.get(f"/api/mizan/{path}")
        Client().post("/api/mizan/batch/", {"calls": [{"name": name}]}, content_type=JSON)
    assert caplog.messages
    for message in caplog.messages:
        assert not {"\n", "\r", "\x1b", "\0", "\u2028"} & {*message}
