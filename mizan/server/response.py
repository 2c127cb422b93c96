"""Answers as Django's responses. The headers that every answer carries are converted once, not each time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.http.response import ResponseHeaders


def json_response(data: bytes, status: int, *, build: str, caching: str) -> HttpResponse:
    """Return a response of JSON text, with the contract's hash and who may cache it (`Cache-Control`)."""
    response = HttpResponse(data, content_type="application/json", status=status)
    response.headers._store.update(_converted(build, caching))
    return response


@lru_cache(maxsize=64)
def _converted(build: str, caching: str) -> dict[str, Any]:
    headers = {"X-Mizan-Build": build, "Cache-Control": caching}
    if caching.startswith("private"):
        headers["Vary"] = "Cookie"
    stored: dict[str, Any] = ResponseHeaders(headers)._store
    return stored
