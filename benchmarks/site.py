"""A Django site in this process: what its WSGI handler does for one request."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.test.utils import override_settings
from ninja import NinjaAPI

TOKEN = "b" * 32
"""The CSRF secret of the visitor, in the cookie and in the header alike."""

ENVIRON = {
    "SCRIPT_NAME": "",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1",
    "wsgi.url_scheme": "http",
    "HTTP_HOST": "localhost",
    "HTTP_ACCEPT": "*/*",
    "HTTP_COOKIE": f"csrftoken={TOKEN}",
    "HTTP_ORIGIN": "http://localhost",
    "HTTP_SEC_FETCH_SITE": "same-origin",
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "HTTP_X_CSRFTOKEN": TOKEN,
}
"""What a server tells of every request of this visitor."""

Request = Callable[..., HttpResponse]
"""Sends itself and returns the answer; other `headers` may be given once."""


class Site:
    """A site with these URL patterns, and these middlewares beside Django's default ones."""

    def __init__(self, *patterns: Any, middleware: tuple[str, ...] = ()) -> None:
        with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, *middleware]):
            self._handler = WSGIHandler()
        self._handler.request_class = type("Request", (WSGIRequest,), {"urlconf": patterns})

    def post(
        self,
        path: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        headers: Mapping[str, str] = {},
    ) -> Request:
        """Return how to post a body and read all of the answer."""
        head = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body))}
        return self._request({"PATH_INFO": path, "QUERY_STRING": "", **head, **headers}, body)

    def get(self, path: str, query: Mapping[str, str], *, headers: Mapping[str, str] = {}) -> Request:
        """Return how to get a page and read all of it."""
        head = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": urlencode(query)}
        return self._request({**head, **headers}, b"")

    def _request(self, head: Mapping[str, str], body: bytes) -> Request:
        environ = {**ENVIRON, **head}

        def send(headers: Mapping[str, str] = {}) -> HttpResponse:
            response = self._handler({**environ, **headers, "wsgi.input": BytesIO(body)}, _start)
            b"".join(response)
            response.close()
            return response

        return send


def _start(status: str, headers: list[tuple[str, str]]) -> None:
    """Take the head of an answer, as a server does."""


def answer(send: Request, status: int = 200) -> Any:
    """Return the JSON of an answer. Raises AssertionError when it has another status."""
    response = send()
    assert response.status_code == status, (response.status_code, response.content[:500])
    return json.loads(response.content)


def require_csrf_check(send: Request) -> None:
    """Raise AssertionError unless a request with a wrong CSRF token is refused."""
    assert send(headers={"HTTP_X_CSRFTOKEN": "x" * 32}).status_code == 403


def checked(view: Any) -> Any:
    """Return a view that Django's own CSRF middleware checks, as it checks a plain one."""
    view.csrf_exempt = False
    return view


def checked_ninja(api: NinjaAPI) -> Any:
    """Return the URLs of a django-ninja API, each view `checked`."""
    patterns, *rest = api.urls
    for pattern in patterns:
        checked(pattern.callback)
    return (patterns, *rest)
