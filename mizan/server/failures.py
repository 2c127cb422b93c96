"""The one place where exceptions become failures.

`failure_of` is open: `failure_of.register` teaches it the exceptions of an integration.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from functools import singledispatch
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db import OperationalError
from django.http import BadHeaderError, Http404, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from pydantic_core import PydanticSerializationError, to_json

from mizan.protocol.envelope import JSON, FailureBody, Issue
from mizan.protocol.errors import Failure

logger = logging.getLogger("mizan.server")

call_id: ContextVar[str] = ContextVar("mizan_call_id", default="")
"""The id of the call that is being answered, when it is observed; an `internal` failure then carries it."""


@singledispatch
def failure_of(error: Exception) -> FailureBody:
    """Return what a client is told of an exception.

    One that nobody foresaw is `internal`, with an id that is also in the log, and its text in the log alone.
    """
    number = call_id.get() or secrets.token_hex(8)
    logger.error("Internal failure %s", number, exc_info=error)
    body = replace(Failure("internal").body(gettext), id=number, cause=error)
    if not settings.DEBUG:
        return body
    detail = f"{type(error).__name__}: {error}".encode(errors="replace").decode()
    return replace(body, message=detail)


def failure_json(body: FailureBody) -> bytes:
    """Return the JSON of a failure; what JSON cannot say of its params is null or an error."""
    text = body.text
    if text is None:
        text = to_json(body.as_json(), inf_nan_mode="null")
        object.__setattr__(body, "text", text)  # it is the same each time
    return text


RETRY_AFTER = 60
"""After how many seconds to come back where a limit does not say; most count by the minute."""


@failure_of.register
def _(error: Failure) -> FailureBody:
    if error.code == "internal":
        return failure_of.dispatch(Exception)(error)
    body = error.body(gettext)
    if error.code == "rate_limited" and "Retry-After" not in error.headers:
        seconds = error.params.get("retry_after", RETRY_AFTER)
        body = replace(
            body,
            headers={**body.headers, "Retry-After": str(seconds)},
            params={**body.params, "retry_after": seconds},
        )
    try:
        failure_json(body)
        if body.headers:
            HttpResponse(headers=body.headers)
    except (PydanticSerializationError, BadHeaderError) as wrong:
        return failure_of(wrong)
    return body


@failure_of.register
def _(error: Http404) -> FailureBody:
    return failure_of(Failure("not_found"))


@failure_of.register
def _(error: PermissionDenied) -> FailureBody:
    return failure_of(Failure("forbidden"))


@failure_of.register(BadRequest)
@failure_of.register(MultiPartParserError)
@failure_of.register(SuspiciousOperation)
@failure_of.register(UnreadablePostError)
def _(error: Exception) -> FailureBody:
    return failure_of(Failure("bad_request"))


@failure_of.register(RequestDataTooBig)
@failure_of.register(TooManyFieldsSent)
@failure_of.register(TooManyFilesSent)
def _(error: Exception) -> FailureBody:
    return failure_of(Failure("payload_too_large"))


@failure_of.register
def _(error: OperationalError) -> FailureBody:
    if getattr(error.__cause__, "sqlstate", None) not in _CLASHES:
        return failure_of.dispatch(Exception)(error)
    logger.warning("Of two transactions that clash, this one was ended.", exc_info=error)
    return failure_of(Failure("conflict"))


_CLASHES = ("40001", "40P01")
"""What SQL calls a serialization failure and a deadlock: to try again is all that helps."""


@failure_of.register
def _(error: ValidationError) -> FailureBody:
    try:
        issues = list(_issues(error))
    except (LookupError, TypeError, ValueError) as wrong:  # a message and params that do not fit each other
        return failure_of(wrong)
    return failure_of(Failure("invalid", issues=issues))


def _issues(error: ValidationError) -> Iterator[Issue]:
    fields = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for field, complaints in fields.items():
        path = () if field == NON_FIELD_ERRORS else (field,)
        for complaint in complaints:
            yield Issue(
                path=path,
                code=str(complaint.code or "invalid"),
                message=complaint.messages[0],
                params=_plain(complaint.params),
            )


def _plain(params: Any) -> dict[str, JSON]:
    """Return the parameters without `value`, which may be a secret, and in JSON's own types."""
    if not isinstance(params, dict):
        return {}
    return {
        key: value if isinstance(value, bool | int | float | str) else str(value)
        for key, value in params.items()
        if key != "value"
    }
