"""Keep hydrated pages out of shared caches."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import sync_and_async_middleware

from mizan.web.hydration import is_private

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@sync_and_async_middleware
def hydration_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Mark every page that embeds hydration `Cache-Control: private, no-store` and `Vary: Cookie`.

    A template tag cannot reach the response, so this middleware does. Put it anywhere below the cache
    middleware.
    """
    if iscoroutinefunction(get_response):
        return _asynchronous(get_response)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return _protect(request, get_response(request))

    return middleware


def _asynchronous(
    get_response: Callable[[HttpRequest], Awaitable[HttpResponseBase]],
) -> Callable[[HttpRequest], Awaitable[HttpResponseBase]]:
    async def middleware(request: HttpRequest) -> HttpResponseBase:
        return _protect(request, await get_response(request))

    return middleware


def _protect(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if is_private(request):
        patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
    return response
