"""Answers as Django's responses. Headers that many answers share are converted once, not at each answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.http.response import ResponseHeaders

Headers = tuple[tuple[str, str], ...]


def json_response(data: bytes, headers: Headers, status: int = 200) -> HttpResponse:
    """Return a response of JSON text with these headers. Pass few different ones: they are kept."""
    response = HttpResponse(data, content_type="application/json", status=status)
    response.headers._store.update(_converted(headers))
    return response


@lru_cache(maxsize=64)
def _converted(headers: Headers) -> dict[str, Any]:
    stored: dict[str, Any] = ResponseHeaders(dict(headers))._store
    return stored
