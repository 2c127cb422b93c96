"""The site while it is attacked: its content, its users, and what it did behind the answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from mizan.setup.operations import Operation
from mizan.setup.registry import registry
from sample_site.conference.models import (
    ContactMessage,
    Profile,
    Proposal,
    SignUp,
    TravelGrant,
    Waiting,
    Workshop,
)
from tests.app.models import Chapter, Note
from tests.security import operations
from tests.security.fuzz.ask import SESSIONS
from tests.security.fuzz.watcher import watch_commits

ROW = "canary-row"
"""Stands in rows that no answer shows."""

RANKS = {
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_staff": True, "is_superuser": True, "is_active": False},
}
NAMES = {"user": "ada", "staff": "grace", "superuser": "root", "inactive": "gone"}


class World:
    """Count what runs, listen to what is logged, watch what is written."""

    def __init__(self) -> None:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        operations.publish()
        people()
        self.reset()
        self.ran: list[str] = []
        self.logged: list[str] = []
        self._left: set[Path] = set()
        self.operations: dict[str, Operation] = {entry.name: entry for entry in registry.operations()}
        self.forms = {form.name: form for form in registry.forms()}
        self.contract = registry.document()
        self.pages = list(pages(get_resolver(), ""))
        for operation in self.operations.values():
            registry._operations[operation.name] = replace(operation, run=partial(self._run, operation))
        registry.version += 1
        self._listen()
        self.written = watch_commits()

    def _run(self, operation: Operation, request: Any, value: Any) -> Any:
        self.ran.append(operation.name)
        return operation.run(request, value)

    def _listen(self) -> None:
        ears = logging.Handler()
        ears.emit = lambda record: self.logged.append(ears.format(record))  # type: ignore[method-assign]
        logging.getLogger().addHandler(ears)
        logging.getLogger().setLevel(logging.INFO)

    def forget(self) -> None:
        """Begin a new request."""
        self.ran.clear()
        self.logged.clear()
        self._left = set(self._uploads())

    def leftovers(self) -> list[Path]:
        """Return the files that this request's uploads left behind."""
        return [path for path in self._uploads() if path not in self._left]

    def _uploads(self) -> Iterator[Path]:
        return Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()

    def reset(self) -> None:
        """Put the content back as it was."""
        for model in (ContactMessage, Profile, Proposal, SignUp, TravelGrant, Waiting, Workshop, Note):
            model._default_manager.all().delete()
        for number, seats in enumerate((1, 1000)):
            Workshop.objects.create(
                pk=number + 1,
                slug=f"w{number}",
                title="Looms",
                teacher="Ada",
                day="2027-06-10",
                starts="09:00",
                seats=seats,
            )
        SignUp.objects.create(workshop_id=1, user=User.objects.get(username="grace"), notes=ROW)
        ContactMessage.objects.create(name=ROW, email="a@example.org", topic="press", message=ROW)
        Note.objects.create(pk=1, title="open", rating=1)
        Note.objects.create(pk=2, title=ROW, body=ROW, rating=2)
        for number, title in ((1, "open"), (2, ROW)):
            Chapter.objects.create(pk=number, note_id=number, title=title)
        for number, (name, text) in enumerate((("ada", "open"), ("eve", ROW))):
            owner, _ = User.objects.get_or_create(username=name)  # nobody has a session of Eve's
            Profile.objects.create(user=owner, handle=name, bio=text, picture=f"people/{text}.png")
            Proposal.objects.create(
                pk=number + 1,
                owner=owner,
                title=text,
                abstract=text,
                speaker=name,
                email=f"{name}@example.org",
                track="data",
                level="deep",
            )
        with connection.cursor() as cursor:  # the keys above are taken
            for statement in connection.ops.sequence_reset_sql(
                no_style(), [Workshop, Note, Chapter, Proposal]
            ):
                cursor.execute(statement)


def people() -> None:
    """Make a user and a live session of each kind."""
    for kind, rank in RANKS.items():
        user = User.objects.create_user(NAMES[kind], password="canary-password", **rank)
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        expires = timezone.now() + timedelta(days=14)
        session = {"session_key": SESSIONS[kind], "session_data": SessionStore().encode(data)}
        Session.objects.create(**session, expire_date=expires)


def pages(resolver: URLResolver, prefix: str) -> Iterator[str]:
    """Yield the paths of the site's own pages: not the admin, nor Mizan's routes, nor what ends a session."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern).replace("<slug:slug>", "w1").replace("<str:key>", "1-w1")
        if path in ("accounts/", "_allauth/"):
            continue
        if isinstance(pattern, URLPattern) and pattern.name != "log-out":
            yield "/" + path
        elif isinstance(pattern, URLResolver) and pattern.app_name not in ("mizan", "admin"):
            yield from pages(pattern, path)
