"""`@client`: declare a Python function as something that a frontend may call; `register` publishes it.

from mizan.client import client
from mizan.setup.registry import register

@client(auth="staff")
def echo(request, text: str) -> Output: ...

register(echo, "echo")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar, overload

from mizan.permissions import UNSET, Audience, policy
from mizan.protocol.errors import ConfigurationError, Failure
from mizan.setup.declaration import (
    BROKEN,
    Declaration,
    context_names,
    declare,
    declared_failures,
    one_of,
    source_of,
)
from mizan.setup.limit import Rates, read_rates
from mizan.setup.registry import registry

Function = TypeVar("Function", bound=Callable[..., object])


@overload
def client(function: Function, /) -> Function: ...


@overload
def client(
    *,
    auth: object = UNSET,
    context: Literal["global", "local"] | None = None,
    readonly: bool = False,
    affects: Sequence[str] = (),
    errors: Sequence[type[Failure]] = (),
    public: bool = False,
    audience: Audience | None = None,
    reauthenticate: bool = False,
    limit: Rates = None,
) -> Callable[[Function], Function]: ...


def client(
    function: Function | None = None,
    /,
    *,
    auth: object = UNSET,
    context: Literal["global", "local"] | None = None,
    readonly: bool = False,
    affects: Sequence[str] = (),
    errors: Sequence[type[Failure]] = (),
    public: bool = False,
    audience: Audience | None = None,
    reauthenticate: bool = False,
    limit: Rates = None,
) -> Function | Callable[[Function], Function]:
    """Declare a sync or async function; it stays the function that it was.

    `auth`: who may (`mizan.permissions`). `context`: shared data, `'global'` for the whole page or `'local'`
    with the function's parameters; read-only. `readonly`: reachable by GET and in a batch, promises not to
    write. `affects`: names of the contexts that a call makes stale. `errors`: subclasses of Failure that it
    raises. `public`: anyone may cache the answer; read-only and without a policy. `audience`: whose bundle
    the name belongs to, by default what the policy says. `reauthenticate`: ask for a recent proof of
    identity. `limit`: how often one caller may call, `"10/m"`.

    What makes no sense is reported by `manage.py check`, and the function is then not published.
    """

    def decorate(target: Function) -> Function:
        source = source_of(target)
        try:
            if public and (not readonly or auth not in (None, UNSET) or reauthenticate):
                raise _private(source)
            declaration = Declaration(
                policy=policy(auth, reauthenticate=reauthenticate, source=source),
                context=one_of("context", context, (None, "global", "local"), source),
                readonly=readonly or context is not None,
                affects=context_names(affects, source),
                errors=declared_failures(errors, source),
                public=public,
                audience=one_of("audience", audience, (None, "public", "staff", "superuser"), source),
                limit=read_rates(limit, source),
            )
        except ConfigurationError as error:
            registry.report(error)
            return declare(target, BROKEN)
        return declare(target, declaration)

    return decorate if function is None else decorate(function)


def _private(source: str) -> ConfigurationError:
    return ConfigurationError(
        f"{source} is public=True, but what anyone may cache must be readonly=True and have no policy.",
        hint="Leave public= out, or add readonly=True and remove auth=.",
        check_id="mizan.E004",
        obj=source,
    )
