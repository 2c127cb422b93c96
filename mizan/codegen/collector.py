"""Python's collector of cyclic garbage, which looks through everything that was made, again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Let the collector rest while much is made that stays: it would take a third of the time.

    For a process that ends soon: until then nothing that was thrown away comes back.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _grow_old()
            gc.enable()


def _grow_old() -> None:
    """Make all objects old: as young ones the next allocation would have every one of them looked through."""
    if not gc.get_freeze_count():  # somebody else's frozen objects stay frozen
        gc.freeze()
        gc.unfreeze()
