"""What breaks allauth's views: an answer of an authenticator or a provider that is not what it should be.

The libraries that read them raise whatever comes, and allauth catches some of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.headless.adapter import get_adapter as get_headless_adapter
from django.db import Error as DatabaseError

from mizan.auth.flows import Calling
from mizan.protocol.envelope import Issue
from mizan.protocol.errors import Failure
from mizan.server.failures import failure_of

logger = logging.getLogger("mizan.auth")


@contextmanager
def whole(flow: Calling) -> Iterator[None]:
    """Raise Failure `invalid`, in allauth's words, where the view broke on what was sent."""
    try:
        yield
    except Exception as error:
        if flow.fragile is None or not _is_unforeseen(error):
            raise
        name, code = flow.fragile
        logger.warning("auth.%s: %s while its %s was read", flow.name, type(error).__name__, name)
        raise Failure("invalid", issues=[Issue(path=(name,), code=code, message=_words(code))]) from None


def _is_unforeseen(error: Exception) -> bool:
    is_known = failure_of.dispatch(type(error)) is not failure_of.dispatch(Exception)
    return not is_known and not isinstance(error, DatabaseError)


def _words(code: str) -> str:
    known = {**get_headless_adapter().error_messages, **get_account_adapter().error_messages}
    return str(known[code])
