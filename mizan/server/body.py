"""The body of a request in memory."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from mizan.protocol.errors import Failure
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def read_body(request: HttpRequest) -> bytes:
    """Return what `request.body` is, and leave it there.

    Raises Failure `payload_too_large` for more than MAX_BODY, and UnreadablePostError for a client that went
    away. Never reads more than one byte beyond the limit.
    """
    if request._read_started or hasattr(request, "_body"):  # type: ignore[attr-defined]  # private
        return request.body  # a middleware was first
    limit = settings.MAX_BODY
    body = request.read(limit + 1)
    request._body, request._stream = body, BytesIO(body)
    if len(body) > limit:
        raise Failure("payload_too_large")
    return body
