"""What the system checks say of a set-up that cannot work, or that works less well than it seems."""

from __future__ import annotations

import os
from typing import Any

import allauth
import pytest
from django.apps import apps
from django.conf import settings
from django.test import override_settings

from mizan.auth.checks import MIDDLEWARE, check_allauth

SHARED = {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}}
PROXIES = {"ALLAUTH_TRUSTED_PROXY_COUNT": 1}


def ids(**said: Any) -> list[str | None]:
    """Return what is reported of a project with these settings, where the rest is right."""
    with override_settings(**{**SHARED, **PROXIES, **said}):
        messages = check_allauth()
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


def test_nothing_is_said_of_a_right_project() -> None:
    assert ids() == []


def test_apps_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    is_installed = apps.is_installed
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "allauth.headless" and is_installed(name))
    assert "mizan.E100" in ids()


def test_middleware_that_is_missing() -> None:
    assert ids(MIDDLEWARE=[name for name in settings.MIDDLEWARE if name != MIDDLEWARE]) == ["mizan.E101"]


def test_routes_that_are_missing() -> None:
    assert ids(ROOT_URLCONF="tests.auth.bare_urls") == ["mizan.E102", "mizan.E103"]


def test_routes_for_apps() -> None:
    assert ids(HEADLESS_CLIENTS=("app", "browser")) == ["mizan.W100"]


def test_a_sign_up_without_an_address_for_those_whom_a_provider_knows() -> None:
    by_name = {"ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"], "ACCOUNT_LOGIN_METHODS": {"username"}}
    assert ids(**by_name) == ["mizan.W103"]
    assert ids(**by_name | {"ACCOUNT_SIGNUP_FIELDS": ["username*", "email", "password1*"]}) == []


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_a_cache_that_is_not_shared(backend: str) -> None:
    caches = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}
    assert ids(CACHES=caches) == ["mizan.W101"]
    assert ids(CACHES=caches, DEBUG=True) == []


def test_proxies_that_nobody_counted() -> None:
    assert ids(ALLAUTH_TRUSTED_PROXY_COUNT=0) == ["mizan.W102"]
    assert ids(ALLAUTH_TRUSTED_PROXY_COUNT=0, ALLAUTH_TRUSTED_CLIENT_IP_HEADER="X-Real-IP") == []


def test_the_release_is_the_one_that_is_meant() -> None:
    assert os.environ.get("ALLAUTH", allauth.__version__) == allauth.__version__
