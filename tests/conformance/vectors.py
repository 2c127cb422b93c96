"""What `protocol/vectors/README.md` says of a vector, in Python."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.middleware.csrf import _get_new_csrf_string
from django.test import AsyncClient, Client

from mizan.server.identity import identity_tag
from mizan.setup.hashing import operation_hash
from mizan.setup.registry import registry

ROOT = Path(__file__).parents[2] / "protocol"
MOUNT = "/api/mizan/"
BUILD = "the build"
HOST = "testserver"
ASKED = {"Content-Type": "application/json", "X-CSRFToken": "$csrf"}
ANSWERED: dict[str, str | None] = {
    "Content-Type": "application/json",
    "Cache-Control": "private, no-store",
    "Vary": "Cookie",
    "X-Mizan-Build": "$build",
    **dict.fromkeys(
        ["X-Mizan-Invalidate", "X-Mizan-Stale", "ETag", "Allow", "Retry-After", "Location", "Precognition"]
    ),
}
KINDS: dict[str, dict[str, bool]] = {
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_active": False, "is_staff": True},
}
VALUE = re.compile(r"\$(csrf|build|mount|origin|host|etag)|\$(op|identity):([\w.]+)")


def files() -> list[Path]:
    return sorted((ROOT / "vectors").glob("*.json"))


def vectors() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every vector by its id, one for each of its paths."""
    for file in files():
        for vector in json.loads(file.read_text()):
            paths = vector["request"]["path"]
            for path in [paths] if isinstance(paths, str) else paths:
                label = "" if isinstance(paths, str) else f" ({path})"
                yield (
                    f"{file.stem}: {vector['name']}{label}",
                    {**vector, "request": {**vector["request"], "path": path}},
                )


class People(dict[str, User]):
    """Who asks, made when somebody is wanted."""

    def __missing__(self, kind: str) -> User:
        self[kind] = User.objects.create(username=kind, **KINDS[kind])
        return self[kind]


class Run:
    """One vector on one server: WSGI or ASGI."""

    def __init__(self, vector: dict[str, Any], server: str) -> None:
        self.request = vector["request"]
        self.people, self.server, self.token = People(), server, _get_new_csrf_string()
        kind: Any = Client if server == "wsgi" else AsyncClient
        self.client = kind(enforce_csrf_checks=True, raise_request_exception=False)
        if vector.get("as"):
            self.client.force_login(self.people[vector["as"]])
        self.client.cookies["csrftoken"] = self.token
        self.etag = ""

    def send(self, path: str | None = None) -> Any:
        """Return the response to the request, or to the same one at another path."""
        request, headers = self.request, self.headers()
        if any("$etag" in value for value in headers.values()):
            headers = {name: value for name, value in headers.items() if "$etag" not in value}
            self.etag = self._send(request["path"], headers).headers["ETag"]
            headers = self.headers()
        return self._send(path or request["path"], headers)

    def headers(self) -> dict[str, str]:
        usual = {} if self.request["method"] in ("GET", "HEAD", "OPTIONS") else ASKED
        wanted = {**usual, **self.request.get("headers", {})}
        return {name: value for name, value in wanted.items() if value is not None}

    def _send(self, path: str, headers: dict[str, str]) -> Any:
        request, headers = self.request, self.fill(headers)
        body = self.fill(json.dumps(request["body"]) if "body" in request else request.get("text", ""))
        response = self.client.generic(
            request["method"],
            MOUNT + path,
            body,
            content_type=headers.pop("Content-Type", ""),
            headers=headers,
            secure=request.get("scheme") == "https",
        )
        return async_to_sync(_awaited)(response) if self.server == "asgi" else response

    def fill(self, value: Any) -> Any:
        """Put the values of this run where a text says `$csrf`, `$build` …"""
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return VALUE.sub(self._value, value) if isinstance(value, str) else value

    def _value(self, found: re.Match[str]) -> str:
        plain, what, name = found.groups()
        if what == "op":
            operation = registry.get(name)
            assert operation is not None
            return operation_hash(operation)
        if what == "identity":
            request = HttpRequest()
            request.user = self.people[name]
            return identity_tag(request)
        scheme = self.request.get("scheme", "http")
        values = {"csrf": self.token, "build": BUILD, "mount": MOUNT, "host": HOST, "etag": self.etag}
        return {**values, "origin": f"{scheme}://{HOST}"}[plain]


async def _awaited(response: Any) -> Any:
    return await response


def like(expected: Any, actual: Any) -> Any:
    """Return what is expected, with the actual value where `"*"` stands for any that is there."""
    if expected == "*" and actual not in (None, ""):
        return actual
    if isinstance(expected, dict) and isinstance(actual, dict):
        return {key: like(value, actual.get(key)) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        return [like(*pair) for pair in zip(expected, actual, strict=True)]
    return expected
