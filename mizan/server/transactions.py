"""In which transactions an operation runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from mizan.setup.operations import Operation


@contextmanager
def transaction_of(operation: Operation) -> Iterator[None]:
    """Run the block atomically where the operation asks for it; every exception rolls back.

    That is its own database (`using`), or all with ATOMIC_REQUESTS. An operation that `rolls_back` never
    commits.
    """
    with ExitStack() as stack:
        aliases = databases_of(operation)
        for alias in aliases:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        if operation.rolls_back:
            for alias in aliases:
                transaction.set_rollback(True, using=alias)


def databases_of(operation: Operation) -> list[str]:
    """Return the aliases of the databases in whose transactions the operation runs."""
    wanted = {alias for alias, options in connections.settings.items() if options.get("ATOMIC_REQUESTS")}
    if operation.using is not None:
        wanted.add(operation.using)
    elif operation.rolls_back:
        wanted.add(DEFAULT_DB_ALIAS)
    return sorted(alias for alias in wanted if not _is_missing(alias))


def _is_missing(alias: str) -> bool:
    return str(connections.settings[alias]["ENGINE"]) == "django.db.backends.dummy"
