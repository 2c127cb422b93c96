"""What is done when the answer is on its way: it takes the client no time, so none can be measured."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("mizan.server")

_KEPT = "_mizan_afterwards"


def afterwards(request: HttpRequest, work: Callable[[], None]) -> None:
    """Do work when the answer to this request was sent. What goes wrong is in the log alone."""
    request.__dict__.setdefault(_KEPT, []).append(work)


def followed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response, which does the work when the server closes it."""
    works = request.__dict__.get(_KEPT)
    if works:
        close = response.close

        def close_and_work() -> None:
            response.close = close  # type: ignore[method-assign]  # once
            for work in works:
                _do(work)
            close()

        response.close = close_and_work  # type: ignore[method-assign]  # of this answer alone
    return response


def _do(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        logger.exception("What was to be done after an answer failed.")
