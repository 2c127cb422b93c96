"""What a submission answers: what the form's hook returns, typed by its annotation."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync, iscoroutinefunction

from mizan.schema import TypedOutput
from mizan.setup.signature import annotation_of


def answer_type(hook: Callable[..., Any] | None, source: str) -> TypedOutput:
    """Return how the hook's answer is written; without an annotation it may be anything.

    Raises ConfigurationError: `mizan.E004` for an annotation that cannot be resolved, `mizan.E011` for its
    type.
    """
    if hook is None:
        return TypedOutput(None, source=source)
    return TypedOutput(annotation_of(hook, "return", source) if is_annotated(hook) else Any, source=source)


def is_annotated(hook: Callable[..., Any]) -> bool:
    """Tell whether a hook says what it returns."""
    return inspect.signature(hook).return_annotation is not inspect.Signature.empty


def run_hook(hook: Callable[..., Any], form: Any, request: Any) -> Any:
    """Call a hook, sync or async, and return its answer."""
    return async_to_sync(hook)(form, request) if iscoroutinefunction(hook) else hook(form, request)
