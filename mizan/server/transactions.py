"""In which transactions an operation runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from mizan.setup.databases import has_database, saving
from mizan.setup.operations import Operation


def databases_of(operation: Operation) -> list[str]:
    """Return the aliases of the databases in whose transactions the operation runs.

    That is its own database (`using`), and all with ATOMIC_REQUESTS; none for one that opens its own.
    """
    if operation.has_own_transactions:
        return []
    own = operation.using or (DEFAULT_DB_ALIAS if operation.rolls_back else None)
    wanted = []
    for alias, options in connections.settings.items():
        if options["ATOMIC_REQUESTS"] and alias != own:
            wanted.append(alias)
    if own is not None:
        wanted.append(own)
    return list(filter(has_database, wanted)) if wanted else wanted


@contextmanager
def as_around_views() -> Iterator[None]:
    """Run a block as Django runs a view: in a transaction of each database with ATOMIC_REQUESTS."""
    wanted = [alias for alias, options in connections.settings.items() if options["ATOMIC_REQUESTS"]]
    with atomic(list(filter(has_database, wanted)), rolls_back=False):
        yield


@contextmanager
def atomic(aliases: list[str], *, rolls_back: bool) -> Iterator[None]:
    """Run a block in a transaction of each database; every exception rolls back, and `rolls_back` always."""
    with ExitStack() as stack:
        for alias in aliases:
            stack.enter_context(transaction.atomic(using=alias) if rolls_back else saving(alias))
        yield
        if rolls_back:
            for alias in aliases:
                transaction.set_rollback(True, using=alias)
