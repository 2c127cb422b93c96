"""allauth's exceptions as failures, for every operation: none becomes a redirect to a page."""

from __future__ import annotations

from allauth.core import context
from allauth.core.exceptions import (
    ImmediateHttpResponse,
    RateLimited,
    ReauthenticationRequired,
    SignupClosedException,
)

from mizan.auth.outcome import CODES
from mizan.auth.proof import ways
from mizan.protocol.envelope import FailureBody
from mizan.protocol.errors import Failure
from mizan.server.failures import failure_of


@failure_of.register
def _(error: ReauthenticationRequired) -> FailureBody:
    request = context.request
    if request is None or not request.user.is_authenticated:
        return failure_of(Failure("unauthenticated"))
    return failure_of(Failure("reauthenticate", by=ways(request)))


@failure_of.register
def _(error: RateLimited) -> FailureBody:
    return failure_of(Failure("rate_limited"))


@failure_of.register
def _(error: SignupClosedException) -> FailureBody:
    return failure_of(Failure("forbidden"))


@failure_of.register
def _(error: ImmediateHttpResponse) -> FailureBody:
    return failure_of(Failure(CODES.get(error.response.status_code, "forbidden")))
