"""A body is read as Django reads it, at less cost."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, RawPostDataException, UnreadablePostError
from django.test import override_settings

from mizan.protocol.errors import Failure
from mizan.server.body import read_body

TEXT = b'{"text":"hi"}'


def wsgi(text: bytes = TEXT, length: int | None = None) -> HttpRequest:
    stream = BytesIO(text + b"the next request")
    size = str(len(text) if length is None else length)
    return WSGIRequest({"REQUEST_METHOD": "POST", "wsgi.input": stream, "CONTENT_LENGTH": size})


def asgi(text: bytes = TEXT) -> HttpRequest:
    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}  # chunked: no length is announced
    return ASGIRequest(scope, BytesIO(text))


@pytest.mark.parametrize("make", [wsgi, asgi])
def test_what_was_read_is_there_for_others(make) -> None:
    request = make()
    assert read_body(request) == TEXT
    assert request.body == TEXT
    assert request.read() == TEXT
    assert dict(request.POST) == {}


def test_what_a_middleware_read_is_not_read_again() -> None:
    request = wsgi()
    assert request.body == TEXT
    assert read_body(request) == TEXT


def test_a_body_that_was_set_is_taken() -> None:
    request = wsgi(b"")
    request._body = TEXT
    assert read_body(request) == TEXT


def test_a_stream_that_somebody_read_is_no_body() -> None:
    request = wsgi()
    request.read(1)
    with pytest.raises(RawPostDataException):
        read_body(request)


@pytest.mark.parametrize(
    "limits",
    [{"MIZAN": {"MAX_BODY": 12}}, {"DATA_UPLOAD_MAX_MEMORY_SIZE": 12}, {"DATA_UPLOAD_MAX_MEMORY_SIZE": 0}],
)
@pytest.mark.parametrize("make", [wsgi, asgi])
def test_no_more_than_one_byte_beyond_the_limit_is_read(make, limits: dict[str, object]) -> None:
    request = make(TEXT * 1000)
    with override_settings(**limits), pytest.raises(Failure) as refused:
        read_body(request)
    assert refused.value.code == "payload_too_large"
    assert len(request.body) <= 13


@pytest.mark.parametrize("make", [wsgi, asgi])
def test_a_body_as_large_as_the_limit_is_read(make) -> None:
    with override_settings(MIZAN={"MAX_BODY": len(TEXT)}, DATA_UPLOAD_MAX_MEMORY_SIZE=None):
        assert read_body(make()) == TEXT


def test_a_client_that_went_away_is_told_as_django_does() -> None:
    class Gone(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("gone")

    request = WSGIRequest({"REQUEST_METHOD": "POST", "wsgi.input": Gone(), "CONTENT_LENGTH": "3"})
    with pytest.raises(UnreadablePostError):
        read_body(request)
