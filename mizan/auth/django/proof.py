"""Which passwords this session has seen, and when: whether somebody proved a moment ago who they are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from mizan.protocol.envelope import JSON
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

_KEY = "_mizan_auth"


def remember_login(request: HttpRequest, method: str) -> None:
    """Keep that the user of this session has just logged in; `method` is what the name is called."""
    _keep(request, [_seen(request, method)])


def remember_proof(request: HttpRequest, method: str) -> None:
    """Keep that the user of this session has just shown the password again."""
    before = [seen for seen in methods_of(request) if "reauthenticated" not in seen]
    _keep(request, [*before, {**_seen(request, method), "reauthenticated": True}])


def methods_of(request: HttpRequest) -> list[dict[str, JSON]]:
    """Return the proofs of this session: none of a log-in elsewhere, such as in the admin."""
    kept: Any = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("user") != str(request.user.pk):
        return []
    found: list[dict[str, JSON]] = kept["methods"]
    return found


def has_proof(request: HttpRequest) -> bool:
    """Return whether the user showed the password in the last `MIZAN["REAUTHENTICATE_AFTER"]` seconds."""
    earliest = time.time() - settings.REAUTHENTICATE_AFTER
    return any(seen["at"] > earliest for seen in methods_of(request))


def ways(request: HttpRequest) -> list[JSON]:
    """Return the flows by which the user may prove it again: none where there is no password to show."""
    user: Any = request.user
    has_password = user.has_usable_password() or bool(methods_of(request))  # a backend may know one
    return [{"id": "reauthenticate"}] if has_password else []


def _seen(request: HttpRequest, method: str) -> dict[str, JSON]:
    user: Any = request.user
    return {"method": "password", "at": time.time(), method: str(user.get_username())}


def _keep(request: HttpRequest, methods: list[dict[str, JSON]]) -> None:
    request.session[_KEY] = {"user": str(request.user.pk), "methods": methods}
