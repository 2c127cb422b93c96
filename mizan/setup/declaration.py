"""What a decorator says of a function, before `register` gives it a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.core import checks

from mizan.permissions import IMPLICIT, Audience, Policy
from mizan.protocol.errors import STATUS, ConfigurationError, Failure
from mizan.setup.limit import Rate

Function = TypeVar("Function", bound=Callable[..., object])

_ATTRIBUTE = "_mizan_declaration"
_declared: list[tuple[Callable[..., object], bool]] = []
_registered: set[int] = set()


@dataclass(frozen=True, kw_only=True, slots=True)
class Declaration:
    """What `@client(…)` says; see `mizan.client.client`."""

    policy: Policy = IMPLICIT
    context: Literal["global", "local"] | None = None
    readonly: bool = False
    affects: tuple[str, ...] = ()
    errors: tuple[type[Failure], ...] = ()
    public: bool = False
    audience: Audience | None = None
    limit: tuple[Rate, ...] = ()
    is_broken: bool = False
    """True when the declaration made no sense; such a function is never published."""


BROKEN = Declaration(is_broken=True)


def declare(function: Function, declaration: Declaration) -> Function:
    """Attach a declaration to a function and remember it for the check that it was registered."""
    setattr(function, _ATTRIBUTE, declaration)
    _declared.append((function, declaration.is_broken))
    return function


def declaration_of(function: object) -> Declaration:
    """Return what was declared of a function, or the defaults for a bare one."""
    declaration = getattr(function, _ATTRIBUTE, None)
    return declaration if isinstance(declaration, Declaration) else Declaration()


def mark_registered(function: object) -> None:
    """Remember that a function was published."""
    _registered.add(id(function))


def source_of(function: object) -> str:
    """Return `package.module.name` of a function."""
    name = getattr(function, "__qualname__", type(function).__qualname__)
    return f"{getattr(function, '__module__', '?')}.{name}"


def one_of(key: str, value: Any, allowed: Sequence[object], source: str) -> Any:
    """Return a value that is among the allowed ones. Raises ConfigurationError."""
    if not any(value is choice or (isinstance(value, str) and value == choice) for choice in allowed):
        raise ConfigurationError(
            f"{source}: {key}={value!r} is not known.",
            hint=f"Use one of {', '.join(map(repr, allowed))}.",
            check_id="mizan.E004",
            obj=source,
        )
    return value


def context_names(affects: object, source: str) -> tuple[str, ...]:
    """Return the names of `affects=`. Raises ConfigurationError (`mizan.E007`) on anything but names."""
    if isinstance(affects, list | tuple | set | frozenset) and all(isinstance(name, str) for name in affects):
        return tuple(affects)
    raise ConfigurationError(
        f"{source}: affects={affects!r} is no list of context names.",
        hint="Write affects=['current_user'].",
        check_id="mizan.E007",
        obj=source,
    )


def declared_failures(errors: object, source: str) -> tuple[type[Failure], ...]:
    """Return the classes of `errors=`. Raises ConfigurationError (`mizan.E012`) on what cannot be sent."""
    if not isinstance(errors, list | tuple):
        raise _no_failure(source, errors)
    for error in errors:
        if not (isinstance(error, type) and issubclass(error, Failure) and error is not Failure):
            raise _no_failure(source, error)
        if (
            not re.fullmatch(r"[a-z][a-z0-9_]*", error.code)
            or error.code in STATUS
            or not 400 <= error.status < 500
        ):
            raise ConfigurationError(
                f"{source}: {error.__qualname__} has code {error.code!r} and status {error.status!r}.",
                hint="Give it a snake_case code that is not the protocol's, and a status from 400 to 499.",
                check_id="mizan.E012",
                obj=source,
            )
    return tuple(errors)


def _no_failure(source: str, error: object) -> ConfigurationError:
    return ConfigurationError(
        f"{source}: errors= holds {error!r}, which is no subclass of mizan.Failure.",
        hint="class OutOfStock(mizan.Failure): code = 'out_of_stock'; status = 409; left: int",
        check_id="mizan.E012",
        obj=source,
    )


def unregistered() -> Iterator[str]:
    """Iterate over the sources of functions that were declared and never registered."""
    return (
        source_of(function)
        for function, broken in _declared
        if not broken and id(function) not in _registered
    )


def check_declarations(**_: object) -> list[checks.CheckMessage]:
    """Report functions that were declared and never registered (`mizan.W001`)."""
    return [
        checks.Warning(
            f"{source} is declared with @client but never registered, so nothing can reach it.",
            hint=f"Add register({source.rpartition('.')[2]}, 'name') after it.",
            id="mizan.W001",
        )
        for source in unregistered()
    ]
