"""A Python function as an operation."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.protocol.naming import check_name, pascal
from mizan.schema import TypedInput, TypedOutput
from mizan.setup.declaration import declaration_of, source_of
from mizan.setup.limit import limit_of
from mizan.setup.operations import ContextSpec, Operation
from mizan.setup.signature import signature_of


def operation_of(function: Callable[..., Any], name: str | None) -> Operation:
    """Return the operation that a function is: its parameters are the input, its return annotation the
    output.

    Raises ConfigurationError: `mizan.E003` for its name, `mizan.E004` for its signature, `mizan.E011` for its
    types.
    """
    source, declaration = source_of(function), declaration_of(function)
    name = check_name(name or getattr(function, "__name__", None), source)
    signature = signature_of(function, source)
    return Operation(
        name=name,
        run=_runner(function, takes_request=signature.takes_request),
        input=TypedInput(signature.parameters, title=f"{pascal(name)}Input", source=source),
        output=TypedOutput(signature.result, source=source),
        policy=declaration.policy,
        is_async=iscoroutinefunction(function),
        readonly=declaration.readonly,
        affects=declaration.affects,
        errors=declaration.errors,
        is_public=declaration.public,
        has_etag=declaration.public,
        limit=limit_of(name, declaration.limit),
        audience=declaration.audience or declaration.policy.audience,
        description=inspect.getdoc(function) or "",
        source=source,
    )


def context_of(function: Callable[..., Any], operation: Operation) -> ContextSpec | None:
    """Return the context that a function is declared to be, or None."""
    scope = declaration_of(function).context
    return ContextSpec(name=operation.name, operation=operation.name, scope=scope) if scope else None


def failure_params(failure: type[Failure]) -> dict[str, JSON]:
    """Return the JSON Schema of the `params` of a declared failure."""
    fields = {name: (annotation, True) for name, annotation in failure.parameters().items()}
    return TypedInput(fields, title=f"{failure.__name__}Params", source=failure.__qualname__).schema()


def _runner(function: Callable[..., Any], *, takes_request: bool) -> Callable[[HttpRequest, Any], Any]:
    if takes_request:
        return lambda request, arguments: function(request, **arguments)
    return lambda request, arguments: function(**arguments)
