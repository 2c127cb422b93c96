"""The site that the tests of this folder attack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mizan.setup.registry import Registry, registry
from tests.conftest import kept_registry
from tests.security import operations

RANKS: dict[str, dict[str, bool]] = {
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_staff": True, "is_superuser": True},
}
NAMES = {"user": "ada", "staff": "grace", "superuser": "root", "inactive": "gone"}


@pytest.fixture(scope="module", autouse=True)
def site() -> Iterator[Registry]:
    """Register operations and forms of every kind of policy and input."""
    with kept_registry():
        operations.publish()
        registry.settle()
        assert not registry.problems, registry.problems
        yield registry


@pytest.fixture(autouse=True)
def _inactive_users_log_in(settings: Any) -> None:
    """Leave it to the policies that inactive users are nobody; Django's default backend does it before."""
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.AllowAllUsersModelBackend"]


def post(path: str, body: bytes, content_type: str, client: Any = None, **headers: str) -> Any:
    """Post bytes as they are; `Client.post` would write them in the charset of the media type."""
    client = client or Client(raise_request_exception=False)
    headers = {"Accept": "application/json"} | headers
    return client.generic("POST", f"/api/mizan/{path}", body, CONTENT_TYPE=content_type, headers=headers)


def log_in(kind: str, client: Any = None) -> Any:
    """Return a browser with the live session of this kind of user; an inactive one was active before."""
    client = client or Client(raise_request_exception=False)
    if kind != "anonymous":
        user = User.objects.create_user(NAMES[kind], **RANKS[kind])
        client.force_login(user)
        User.objects.filter(pk=user.pk).update(is_active=kind != "inactive")
    return client
