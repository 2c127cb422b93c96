"""Failures that a client sees, and the published table of their codes.

Exception
└── Failure                 one code, one status, a message, issues, params
    └── (your own)          class OutOfStock(Failure): code = "out_of_stock"; status = 409; left: int

Exception
└── ConfigurationError      the developer's mistake; becomes a system check where it can
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

from mizan.protocol.envelope import FailureBody, Issue

STATUS: dict[str, int] = {
    "bad_request": 400,
    "unauthenticated": 401,
    "reauthenticate": 401,
    "forbidden": 403,
    "csrf_failed": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "conflict": 409,
    "stale_contract": 409,
    "payload_too_large": 413,
    "unsupported_media_type": 415,
    "invalid": 422,
    "rate_limited": 429,
    "internal": 500,
    "unavailable": 503,
}
"""Every code of the protocol and its one HTTP status (`docs/reference/errors.md`)."""

MESSAGE: dict[str, str] = {
    "bad_request": "The request could not be understood.",
    "unauthenticated": "Please log in.",
    "reauthenticate": "Please confirm that it is you.",
    "forbidden": "You do not have permission to do this.",
    "csrf_failed": "The request did not carry a valid CSRF token.",
    "not_found": "There is nothing by this name.",
    "method_not_allowed": "This method is not allowed here.",
    "conflict": "This is in conflict with what happened meanwhile.",
    "stale_contract": "The page is older than the server. Please reload.",
    "payload_too_large": "The request is too large.",
    "unsupported_media_type": "This media type is not supported.",
    "invalid": "The input is not valid.",
    "rate_limited": "Too many requests. Please try again later.",
    "internal": "Something went wrong on the server.",
    "unavailable": "This is not available at the moment.",
}
"""The text of each code where the raiser gives none; the boundary translates it."""


class ConfigurationError(Exception):
    """Say which class and value are misconfigured, and the way out.

    Raised while declaring; system checks report it as `mizan.E…` with its `hint`.
    """

    def __init__(
        self, message: str, *, hint: str = "", check_id: str = "mizan.E001", obj: object = None
    ) -> None:
        super().__init__(message)
        self.hint = hint
        self.check_id = check_id
        self.obj = obj


class Failure(Exception):  # noqa: N818
    """Answer a call with a failure of the published shape.

    `Failure(code, message, issues=…)` takes a code of `STATUS`. A subclass declares its own `code` and
    `status` (400–499) and annotates its parameters, which become keyword arguments and reach the client
    as `params`:

        class OutOfStock(Failure):
            code = "out_of_stock"
            status = 409
            message = "There is not enough in stock."
            left: int

        raise OutOfStock(left=3)
    """

    code: str = "internal"
    status: int = 500
    message: str = ""

    def __init__(
        self,
        code: str | None = None,
        message: str | None = None,
        *,
        issues: tuple[Issue, ...] | list[Issue] = (),
        headers: dict[str, str] | None = None,
        **params: Any,
    ) -> None:
        if code is not None:
            if code not in STATUS:
                raise ValueError(
                    f"{code!r} is no code of the protocol. Use one of {', '.join(STATUS)}, or declare a "
                    f"subclass of mizan.Failure with a code of its own."
                )
            self.code = code
            self.status = STATUS[code]
        if message is not None:
            self.message = message
        declared = type(self).parameters()
        if declared and declared.keys() != params.keys():
            raise TypeError(f"{type(self).__name__} takes exactly the parameters {', '.join(declared)}.")
        self.issues: tuple[Issue, ...] = tuple(issues)
        self.headers: dict[str, str] = headers or {}
        self.params: dict[str, Any] = params
        for name, value in params.items():
            setattr(self, name, value)
        super().__init__(self.message or MESSAGE.get(self.code, self.code))

    @classmethod
    def parameters(cls) -> dict[str, Any]:
        """Return the annotated parameters of a subclass, by name."""
        if cls is Failure:
            return {}
        own = {
            name
            for base in cls.__mro__[: cls.__mro__.index(Failure)]
            for name in vars(base).get("__annotations__", {})
        }
        own -= Failure.__annotations__.keys()
        return (
            {name: kind for name, kind in get_type_hints(cls, include_extras=True).items() if name in own}
            if own
            else {}
        )

    def body(self, translate: Callable[[str], str] = str) -> FailureBody:
        """Return the value that goes over the wire; `translate` words what the failure has no words for."""
        return FailureBody(
            code=self.code,
            message=str(self.message) or translate(MESSAGE.get(self.code, self.code)),
            issues=self.issues,
            params=self.params,
            status=self.status,
            headers=self.headers,
        )
