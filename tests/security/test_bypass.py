"""Somebody without the right reaches an operation by another route, another stack or another kind of body."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient

from mizan.setup.operations import Operation
from mizan.setup.registry import Registry
from tests.conftest import kept_registry
from tests.security.conftest import log_in, post
from tests.security.fuzz import rights

pytestmark = pytest.mark.django_db
JSON = "application/json"
Send = Callable[..., Any]


def by_wsgi(client: Any, method: str, path: str, body: Any, **headers: str) -> Any:
    return client.generic(method, f"/api/mizan/{path}", json.dumps(body), content_type=JSON, headers=headers)


def by_asgi(client: Any, method: str, path: str, body: Any, **headers: str) -> Any:
    other = AsyncClient(raise_request_exception=False)
    other.cookies = client.cookies

    async def send() -> Any:
        return await other.generic(
            method, f"/api/mizan/{path}", json.dumps(body), content_type=JSON, headers=headers
        )

    return async_to_sync(send)()


def routes(operation: Operation, site: Registry) -> list[tuple[str, str, Any, dict[str, str]]]:
    """Return every way to an operation: method, path, body, headers."""
    name = operation.name
    ways: list[tuple[str, str, Any, dict[str, str]]] = [("POST", f"call/{name}/", {}, {})]
    if operation.readonly:
        ways += [("GET", f"call/{name}/?input=%7B%7D", None, {}), ("HEAD", f"call/{name}/", None, {})]
    ways += [("POST", "batch/", {"calls": [{"name": name, "input": {}}]}, {})]
    form, _, kind = name.rpartition(".")
    if kind == "submit" and site.get_form(form):
        ways += [("POST", f"form/{form}/", {"text": "a"}, {"Accept": JSON})]
    if kind == "validate" and site.get_form(form):
        ways += [("POST", f"form/{form}/", {"text": "a"}, {"Precognition": "true", "Accept": JSON})]
    return ways


@pytest.mark.parametrize("send", [by_wsgi, by_asgi], ids=["wsgi", "asgi"])
@pytest.mark.parametrize("kind", ["anonymous", "user", "staff", "superuser", "inactive"])
def test_nothing_runs_for_who_may_not(kind: str, send: Send, site: Registry) -> None:
    ran: list[str] = []

    def note(operation: Operation, request: Any, value: Any) -> Any:
        ran.append(operation.name)
        return operation.run(request, value)

    client = log_in(kind)
    with kept_registry():
        operations = list(site.operations())
        for operation in operations:
            site._operations[operation.name] = replace(operation, run=partial(note, operation))
        site.version += 1
        for operation in operations:
            allowed = rights.may(operation, kind)
            assert allowed is not None, f"tests/security/fuzz/rights.py does not know {operation.name}"
            for method, path, body, headers in routes(operation, site):
                response = send(client, method, path, body, **headers)
                if not allowed:
                    assert refusal(response) in {"HEAD", "bad_request", *rights.DENIALS}, (
                        operation.name,
                        path,
                    )
                else:
                    assert refusal(response) not in rights.DENIALS, (operation.name, path)
    assert {name for name in ran if not rights.may(site._operations[name], kind)} == set()


def refusal(response: Any) -> str:
    """Return the code of a refusal, of a batch that of its item."""
    if response.request["REQUEST_METHOD" if "REQUEST_METHOD" in response.request else "method"] == "HEAD":
        return "HEAD" if response.status_code >= 400 else "ok"
    body = json.loads(response.content or b"null")
    if isinstance(body, dict) and "results" in body:
        [result] = body["results"]
        body, status = result.get("error"), result["status"]
    else:
        status = response.status_code
    return str(body["code"]) if status >= 400 and "code" in body else "ok"


BODIES = [b"", b"\xff", b"[" * 5000, b'{"text":', b'{"text":"\\ud800"}', b"x" * 2_000_000]


@pytest.mark.parametrize(
    "content_type", [JSON, "text/plain", "multipart/form-data; boundary=x", "a/b; charset=x"]
)
@pytest.mark.parametrize("body", BODIES, ids=[repr(body)[:20] for body in BODIES])
def test_who_may_not_is_told_so_before_the_body_is_looked_at(body: bytes, content_type: str) -> None:
    for path in ("call/write_vault/", "call/staff_survey.submit/", "call/root_note.validate/"):
        response = post(path, body, content_type)
        assert response.json()["code"] == "unauthenticated"
