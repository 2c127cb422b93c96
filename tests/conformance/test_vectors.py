"""Run `protocol/vectors` against the HTTP stack, under WSGI and under ASGI."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from django.test import override_settings

from mizan.setup.registry import Registry
from tests.conformance.vectors import ANSWERED, BUILD, ROOT, Run, like, vectors

ENVELOPE = json.loads((ROOT / "envelope.schema.json").read_text())
FAILURE = jsonschema.Draft202012Validator(ENVELOPE | {"$ref": "#/$defs/Failure"})
# a backend that lets inactive users keep their session is the hard case
BACKEND = "django.contrib.auth.backends.AllowAllUsersModelBackend"
EVERY = dict(vectors())


@pytest.mark.proves("shapes", "shape", "issues")
@pytest.mark.django_db
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("name", EVERY)
def test_vector(name: str, server: str, published: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "build", lambda: BUILD)
    hold(EVERY[name], server)


@pytest.mark.proves("csrf-everywhere")
@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith("csrf: ")])
def test_csrf_needs_no_middleware(
    name: str, published: Registry, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "csrf" not in each]
    monkeypatch.setattr(published, "build", lambda: BUILD)
    hold(EVERY[name], "wsgi")


def hold(vector: dict[str, Any], server: str) -> None:
    """Send a vector, and compare all that is answered."""
    with override_settings(MIZAN=vector.get("settings", {}), AUTHENTICATION_BACKENDS=[BACKEND]):
        run = Run(vector, server)
        response = run.send()
        other = run.send(vector["response"]["as_if"]) if "as_if" in vector["response"] else response
    check(response, vector["response"], run)
    assert (response.status_code, dict(response.headers)) == (other.status_code, dict(other.headers))
    assert (response.content, response.cookies) == (other.content, other.cookies)


def check(response: Any, expected: dict[str, Any], run: Run) -> None:
    headers = {name.lower(): value for name, value in response.headers.items()}
    headers |= {"set-cookie": "set"} if response.cookies else {}
    wanted = ANSWERED if expected["status"] not in (204, 304) else {}
    text = response.content.decode()
    body = json.loads(text) if text and headers["content-type"] == "application/json" else None
    assert (response.status_code, body) == (expected["status"], like(run.fill(expected.get("body")), body))
    for name, value in run.fill({**wanted, **expected.get("headers", {})}).items():
        assert headers.get(name.lower()) == like(value, headers.get(name.lower())), name
    if "body" not in expected:
        assert text == like(expected.get("text", ""), text)
    if body and response.status_code >= 400 and "errors" not in body:
        FAILURE.validate(body)


def test_every_vector_has_a_name_of_its_own() -> None:
    assert len(EVERY) == len(list(vectors()))


def test_the_tool_compares_every_value() -> None:
    assert like({"a": "*", "b": [1, "*"]}, {"a": 2, "b": [1, 3]}) == {"a": 2, "b": [1, 3]}
    for wrong in ({"a": None}, {"a": 1, "b": 2}, {}, [], None):
        assert like({"a": "*"}, wrong) != wrong
