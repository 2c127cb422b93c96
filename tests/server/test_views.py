"""All routes of Mizan are made alike."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest
from django.test import AsyncClient, Client, override_settings
from django.utils import translation

from mizan import urls
from mizan.server.views import CHECKS_CSRF, route
from mizan.setup.registry import Registry, register
from tests.app.models import Note
from tests.conformance.operations import publish


@pytest.mark.proves("csrf-everywhere")
@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=str)
def test_every_route_runs_the_csrf_check_itself_and_no_other_gate(pattern: Any) -> None:
    view = pattern.callback
    assert getattr(view, CHECKS_CSRF)
    assert view.csrf_exempt
    assert view.login_required is False
    assert "default" in view._non_atomic_requests


LOG_IN_FIRST = [*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]


@pytest.mark.proves("no-redirect")
@pytest.mark.parametrize("path", ["call/echo/", "batch/", "session/", "contract.json", "", "nowhere/"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_no_route_redirects_or_answers_html(path: str, method: str, fresh_registry: Registry) -> None:
    publish()
    with override_settings(MIDDLEWARE=LOG_IN_FIRST):
        response = Client().generic(method, f"/api/mizan/{path}")
    assert response["Content-Type"] == "application/json"
    assert response.status_code in (200, 400, 401, 404, 405, 415)
    assert response["X-Mizan-Build"]


@pytest.mark.django_db
@pytest.mark.proves("language")
@pytest.mark.parametrize("path", ["call/echo/", "form/contact/"])
@pytest.mark.parametrize(("language", "words"), [("de", "Dieses Feld ist zwingend"), ("en", "This field is")])
def test_a_failure_is_in_the_language_of_the_request(
    path: str, language: str, words: str, conformance: Registry
) -> None:
    middleware = [
        *settings.MIDDLEWARE[:2],
        "django.middleware.locale.LocaleMiddleware",
        *settings.MIDDLEWARE[2:],
    ]
    # LocaleMiddleware leaves the language of the request behind.
    with override_settings(MIDDLEWARE=middleware), translation.override(None):
        headers = {"Accept-Language": language}
        response = Client().post(f"/api/mizan/{path}", {}, content_type="application/json", headers=headers)
    assert response.json()["issues"][0]["message"].startswith(words)


@pytest.mark.proves("contract-route", "openapi-route")
@pytest.mark.parametrize("path", ["contract.json", "openapi.json"])
def test_under_debug_everybody_may_read_the_contract(path: str, conformance: Registry) -> None:
    with override_settings(DEBUG=True):
        assert Client().get(f"/api/mizan/{path}").status_code == 200
    assert Client().get(f"/api/mizan/{path}").status_code == 401


def test_a_route_that_breaks_is_internal() -> None:
    @route("GET")
    def broken(request: HttpRequest) -> Any:
        raise RuntimeError

    request = HttpRequest()
    request.method = "GET"
    assert broken(request).status_code == 500


@pytest.mark.django_db
def test_an_async_function_uses_the_same_database_under_asgi(fresh_registry: Registry) -> None:
    async def write(request: HttpRequest, title: str) -> int:
        await Note.objects.acreate(title=title)
        return await Note.objects.acount()

    async def ask() -> Any:
        url = "/api/mizan/call/write/"
        return await AsyncClient().post(url, {"title": "a"}, content_type="application/json")

    register(write)
    assert async_to_sync(ask)().json() == 1
    assert Note.objects.count() == 1
