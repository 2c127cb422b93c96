"""A browser's own post: fields and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def parse_upload(request: HttpRequest) -> None:
    """Parse the body of a browser's post. Raises what Django raises, and leaves no half-written file behind.

    Django takes a body whose connection broke for an empty one when it looks for the CSRF token; asking first
    makes it an error.
    """
    try:
        request.POST  # noqa: B018 - Django parses at the first look
    except Exception:
        for handler in request.upload_handlers:
            handler.upload_interrupted()
        raise
