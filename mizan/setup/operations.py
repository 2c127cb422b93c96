"""Frozen descriptions of everything that a client can reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from mizan.permissions import PUBLIC, Policy
from mizan.protocol.envelope import JSON, Body
from mizan.protocol.errors import Failure
from mizan.setup.limit import Limit

if TYPE_CHECKING:
    from django.http import HttpRequest


class Input(Protocol):
    """How an operation reads its input."""

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema (2020-12) of the input object; local `$defs` are allowed."""

    def parse(self, body: Body) -> Any:
        """Return the value that `run` takes. Raises Failure `invalid` with issues, or `bad_request` for a
        text that is no JSON object as the protocol wants it (`mizan.schema.objects`).
        """


class Output(Protocol):
    """How an operation writes its output."""

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema (2020-12) of the output."""

    def dump(self, value: Any) -> bytes:
        """Serialise once. Raises when the value is not of the declared type (that becomes `internal`)."""


def _always() -> bool:
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One remotely callable thing. A form is three of these; dispatch knows nothing else."""

    name: str
    run: Callable[[HttpRequest, Any], Any]
    """`(request, parsed input) -> output`; a coroutine function when `is_async`."""
    input: Input
    output: Output
    policy: Policy = PUBLIC
    is_async: bool = False
    readonly: bool = False
    """Reachable by GET and in a batch; promises not to write."""
    affects: tuple[str, ...] = ()
    """Names of the contexts that a success makes stale."""
    errors: tuple[type[Failure], ...] = ()
    """Declared failures; they reach TypeScript as a discriminated union."""
    accepts_files: bool = False
    is_public: bool = False
    """Anyone may cache the answer; only without a policy."""
    has_etag: bool = False
    using: str | None = None
    """The database whose transaction the operation runs in; None: all with ATOMIC_REQUESTS."""
    rolls_back: bool = False
    """True for an operation that must never save (`<form>.validate`)."""
    limit: Limit | None = None
    """How often it may be called."""
    explain: Callable[[HttpRequest, Any], None] | None = None
    """`(request, parsed input)`: raise the Failure that says why the database refused what `run` wrote, or
    return where that is nobody's input. Asked after all was taken back; nothing that it writes is saved."""
    has_own_transactions: bool = False
    """True for an operation whose failures keep what it saved: it opens the transactions that it needs."""
    is_available: Callable[[], bool] = _always
    """Return False where a setting took the operation away: no client is generated for it."""
    audience: Literal["public", "staff", "superuser"] = "public"
    description: str = ""
    source: str = ""
    """Where it was declared, `package.module.name`, for messages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContextSpec:
    """Shared server data: a read-only operation that a client holds, hydrates and refetches."""

    name: str
    operation: str
    scope: Literal["global", "local"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormSpec:
    """A form: the operations it consists of, and its own entry for the contract."""

    name: str
    form_class: type
    operations: Mapping[str, str]
    """`schema`, `validate` (unless the server never judges it beforehand), `submit` to operation names."""
    describe: Callable[[], dict[str, JSON]]
    """Return the entry `forms.<name>` of the contract (see `protocol/contract.schema.json`)."""
    options: Any = field(default=None)
    """The form's `mizanFormMeta`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WizardSpec:
    """A wizard: forms that are its steps, and the operations that lead through them."""

    name: str
    steps: Mapping[str, str]
    """Steps in their order, to the names of their forms."""
    operations: Mapping[str, str]
    """`state`, `go`, `submit`, `reset` to operation names."""
    describe: Callable[[], dict[str, JSON]]
    """Return the entry `wizards.<name>` of the contract."""
    wizard_class: type
