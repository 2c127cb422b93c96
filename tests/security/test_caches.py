"""A cache gives one user what it kept of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, override_settings

from mizan.client import client
from mizan.setup.registry import Registry, register
from tests.security.conftest import log_in

pytestmark = pytest.mark.django_db
CACHED = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *settings.MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]


def who(request: HttpRequest) -> str:
    return str(request.user.get_username() or "nobody")


def twin_of(function: Any) -> Any:
    """Return a function that does the same; a declaration belongs to one."""

    def twin(request: HttpRequest) -> str:
        return str(function(request))

    return twin


@pytest.fixture
def cached(fresh_registry: Registry, site: Registry) -> Iterator[None]:
    register(client(auth=None, context="global")(twin_of(who)), "who_global")
    register(client(auth=None, context="local")(twin_of(who)), "who_local")
    register(client(auth=None, readonly=True)(who), "who")
    with override_settings(MIDDLEWARE=CACHED, ROOT_URLCONF="tests.web.urls"):
        cache.clear()
        yield
        cache.clear()


READS = ["call/who/", "call/who_global/", "call/who_local/?input=%7B%7D", "session/", "call/note.schema/"]


def test_what_is_read_by_one_is_never_given_to_another(cached: None) -> None:
    browsers = {kind: log_in(kind) for kind in ("anonymous", "user", "staff")}
    names = {"anonymous": "nobody", "user": "ada", "staff": "grace"}
    for _ in range(20):
        for kind, browser in browsers.items():
            for path in READS[:3]:
                assert browser.get(f"/api/mizan/{path}").json() == names[kind]
    tags = {browser.get("/api/mizan/session/").json()["identity"] for browser in browsers.values()}
    assert len(tags) == 3


@pytest.mark.parametrize("path", [*READS, "call/nowhere/", "call/vault/", "contract.json", ""])
def test_nothing_is_for_a_shared_cache(path: str, cached: None) -> None:
    for browser in (Client(), log_in("staff")):
        response = browser.get(f"/api/mizan/{path}")
        assert "private" in response["Cache-Control"]
        assert "Cookie" in response["Vary"]


def test_only_what_is_said_to_be_public_is(cached: None, site: Registry) -> None:
    public = [operation.name for operation in site.operations() if operation.is_public]
    assert public == ["motto"]
    response = log_in("user").get("/api/mizan/call/motto/")
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


def test_a_hydrated_page_is_not_kept(cached: None) -> None:
    pages: list[Any] = []
    for kind in ("user", "staff"):
        pages.append(log_in(kind).get("/hydrated/"))
    for page, name, other in zip(pages, ("ada", "grace"), ("grace", "ada"), strict=True):
        assert f'"name":"who_global","input":{{}},"data":"{name}"' in page.content.decode()
        assert other not in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"
