"""Every route to what a policy guards, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.middleware.csrf import _get_new_csrf_string
from django.test import AsyncClient, Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from mizan.testing import MizanClient
from tests.conformance.canaries import Unreadable

MOUNT = "/api/mizan/"
JSON = "application/json"


class _Client(Client):
    body: Unreadable | None = None

    def request(self, **request: Any) -> Any:
        return super().request(**request | ({"wsgi.input": self.body} if self.body else {}))


class _AsyncClient(AsyncClient):
    body: Unreadable | None = None

    async def request(self, **request: Any) -> Any:
        return await super().request(**request | ({"_body_file": self.body} if self.body else {}))


class Visitor:
    """Somebody with a browser and a valid CSRF token, in front of WSGI or ASGI."""

    def __init__(self, user: User | None, server: str) -> None:
        self.is_async = server == "asgi"
        self.client: Any = (_AsyncClient if self.is_async else _Client)(enforce_csrf_checks=True)
        self.in_process = MizanClient(user)
        if user is not None:
            self.client.force_login(user)
        self.token = _get_new_csrf_string()
        self.client.cookies["csrftoken"] = self.token

    def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = JSON,
        *,
        unread: bool = False,
        **headers: str,
    ) -> Any:
        """Return the response; with `unread` a body that is read is a failed test."""
        self.client.body = Unreadable() if unread and body else None
        headers = {"X-CSRFToken": self.token, **headers}
        response = self.client.generic(method, path, body, content_type=kind, headers=headers)
        return async_to_sync(_awaited)(response) if self.is_async else response


async def _awaited(response: Any) -> Any:
    return await response


Ask = Callable[[Visitor, str, bool], Any]


@dataclass(frozen=True, kw_only=True)
class Route:
    """How to reach one kind of thing, and how to read the answer."""

    things: tuple[str, ...]
    ask: Ask
    read: Callable[[Any, str], str] = lambda response, name: outcome(response)
    says: dict[str, str] = field(default_factory=dict)
    """What this route says in place of a code."""


def outcome(response: Any) -> str:
    """Return `ok`, or the code of the failure."""
    if response.status_code < 300:
        return "ok"
    return str(json.loads(response.content)["code"])


def by_status(response: Any, name: str = "") -> str:
    return {200: "ok", 302: "unauthenticated", 401: "unauthenticated", 403: "forbidden"}[response.status_code]


def batched(response: Any, name: str) -> str:
    [result] = json.loads(response.content)["results"]
    return "ok" if "data" in result else str(result["error"]["code"])


def call(kind: str = "", body: Any = None, content_type: str = JSON) -> Ask:
    """Post to `call/`, to one of a form's operations with `kind`."""
    raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    return lambda visitor, name, unread: visitor.send(
        "POST", f"{MOUNT}call/{name}{kind}/", raw, content_type, unread=unread
    )


def get(kind: str = "", method: str = "GET") -> Ask:
    return lambda visitor, name, unread: visitor.send(
        method, f"{MOUNT}call/{name}{kind}/?input={quote('{}')}"
    )


def batch(visitor: Visitor, name: str, unread: bool) -> Any:
    body = json.dumps({"calls": [{"name": name, "input": {}}]}).encode()
    return visitor.send("POST", f"{MOUNT}batch/", body)


def post(path: str, body: bytes, content_type: str, **headers: str) -> Ask:
    return lambda visitor, name, unread: visitor.send(
        "POST", path.format(name), body, content_type, unread=unread, **headers
    )


def ask_client(visitor: Visitor, name: str, unread: bool) -> Any:
    return visitor.in_process.call(name, {})


UPLOAD = encode_multipart(
    BOUNDARY, {"input": '{"data":{}}', "file:file": SimpleUploadedFile("a", b"content")}
)
FLAT_UPLOAD = encode_multipart(BOUNDARY, {"text": "a", "file": SimpleUploadedFile("a", b"content")})
URLENCODED = "application/x-www-form-urlencoded"
FORM, FUNCTIONS, READS = ("form",), ("write", "read", "later", "context"), ("read", "later", "context")
AT = MOUNT + "form/{}/"
PLAIN = {"Accept": JSON}
PRECOGNITION = {"Accept": JSON, "Precognition": "true"}
STATUSES = {"reauthenticate": "unauthenticated"}

ROUTES: dict[str, Route] = {
    "POST": Route(things=FUNCTIONS, ask=call()),
    "GET": Route(things=READS, ask=get()),
    "HEAD": Route(things=READS, ask=get(method="HEAD"), read=by_status, says=STATUSES),
    "batch": Route(things=READS, ask=batch, read=batched),
    "MizanClient": Route(
        things=FUNCTIONS, ask=ask_client, read=lambda result, name: str(result.code or "ok")
    ),
    "schema": Route(things=FORM, ask=call(".schema")),
    "schema by GET": Route(things=FORM, ask=get(".schema")),
    "schema in a batch": Route(
        things=FORM, ask=lambda visitor, name, unread: batch(visitor, f"{name}.schema", unread), read=batched
    ),
    "validate": Route(things=FORM, ask=call(".validate", {"data": {"text": "a"}})),
    "validate one": Route(things=FORM, ask=call(".validate", {"data": {"text": "a"}, "only": ["text"]})),
    "submit": Route(things=FORM, ask=call(".submit", {"data": {"text": "a"}})),
    "submit a file": Route(things=FORM, ask=call(".submit", UPLOAD, MULTIPART_CONTENT)),
    "form urlencoded": Route(things=FORM, ask=post(AT, b"text=a", URLENCODED, **PLAIN)),
    "form multipart": Route(things=FORM, ask=post(AT, FLAT_UPLOAD, MULTIPART_CONTENT, **PLAIN)),
    "form JSON": Route(things=FORM, ask=post(AT, b'{"text":"a"}', JSON)),
    "form page": Route(
        things=FORM,
        ask=post(AT, b"text=a", URLENCODED, Accept="text/html"),
        read=by_status,
        says=STATUSES,
    ),
    "Precognition": Route(things=FORM, ask=post(AT, b"text=a", URLENCODED, **PRECOGNITION)),
    "Precognition JSON": Route(things=FORM, ask=post(AT, b'{"text":"a"}', JSON, **PRECOGNITION)),
    "FormPage": Route(
        things=FORM,
        ask=lambda visitor, name, unread: visitor.send("GET", f"/page/{name}/"),
        read=by_status,
        says={"reauthenticate": "forbidden"},
    ),
    "FormPage posted": Route(
        things=FORM,
        ask=lambda visitor, name, unread: visitor.send("POST", f"/page/{name}/", b"text=a", URLENCODED),
        read=by_status,
        says={"reauthenticate": "forbidden"},
    ),
    "FormPage posted from elsewhere": Route(
        things=FORM,
        ask=lambda visitor, name, unread: visitor.send(
            "POST", f"/page/{name}/", b"text=a", URLENCODED, **{"Sec-Fetch-Site": "cross-site"}
        ),
        read=by_status,
        says={"ok": "forbidden", "reauthenticate": "forbidden"},
    ),
}
