"""Run an operation on input that was read already, sync or async alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asgiref.sync import async_to_sync
from django.db import DataError, IntegrityError

from mizan.server.transactions import atomic, databases_of
from mizan.setup.operations import Operation

if TYPE_CHECKING:
    from django.http import HttpRequest


def execute(operation: Operation, arguments: Any, request: HttpRequest) -> bytes:
    """Return the output as JSON. It is written inside the transaction, for a queryset is read only then.

    What the database refuses, perhaps at the end of the transaction alone, the operation may explain.
    """
    aliases = databases_of(operation)
    try:
        if not aliases:
            return _run(operation, arguments, request)
        with atomic(aliases, rolls_back=operation.rolls_back):
            return _run(operation, arguments, request)
    except (DataError, IntegrityError, OverflowError):  # the last one from drivers, of what no column holds
        if operation.explain is not None:
            with atomic(aliases, rolls_back=True):
                operation.explain(request, arguments)
        raise


def _run(operation: Operation, arguments: Any, request: HttpRequest) -> bytes:
    if operation.is_async:
        return operation.output.dump(_run_async(operation, arguments, request))
    return operation.output.dump(operation.run(request, arguments))


def _run_async(operation: Operation, arguments: Any, request: HttpRequest) -> Any:
    async def run() -> Any:
        return await operation.run(request, arguments)

    return async_to_sync(run)()
