"""Which databases a site has, and what is saved in one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

FAILED = (
    "A statement failed, and with it the transaction; whoever caught its exception would save nothing. "
    "Put what may fail into `with transaction.atomic():`."
)


def has_database(alias: str) -> bool:
    """Tell whether a database stands behind an alias; a site without DATABASES has none behind `default`."""
    return str(connections.settings[alias]["ENGINE"]) != "django.db.backends.dummy"


@contextmanager
def saving(alias: str) -> Iterator[None]:
    """Run a block in a transaction that is saved at its end, or taken back on purpose.

    Raises TransactionManagementError where a statement failed and what caught its exception went on: Django
    would take all back and say nothing.
    """
    with transaction.atomic(using=alias):
        connection: Any = connections[alias]
        before = connection.rollback_exc
        yield
        if _has_failed(connection, before):
            raise transaction.TransactionManagementError(FAILED) from connection.rollback_exc


_IN_ERROR = 3
"""What psycopg, 2 and 3, says of a transaction that the server will not commit."""


def _has_failed(connection: Any, before: Exception | None) -> bool:
    status = getattr(getattr(connection.connection, "info", None), "transaction_status", None)
    if status is not None:
        return bool(status == _IN_ERROR)
    # No other driver says so. Who takes back on purpose leaves no exception.
    return connection.needs_rollback and connection.rollback_exc is not before
