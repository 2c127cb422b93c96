"""One call, from its name to its answer, whatever carried it.

The order of judgement: name, method, CSRF, authorise, identity, limit, media type and size, parse, validate,
run. What belongs to the carrier is asked of the carrier. Nothing here knows what a form, a context or a
channel is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.views.decorators.debug import sensitive_variables

from mizan.permissions import authorize, may, policy
from mizan.protocol.envelope import Answer, Body, Call, FailureBody, Success
from mizan.protocol.errors import STATUS, Failure
from mizan.server.execute import execute
from mizan.server.failures import failure_of
from mizan.server.identity import require_identity
from mizan.server.observation import is_observed, observe
from mizan.server.throttle import throttle
from mizan.setup.hashing import operation_hash
from mizan.setup.operations import Operation
from mizan.setup.registry import registry
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


@sensitive_variables("call", "body", "arguments")  # of this frame and all below: an error page shows locals
def dispatch(call: Call, request: HttpRequest) -> Answer:
    """Return the answer to a call. Never raises."""
    return observe(call, request, _judge) if is_observed() else _judge(call, request)


def _judge(call: Call, request: HttpRequest) -> Answer:
    operation = registry.get(call.name)
    try:
        if operation is None:
            raise unknown(request)
        _admit(operation, call, request)
    except Exception as error:
        failure = failure_of(error)
        return _concealed(operation, failure) if operation else failure
    return _serve(operation, call, request)


_CONCEALED = policy("staff")


def unknown(request: HttpRequest) -> Failure:
    """Return the failure of a name that nobody registered.

    Where a site conceals it takes as long as one of those: the user is looked up.
    """
    if settings.CONCEAL_FORBIDDEN:
        may(_CONCEALED, request)
    return Failure("not_found")


def is_concealed(operation: Operation) -> bool:
    """Return whether an operation must not show that it exists to those who may not call it."""
    return settings.CONCEAL_FORBIDDEN and operation.audience != "public"


def _admit(operation: Operation, call: Call, request: HttpRequest) -> None:
    conceals = is_concealed(operation)
    if conceals:
        authorize(operation.policy, request)
    if call.is_safe and not operation.readonly:
        raise Failure("bad_request", "Only read-only operations can be called this way.")
    if call.carrier:
        call.carrier.admit(operation)
    if not conceals:
        authorize(operation.policy, request)
    if call.identity is not None and not operation.readonly:
        require_identity(call.identity, request)
    if operation.limit is not None and call.is_counted:
        throttle(operation.limit.rates, request, operation.limit.name)


def _serve(operation: Operation, call: Call, request: HttpRequest) -> Answer:
    is_stale = False
    try:
        is_stale = call.op is not None and call.op != operation_hash(operation)
        body = call.carrier.read(operation) if call.carrier else call.body
        data = execute(operation, operation.input.parse(body or Body()), request)
    except Exception as error:
        failure = _concealed(operation, failure_of(error))
        return _stale(failure) if is_stale and failure.code == "invalid" else failure
    return Success(
        data=data,
        invalidate=operation.affects,
        is_stale=is_stale,
        is_public=operation.is_public,
        has_etag=operation.has_etag,
    )


def _concealed(operation: Operation, failure: FailureBody) -> FailureBody:
    if failure.code in ("unauthenticated", "forbidden") and is_concealed(operation):
        return failure_of(Failure("not_found"))
    return failure


def _stale(failure: FailureBody) -> FailureBody:
    """Return a failure that says: not the input is wrong, the page is old."""
    words = failure_of(Failure("stale_contract"))
    return replace(failure, code=words.code, status=STATUS[words.code], message=words.message)
