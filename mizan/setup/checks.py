"""System checks of what was registered."""

from __future__ import annotations

from collections.abc import Iterator

from django.core import checks

from mizan.permissions import can_reauthenticate, policy
from mizan.protocol.errors import ConfigurationError
from mizan.protocol.naming import clashes
from mizan.setup.registry import registry
from mizan.setup.settings import settings


def check_registry(**_: object) -> list[checks.CheckMessage]:
    """Report what went wrong while registering, under the id that each problem has (`mizan.E001`–`E012`)."""
    registry.settle()
    return [
        checks.Error(problem.message, hint=problem.hint or None, obj=problem.obj, id=problem.check_id)
        for problem in registry.problems
    ]


def check_names(**_: object) -> list[checks.CheckMessage]:
    """Report names that meet in TypeScript (`mizan.E006`)."""
    return [
        checks.Error(
            f"In TypeScript {first} and {second} are both called {identifier!r}.",
            hint="Register one of them under another name.",
            id="mizan.E006",
        )
        for identifier, first, second in clashes(_things())
    ]


def check_affects(**_: object) -> list[checks.CheckMessage]:
    """Report contexts that operations affect and that do not exist (`mizan.E007`)."""
    contexts = {context.name for context in registry.contexts()}
    return [
        checks.Error(
            f"{operation.source or operation.name} affects the context {name!r}, which does not exist.",
            hint=f"The contexts are {', '.join(sorted(contexts)) or 'none'}.",
            id="mizan.E007",
        )
        for operation in registry.operations()
        for name in operation.affects
        if name not in contexts
    ]


def check_explorer(**_: object) -> list[checks.CheckMessage]:
    """Report `MIZAN["EXPLORER_AUTH"]` that is no policy (`mizan.E005`)."""
    try:
        policy(settings.EXPLORER_AUTH, source='MIZAN["EXPLORER_AUTH"]')
    except ConfigurationError as error:
        return [checks.Error(str(error), hint=error.hint, id=error.check_id)]
    return []


def check_reauthentication(**_: object) -> list[checks.CheckMessage]:
    """Report `reauthenticate=True` where nobody said how to prove oneself (`mizan.E013`)."""
    if can_reauthenticate():
        return []
    return [
        checks.Error(
            f"{operation.source or operation.name} asks for a recent proof of identity, but there is none.",
            hint="Call mizan.permissions.set_reauthentication(proof) in an AppConfig.ready, or remove it.",
            id="mizan.E013",
        )
        for operation in registry.operations()
        if operation.policy.reauthenticate
    ]


def _things() -> Iterator[tuple[str, str]]:
    """Yield what has names in TypeScript; those of logging in stand in a file of their own."""
    return (thing for thing in _all_things() if not thing[1].startswith("auth."))


def _all_things() -> Iterator[tuple[str, str]]:
    forms = list(registry.forms())
    of_forms = {operation for form in forms for operation in form.operations.values()}
    yield from (
        ("operation", operation.name) for operation in registry.operations() if operation.name not in of_forms
    )
    yield from (("context", context.name) for context in registry.contexts())
    yield from (("form", form.name) for form in forms)
