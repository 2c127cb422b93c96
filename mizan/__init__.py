"""Turn Django forms, functions and users into a typed frontend."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mizan.protocol.envelope import FailureBody, Issue
    from mizan.protocol.errors import ConfigurationError, Failure
    from mizan.schema import BigInt

_HOME = {
    "BigInt": "mizan.schema",
    "ConfigurationError": "mizan.protocol.errors",
    "Failure": "mizan.protocol.errors",
    "FailureBody": "mizan.protocol.envelope",
    "Issue": "mizan.protocol.envelope",
}

__version__ = "0.1.0"

__all__ = ["BigInt", "ConfigurationError", "Failure", "FailureBody", "Issue"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'mizan' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
