"""The values that travel through a call: one request, one answer, one complaint."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

JSON: TypeAlias = Any
"""A value of `json.loads`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """One complaint about input. `path=()` is the whole input; `code` and `params` are stable."""

    path: tuple[str | int, ...] = ()
    code: str
    message: str
    params: dict[str, JSON] = field(default_factory=dict)

    def as_json(self) -> dict[str, JSON]:
        """Return `{path, code, message, params}`."""
        return {"path": list(self.path), "code": self.code, "message": self.message, "params": self.params}


@dataclass(kw_only=True, slots=True)
class Body:
    """The undecoded input of a call: JSON text, and uploaded files where the operation takes them."""

    text: bytes = b"{}"
    """No larger and no deeper than the limits; whether it is JSON at all is found out by who parses it."""
    files: Any = None
    """A `MultiValueDict` of `UploadedFile` by field name, or None."""
    flat: Any = None
    """A `QueryDict` of what a browser's form posted, or None. Only forms read it."""


class Kept(bytes):
    """JSON text that is answered again and again."""

    etag: str = ""
    """The ETag, once it was computed."""


class Carrier(Protocol):
    """What brought a call and has rules of its own (HTTP: method, CSRF, media type, size)."""

    def admit(self, operation: Any) -> None:
        """Raise Failure when this carrier may not reach the operation; asked before anybody is authorised."""

    def read(self, operation: Any) -> Body:
        """Return the body, or raise Failure; asked only after authorisation."""


@dataclass(kw_only=True, slots=True)
class Call:
    """One call, whatever carried it."""

    name: str
    body: Body | None = None
    """None when the carrier has yet to read it, and for no input."""
    carrier: Carrier | None = None
    """None for a call from this process."""
    op: str | None = None
    """The hash of the input schema that the client was generated from (`X-Mizan-Op`)."""
    identity: str | None = None
    """The tag of the user for whom the client acts (`X-Mizan-Identity`)."""
    is_safe: bool = False
    """True for a carrier that reaches read-only operations alone (GET, a batch item)."""
    is_counted: bool = True
    """False for what a page of the site embeds: no limit counts it."""


@dataclass(kw_only=True, slots=True)
class Success:
    """The answer of an operation: its output, already serialised once."""

    data: bytes
    status: int = 200
    invalidate: tuple[str, ...] = ()
    """Names of the contexts that this call made stale."""
    is_stale: bool = False
    """True when the call succeeded although the client's contract is older."""
    is_public: bool = False
    """True when anyone may cache the answer."""
    has_etag: bool = False
    """True when the answer carries an ETag (`private, no-cache`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FailureBody:
    """The one shape of a failure, on every carrier."""

    code: str
    message: str
    issues: tuple[Issue, ...] = ()
    params: dict[str, JSON] = field(default_factory=dict)
    """Data of a declared error; left out of the wire when empty."""
    id: str | None = None
    """Only with `internal`: the same id stands in the log."""
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    cause: Exception | None = field(default=None, repr=False, compare=False)
    """The exception behind `internal`, for this process alone."""
    text: bytes | None = field(default=None, init=False, repr=False, compare=False)
    """The JSON, once it was written."""

    def as_json(self) -> dict[str, JSON]:
        """Return `{code, message, issues}`, with `params` and `id` where they are set."""
        body: dict[str, JSON] = {
            "code": self.code,
            "message": self.message,
            "issues": [issue.as_json() for issue in self.issues],
        }
        if self.params:
            body["params"] = self.params
        if self.id is not None:
            body["id"] = self.id
        return body


Answer: TypeAlias = Success | FailureBody
"""What `dispatch` gives back."""
