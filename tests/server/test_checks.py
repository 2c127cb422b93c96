"""A site that mounts Mizan wrongly is told."""

from __future__ import annotations

from importlib import reload

import pytest
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.test import override_settings

import mizan.urls
from mizan.client import client
from mizan.server.checks import check_csrf, check_limits, check_mount, check_users
from mizan.setup.registry import Registry, register

BACKENDS = "django.core.cache.backends."
COUNTS: list[tuple[str, str]] = [
    ("redis.RedisCache", ""),
    ("locmem.LocMemCache", "belongs to one process alone"),
    ("filebased.FileBasedCache", "does not count in one step"),
    ("db.DatabaseCache", "does not count in one step"),
    ("dummy.DummyCache", "does not count in one step"),
]


def test_this_site_is_right() -> None:
    assert check_mount() == []
    assert check_csrf() == []


def test_a_site_without_routes_is_warned() -> None:
    with override_settings(ROOT_URLCONF="tests.server.no_urls"):
        [message] = check_mount()
    assert message.id == "mizan.W002"
    assert "include" in str(message.hint)


def test_a_route_without_csrf_check_is_found_and_others_are_left_alone() -> None:
    with override_settings(ROOT_URLCONF="tests.server.wrong_urls"):
        messages = check_csrf()
    assert [message.id for message in messages] == ["mizan.E009", "mizan.E009"]
    assert "'hole/'" in messages[0].msg


class Tokens(AuthenticationMiddleware):
    """One of a project's own."""


@pytest.mark.parametrize(
    ("middleware", "ids"),
    [
        ([], ["mizan.W003"]),
        (["django.middleware.common.CommonMiddleware", "nowhere.Middleware"], ["mizan.W003"]),
        (["django.contrib.auth.middleware.AuthenticationMiddleware"], []),
        (["tests.server.test_checks.Tokens"], []),
    ],
)
def test_a_site_on_which_nobody_is_logged_in_is_warned(
    middleware: list[str], ids: list[str], fresh_registry: Registry
) -> None:
    with override_settings(MIDDLEWARE=middleware):
        register(client(auth=None)(limited), "open")
        assert check_users() == []
        register(client(auth="staff")(limited), "guarded")
        assert [message.id for message in check_users()] == ids


def test_routes_without_the_app_say_what_is_missing() -> None:
    with override_settings(INSTALLED_APPS=[]), pytest.raises(ImproperlyConfigured, match='add "mizan"'):
        reload(mizan.urls)


def limited(request: HttpRequest) -> None: ...


@pytest.mark.parametrize(("backend", "problem"), COUNTS)
def test_a_cache_that_cannot_count_for_all_is_told_where_something_is_limited(
    backend: str, problem: str, fresh_registry: Registry
) -> None:
    caches = {"default": {"BACKEND": BACKENDS + backend, "LOCATION": "limits"}}
    with override_settings(CACHES=caches):
        for operation in [each for each in fresh_registry.operations() if each.limit]:
            fresh_registry.remove(operation.name)
        assert check_limits() == []
        for name in "abcd":
            register(client(auth=None, limit="1/d")(limited), name)
        messages = check_limits()
    assert [message.id for message in messages] == ["mizan.W014"] * bool(problem)
    for message in messages:
        assert f"'default' {problem}, so" in message.msg
        assert "(a, b, c, …)" in message.msg
        assert "LIMIT_CACHE" in str(message.hint)


@pytest.mark.django_db  # newer Djangos ask the database in their checks of fields
def test_the_cache_is_looked_at_before_a_site_goes_out_alone(fresh_registry: Registry) -> None:
    register(client(auth=None, limit="1/d")(limited))
    ids = [[each.id for each in checks.run_checks(include_deployment_checks=deploy)] for deploy in (0, 1)]
    assert ["mizan.W014" in each for each in ids] == [False, True]
