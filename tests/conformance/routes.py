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
    return {200: "ok", 302: "unauthenticated", 303: "ok", 401: "unauthenticated", 403: "forbidden"}[
        response.status_code
    ]


def by_status_of_the_end(response: Any, name: str = "") -> str:
    """Read the answer to the end of a wizard that has no answers yet."""
    return "ok" if response.status_code == 409 else by_status(response)


def batched(response: Any, name: str) -> str:
    [result] = json.loads(response.content)["results"]
    return "ok" if "data" in result else str(result["error"]["code"])


def call(kind: str = "", body: Any = None, content_type: str = JSON) -> Ask:
    """Post to `call/`, to one of a form's operations with `kind`."""
    raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    return lambda visitor, name, unread: visitor.send(
        "POST", f"{MOUNT}call/{name}{kind}/", raw, content_type, unread=unread
    )


def get(kind: str = "", method: str = "GET", asked: Any = None) -> Ask:
    text = quote(json.dumps(asked or {}))
    return lambda visitor, name, unread: visitor.send(method, f"{MOUNT}call/{name}{kind}/?input={text}")


def batch(visitor: Visitor, name: str, unread: bool, asked: Any = None) -> Any:
    body = json.dumps({"calls": [{"name": name, "input": asked or {}}]}).encode()
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
OPTIONS = {"field": "pick", "data": {"text": "a"}}
ROWS, WIZARD = ("rows",), ("wizard",)
WITH_ROWS = {"text": "a", "rows": [{"text": "b"}, {"pick": "a"}]}
FLAT_ROWS = b"text=a&rows-TOTAL_FORMS=1&rows-INITIAL_FORMS=0&rows-0-text=b"

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
    "options": Route(things=FORM, ask=call(".options", OPTIONS)),
    "options by GET": Route(things=FORM, ask=get(".options", asked=OPTIONS)),
    "options in a batch": Route(
        things=FORM,
        ask=lambda visitor, name, unread: batch(visitor, f"{name}.options", unread, OPTIONS),
        read=batched,
    ),
    "options of rows": Route(things=ROWS, ask=call(".options", {"field": "pick"})),
    "options of a row": Route(things=ROWS, ask=call(".options", {"field": "rows.1.pick", "data": WITH_ROWS})),
    "options of a new row": Route(things=ROWS, ask=get(".options", asked={"field": "rows.*.pick"})),
    "schema with rows": Route(things=ROWS, ask=call(".schema")),
    "validate rows": Route(things=ROWS, ask=call(".validate", {"data": WITH_ROWS})),
    "validate one row": Route(
        things=ROWS, ask=call(".validate", {"data": WITH_ROWS, "only": ["rows.0.text"]})
    ),
    "submit rows": Route(things=ROWS, ask=call(".submit", {"data": WITH_ROWS})),
    "rows urlencoded": Route(things=ROWS, ask=post(AT, FLAT_ROWS, URLENCODED, **PLAIN)),
    "rows JSON": Route(things=ROWS, ask=post(AT, json.dumps(WITH_ROWS).encode(), JSON)),
    "state": Route(things=WIZARD, ask=call(".state")),
    "state by GET": Route(things=WIZARD, ask=get(".state")),
    "go": Route(things=WIZARD, ask=call(".go", {"step": "one"})),
    "reset": Route(things=WIZARD, ask=call(".reset")),
    "finish": Route(things=WIZARD, ask=call(".submit"), says={"ok": "conflict"}),
    "step": Route(things=WIZARD, ask=call(".one.schema")),
    "validate a step": Route(things=WIZARD, ask=call(".one.validate", {"data": {"text": "a"}})),
    "submit a step": Route(things=WIZARD, ask=call(".one.submit", {"data": {"text": "a"}})),
    "step urlencoded": Route(things=WIZARD, ask=post(MOUNT + "form/{}.one/", b"text=a", URLENCODED, **PLAIN)),
    "WizardPage": Route(
        things=WIZARD,
        ask=lambda visitor, name, unread: visitor.send("GET", f"/wizard/{name}/"),
        read=by_status,
        says={"reauthenticate": "forbidden"},
    ),
    **{
        f"WizardPage {what}": Route(
            things=WIZARD,
            ask=lambda visitor, name, unread, body=body: visitor.send(
                "POST", f"/wizard/{name}/", body, URLENCODED
            ),
            read=by_status_of_the_end if what == "finished" else by_status,
            says={"reauthenticate": "forbidden"},
        )
        for what, body in (("posted", b"text=a"), ("reset", b"reset=1"), ("finished", b"finish=1"))
    },
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
