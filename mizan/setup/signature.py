"""A function's parameters and result, as types."""

from __future__ import annotations

import builtins
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import GenericAlias, SimpleNamespace
from typing import Any, get_type_hints

from django.http import HttpRequest

from mizan.protocol.errors import ConfigurationError

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_NAMED = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """What a client has to send to a function, and what comes back."""

    takes_request: bool
    """True when there is a positional parameter: the first one is the request, whatever its name."""
    parameters: Mapping[str, tuple[Any, bool]]
    """Name to `(annotation, is required)`."""
    result: Any


def signature_of(function: Callable[..., Any], source: str) -> Signature:
    """Return the types of a function. Raises ConfigurationError (`mizan.E004`) where one is missing."""
    if not inspect.isroutine(function):
        raise _unsupported(source, "it is no function")
    parameters = list(_inspect(function).parameters.values())
    takes_request = bool(parameters) and parameters[0].kind in _POSITIONAL
    if takes_request:
        _require_request(parameters.pop(0), function, source)
    return Signature(
        takes_request=takes_request,
        parameters={parameter.name: _typed(parameter, function, source) for parameter in parameters},
        result=annotation_of(function, "return", source),
    )


def _typed(parameter: inspect.Parameter, function: Callable[..., Any], source: str) -> tuple[Any, bool]:
    if parameter.kind not in _NAMED:
        raise _unsupported(source, f"its parameter {str(parameter).partition(':')[0]} has no name of its own")
    return annotation_of(function, parameter.name, source), parameter.default is inspect.Parameter.empty


def _require_request(parameter: inspect.Parameter, function: Callable[..., Any], source: str) -> None:
    """Raise when the first parameter is annotated as something that a request cannot be."""
    if parameter.annotation is inspect.Parameter.empty:
        return
    try:
        annotation = annotation_of(function, parameter.name, source)
    except ConfigurationError:
        return  # imported for type checkers only
    if not _may_be_request(annotation):
        raise _unsupported(
            source, f"its first parameter {parameter.name!r}, the request, is annotated otherwise"
        )


def _may_be_request(annotation: Any) -> bool:
    if annotation in (Any, object) or not inspect.isclass(annotation):
        return True
    return issubclass(annotation, HttpRequest) or getattr(annotation, "_is_protocol", False)


def _inspect(function: Callable[..., Any]) -> inspect.Signature:
    if sys.version_info >= (3, 14):
        from annotationlib import Format

        return inspect.signature(function, annotation_format=Format.FORWARDREF)
    return inspect.signature(function)


def _annotations(function: Callable[..., Any]) -> Mapping[str, Any]:
    if sys.version_info >= (3, 14):
        from annotationlib import Format, get_annotations

        return get_annotations(function, format=Format.FORWARDREF)
    return getattr(function, "__annotations__", {})


def annotation_of(function: Callable[..., Any], name: str, source: str) -> Any:
    """Return a parameter's annotation, or that of the `return`, resolved. Raises ConfigurationError
    (`mizan.E004`)."""
    inner = inspect.unwrap(function)
    annotations = _annotations(inner)
    if name not in annotations:
        what = (
            "its result is not annotated" if name == "return" else f"its parameter {name!r} is not annotated"
        )
        raise _unsupported(source, what)
    namespace = getattr(inner, "__globals__", {})
    annotation = annotations[name]
    known = _class_of(annotation, namespace)
    if known is not None:
        return known
    # each annotation by itself: that of the request may be importable by type checkers only
    shim = SimpleNamespace(__annotations__={name: annotation})
    try:
        return get_type_hints(shim, namespace, include_extras=True)[name]
    except (NameError, TypeError, SyntaxError, AttributeError) as error:
        raise ConfigurationError(
            f"{source}: the annotation {annotations[name]!r} of {name!r} cannot be resolved: {error}.",
            hint="Define or import the type at the top of the module, not only under TYPE_CHECKING.",
            check_id="mizan.E004",
            obj=source,
        ) from error


def _class_of(annotation: Any, namespace: Mapping[str, Any]) -> type | None:
    """Return the class that an annotation is or names, in which nothing is left to resolve; else None."""
    if isinstance(annotation, str):
        names = namespace if annotation in namespace else vars(builtins)
        annotation = names.get(annotation)
    return annotation if isinstance(annotation, type) and not isinstance(annotation, GenericAlias) else None


def _unsupported(source: str, what: str) -> ConfigurationError:
    return ConfigurationError(
        f"{source} cannot be called by a client: {what}.",
        hint="The first parameter is the request; all others are named and annotated, and so is the result: "
        "def echo(request, text: str) -> str. Parameters after * make a function without a request.",
        check_id="mizan.E004",
        obj=source,
    )
