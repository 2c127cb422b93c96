"""With CONCEAL_FORBIDDEN, a name that is not yours answers as one that does not exist: byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from mizan.setup.registry import Registry
from tests.conformance.canaries import publish, ran
from tests.conformance.policies import POLICIES, USERS, verdict
from tests.conformance.routes import JSON, MOUNT, ROUTES, URLENCODED, Visitor
from tests.conftest import kept_registry

HIDDEN = ("staff", "superuser")
THINGS = (
    "write",
    "context",
    "form.schema",
    "form.submit",
    "form.options",
    "wizard.state",
    "wizard.one.submit",
)
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
BODIES: list[tuple[bytes, str]] = [
    (b"", ""),
    (b"{}", JSON),
    (b'{"data":{"text":"a"}}', JSON),
    (b"{", JSON),
    (b"{}", "text/plain"),
    (b"text=a", URLENCODED),
    (b"--x--\r\n", "multipart/form-data; boundary=x"),
    (b'{"data":"' + b"x" * 2000 + b'"}', JSON),
]
HEADERS: list[dict[str, str]] = [
    {},
    {"X-CSRFToken": "wrong"},
    {"Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"X-Mizan-Op": "old", "X-Mizan-Identity": "another"},
    {"If-None-Match": "*"},
    {"Accept": "text/html"},
    {"Precognition": "true", "Precognition-Validate-Only": "text"},
]
SETTINGS: dict[str, Any] = {
    "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.AllowAllUsersModelBackend"],
    "MIZAN": {"CONCEAL_FORBIDDEN": True, "MAX_BODY": 1000, "MAX_UPLOAD": 1000},
}


@pytest.fixture(scope="module", autouse=True)
def hidden() -> Iterator[Registry]:
    with kept_registry() as registry, override_settings(**SETTINGS):
        registry.build = str
        for kind in HIDDEN:
            publish(kind, POLICIES[kind][0])
        yield registry


def refused(who: str) -> list[str]:
    return [kind for kind in HIDDEN if verdict(kind, who) != "ok"]


def visitor(who: str, server: str = "wsgi") -> Visitor:
    flags = USERS[who]
    return Visitor(None if flags is None else User.objects.create(username=who, **flags), server)


def said(response: Any) -> tuple[int, dict[str, str], bytes, list[str]]:
    """Return all that an answer tells."""
    return response.status_code, dict(response.headers), response.content, list(response.cookies)


@pytest.mark.proves("conceal", "conceal-order", "options")
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "staff"])
@pytest.mark.parametrize("method", METHODS)
def test_no_method_body_or_header_betrays_a_name(method: str, who: str) -> None:
    somebody = visitor(who)
    ran.clear()
    wires = [(body, HEADERS[0]) for body in BODIES] + [(BODIES[1], headers) for headers in HEADERS[1:]]
    for path in ("call/{}/", "call/{}/?input={{", "form/{}/"):
        for (body, content_type), headers in wires:
            unknown = said(
                somebody.send(method, MOUNT + path.format("nowhere"), body, content_type, **headers)
            )
            names = [f"{kind}_{thing}" for kind in refused(who) for thing in THINGS]
            for name in names if path.startswith("call") else [f"{kind}_form" for kind in refused(who)]:
                answer = somebody.send(method, MOUNT + path.format(name), body, content_type, **headers)
                assert said(answer) == unknown, (name, body, headers)
    assert not ran


@pytest.mark.django_db
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("who", ["user", "inactive"])
@pytest.mark.parametrize("route", [name for name in ROUTES if "Page" not in name and name != "MizanClient"])
def test_no_route_betrays_a_name(route: str, who: str, server: str) -> None:
    somebody, way = visitor(who, server), ROUTES[route]
    for thing in way.things:
        unknown = said(way.ask(somebody, f"nowhere_{thing}", True))
        for kind in refused(who):
            assert said(way.ask(somebody, f"{kind}_{thing}", True)) == unknown


@pytest.mark.django_db
def test_who_may_is_answered() -> None:
    somebody = visitor("superuser")
    assert somebody.send("POST", f"{MOUNT}call/superuser_read/", b"{}").status_code == 200
