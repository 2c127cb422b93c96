"""Calls that meet: each waits at a point in its transaction until all are there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from typing import Any

from django.db import connections


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make calls at the same moment, each with connections of its own; return what each answers."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


class Meeting:
    """A point where two calls wait for each other; later ones pass."""

    def __init__(self) -> None:
        self._barrier = Barrier(2)
        self._comes = count()
        self._is_over = False

    def wait(self) -> None:
        """Wait for the other one."""
        if next(self._comes) < 2 and not self._is_over:
            self._barrier.wait(10)

    def leave(self) -> None:
        """Let everybody pass."""
        self._is_over = True
