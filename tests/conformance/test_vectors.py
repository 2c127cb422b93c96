"""Run `protocol/vectors` against the HTTP stack, under WSGI and under ASGI."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.middleware.csrf import _get_new_csrf_string
from django.test import AsyncClient, Client, override_settings

from mizan.server.identity import identity_tag
from mizan.setup.hashing import operation_hash
from mizan.setup.registry import Registry, registry

ROOT = Path(__file__).parents[2] / "protocol"
MOUNT = "/api/mizan/"
ENVELOPE = json.loads((ROOT / "envelope.schema.json").read_text())
KINDS: dict[str, dict[str, bool]] = {
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_active": False, "is_staff": True},
}


def vectors() -> Iterator[Any]:
    for file in sorted((ROOT / "vectors").glob("*.json")):
        for vector in json.loads(file.read_text()):
            yield pytest.param(vector, id=f"{file.stem}: {vector['name']}")


@pytest.fixture
def users(db: None) -> dict[str, User]:
    # a backend that lets inactive users keep their session is the hard case
    return {kind: User.objects.create(username=kind, **flags) for kind, flags in KINDS.items()}


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("vector", list(vectors()))
def test_vector(vector: Any, server: str, conformance: Registry, users: dict[str, User]) -> None:
    conformance.build = lambda: "the build"
    backend = "django.contrib.auth.backends.AllowAllUsersModelBackend"
    with override_settings(MIZAN=vector.get("settings", {}), AUTHENTICATION_BACKENDS=[backend]):
        status, headers, body = send(vector, server, users)
        fill = Filler(users, "")
        assert (status, body) == (
            vector["response"]["status"],
            like(fill(vector["response"].get("body")), body),
        )
        for name, expected in fill(vector["response"]["headers"]).items():
            assert headers.get(name.lower()) == like(expected, headers.get(name.lower())), name
    if vector["response"].get("body"):
        definition = {"$ref": "#/$defs/Failure" if status >= 400 else "#/$defs/Success"}
        jsonschema.validate(body, ENVELOPE | definition)


def send(vector: Any, server: str, users: dict[str, User]) -> tuple[int, dict[str, str], Any]:
    request, token = vector["request"], _get_new_csrf_string()
    kind: Any = Client if server == "wsgi" else AsyncClient
    client = kind(enforce_csrf_checks=True, raise_request_exception=False)
    if vector.get("as"):
        client.force_login(users[vector["as"]])
    client.cookies["csrftoken"] = token
    fill = Filler(users, token)
    headers = fill(request["headers"])
    content_type = headers.pop("Content-Type", "")
    text = request.get("text", json.dumps(fill(request["body"])) if "body" in request else "")
    path = MOUNT + request["path"]
    response = client.generic(request["method"], path, text, content_type=content_type, headers=headers)
    if server == "asgi":
        response = async_to_sync(_awaited)(response)
    answer = json.loads(response.content) if response.content else None
    names = {name.lower(): value for name, value in response.headers.items()}
    return response.status_code, names | ({"set-cookie": "set"} if response.cookies else {}), answer


async def _awaited(response: Any) -> Any:
    return await response


class Filler:
    """Put the values of this run where a vector says `$csrf`, `$build`, `$mount`, `$op:…`, `$identity:…`."""

    def __init__(self, users: dict[str, User], token: str) -> None:
        self.users = users
        self.values = {"$csrf": token, "$build": "the build", "$mount": MOUNT}

    def __call__(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self(item) for item in value]
        return self.text(value) if isinstance(value, str) and value.startswith("$") else value

    def text(self, value: str) -> str:
        what, _, name = value.partition(":")
        if what == "$op":
            operation = registry.get(name)
            assert operation is not None
            return operation_hash(operation)
        if what == "$identity":
            request = HttpRequest()
            request.user = self.users[name]
            return identity_tag(request)
        return self.values[value]


def like(expected: Any, actual: Any) -> Any:
    """Return what is expected, with the actual value where `"*"` stands for any that is there."""
    if expected == "*" and actual not in (None, ""):
        return actual
    if isinstance(expected, dict) and isinstance(actual, dict):
        return {key: like(value, actual.get(key)) for key, value in expected.items()}
    return expected
