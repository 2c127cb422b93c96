"""Answers as Django's responses.

Headers that many answers share are converted once, and a response of JSON is a copy of one that Django made.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from http.cookies import SimpleCookie
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders

from mizan.protocol.envelope import Kept


class _Headers(ResponseHeaders):
    """Django's headers; what each middleware asks, and the server at the end, is found without detours."""

    def __init__(self, store: dict[str, tuple[str, str]]) -> None:
        self._store = store

    def __contains__(self, name: Any) -> bool:
        return name.lower() in self._store

    def items(self) -> Any:
        return self._store.values()


def json_response(data: bytes, status: int, *, build: str, caching: str) -> HttpResponse:
    """Return a response of JSON text, with the contract's hash and who may cache it (`Cache-Control`)."""
    made = _made(status, build, caching)
    response = HttpResponse.__new__(HttpResponse)
    vars(response).update(vars(made))
    response.headers = _Headers(made.headers._store.copy())
    response.cookies = SimpleCookie()
    response._resource_closers = []  # type: ignore[attr-defined]  # Django's own, as all that is set here
    response.content = data
    return response


def not_modified(*, build: str, caching: str) -> HttpResponse:
    """Return the response to a client that holds the answer already, with the headers of the answer."""
    response = HttpResponseNotModified()
    response.headers._store.update(_converted(build, caching))
    return response


def etag_of(data: bytes) -> str:
    """Return the ETag of an answer; of what is answered again and again it is computed once."""
    if not isinstance(data, Kept):
        return _etag(data)
    data.etag = data.etag or _etag(data)
    return data.etag


def _etag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


@lru_cache(maxsize=64)
def _made(status: int, build: str, caching: str) -> HttpResponse:
    response = HttpResponse(content_type="application/json", status=status)
    response.headers._store.update(_converted(build, caching))
    return response


@lru_cache(maxsize=64)
def _converted(build: str, caching: str) -> dict[str, Any]:
    headers = {"X-Mizan-Build": build, "Cache-Control": caching}
    if caching.startswith("private"):
        headers["Vary"] = "Cookie"
    stored: dict[str, Any] = ResponseHeaders(headers)._store
    return stored
