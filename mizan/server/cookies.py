"""Cookies that an operation sets, on the response that carries its answer."""

from __future__ import annotations

from http.cookies import Morsel
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

_KEPT = "_mizan_cookies"


def keep_cookies(request: HttpRequest, cookies: Mapping[str, Morsel[Any]]) -> None:
    """Have the response to this request set these cookies (`HttpResponse.cookies` of another response)."""
    if cookies:
        request.__dict__.setdefault(_KEPT, {}).update(cookies)


def set_cookies(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response with the cookies that were kept for it."""
    for name, cookie in request.__dict__.get(_KEPT, {}).items():
        response.cookies[name] = cookie
    return response
