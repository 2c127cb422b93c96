"""One end for each run of a wizard, however many requests ask for it at once.

Whoever ends a run makes an empty session that is named after it: every store of Django's makes one of a name
for one request alone (`must_create`), whatever processes there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.contrib.sessions.backends.base import CreateError, SessionBase
from django.contrib.sessions.backends.signed_cookies import SessionStore as CookieStore
from django.core.cache import cache
from django.db import OperationalError, connections, router
from django.utils.translation import gettext

from mizan.protocol.errors import Failure


@contextmanager
def claimed(session: SessionBase, run: str) -> Iterator[None]:
    """Run a block that no other request runs for the same `run`; a block that fails gives it back.

    Raises Failure `conflict` for all but the first. A cookie cannot tell whether another request came before;
    there the default cache does, and one that each process has for itself knows of no other.
    """
    name = hashlib.sha256(f"mizan.wizard {run}".encode()).hexdigest()[:40]
    kind = _InCache if isinstance(session, CookieStore) else _InSessions
    claim: _Claim = kind(session, name)
    if not claim.take():
        raise Failure("conflict", gettext("These answers are submitted already."))
    try:
        yield
    except BaseException:
        claim.give_back()
        raise


class _Claim(Protocol):
    def take(self) -> bool:
        """Tell whether this is the first to come; it stays taken as long as a session lives."""

    def give_back(self) -> None:
        """Let another one try."""


class _InSessions:
    """A session among those of the site."""

    def __init__(self, session: SessionBase, name: str) -> None:
        self._store: Any = type(session)(name)

    def take(self) -> bool:
        try:
            self._store.save(must_create=True)
        except (CreateError, OperationalError):  # SQLite waits for no other, but says that it is locked
            return False
        return True

    def give_back(self) -> None:
        model = getattr(self._store, "model", None)
        if model is None or not connections[router.db_for_write(model)].in_atomic_block:
            self._store.delete()  # the transaction takes all others back


class _InCache:
    """A name in the default cache."""

    def __init__(self, session: SessionBase, name: str) -> None:
        self._name, self._seconds = f"mizan.wizard.{name}", session.get_expiry_age()

    def take(self) -> bool:
        return bool(cache.add(self._name, True, self._seconds))

    def give_back(self) -> None:
        cache.delete(self._name)
