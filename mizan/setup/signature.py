"""A function's parameters and result, as types."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType, GenericAlias, SimpleNamespace, UnionType
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
    annotations = _Annotations(function, source)
    parameters = list(_inspect(function).parameters.values())
    takes_request = bool(parameters) and parameters[0].kind in _POSITIONAL
    if takes_request:
        _require_request(parameters.pop(0), annotations, source)
    return Signature(
        takes_request=takes_request,
        parameters={parameter.name: _typed(parameter, annotations, source) for parameter in parameters},
        result=annotations.of("return"),
    )


def _typed(parameter: inspect.Parameter, annotations: _Annotations, source: str) -> tuple[Any, bool]:
    if parameter.kind not in _NAMED:
        raise _unsupported(source, f"its parameter {str(parameter).partition(':')[0]} has no name of its own")
    return annotations.of(parameter.name), parameter.default is inspect.Parameter.empty


def _require_request(parameter: inspect.Parameter, annotations: _Annotations, source: str) -> None:
    """Raise when the first parameter is annotated as something that a request cannot be."""
    if parameter.annotation is inspect.Parameter.empty:
        return
    try:
        annotation = annotations.of(parameter.name)
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
    return _Annotations(function, source).of(name)


class _Annotations:
    """What is annotated of a function, each by itself: that of the request may be for type checkers only."""

    def __init__(self, function: Callable[..., Any], source: str) -> None:
        inner = inspect.unwrap(function)
        self._said = _annotations(inner)
        self._namespace = getattr(inner, "__globals__", {})
        self._source = source

    def of(self, name: str) -> Any:
        """Return what `annotation_of` does."""
        if name not in self._said:
            is_result = name == "return"
            raise _unsupported(
                self._source, f"its {'result' if is_result else f'parameter {name!r}'} is not annotated"
            )
        said = self._said[name]
        annotation = _at_first_sight(said, self._namespace)
        if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
            return annotation
        shim = SimpleNamespace(__annotations__={name: annotation})
        try:
            return get_type_hints(shim, self._namespace, include_extras=True)[name]
        except (NameError, TypeError, SyntaxError, AttributeError) as error:
            raise ConfigurationError(
                f"{self._source}: the annotation {said!r} of {name!r} cannot be resolved: {error}.",
                hint="Define or import the type at the top of the module, not only under TYPE_CHECKING.",
                check_id="mizan.E004",
                obj=self._source,
            ) from error


def _at_first_sight(annotation: Any, namespace: dict[str, Any]) -> Any:
    """Return the class, or the alias of one, that a text names; any other text as it is, for `typing`."""
    if not isinstance(annotation, str):
        return annotation
    try:
        named = eval(_code(annotation), namespace)  # as `typing` does, which compiles every text anew
    except Exception:
        return annotation
    return named if isinstance(named, (type, GenericAlias, UnionType)) else annotation


@cache
def _code(text: str) -> CodeType:
    return compile(text, "<annotation>", "eval")


def _unsupported(source: str, what: str) -> ConfigurationError:
    return ConfigurationError(
        f"{source} cannot be called by a client: {what}.",
        hint="The first parameter is the request; all others are named and annotated, and so is the result: "
        "def echo(request, text: str) -> str. Parameters after * make a function without a request.",
        check_id="mizan.E004",
        obj=source,
    )
